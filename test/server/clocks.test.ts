import { afterEach, describe, expect, it, vi } from 'vitest'
import { closeRedis, connectRedis, createRedisStore } from '../../src/server.ts'
import { REDIS_SERVER_PATH, startRedis } from './redis-server.ts'

const HOUR_MS = 60 * 60_000

let cleanUp: (() => unknown)[] = []
afterEach(async () => {
  vi.useRealTimers()
  for (const step of cleanUp.toReversed()) await step()
  cleanUp = []
})

describe.skipIf(REDIS_SERVER_PATH === null)('how long ago a file was sent that is maybe attached', () => {
  it.each([
    ['an hour behind', -HOUR_MS, 'says that it does not know'],
    ['an hour ahead', HOUR_MS, 'says that it does not know'],
    ['an hour behind', -HOUR_MS, 'dies'],
    ['an hour ahead', HOUR_MS, 'dies'],
  ])('is the same to another instance when the clock of the first is %s (%i ms) and it %s', async (_, ms, ending) => {
    const redis = await startRedis()
    cleanUp.push(() => redis.stop())
    const client = connectRedis(redis.url, () => undefined)
    cleanUp.push(() => closeRedis(client))
    await vi.waitUntil(() => client.isReady)
    const [first, other] = [createRedisStore(client, { leaseMs: 300 }), createRedisStore(client, { leaseMs: 300 })]
    cleanUp.push(() => Promise.all([first.close(), other.close()]))
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms })
    const claimed = await first.claim('key', 'a')
    if (claimed.state !== 'claimed') throw new Error(claimed.state)
    await claimed.claim.markSending()
    if (ending !== 'dies') await claimed.claim.finish({ state: 'unknown', since: Date.now() })
    await first.close()
    vi.useRealTimers()

    const { since, claim } = await vi.waitUntil(async () => {
      const found = await other.claim('key', 'a')
      return found.state === 'unknown' ? found : null
    })
    expect(Math.abs(Date.now() - since)).toBeLessThan(HOUR_MS / 2)
    // Whoever asks next is told the same.
    await claim.finish({ state: 'unknown', since })
    const again = await other.claim('key', 'a')
    expect(again.state === 'unknown' && Math.abs(again.since - since)).toBeLessThan(1000)
  })
})
