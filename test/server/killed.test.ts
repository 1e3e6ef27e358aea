import { randomBytes, randomUUID, createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox.ts'
import { createSandbox } from '../../src/sandbox.ts'
import { bodyOf, errorOf, INTEGRATION, PDF, post, SECRET } from './harness.ts'
import { REDIS_SERVER_PATH, startRedis, type RedisServer } from './redis-server.ts'
import { buildRouteProgram, type RouteProgram } from './route-process.ts'

const IS_LONG = process.env['LONG'] === '1'
const KILLS = IS_LONG ? 200 : 15
const SENDERS = 6
const LEASE_MS = 300

let redis: RedisServer
let sandbox: Sandbox
let program: RouteProgram
let folder: string

describe.skipIf(REDIS_SERVER_PATH === null)('a route that is killed', () => {
  beforeAll(async () => {
    redis = await startRedis({ keepsData: true })
    sandbox = await createSandbox({ acceptAnyRecord: true, keepContent: true, latencyMs: 25 })
    program = await buildRouteProgram()
    folder = await mkdtemp(join(tmpdir(), 'killed-'))
  })
  afterAll(async () => {
    await program.remove()
    await sandbox.close()
    await redis.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it(
    `attaches every file once or says that it does not know, ${KILLS} kills long`,
    async () => {
      const port = await freePort()
      const url = `http://127.0.0.1:${port}`
      const environment = {
        PORT: String(port),
        REDIS_URL: redis.url,
        KOMBO_API_KEY: sandbox.apiKey,
        KOMBO_API_URL: sandbox.apiUrl,
        UPLOAD_TOKEN_SECRET: SECRET,
        TEMPORARY_FOLDER: folder,
        LEASE_MS: String(LEASE_MS),
      }
      const work = { isOver: false }
      const outcomes: Outcome[] = []
      const senders = Array.from({ length: SENDERS }, async () => {
        while (!work.isOver) outcomes.push(await sendUntilSettled(url, randomFile()))
      })
      // Until enough has come of it, however slow the machine is.
      for (let kills = 0; kills < KILLS || outcomes.length <= KILLS / 2; kills += 1) {
        const running = await program.start(environment)
        // A slow machine gets longer lives, in which something can come of it.
        const rounds = 1 + Math.floor(kills / KILLS)
        await pause((100 + Math.random() * 700) * rounds)
        await running.kill()
      }
      work.isOver = true
      const last = await program.start(environment)
      await Promise.all(senders).finally(() => last.kill())

      const stored = (sha256: string) => sandbox.received.filter((each) => each.sha256 === sha256).length
      const wrong = outcomes
        .map((outcome) => ({ ...outcome, stored: stored(outcome.sha256) }))
        .filter(({ isDelivered, stored }) => (isDelivered ? stored !== 1 : stored > 1))
      if (IS_LONG) {
        const known = outcomes.filter(({ isDelivered }) => isDelivered).length
        console.info(
          `${KILLS} kills, ${outcomes.length} files: ${known} delivered, ${outcomes.length - known} not known`,
        )
      }
      expect(wrong).toEqual([])
      expect(outcomes.length).toBeGreaterThan(KILLS / 2)
      expect(outcomes.filter(({ isDelivered }) => isDelivered).length).toBeGreaterThan(outcomes.length / 2)
      expect(await readdir(folder)).toEqual([])
      await expect.poll(slotsTaken, { timeout: 10 * LEASE_MS }).toBe(0)
    },
    KILLS * 40_000 + 60_000,
  )
})

interface Outcome {
  readonly sha256: string
  /** Otherwise it is not known. */
  readonly isDelivered: boolean
  readonly tries: number
}

function randomFile(): Buffer {
  return Buffer.concat([PDF, randomBytes(32 + Math.floor(Math.random() ** 3 * 1_500_000))])
}

/** What a careful client does: the same key until there is an outcome; it asks again a few times about an unknown one. */
async function sendUntilSettled(url: string, file: Buffer): Promise<Outcome> {
  const sha256 = createHash('sha256').update(file).digest('hex')
  const headers = { 'Idempotency-Key': randomUUID() }
  const body = bodyOf(file)
  let unknowns = 0
  for (let tries = 1; ; tries += 1) {
    const posted = await post(url, body, headers).catch(() => null)
    if (posted?.status === 200) return { sha256, isDelivered: true, tries }
    if (posted !== null && errorOf(posted).delivery === 'unknown') unknowns += 1
    if (unknowns > 3) return { sha256, isDelivered: false, tries }
    await pause(30 + Math.random() * 60)
  }
}

/** Slots whose lease has not run out. */
async function slotsTaken(): Promise<number> {
  const client = createClient({ url: redis.url })
  await client.connect()
  const taken = await client.zCount(`kombo-upload:slots:{${INTEGRATION}}`, Date.now(), Infinity)
  client.destroy()
  return taken
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return address.port
}
