import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createSandbox } from '../../src/sandbox.ts'
import type { DeliveryStore } from '../../src/server.ts'
import { closeRedis, connectRedis, createMemoryStore, createRedisStore } from '../../src/server.ts'
import { APPLICATION, bodyOf, errorOf, INTEGRATION, pdfOf, post, startRoute, token } from './harness.ts'
import { REDIS_SERVER_PATH, startRedis } from './redis-server.ts'

let cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.toReversed()) await step()
  cleanUp = []
})

/** A store for each of two routes that share what they remember. */
const STORES: Readonly<Record<string, () => Promise<readonly DeliveryStore[]>>> = {
  async 'in the memory of a process'() {
    const store = createMemoryStore()
    return [store, store]
  },

  async 'in Redis, through two instances'() {
    const redis = await startRedis()
    cleanUp.push(() => redis.stop())
    const connect = async () => {
      const client = connectRedis(redis.url, () => undefined)
      cleanUp.push(() => closeRedis(client))
      await vi.waitUntil(() => client.isReady)
      const store = createRedisStore(client, { leaseMs: 300 })
      cleanUp.push(() => store.close())
      return store
    }
    return [await connect(), await connect()]
  },
}

async function storesOf(name: string): Promise<readonly DeliveryStore[]> {
  return (await STORES[name]?.()) ?? []
}

async function start(name: string, maxFiles: number) {
  const sandbox = await createSandbox({ acceptAnyRecord: true })
  cleanUp.push(() => sandbox.close())
  const limits = { readBackDelaysMs: [0], settledMs: 0, firstRetryMs: 20 }
  const routes = await Promise.all((await storesOf(name)).map((store) => startRoute(sandbox, { store, limits })))
  cleanUp.push(...routes.map((each) => () => each.close()))
  let requests = 0
  /** The next request goes to the other instance. */
  const nextUrl = () => routes[(requests += 1) % routes.length]?.url ?? ''
  const bearer = await token({ maxFiles, id: 'a link' })
  const headers = { Authorization: `Bearer ${bearer}` }

  async function send(content: string, key: string = randomUUID(), changes = {}): Promise<unknown> {
    const body = bodyOf(pdfOf(500, content), changes)
    const answer = await post(nextUrl(), body, { ...headers, 'Idempotency-Key': key })
    return answer.status === 200 ? 'delivered' : errorOf(answer).code
  }
  /** @returns the key of a file that is maybe attached. */
  async function leaveInDoubt(content: string, key: string = randomUUID()): Promise<string> {
    sandbox.setIntegration(INTEGRATION, { readBack: { permitted: false } })
    sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { stored: true, times: 1 })
    expect(await send(content, key)).toBe('PLATFORM.TASK_TIMED_OUT')
    return key
  }
  const filesUsed = async (): Promise<unknown> => {
    const answer = await fetch(`${nextUrl()}/applications/${APPLICATION}/attachments/rules`, { headers })
    return answer.json()
  }
  return { sandbox, send, leaveInDoubt, filesUsed }
}

const FULL = 'UPLOAD.MAX_FILES_REACHED'

const names = Object.keys(STORES).filter((name) => !name.includes('Redis') || REDIS_SERVER_PATH !== null)

describe.each(names)('a file sent anyway, counted %s', (name) => {
  it('shares the place of the one that is maybe attached, once', async () => {
    const { sandbox, send, leaveInDoubt, filesUsed } = await start(name, 1)
    await leaveInDoubt('a')
    expect([await send('a'), await send('a')]).toEqual(['delivered', FULL])
    expect(await filesUsed()).toMatchObject({ data: { max_files: 1, files_used: 1 } })
    expect(sandbox.received).toHaveLength(2)
  })

  it('leaves the other places to other files', async () => {
    const { send, leaveInDoubt } = await start(name, 2)
    await leaveInDoubt('a')
    expect([await send('a'), await send('b'), await send('c')]).toEqual(['delivered', 'delivered', FULL])
  })

  it('shares it with one of several that are sent at once', async () => {
    const { sandbox, send, leaveInDoubt } = await start(name, 1)
    await leaveInDoubt('a')
    const answers = await Promise.all(Array.from({ length: 6 }, () => send('a')))
    expect(answers.filter((each) => each === 'delivered')).toHaveLength(1)
    expect(answers.filter((each) => each === FULL)).toHaveLength(5)
    expect(sandbox.received).toHaveLength(2)
  })

  it('shares it again where it was not delivered itself', async () => {
    const { sandbox, send, leaveInDoubt } = await start(name, 1)
    await leaveInDoubt('a')
    sandbox.faults.arm('REMOTE.INPUT_INVALID', { times: 1 })
    expect([await send('a'), await send('b'), await send('a'), await send('a')]).toEqual([
      'REMOTE.INPUT_INVALID',
      FULL,
      'delivered',
      FULL,
    ])
  })

  it('shares it no further when it is maybe attached itself', async () => {
    const { send, leaveInDoubt } = await start(name, 1)
    await leaveInDoubt('a')
    const second = await leaveInDoubt('a')
    expect([await send('a'), await send('a', second)]).toEqual([FULL, 'UPLOAD.DELIVERY_UNKNOWN'])
    expect(await send('a')).toBe(FULL)
  })

  it.each([
    ['other content', 'b', {}],
    ['another name', 'a', { name: 'other.pdf' }],
    ['another type', 'a', { type: 'OTHER' }],
  ])('shares it with no file of %s', async (_, content, changes) => {
    const { send, leaveInDoubt } = await start(name, 1)
    await leaveInDoubt('a')
    expect(await send(content, randomUUID(), changes)).toBe(FULL)
  })

  it('leaves the place to share to a second one that is maybe attached, once the first is known not to be', async () => {
    const [store] = await storesOf(name)
    if (store === undefined) throw new Error('no store')
    const sent = async (key: string, state: 'unknown' | 'none') => {
      const found = await store.claim(key, 'a')
      if (!('claim' in found)) throw new Error(found.state)
      const isIn = await store.countFile(fileOf(found.claim), 1, 60_000)
      await found.claim.finish(state === 'none' ? { state } : { state, since: 1 }, 'grant')
      return isIn
    }
    expect([await sent('first', 'unknown'), await sent('second', 'unknown')]).toEqual([true, true])
    expect([await sent('first', 'none'), await sent('third', 'unknown')]).toEqual([true, true])
    expect([await sent('fourth', 'none'), await store.countedFiles('grant')]).toEqual([false, 1])
  })

  it('shares none with a file that is attached, or found to be', async () => {
    const { sandbox, send, leaveInDoubt } = await start(name, 2)
    expect(await send('b')).toBe('delivered')
    const key = await leaveInDoubt('a')
    sandbox.setIntegration(INTEGRATION, { readBack: { permitted: true } })
    expect([await send('a', key), await send('a'), await send('b')]).toEqual(['delivered', FULL, FULL])
  })

  it('shares none with a file that is under way', async () => {
    const { sandbox, send } = await start(name, 1)
    sandbox.setLatency(1000)
    const first = send('a')
    await sandbox.until(() => sandbox.inFlight(INTEGRATION) > 0)
    expect(await send('a')).toBe(FULL)
    expect(await first).toBe('delivered')
  })
})

const DELIVERED = {
  state: 'delivered',
  delivered: { warnings: [], deliveredAt: '2026-01-01T00:00:00.000Z' },
} as const

function fileOf({ id }: { readonly id: string }) {
  return { grantId: 'grant', claimId: id, fingerprint: 'a' }
}

describe.skipIf(REDIS_SERVER_PATH === null)('the places of a grant', () => {
  it('are the same in Redis as in the memory of a process, whatever becomes of the files', async () => {
    const stores = (await Promise.all(names.map(storesOf))).flatMap(([store]) => store ?? [])
    const random = seeded(7)
    const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)]
    const endings = [{ state: 'none' }, { state: 'unknown', since: 1 }, DELIVERED] as const
    const told: unknown[][] = stores.map(() => [])
    for (let step = 0; step < 900; step += 1) {
      // Two of each content: of three it would be open whose place the last one shares.
      const [key, ending] = [pick(['a1', 'a2', 'b1', 'b2', 'c1', 'c2']), pick(endings)]
      if (key === undefined || ending === undefined) continue
      const grantId = `grant ${Math.floor(step / 30)}`
      const fingerprint = key.slice(0, 1)
      for (const [index, store] of stores.entries()) {
        const found = await store.claim(`${grantId} ${key}`, fingerprint)
        const story = [step, key, ending.state, found.state]
        if ('claim' in found) {
          const file = { grantId, claimId: found.claim.id, fingerprint }
          const isIn = found.state === 'unknown' || (await store.countFile(file, 2, 60_000))
          await found.claim.finish(isIn ? ending : { state: 'none' }, grantId)
          story.push(String(isIn))
        }
        told[index]?.push([...story, await store.countedFiles(grantId)])
      }
    }
    expect(told[1]).toEqual(told[0])
    expect(Math.max(...(told[0] ?? []).map((each) => (Array.isArray(each) ? Number(each.at(-1)) : 0)))).toBe(2)
  })

  it('stay taken when the instance that a file was taken over from says that it sent nothing', async () => {
    const [stalled, living] = await storesOf('in Redis, through two instances')
    const before = await stalled?.claim('key', 'a')
    if (living === undefined || before?.state !== 'claimed') throw new Error('not claimed')
    expect(await stalled?.countFile(fileOf(before.claim), 1, 60_000)).toBe(true)
    // Its leases are renewed no more, as when it cannot reach Redis for longer than they last.
    await stalled?.close()
    const after = await vi.waitUntil(async () => {
      const found = await living.claim('key', 'a')
      return found.state === 'claimed' ? found.claim : null
    })
    expect(await living.countFile(fileOf(after), 1, 60_000)).toBe(true)
    await after.markSending()
    await before.claim.finish({ state: 'none' }, 'grant')
    await after.finish(DELIVERED)
    expect(await living.countedFiles('grant')).toBe(1)
  })

  it.each([
    ['maybe attached', { state: 'unknown', since: 1 }, DELIVERED],
    ['attached', DELIVERED, { state: 'unknown', since: 1 }],
  ] as const)(
    'are shared no more once either says attached, also when the one before says %s last',
    async (...story) => {
      const [, last, first] = story
      const [stalled, living] = await storesOf('in Redis, through two instances')
      const before = await stalled?.claim('key', 'a')
      if (living === undefined || before?.state !== 'claimed') throw new Error('not claimed')
      await stalled?.countFile(fileOf(before.claim), 1, 60_000)
      await before.claim.markSending()
      await stalled?.close()
      const after = await vi.waitUntil(async () => {
        const found = await living.claim('key', 'a')
        return found.state === 'unknown' ? found.claim : null
      })
      await after.finish(first, 'grant')
      await before.claim.finish(last, 'grant')
      expect(await living.countFile(fileOf({ id: 'sent anyway' }), 1, 60_000)).toBe(false)
    },
  )

  it('go to nobody who never begins to send: who asks what became of it frees the place', async () => {
    const [dying, living] = await storesOf('in Redis, through two instances')
    if (dying === undefined || living === undefined) throw new Error('no stores')
    const sandbox = await createSandbox({ acceptAnyRecord: true })
    cleanUp.push(() => sandbox.close())
    const waiting = vi.fn<() => Promise<never>>(() => new Promise(() => undefined))
    const store: DeliveryStore = {
      slots: { take: waiting },
      claim: (...args) => dying.claim(...args),
      countFile: (...args) => dying.countFile(...args),
      countedFiles: (id) => dying.countedFiles(id),
      close: () => dying.close(),
    }
    const [one, other] = [await startRoute(sandbox, { store }), await startRoute(sandbox, { store: living })]
    cleanUp.push(
      () => one.close(),
      () => other.close(),
    )
    const headers = { Authorization: `Bearer ${await token({ maxFiles: 1 })}`, 'Idempotency-Key': randomUUID() }
    const cutOff = post(one.url, bodyOf(pdfOf(500)), headers).catch(() => null)
    await expect.poll(() => waiting.mock.calls).toHaveLength(1)
    // As when its process is killed: no lease is renewed any more.
    await dying.close()

    const asked = await post(other.url, bodyOf(pdfOf(500)), { ...headers, 'Idempotency-Replay-Only': 'true' })
    expect(errorOf(asked)).toMatchObject({ code: 'UPLOAD.DELIVERY_UNKNOWN', delivery: 'unknown' })
    const again = await post(other.url, bodyOf(pdfOf(500)), { ...headers, 'Idempotency-Key': randomUUID() })
    expect(again.status).toBe(200)
    await one.close()
    await cutOff
  })
})

/** The same numbers each time: mulberry32. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
