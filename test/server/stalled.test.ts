import { randomUUID } from 'node:crypto'
import { createClient } from 'redis'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Sandbox } from '../../src/sandbox.ts'
import { createSandbox } from '../../src/sandbox.ts'
import type { DeliveryStore } from '../../src/server.ts'
import { closeRedis, connectRedis, createRedisStore } from '../../src/server.ts'
import { APPLICATION, bodyOf, errorOf, INTEGRATION, pdfOf, post, startRoute, token, type Posted } from './harness.ts'
import { endPassing, setClock } from './passing-time.ts'
import { startDetour, type RedisDetour } from './redis-detour.ts'
import { REDIS_SERVER_PATH, startRedis, type RedisServer } from './redis-server.ts'

/*
 * An instance that stands still while it holds a claim, as a paused machine does: nothing it asks reaches Redis. What it
 * has asked meanwhile does when it wakes up.
 */

const LEASE_MS = 300

/** So long that no lease ends by itself within a test. */
const LONG_MS = 120_000

const HOUR_MS = 3_600_000

/** What only those scripts say that count a file, join the queue for a slot, or end a claim. */
const COUNTS = /SMEMBERS/
const JOINS = /ZREVRANGE/
const ENDS = /DEL', KEYS/

const BODY = bodyOf(pdfOf(500))

let redis: RedisServer
let probe: ReturnType<typeof createClient>
let sandbox: Sandbox
let detour: RedisDetour
/** Whose way to Redis is the detour. */
let stalled: string
let other: string
let cleanUp: (() => unknown)[]

async function storeOn(redisUrl: string, leaseMs: number): Promise<DeliveryStore> {
  const client = connectRedis(redisUrl, () => undefined)
  cleanUp.push(() => closeRedis(client))
  await expect.poll(() => client.isReady).toBe(true)
  const store = createRedisStore(client, { leaseMs, prefix: 'test:' })
  cleanUp.push(() => store.close())
  return store
}

async function instance(redisUrl: string, leaseMs: number): Promise<string> {
  const store = await storeOn(redisUrl, leaseMs)
  const route = await startRoute(sandbox, { store, limits: { firstRetryMs: 20, readBackDelaysMs: [0] } })
  cleanUp.push(() => route.close())
  return route.url
}

async function start(leaseMs = LEASE_MS): Promise<void> {
  stalled = await instance(detour.url, leaseMs)
  other = await instance(redis.url, leaseMs)
}

/** The keys under which outcomes stand now. */
const outcomes = () => probe.keys('test:outcome:*')

/** How many scripts Redis has run. */
const scriptsRun = async () => Number(/cmdstat_eval:calls=(\d+)/.exec(await probe.info('commandstats'))?.[1] ?? 0)

/** How many files are counted under the token. */
async function filesUsed(headers: Record<string, string>): Promise<unknown> {
  const rules = await fetch(`${other}/applications/${APPLICATION}/attachments/rules`, { headers })
  return rules.json()
}

/** Sends a file to the instance that stands still as soon as it asks Redis what matches. */
async function stalledAt(
  pattern: RegExp,
  headers: Record<string, string>,
): Promise<{ readonly answer: Promise<Posted> }> {
  detour.pauseAt(pattern)
  const answer = post(stalled, BODY, headers)
  await expect.poll(() => detour.isPaused).toBe(true)
  return { answer }
}

/** Headers of a delivery under a token for one file, and of a request that only asks about it. */
async function counted(): Promise<readonly [Record<string, string>, Record<string, string>]> {
  const Authorization = `Bearer ${await token({ maxFiles: 1, id: randomUUID() })}`
  const headers = { Authorization, 'Idempotency-Key': randomUUID() }
  return [headers, { ...headers, 'Idempotency-Replay-Only': 'true' }]
}

beforeEach(async () => {
  cleanUp = []
  if (REDIS_SERVER_PATH === null) return
  redis = await startRedis()
  cleanUp.push(() => redis.stop())
  probe = createClient({ url: redis.url })
  probe.on('error', () => undefined)
  await probe.connect()
  cleanUp.push(() => probe.destroy())
  sandbox = await createSandbox({ acceptAnyRecord: true })
  cleanUp.push(() => sandbox.close())
  detour = await startDetour(redis.url)
  cleanUp.push(() => detour.close())
})
afterEach(async () => {
  for (const step of cleanUp.toReversed()) await step()
})

describe.skipIf(REDIS_SERVER_PATH === null)('an instance that is silent for longer than its lease', () => {
  it('sends nothing once another one has said under the same key that nothing was attached', async () => {
    await start()
    const headers = { 'Idempotency-Key': randomUUID() }
    const { answer } = await stalledAt(JOINS, headers)
    sandbox.faults.arm('REMOTE.INPUT_INVALID', { times: 1 })
    expect(errorOf(await post(other, BODY, headers))).toMatchObject({ code: 'REMOTE.INPUT_INVALID', delivery: 'none' })
    detour.resume()
    const woken = await answer
    expect(errorOf(woken)).toMatchObject({ code: 'UPLOAD.STORE_UNAVAILABLE', delivery: 'none' })
    expect(woken.headers.get('Retry-After')).not.toBeNull()
    expect(sandbox.received).toEqual([])
    expect(await outcomes()).toEqual([])
    await expect.poll(() => probe.zCard(`test:slots:{${INTEGRATION}}`)).toBe(0)
    // The key is free for another try.
    expect((await post(stalled, BODY, headers)).status).toBe(200)
    expect(sandbox.received).toHaveLength(1)
  })

  it('sends no file that somebody who asked has taken off the count', async () => {
    await start()
    const [headers, asking] = await counted()
    const { answer } = await stalledAt(JOINS, headers)
    expect(await filesUsed(headers)).toMatchObject({ data: { files_used: 1 } })
    expect(errorOf(await post(other, BODY, asking)).code).toBe('UPLOAD.DELIVERY_UNKNOWN')
    expect(await filesUsed(headers)).toMatchObject({ data: { files_used: 0 } })
    detour.resume()
    expect(errorOf(await answer)).toMatchObject({ code: 'UPLOAD.STORE_UNAVAILABLE', delivery: 'none' })
    expect(await filesUsed(headers)).toMatchObject({ data: { files_used: 0 } })

    expect((await post(stalled, BODY, headers)).status).toBe(200)
    const second = await post(other, bodyOf(pdfOf(501)), { ...headers, 'Idempotency-Key': randomUUID() })
    expect(errorOf(second).code).toBe('UPLOAD.MAX_FILES_REACHED')
    expect(sandbox.received).toHaveLength(1)
  })

  it('leaves no file counted that it counts too late', async () => {
    await start()
    const [headers, asking] = await counted()
    const { answer } = await stalledAt(COUNTS, headers)
    expect(errorOf(await post(other, BODY, asking)).code).toBe('UPLOAD.DELIVERY_UNKNOWN')
    detour.resume()
    expect(errorOf(await answer)).toMatchObject({ code: 'UPLOAD.STORE_UNAVAILABLE', delivery: 'none' })
    expect(await filesUsed(headers)).toMatchObject({ data: { files_used: 0 } })
    expect(sandbox.received).toEqual([])
  })

  it('does not say that nothing was attached while another one is sending under the same key', async () => {
    await start()
    const [headers] = await counted()
    const { answer } = await stalledAt(JOINS, headers)
    sandbox.setLatency(2000)
    const taken = post(other, BODY, headers)
    await sandbox.until(({ received }) => received.length === 1)
    detour.resume()
    expect(errorOf(await answer)).toMatchObject({ code: 'UPLOAD.DELIVERY_UNKNOWN', delivery: 'unknown' })
    expect((await taken).status).toBe(200)
    const again = await post(stalled, BODY, headers)
    expect([again.status, again.headers.get('Idempotency-Replayed')]).toEqual([200, 'true'])
    expect(await filesUsed(headers)).toMatchObject({ data: { files_used: 1 } })
    expect(sandbox.received).toHaveLength(1)
  })

  it('leaves no doubt under a key that is not its own any more', async () => {
    await start()
    const headers = { 'Idempotency-Key': randomUUID() }
    const { answer } = await stalledAt(JOINS, headers)
    const [name = ''] = await outcomes()
    const fingerprint = String(await probe.hGet(name, 'fingerprint'))
    const store = await storeOn(redis.url, LEASE_MS)
    const taken = await vi.waitUntil(async () => {
      const found = await store.claim(name.slice('test:outcome:'.length), fingerprint)
      return found.state === 'claimed' && found.claim
    })
    detour.pauseAt(ENDS)
    detour.resume()
    await expect.poll(() => detour.isPaused).toBe(true)
    await taken.finish({ state: 'none' })
    detour.resume()
    expect(errorOf(await answer).delivery).toBe('unknown')
    expect(await outcomes()).toEqual([])
  })

  it.each([{ state: 'none' }, { state: 'unknown', since: 0 }] as const)(
    'ends no claim that is another one’s by now: %o',
    async (outcome) => {
      const [mine, others] = [await storeOn(redis.url, LEASE_MS), await storeOn(redis.url, LONG_MS)]
      const held = await mine.claim('key', 'a')
      // It renews nothing any more.
      await mine.close()
      const taken = await vi.waitUntil(async () => {
        const found = await others.claim('key', 'a')
        return found.state === 'claimed' && found.claim
      })
      const before = await probe.hGetAll('test:outcome:key')
      if (held.state === 'claimed') await held.claim.finish(outcome)
      expect(await probe.hGetAll('test:outcome:key')).toEqual(before)
      await expect(taken.markSending()).resolves.toBeUndefined()
    },
  )

  it('tells the one that has its claim by now of a delivery: that one sends nothing', async () => {
    const [mine, others] = [await storeOn(redis.url, LEASE_MS), await storeOn(redis.url, LONG_MS)]
    const held = await mine.claim('key', 'a')
    if (held.state !== 'claimed') throw new Error(held.state)
    await mine.close()
    const taken = await vi.waitUntil(async () => {
      const found = await others.claim('key', 'a')
      return found.state === 'claimed' && found.claim
    })
    // It was on the record already.
    await held.claim.finish({ state: 'delivered', delivered: { warnings: [], deliveredAt: new Date().toISOString() } })
    await expect(taken.markSending()).rejects.toMatchObject({ code: 'UPLOAD.DELIVERY_UNKNOWN' })
    expect((await others.claim('key', 'a')).state).toBe('delivered')
  })

  it.each([
    ['at once', false],
    ['after its claim was renewed', true],
  ])('writes down anew what it has sent, also where Redis has lost it for so long: %s', async (_, isRenewed) => {
    await start()
    sandbox.setLatency(3000)
    const headers = { 'Idempotency-Key': randomUUID() }
    const underWay = post(stalled, BODY, headers)
    await sandbox.until(({ received }) => received.length === 1)
    const [key = ''] = await outcomes()
    const lease = async () => Number(await probe.hGet(key, 'lease'))
    const before = await lease()
    if (isRenewed) await vi.waitUntil(async () => (await lease()) > before)
    detour.pause()
    const leaseEndsAt = await lease()
    await probe.flushAll()
    await expect.poll(async () => Number((await probe.time())[0]) * 1000).toBeGreaterThan(leaseEndsAt)
    detour.resume()
    await expect.poll(() => probe.hGet(key, 'state')).toBe('sending')
    const repeated = await post(other, BODY, headers)
    expect([(await underWay).status, repeated.headers.get('Idempotency-Replayed')]).toEqual([200, 'true'])
    expect(sandbox.received).toHaveLength(1)
  })
})

describe.skipIf(REDIS_SERVER_PATH === null)('an instance that may have sent', () => {
  it('says how long ago its first try was, also where Redis has lost that', async () => {
    const store = await storeOn(redis.url, LEASE_MS)
    cleanUp.push(endPassing)
    setClock(-HOUR_MS)
    const held = await store.claim('key', 'a')
    if (held.state !== 'claimed') throw new Error(held.state)
    await held.claim.markSending()
    endPassing()
    await held.claim.markSending()
    await probe.flushAll()
    await expect.poll(() => probe.hGet('test:outcome:key', 'state')).toBe('sending')
    const since = Number(await probe.hGet('test:outcome:key', 'since'))
    expect(Math.abs(Date.now() - HOUR_MS - since)).toBeLessThan(HOUR_MS / 2)
  })

  it('writes down what became of it once Redis is back, where that is away just then', async () => {
    const store = await storeOn(redis.url, LONG_MS)
    const held = await store.claim('key', 'a')
    if (held.state !== 'claimed') throw new Error(held.state)
    await held.claim.markSending()
    await redis.kill()
    await held.claim.finish({ state: 'delivered', delivered: { warnings: [], deliveredAt: new Date().toISOString() } })
    await redis.restart()
    await expect.poll(async () => (await store.claim('key', 'a').catch(() => null))?.state).toBe('delivered')
  })

  it('writes that down anew when another one, which took its claim over, has ended it', async () => {
    const [mine, others] = [await storeOn(detour.url, LEASE_MS), await storeOn(redis.url, LONG_MS)]
    const held = await mine.claim('key', 'a')
    if (held.state !== 'claimed') throw new Error(held.state)
    await held.claim.markSending()
    detour.pause()
    const taken = await vi.waitUntil(async () => {
      const found = await others.claim('key', 'a')
      return found.state === 'unknown' && found.claim
    })
    detour.resume()
    const before = await scriptsRun()
    await expect.poll(scriptsRun).toBeGreaterThan(before + 1)
    await taken.finish({ state: 'none' })
    await expect.poll(() => probe.hGet('test:outcome:key', 'state')).toBe('sending')
  })
})

describe.skipIf(REDIS_SERVER_PATH === null)(
  'an instance that hears of a delivery when another one has its claim',
  () => {
    it('ends the doubt of the file: nobody shares its place any more', async () => {
      await start()
      sandbox.setIntegration(INTEGRATION, { readBack: { permitted: false } })
      sandbox.setLatency(1500)
      const [headers] = await counted()
      const underWay = post(stalled, BODY, headers)
      await sandbox.until(({ received }) => received.length === 1)
      detour.pause()
      expect(errorOf(await post(other, BODY, headers)).code).toBe('UPLOAD.DELIVERY_UNKNOWN')
      detour.resume()
      expect((await underWay).status).toBe(200)
      const anyway = await post(other, BODY, { ...headers, 'Idempotency-Key': randomUUID() })
      expect(errorOf(anyway).code).toBe('UPLOAD.MAX_FILES_REACHED')
      expect(sandbox.received).toHaveLength(1)
    })
  },
)

describe.skipIf(REDIS_SERVER_PATH === null)('an instance whose claim Redis loses before its lease ends', () => {
  it('delivers all the same', async () => {
    await start(LONG_MS)
    const headers = { 'Idempotency-Key': randomUUID() }
    const { answer } = await stalledAt(JOINS, headers)
    await probe.flushAll()
    detour.resume()
    expect((await answer).status).toBe(200)
    expect((await post(other, BODY, headers)).headers.get('Idempotency-Replayed')).toBe('true')
    expect(sandbox.received).toHaveLength(1)
  })

  it('may still send when it has held the claim for longer than its first lease', async () => {
    // Longer than a busy machine stands still.
    const store = await storeOn(redis.url, 3000)
    const held = await store.claim('key', 'a')
    if (held.state !== 'claimed') throw new Error(held.state)
    const firstEndsAt = Number(await probe.hGet('test:outcome:key', 'lease'))
    await expect.poll(async () => Number((await probe.time())[0]) * 1000).toBeGreaterThan(firstEndsAt)
    await probe.flushAll()
    await expect(held.claim.markSending()).resolves.toBeUndefined()
  })

  it('does not try again what another one has sent between its tries', async () => {
    await start(LONG_MS)
    sandbox.faults.arm('PLATFORM.RATE_LIMIT_EXCEEDED', { resetSeconds: 1 })
    const headers = { 'Idempotency-Key': randomUUID() }
    const answer = post(stalled, BODY, headers)
    await sandbox.until(({ requests }) => requests.some(({ status }) => status === 429))
    await probe.flushAll()
    expect((await post(other, BODY, headers)).status).toBe(200)
    expect(errorOf(await answer)).toMatchObject({ code: 'UPLOAD.DELIVERY_UNKNOWN', delivery: 'unknown' })
    expect((await post(stalled, BODY, headers)).headers.get('Idempotency-Replayed')).toBe('true')
    expect(sandbox.received).toHaveLength(1)
  })

  it('counts from its first try, however often it tries', async () => {
    const store = await storeOn(redis.url, LONG_MS)
    const held = await store.claim('key', 'a')
    if (held.state !== 'claimed') throw new Error(held.state)
    await held.claim.markSending()
    const since = await probe.hGet('test:outcome:key', 'since')
    const redisMs = async () => {
      const [seconds, microseconds] = await probe.time()
      return Number(seconds) * 1000 + Number(microseconds) / 1000
    }
    await expect.poll(redisMs).toBeGreaterThan(Number(since) + 1)
    await held.claim.markSending()
    expect(await probe.hGet('test:outcome:key', 'since')).toBe(since)
  })

  it('sends nothing once another one has been in its place', async () => {
    const [mine, others] = [await storeOn(redis.url, 2000), await storeOn(redis.url, LONG_MS)]
    const held = await mine.claim('key', 'a')
    await probe.flushAll()
    const taken = await others.claim('key', 'a')
    if (held.state !== 'claimed' || taken.state !== 'claimed') throw new Error(taken.state)
    const before = await scriptsRun()
    await expect.poll(scriptsRun).toBeGreaterThan(before)
    await taken.claim.finish({ state: 'none' })
    await expect(held.claim.markSending()).rejects.toMatchObject({
      code: 'UPLOAD.STORE_UNAVAILABLE',
      delivery: 'none',
    })
  })
})
