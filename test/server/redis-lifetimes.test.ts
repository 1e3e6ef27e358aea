import { createClient } from 'redis'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DeliveryStore } from '../../src/server.ts'
import { closeRedis, connectRedis, createRedisStore } from '../../src/server.ts'
import { REMEMBERED_MS, type ClaimResult } from '../../src/server/stores/delivery-store.ts'
import { INTEGRATION } from './harness.ts'
import { REDIS_SERVER_PATH, startRedis } from './redis-server.ts'

const DELIVERED = { state: 'delivered', delivered: { warnings: [], deliveredAt: '2026-01-01T00:00:00.000Z' } } as const
const HOUR_MS = 3_600_000
const LEASE_MS = 60_000
const KEY = 'test:outcome:key'

let probe: ReturnType<typeof createClient>
let client: ReturnType<typeof connectRedis>
let store: DeliveryStore
let end: () => Promise<void>

beforeEach(async () => {
  const redis = await startRedis()
  client = connectRedis(redis.url, () => undefined)
  await vi.waitUntil(() => client.isReady)
  store = createRedisStore(client, { leaseMs: LEASE_MS, prefix: 'test:' })
  probe = createClient({ url: redis.url })
  await probe.connect()
  end = async () => {
    probe.destroy()
    await store.close()
    closeRedis(client)
    await redis.stop()
  }
})
afterEach(() => end())

/** Runs a step and gives how long the outcome is kept after it, in milliseconds; before it there was little time left. */
async function keptAfter<Result>(step: Promise<Result>): Promise<[number, Result]> {
  const result = await step
  const keptMs = await probe.pTTL(KEY)
  await probe.pExpire(KEY, HOUR_MS)
  return [keptMs, result]
}

function claimOf(found: ClaimResult) {
  if (!('claim' in found)) throw new Error(found.state)
  return found.claim
}

describe.skipIf(REDIS_SERVER_PATH === null)('Redis keeps', () => {
  it('an outcome for a day from when it was last heard of, whatever it is', async () => {
    const [claimed, first] = await keptAfter(store.claim('key', 'a'))
    const [sending] = await keptAfter(claimOf(first).markSending())
    const [unknown] = await keptAfter(claimOf(first).finish({ state: 'unknown', since: Date.now() }))
    const [looked, second] = await keptAfter(store.claim('key', 'a'))
    const [delivered] = await keptAfter(claimOf(second).finish(DELIVERED))
    for (const keptMs of [claimed, sending, unknown, looked, delivered]) {
      expect(keptMs).toBeLessThanOrEqual(REMEMBERED_MS)
      expect(keptMs).toBeGreaterThan(REMEMBERED_MS - HOUR_MS)
    }
    expect((await store.claim('key', 'a')).state).toBe('delivered')
  })

  it('nothing of a key under which nothing was attached', async () => {
    await claimOf(await store.claim('key', 'a')).finish({ state: 'none' })
    expect(await probe.keys('*')).toEqual([])
  })

  it('slots, those who wait for one, and what is known of their number no longer than anybody needs them', async () => {
    const held = await store.slots.take(INTEGRATION, new AbortController().signal)
    const ended = new AbortController()
    const given = await store.slots.take(INTEGRATION, new AbortController().signal)
    await given.give(1)
    const waiting = store.slots.take(INTEGRATION, ended.signal)
    await expect.poll(() => probe.zCard(`test:queue:{${INTEGRATION}}`)).toBe(1)
    const keys = await probe.keys('*')
    expect(new Set(keys.map((key) => key.split(':')[1]))).toEqual(new Set(['slots', 'queue', 'seen', 'capacity']))
    for (const key of keys) {
      const keptMs = await probe.pTTL(key)
      expect(keptMs).toBeGreaterThan(0)
      expect(keptMs).toBeLessThanOrEqual(key.includes('capacity') ? 600_000 : 2 * LEASE_MS)
    }
    ended.abort(new Error('over'))
    await expect(waiting).rejects.toThrow('over')
    await held.give(null)
  })
  it('a slot no longer, either, that it has lost and is told of again', async () => {
    const renewing = createRedisStore(client, { leaseMs: 300, prefix: 'test:' })
    const slot = await renewing.slots.take(INTEGRATION, new AbortController().signal)
    await probe.flushAll()
    await expect.poll(() => probe.keys('*')).toEqual([`test:slots:{${INTEGRATION}}`])
    expect(await probe.pTTL(`test:slots:{${INTEGRATION}}`)).toBeGreaterThan(0)
    await slot.give(null)
    await renewing.close()
  })
})
