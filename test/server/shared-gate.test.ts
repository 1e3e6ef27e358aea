import { setMaxListeners } from 'node:events'
import { createClient } from 'redis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closeRedis, connectRedis, createRedisStore } from '../../src/server.ts'
import { Gate, type Slot } from '../../src/server/stores/gate.ts'
import { startDetour } from './redis-detour.ts'
import { REDIS_SERVER_PATH, startRedis, type RedisServer } from './redis-server.ts'

/** So long that no lease ends by itself within a test. */
const LONG_MS = 120_000

const never = new AbortController().signal
setMaxListeners(0, never)
const soon = () => performance.now() + 60_000

interface Instance {
  readonly gate: Gate
  readonly isConnected: boolean
  /** Ends it as a kill would: it says nothing more to Redis. */
  kill(): void
}

let redis: RedisServer
let probe: ReturnType<typeof createClient>
let opened: Instance[]

const queued = () => probe.zCard('test:queue:{a}')
const inUse = () => probe.zCard('test:slots:{a}')

async function instance({ url = redis.url, leaseMs = LONG_MS } = {}): Promise<Instance> {
  const client = connectRedis(url, () => undefined)
  await expect.poll(() => client.isReady).toBe(true)
  const store = createRedisStore(client, { leaseMs, prefix: 'test:' })
  const made: Instance = {
    gate: new Gate(store.slots),
    get isConnected() {
      return client.isReady
    },
    kill() {
      void store.close()
      closeRedis(client)
    },
  }
  opened.push(made)
  return made
}

/** The instance that has been silent for longest. */
const seenLeast = () => probe.zRangeWithScores('test:seen:{a}', 0, 0)

/** How many scripts Redis has run. */
const asked = async () => Number(/cmdstat_eval:calls=(\d+)/.exec(await probe.info('commandstats'))?.[1] ?? 0)

/** Lets an instance hear that there are so many slots. */
async function learn({ gate }: Instance, limit: number): Promise<void> {
  const slot = await gate.enter('a', soon(), never)
  slot.leave({ limit, remaining: limit - 1, isRefused: false })
  await expect.poll(() => probe.get('test:capacity:{a}')).toBe(String(limit))
}

interface Waiting {
  readonly slot: Promise<Slot>
  /** Resolves to how it ended: `inside`, or the error's code or message. */
  readonly end: Promise<string>
}

/** Comes to the gate; is in the queue when this resolves. */
async function wait({ gate }: Instance, signal = never): Promise<Waiting> {
  const before = await queued()
  const slot = gate.enter('a', soon(), signal)
  const end = slot.then(
    () => 'inside',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  )
  await expect.poll(queued).toBe(before + 1)
  return { slot, end }
}

describe.skipIf(REDIS_SERVER_PATH === null)('the gate of several instances', () => {
  beforeAll(async () => {
    redis = await startRedis()
    probe = createClient({ url: redis.url })
    probe.on('error', () => undefined)
    await probe.connect()
  })
  afterAll(async () => {
    probe.destroy()
    await redis.stop()
  })
  beforeEach(async () => {
    opened = []
    await probe.flushAll()
  })
  afterEach(() => {
    for (const each of opened) each.kill()
  })

  it('lets in by order of arrival, whichever instance somebody comes to', async () => {
    const instances = [await instance(), await instance(), await instance()] as const
    await learn(instances[0], 1)
    const holder = await instances[1].gate.enter('a', soon(), never)
    const entered: number[] = []
    const all: Promise<void>[] = []
    for (let turn = 0; turn < 12; turn += 1) {
      const { slot } = await wait(instances[turn % 3] ?? instances[0])
      all.push(
        slot.then((each) => {
          entered.push(turn)
          return each.leave()
        }),
      )
    }
    holder.leave()
    await Promise.all(all)
    expect(entered).toEqual([...entered.keys()])
    await expect.poll(inUse).toBe(0)
  })

  it('never lets in more than there are slots, whoever gives up on the way', async () => {
    const instances = [await instance(), await instance(), await instance()] as const
    await learn(instances[0], 3)
    const [counts, gaveUp] = [{ inside: 0, most: 0, served: 0 }, new AbortController()]
    setMaxListeners(0, gaveUp.signal)
    const visit = async (turn: number): Promise<void> => {
      const { gate } = instances[turn % 3] ?? instances[0]
      const slot = await gate.enter('a', soon(), turn % 5 === 4 ? gaveUp.signal : never)
      counts.inside += 1
      counts.most = Math.max(counts.most, counts.inside)
      counts.served += 1
      if (counts.served === 20) gaveUp.abort(new Error('gone'))
      for (let pings = 0; pings < turn % 7; pings += 1) await probe.ping()
      counts.inside -= 1
      slot.leave()
    }
    const ends = await Promise.allSettled(Array.from({ length: 90 }, (_, turn) => visit(turn)))
    expect(counts.most).toBe(3)
    expect(counts.served).toBe(ends.filter(({ status }) => status === 'fulfilled').length)
    expect(counts.served).toBeGreaterThanOrEqual(72)
    await expect.poll(async () => [await inUse(), await queued()]).toEqual([0, 0])
    expect(instances.map(({ gate }) => gate.slotsInUse)).toEqual(instances.map(() => 0))
  })

  it('knows on every instance what one has learned', async () => {
    const [one, other] = [await instance(), await instance()]
    await learn(one, 2)
    await Promise.all([other.gate.enter('a', soon(), never), other.gate.enter('a', soon(), never)])
    await wait(other)
    expect(await inUse()).toBe(2)
  })

  it('forgets at once who gives up, and goes on with the next', async () => {
    const [one, other] = [await instance(), await instance()]
    await learn(one, 1)
    const holder = await one.gate.enter('a', soon(), never)
    const cancelled = new AbortController()
    const gone = await wait(one, cancelled.signal)
    const next = await wait(other)
    cancelled.abort(new Error('gone'))
    expect(await gone.end).toBe('Error: gone')
    await expect.poll(queued).toBe(1)
    holder.leave()
    expect(await next.end).toBe('inside')
  })

  it('passes over those whose instance is gone, and takes its slots back', async () => {
    const [one, other] = [await instance({ leaseMs: 1000 }), await instance({ leaseMs: 1000 })]
    await learn(one, 2)
    await one.gate.enter('a', soon(), never)
    const held = await other.gate.enter('a', soon(), never)
    await wait(one)
    await wait(one)
    const next = await wait(other)
    one.kill()
    held.leave()
    expect(await next.end).toBe('inside')
    // Two slots again: the one whose holder is gone has ended with its lease.
    await expect(other.gate.enter('a', soon(), never)).resolves.toBeDefined()
    await expect.poll(queued).toBe(0)
  })

  it('keeps the place of an instance that was silent for a while', async () => {
    const detour = await startDetour(redis.url)
    const silent = await instance({ url: detour.url, leaseMs: 10_000 })
    const other = await instance({ leaseMs: 10_000 })
    await learn(other, 1)
    const holder = await other.gate.enter('a', soon(), never)
    const first = await wait(silent)
    const second = await wait(other)
    const third = await wait(other)
    detour.pause()
    holder.leave()
    // It is its turn, but nothing is heard of it for a fifth of the lease.
    expect(await second.end).toBe('inside')
    const silence = await seenLeast()
    detour.resume()
    await expect.poll(seenLeast).not.toEqual(silence)
    const entered: string[] = []
    const all = [first, third].map(async ({ slot }, index) => {
      const each = await slot
      entered.push(index === 0 ? 'first' : 'third')
      each.leave()
    })
    ;(await second.slot).leave()
    await Promise.all(all)
    expect(entered).toEqual(['first', 'third'])
    await detour.close()
  })

  it('asks Redis twice for a slot that nobody else wants', async () => {
    const { gate } = await instance()
    const before = await asked()
    for (let turn = 0; turn < 10; turn += 1) (await gate.enter('a', soon(), never)).leave()
    await expect.poll(inUse).toBe(0)
    expect((await asked()) - before).toBe(20)
  })

  it('loses no slot that is given while the connection breaks', async () => {
    const detour = await startDetour(redis.url)
    const [one, other] = [await instance({ url: detour.url }), await instance()]
    await learn(other, 1)
    const holder = await other.gate.enter('a', soon(), never)
    const unlucky = await wait(one)
    // The answer that would tell it of its slot names its ticket.
    detour.loseAnswer(/[\da-f]{12}:\d/)
    holder.leave()
    expect(await unlucky.end).toBe('UPLOAD.STORE_UNAVAILABLE')
    await expect.poll(() => one.isConnected).toBe(true)
    await expect(other.gate.enter('a', soon(), never)).resolves.toBeDefined()
    await detour.close()
  })

  it('tells everybody who waits when Redis goes, and goes on when it is back', async () => {
    const [one, other] = [await instance(), await instance()]
    await learn(one, 1)
    const holder = await one.gate.enter('a', soon(), never)
    const waiting = [await wait(one), await wait(other), await wait(one)]
    await redis.kill()
    expect(await Promise.all(waiting.map(({ end }) => end))).toEqual(waiting.map(() => 'UPLOAD.STORE_UNAVAILABLE'))
    holder.leave()
    await redis.restart()
    await expect.poll(() => one.isConnected && other.isConnected && probe.isReady).toBe(true)
    await learn(other, 1)
    const again = await one.gate.enter('a', soon(), never)
    const next = await wait(other)
    again.leave()
    expect(await next.end).toBe('inside')
  })

  it('tells everybody who waits when Redis has forgotten them', async () => {
    const one = await instance({ leaseMs: 1000 })
    await learn(one, 1)
    await one.gate.enter('a', soon(), never)
    const waiting = await wait(one)
    await probe.flushAll()
    expect(await waiting.end).toBe('UPLOAD.STORE_UNAVAILABLE')
    // A slot in use is in use: it is told again with the next renewal.
    await expect.poll(inUse).toBe(1)
  })
})
