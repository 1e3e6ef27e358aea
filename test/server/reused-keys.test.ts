import { randomUUID } from 'node:crypto'
import { createClient } from 'redis'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createSandbox } from '../../src/sandbox.ts'
import type { DeliveryStore } from '../../src/server.ts'
import { closeRedis, connectRedis, createMemoryStore, createRedisStore } from '../../src/server.ts'
import { APPLICATION, bodyOf, errorOf, INTEGRATION, pdfOf, post, startRoute, token } from './harness.ts'
import { endPassing, letPass } from './passing-time.ts'
import { REDIS_SERVER_PATH, startRedis } from './redis-server.ts'

const DAY_MS = 24 * 60 * 60_000

/** A store that forgets outcomes when it is told to, as it does by itself after a day. */
interface Forgetful {
  readonly store: DeliveryStore
  readonly forget: () => Promise<void>
  readonly end: () => Promise<void>
}

const STORES: Readonly<Record<string, () => Promise<Forgetful>>> = {
  async 'the memory of a process'() {
    const store = createMemoryStore()
    return {
      store,
      forget: async () => letPass(DAY_MS + 1),
      async end() {
        await store.close()
        endPassing()
      },
    }
  },

  async Redis() {
    const redis = await startRedis()
    const client = connectRedis(redis.url, () => undefined)
    await vi.waitUntil(() => client.isReady)
    const store = createRedisStore(client, { prefix: 'test:' })
    const probe = createClient({ url: redis.url })
    await probe.connect()
    return {
      store,
      async forget() {
        const outcomes = await probe.keys('test:outcome:*')
        await probe.del(outcomes)
      },
      async end() {
        probe.destroy()
        await store.close()
        closeRedis(client)
        await redis.stop()
      },
    }
  },
}

let cleanUp: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of cleanUp.toReversed()) await step()
  cleanUp = []
})

/** A route whose token allows that many files for a week, in front of a store. */
async function start(name: string, maxFiles: number) {
  const made = await STORES[name]?.()
  if (made === undefined) throw new Error(`no store ${name}`)
  const { store, forget, end } = made
  cleanUp.push(end)
  const sandbox = await createSandbox({ acceptAnyRecord: true })
  cleanUp.push(() => sandbox.close())
  const route = await startRoute(sandbox, { store, limits: { readBackDelaysMs: [0], settledMs: 0 } })
  cleanUp.push(() => route.close())
  const headers = { Authorization: `Bearer ${await token({ maxFiles, expiresInSeconds: 7 * 86_400 })}` }
  const send = async (key: string, content: string): Promise<unknown> => {
    const answer = await post(route.url, bodyOf(pdfOf(500, content)), { ...headers, 'Idempotency-Key': key })
    return answer.status === 200 ? 'delivered' : errorOf(answer).code
  }
  const rules = async (): Promise<unknown> =>
    (await fetch(`${route.url}/applications/${APPLICATION}/attachments/rules`, { headers })).json()
  return { sandbox, forget, send, rules }
}

const names = Object.keys(STORES).filter((name) => name !== 'Redis' || REDIS_SERVER_PATH !== null)

describe.each(names)('a key that %s has forgotten', (name) => {
  it('counts anew under its grant, with another file or with the same', async () => {
    const { sandbox, forget, send } = await start(name, 1)
    const key = randomUUID()
    expect(await send(key, 'a')).toBe('delivered')
    await forget()
    expect([await send(key, 'b'), await send(key, 'a')]).toEqual([
      'UPLOAD.MAX_FILES_REACHED',
      'UPLOAD.MAX_FILES_REACHED',
    ])
    expect(sandbox.received).toHaveLength(1)
  })

  it('does not take the first file off the count when the second fails', async () => {
    const { sandbox, forget, send } = await start(name, 2)
    const key = randomUUID()
    expect(await send(key, 'a')).toBe('delivered')
    await forget()
    sandbox.faults.arm('REMOTE.INPUT_INVALID')
    expect(await send(key, 'a')).toBe('REMOTE.INPUT_INVALID')
    expect([await send(randomUUID(), 'b'), await send(randomUUID(), 'c')]).toEqual([
      'delivered',
      'UPLOAD.MAX_FILES_REACHED',
    ])
  })

  it('counts once as long as it is known, however often it is asked about', async () => {
    const { sandbox, send } = await start(name, 1)
    const key = randomUUID()
    sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { times: 1 })
    expect(await send(key, 'a')).toBe('PLATFORM.TASK_TIMED_OUT')
    expect(await send(randomUUID(), 'b')).toBe('UPLOAD.MAX_FILES_REACHED')
    expect(await send(key, 'a')).toBe('UPLOAD.NOT_ATTACHED')
    expect([await send(key, 'a'), await send(key, 'a')]).toEqual(['delivered', 'delivered'])
    expect(await send(randomUUID(), 'b')).toBe('UPLOAD.MAX_FILES_REACHED')
  })
})

it('a key is not forgotten by the memory of a process while its file is looked for', async () => {
  const { sandbox, forget, send } = await start('the memory of a process', 1)
  sandbox.setIntegration(INTEGRATION, { readBack: { hiddenReads: 1 } })
  sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { times: 1, stored: true })
  const key = randomUUID()
  expect(await send(key, 'a')).toBe('PLATFORM.TASK_TIMED_OUT')
  sandbox.faults.arm('slow', { on: 'list', delayMs: 500 })
  const asking = send(key, 'a')
  await sandbox.until(({ faults }) => faults.armed.length === 0)
  await forget()
  expect([await send(key, 'a'), await asking]).toEqual(['delivered', 'delivered'])
  expect(sandbox.received).toHaveLength(1)
})

function fileOf(claimId: string) {
  return { grantId: 'grant', claimId, fingerprint: 'a' }
}

describe.skipIf(REDIS_SERVER_PATH === null)('an instance that dies before it has sent anything', () => {
  it('leaves a count that the next try under the key takes over', async () => {
    const redis = await startRedis()
    const client = connectRedis(redis.url, () => undefined)
    await vi.waitUntil(() => client.isReady)
    const [dying, other] = [createRedisStore(client, { leaseMs: 300 }), createRedisStore(client, { leaseMs: 300 })]
    const claimed = await dying.claim('key', 'a')
    const id = claimed.state === 'claimed' ? claimed.claim.id : ''
    expect(await dying.countFile(fileOf(id), 1, DAY_MS)).toBe(true)
    await dying.close()
    const again = await vi.waitUntil(async () => {
      const found = await other.claim('key', 'a')
      return found.state === 'claimed' ? found.claim : null
    })
    expect(await other.countFile(fileOf(again.id), 1, DAY_MS)).toBe(true)
    await again.finish({ state: 'none' })
    const fresh = await other.claim('key', 'a')
    expect(fresh.state === 'claimed' && fresh.claim.id !== id).toBe(true)
    await other.close()
    closeRedis(client)
    await redis.stop()
  })
})

describe.each(names)('the rules of a grant that %s counts for', (name) => {
  it('say how many of its files are used', async () => {
    const { rules, send, sandbox } = await start(name, 2)
    expect(await rules()).toMatchObject({ data: { max_files: 2, files_used: 0 } })
    await send(randomUUID(), 'a')
    sandbox.faults.arm('REMOTE.INPUT_INVALID')
    await send(randomUUID(), 'b')
    expect(await rules()).toMatchObject({ data: { max_files: 2, files_used: 1 } })
  })
})
