import { afterEach, describe, expect, it, vi } from 'vitest'
import { closeRedis, connectRedis, createMemoryStore, createRedisStore } from '../../src/server.ts'
import { SentFiles } from '../../src/server/delivery/sent-files.ts'
import { bodyOf, errorOf, pdfOf, post, startRig, token } from './harness.ts'
import { endPassing, letPass, setClock } from './passing-time.ts'
import { REDIS_SERVER_PATH, startRedis } from './redis-server.ts'

const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS

let cleanUp: (() => unknown)[] = []
afterEach(async () => {
  endPassing()
  for (const step of cleanUp.toReversed()) await step()
  cleanUp = []
})

describe('a clock that is set anew', () => {
  it('ahead, takes no delivery and no count out of the memory of a process', async () => {
    const store = createMemoryStore()
    const claimed = await store.claim('key', 'a')
    if (claimed.state !== 'claimed') throw new Error(claimed.state)
    await store.countFile({ grantId: 'grant', claimId: claimed.claim.id, fingerprint: 'a' }, 1, DAY_MS)
    await claimed.claim.finish({ state: 'delivered', delivered: { warnings: [], deliveredAt: 'now' } }, 'grant')
    setClock(40 * DAY_MS)
    expect((await store.claim('key', 'a')).state).toBe('delivered')
    expect(await store.countedFiles('grant')).toBe(1)
  })

  it.each([
    ['ahead', HOUR_MS],
    ['back', -HOUR_MS],
  ])('%s, leaves it as it was how long ago a file was sent that is maybe attached', async (_, ms) => {
    const store = createMemoryStore()
    const claimed = await store.claim('key', 'a')
    if (claimed.state !== 'claimed') throw new Error(claimed.state)
    await claimed.claim.finish({ state: 'unknown', since: Date.now() - 60_000 })
    setClock(ms)
    const found = await store.claim('key', 'a')
    if (found.state !== 'unknown') throw new Error(found.state)
    expect(Math.abs(Date.now() - found.since - 60_000)).toBeLessThan(10_000)
  })

  it('ahead, ends no look for a file that may still turn up', () => {
    const sent = new SentFiles()
    const file = { record: 'r', fingerprint: 'a', digest: { sizeBytes: 1, sha256: 'a' } }
    sent.leaveOpen(file, Date.now(), 15 * 60_000)
    setClock(HOUR_MS)
    expect(sent.openSince(file)).not.toBeNull()
    letPass(HOUR_MS)
    expect(sent.openSince(file)).toBeNull()
  })

  it('ahead, makes nobody forget what was sent to a record; a day that goes by does', () => {
    const sent = new SentFiles()
    const digest = { sizeBytes: 1, sha256: 'a' }
    sent.add({ record: 'r', fingerprint: 'a', digest })
    const other = { record: 'r', fingerprint: 'b', digest }
    setClock(2 * DAY_MS)
    expect(sent.others(other)).toEqual([digest])
    letPass(DAY_MS + 1)
    expect(sent.others(other)).toEqual([])
  })

  it('back, makes no file wait longer than it may', async () => {
    const rig = await startRig({ limits: { deadlineMs: 300, firstRetryMs: 20 } })
    cleanUp.push(() => rig.close())
    rig.sandbox.faults.arm('PLATFORM.RATE_LIMIT_EXCEEDED', { times: Infinity, resetSeconds: 0 })
    const posted = post(rig.url, bodyOf(pdfOf(500)))
    await rig.sandbox.until(({ faults }) => (faults.armed[0]?.hits ?? 0) > 0)
    setClock(-HOUR_MS)
    expect(errorOf(await posted)).toMatchObject({ code: 'UPLOAD.ATS_BUSY', delivery: 'none' })
  })

  it('back, lets what Kombo says of an integration be asked for as soon as ever', async () => {
    const rig = await startRig()
    cleanUp.push(() => rig.close())
    const headers = { Authorization: `Bearer ${await token({ expiresInSeconds: (2 * DAY_MS) / 1000 })}` }
    const rules = async () => (await fetch(`${rig.url}/applications/app1/attachments/rules`, { headers })).status
    rig.sandbox.faults.arm('INTEGRATION.INACTIVE', { on: 'restrictions' })
    expect(await rules()).toBe(409)
    setClock(-HOUR_MS)
    letPass(60_000)
    expect(await rules()).toBe(200)
  })
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
    setClock(ms)
    const claimed = await first.claim('key', 'a')
    if (claimed.state !== 'claimed') throw new Error(claimed.state)
    await claimed.claim.markSending()
    if (ending !== 'dies') await claimed.claim.finish({ state: 'unknown', since: Date.now() })
    await first.close()
    endPassing()

    const { since, claim } = await vi.waitUntil(async () => {
      const found = await other.claim('key', 'a')
      return found.state === 'unknown' ? found : null
    })
    expect(Math.abs(Date.now() - since)).toBeLessThan(HOUR_MS / 2)
    // Whoever asks next is told what is said last.
    const earlier = since - 600_000
    await claim.finish({ state: 'unknown', since: earlier })
    const again = await other.claim('key', 'a')
    expect(again.state === 'unknown' && Math.abs(again.since - earlier)).toBeLessThan(60_000)
  })
})
