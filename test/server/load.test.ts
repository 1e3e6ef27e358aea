import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { FaultName, Sandbox } from '../../src/sandbox.ts'
import { createSandbox } from '../../src/sandbox.ts'
import { closeRedis, connectRedis, createRedisStore } from '../../src/server.ts'
import { bodyOf, errorOf, INTEGRATION, PDF, post, startRoute, token, type RouteOnPort } from './harness.ts'
import { startOnePort, type OnePort } from './one-port.ts'
import { REDIS_SERVER_PATH, startRedis, type RedisServer } from './redis-server.ts'

const IS_LONG = process.env['LONG'] === '1'
const { clients, files, sizeBytes } = IS_LONG
  ? { clients: 200, files: 2000, sizeBytes: 300_000 }
  : { clients: 40, files: 120, sizeBytes: 30_000 }

/** One request in a hundred meets each of them. */
const FAULTS: readonly [FaultName, { stored?: boolean }][] = [
  ['PLATFORM.TASK_TIMED_OUT', { stored: true }],
  ['reset-after-storing', {}],
  ['REMOTE.SERVICE_UNAVAILABLE', {}],
  ['html-503', {}],
  ['PLATFORM.UNKNOWN_ERROR', { stored: true }],
]

let redis: RedisServer
let sandbox: Sandbox
let instances: RouteOnPort[]
let onePort: OnePort
let release: () => Promise<void>

describe.skipIf(REDIS_SERVER_PATH === null)('under load', () => {
  beforeAll(async () => {
    redis = await startRedis()
    sandbox = await createSandbox({ acceptAnyRecord: true, latencyMs: 20 })
    const connections = [1, 2].map(() => connectRedis(redis.url, () => undefined))
    await vi.waitUntil(() => connections.every(({ isReady }) => isReady))
    const stores = connections.map((connection) => createRedisStore(connection))
    instances = await Promise.all(
      stores.map((store) => startRoute(sandbox, { store, limits: { readBackDelaysMs: [0, 200] } })),
    )
    onePort = await startOnePort(instances.map(({ url }) => url))
    release = async () => {
      await onePort.close()
      for (const instance of instances) await instance.close()
      for (const store of stores) await store.close()
      for (const connection of connections) closeRedis(connection)
      await sandbox.close()
      await redis.stop()
    }
  })
  afterAll(() => release())

  it(
    `loses nothing and sends nothing twice: ${files} files by ${clients} clients through two instances behind one port`,
    async () => {
      for (const [name, options] of FAULTS) {
        sandbox.faults.arm(name, { ...options, times: Infinity, when: () => Math.random() < 0.01 })
      }
      const sent: string[] = []
      const results: string[] = []
      let next = 0
      const clientLoop = async (): Promise<void> => {
        while (next < files) {
          next += 1
          const file = Buffer.concat([PDF, randomBytes(sizeBytes)])
          sent.push(createHash('sha256').update(file).digest('hex'))
          results.push(await sendUntilSettled(file, next))
        }
      }
      await Promise.all(Array.from({ length: clients }, clientLoop))

      expect(results.filter((result) => result !== 'delivered')).toEqual([])
      expect(sandbox.received.map(({ sha256 }) => sha256).toSorted()).toEqual(sent.toSorted())
      const posts = sandbox.requests.filter(({ method }) => method === 'POST')
      const refused = posts.filter(({ code }) => code === 'PLATFORM.CONCURRENCY_LIMIT_EXCEEDED')
      expect(refused.length).toBeLessThanOrEqual(posts.length / 100)
      expect(sandbox.maxInFlight(INTEGRATION)).toBeLessThanOrEqual(30)
      expect(instances.map(({ route }) => route.slotsInUse)).toEqual([0, 0])
      expect(Math.min(...onePort.connections)).toBeGreaterThan(0)
    },
    IS_LONG ? 600_000 : 60_000,
  )
})

/** Each file is for a record of its own, as people apply. */
async function sendUntilSettled(file: Buffer, turn: number): Promise<string> {
  const bearer = await token({ target: `application:app${turn}` })
  const headers = { 'Idempotency-Key': randomUUID(), Authorization: `Bearer ${bearer}` }
  const body = bodyOf(file)
  for (let tries = 0; tries < 20; tries += 1) {
    const posted = await post(onePort.url, body, headers, `/applications/app${turn}/attachments`)
    if (posted.status === 200) return 'delivered'
    if (errorOf(posted).delivery !== 'none') return String(errorOf(posted).code)
    await pause(50)
  }
  return 'given up'
}
