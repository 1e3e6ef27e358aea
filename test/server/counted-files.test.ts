import { createClient } from 'redis'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSandbox } from '../../src/sandbox.ts'
import type { DeliveryStore } from '../../src/server.ts'
import { closeRedis, connectRedis, createMemoryStore, createRedisStore, verifyUploadToken } from '../../src/server.ts'
import { countedMs } from '../../src/server/stores/counted-files.ts'
import type { CountedFile } from '../../src/server/stores/delivery-store.ts'
import { bodyOf, INTEGRATION, pdfOf, post, SECRET, startRoute, token } from './harness.ts'
import { endPassing, letPass } from './passing-time.ts'
import type { RedisServer } from './redis-server.ts'
import { REDIS_SERVER_PATH, startRedis } from './redis-server.ts'

const DAY_MS = 24 * 60 * 60_000

/** A file counted under one grant, by its claim. */
function file(claimId: string): CountedFile {
  return { grantId: 'grant', claimId, fingerprint: claimId }
}

describe('the files of a grant stay counted', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 })
  })
  afterEach(() => {
    endPassing()
  })

  it.each([
    ['until nobody can use it any more, clocks considered', Date.UTC(2027, 0, 31), Date.UTC(2027, 0, 31) + 5000],
    ['for a day at least', 1_800_000_000_000 + 60_000, 1_800_000_000_000 + DAY_MS],
    ['for whole milliseconds', 1_800_000_000_000 + 2 * DAY_MS + 0.5, 1_800_000_000_000 + 2 * DAY_MS + 5001],
    ['for ten years when it never ends', 1e300, 1_800_000_000_000 + 3650 * DAY_MS],
  ])('%s', (_, expiresAt, until) => {
    expect(Date.now() + countedMs({ expiresAt })).toBe(until)
  })

  it('for 31 days when nobody says when it ends', () => {
    expect(countedMs({})).toBe(31 * DAY_MS)
  })

  it('in the memory of a process, and no longer', async () => {
    const store = createMemoryStore()
    const count = (key: string, keptMs: number) => store.countFile(file(key), 1, keptMs)
    expect(await count('one', 3 * DAY_MS)).toBe(true)
    // The same file again, under a token that ends sooner.
    expect(await count('one', DAY_MS)).toBe(true)
    letPass(3 * DAY_MS - 1000)
    expect(await count('other', DAY_MS)).toBe(false)
    letPass(60_000)
    expect(await count('other', DAY_MS)).toBe(true)
  })
})

describe.skipIf(REDIS_SERVER_PATH === null)('the files of a grant stay counted in Redis', () => {
  let redis: RedisServer
  let probe: ReturnType<typeof createClient>
  let store: DeliveryStore
  let end: () => Promise<void>

  beforeEach(async () => {
    redis = await startRedis()
    const client = connectRedis(redis.url, () => undefined)
    await vi.waitUntil(() => client.isReady)
    store = createRedisStore(client, { prefix: 'test:' })
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

  it('as long as the longest of its tokens asks for', async () => {
    await store.countFile(file('one'), 2, 3 * DAY_MS)
    await store.countFile(file('other'), 2, DAY_MS)
    expect(await probe.pTTL('test:files:grant')).toBeGreaterThan(2 * DAY_MS)
    await store.countFile(file('other'), 2, 4 * DAY_MS)
    expect(await probe.pTTL('test:files:grant')).toBeGreaterThan(3 * DAY_MS)
  })

  it('until its token ends, also one that never does', async () => {
    const sandbox = await createSandbox({ acceptAnyRecord: true })
    const route = await startRoute(sandbox, { store })
    for (const [id, expiresInSeconds] of [
      ['days', 5 * 86_400],
      ['ever', 1e11],
    ] as const) {
      const bearer = await token({ maxFiles: 1, id, expiresInSeconds })
      const headers = { Authorization: `Bearer ${bearer}` }
      expect((await post(route.url, bodyOf(pdfOf(500)), headers)).status).toBe(200)
      const verified = await verifyUploadToken(bearer, SECRET)
      const until = Math.min(verified.ok ? verified.expiresAt + 5000 : 0, Date.now() + 3650 * DAY_MS)
      const left = await probe.pTTL(`test:files:${INTEGRATION} ${id}`)
      expect(Math.abs(Date.now() + left - until)).toBeLessThan(60_000)
    }
    await route.close()
    await sandbox.close()
  })
})
