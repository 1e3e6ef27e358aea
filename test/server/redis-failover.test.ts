import { randomUUID } from 'node:crypto'
import { createClient } from 'redis'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox.ts'
import { createSandbox } from '../../src/sandbox.ts'
import { closeRedis, connectRedis, createRedisStore } from '../../src/server.ts'
import { bodyOf, errorOf, pdfOf, post, startRoute } from './harness.ts'
import { startDetour, type RedisDetour } from './redis-detour.ts'
import { REDIS_SERVER_PATH, startRedis, type RedisServer } from './redis-server.ts'

/*
 * Another Redis takes the place of the first, which becomes its replica: it takes no writes any more, and closes no
 * connection. The address of the instances leads to the new one, to which nothing has been copied in time.
 */

const BODY = bodyOf(pdfOf(500))

let redis: RedisServer
let successor: RedisServer
let detour: RedisDetour
let sandbox: Sandbox
let cleanUp: (() => unknown)[]

beforeEach(async () => {
  cleanUp = []
  if (REDIS_SERVER_PATH === null) return
  redis = await startRedis()
  cleanUp.push(() => redis.stop())
  successor = await startRedis()
  cleanUp.push(() => successor.stop())
  detour = await startDetour(redis.url)
  cleanUp.push(() => detour.close())
  sandbox = await createSandbox({ acceptAnyRecord: true })
  cleanUp.push(() => sandbox.close())
})
afterEach(async () => {
  for (const step of cleanUp.toReversed()) await step()
})

async function instance(redisUrl: string): Promise<string> {
  const client = connectRedis(redisUrl, () => undefined)
  cleanUp.push(() => closeRedis(client))
  await expect.poll(() => client.isReady).toBe(true)
  const store = createRedisStore(client, { leaseMs: 900 })
  cleanUp.push(() => store.close())
  const route = await startRoute(sandbox, { store, limits: { firstRetryMs: 20, readBackDelaysMs: [0] } })
  cleanUp.push(() => route.close())
  return route.url
}

async function operatorOf(url: string) {
  const operator = createClient({ url })
  await operator.connect()
  cleanUp.push(() => operator.destroy())
  return operator
}

async function handOver(): Promise<void> {
  detour.leadTo(successor.url)
  await (await operatorOf(redis.url)).sendCommand(['REPLICAOF', '127.0.0.1', new URL(successor.url).port])
}

describe.skipIf(REDIS_SERVER_PATH === null)('an instance whose Redis has become the replica of another one', () => {
  it('sends nothing by it, and goes on with the one in its place', async () => {
    const url = await instance(detour.url)
    expect((await post(url, BODY)).status).toBe(200)
    await handOver()
    const refused = await post(url, bodyOf(pdfOf(501)))
    expect(errorOf(refused)).toMatchObject({ code: 'UPLOAD.STORE_UNAVAILABLE', delivery: 'none' })
    await expect.poll(async () => (await post(url, bodyOf(pdfOf(502)))).status, { timeout: 10_000 }).toBe(200)
    expect(sandbox.received).toHaveLength(2)
  })

  it('writes down there what it is sending, before anybody repeats it', async () => {
    const url = await instance(detour.url)
    sandbox.setLatency(6000)
    const headers = { 'Idempotency-Key': randomUUID() }
    const first = post(url, BODY, headers)
    await expect.poll(() => sandbox.requests.some(({ method }) => method === 'POST')).toBe(true)
    await handOver()
    const operator = await operatorOf(successor.url)
    await expect.poll(async () => (await operator.keys('*outcome*')).length, { timeout: 10_000 }).toBe(1)
    const other = await instance(successor.url)
    const [, repeated] = await Promise.all([first, post(other, BODY, headers)])
    expect([repeated.status, repeated.headers.get('Idempotency-Replayed')]).toEqual([200, 'true'])
    expect(sandbox.received).toHaveLength(1)
  })
})
