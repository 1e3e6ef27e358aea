import { randomUUID } from 'node:crypto'
import { createClient } from 'redis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parseReceipt } from '../../src/contract/wire.ts'
import type { Sandbox } from '../../src/sandbox.ts'
import { createSandbox } from '../../src/sandbox.ts'
import { connectRedis, closeRedis, createRedisStore } from '../../src/server.ts'
import { bodyOf, errorOf, INTEGRATION, pdfOf, post, startRoute, token, type RouteOnPort } from './harness.ts'
import { startOnePort } from './one-port.ts'
import { REDIS_SERVER_PATH, startRedis, type RedisServer } from './redis-server.ts'

let redis: RedisServer
let sandbox: Sandbox
let instances: RouteOnPort[]
let closeAll: () => Promise<void>

beforeAll(async () => {
  redis = await startRedis({ keepsData: true })
  sandbox = await createSandbox({ acceptAnyRecord: true })
})
afterAll(async () => {
  await sandbox.close()
  await redis.stop()
})
beforeEach(async () => {
  sandbox.reset()
  const made = await Promise.all([instance(), instance()])
  instances = made.map((each) => each.running)
  closeAll = async () => {
    for (const each of made) await each.close()
  }
})
afterEach(() => closeAll())

async function instance() {
  const client = connectRedis(redis.url, () => undefined)
  await expect.poll(() => client.isReady).toBe(true)
  // Longer than a busy machine stands still: a claim whose lease has run out before it is sent is rightly answered with 503.
  const store = createRedisStore(client, { leaseMs: 3000, prefix: `test-${process.pid}:` })
  const running = await startRoute(sandbox, {
    store,
    limits: { firstRetryMs: 20, readBackDelaysMs: [0], deadlineMs: 10_000 },
  })
  return {
    running,
    async close() {
      await running.close()
      await store.close()
      closeRedis(client)
    },
  }
}

/** Any instance may get any request; this says which. */
const urlOf = (turn: number) => instances[turn % instances.length]?.url ?? ''

/** Delivers a file, writes something else down for it, and asks for it again. */
async function askAgain(field: 'delivered' | 'state', written: string | null) {
  const headers = { 'Idempotency-Key': randomUUID() }
  expect((await post(urlOf(0), bodyOf(pdfOf(2000)), headers)).status).toBe(200)
  const operator = createClient({ url: redis.url })
  await operator.connect()
  const [key = ''] = await operator.keys(`*${headers['Idempotency-Key']}`)
  await (written === null ? operator.hDel(key, field) : operator.hSet(key, field, written))
  operator.destroy()
  const again = await post(urlOf(1), bodyOf(pdfOf(2000)), headers)
  const asked = await post(urlOf(1), bodyOf(pdfOf(2000)), { ...headers, 'Idempotency-Replay-Only': 'true' })
  expect(asked.json).toEqual(again.json)
  expect(sandbox.received).toHaveLength(1)
  return again
}

describe.skipIf(REDIS_SERVER_PATH === null)('two instances with one memory', () => {
  it('deliver a file once, however many requests carry its key at the same time', async () => {
    sandbox.setLatency(100)
    const headers = { 'Idempotency-Key': randomUUID() }
    const onePort = await startOnePort(instances.map(({ url }) => url))
    const answers = await Promise.all(Array.from({ length: 12 }, () => post(onePort.url, bodyOf(pdfOf(2000)), headers)))
    await onePort.close()
    expect(Math.min(...onePort.connections)).toBeGreaterThan(0)
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(new Set(answers.map(({ json }) => JSON.stringify(json))).size).toBe(1)
    expect(answers.filter(({ headers }) => headers.get('Idempotency-Replayed') === 'true')).toHaveLength(11)
    expect(sandbox.received).toHaveLength(1)
  })

  it('refuse a key that stands for another file on the other', async () => {
    const headers = { 'Idempotency-Key': randomUUID() }
    await post(urlOf(0), bodyOf(pdfOf(2000)), headers)
    const other = await post(urlOf(1), bodyOf(pdfOf(2001)), headers)
    expect({ status: other.status, ...errorOf(other) }).toMatchObject({
      status: 422,
      code: 'UPLOAD.IDEMPOTENCY_KEY_REUSED',
    })
  })

  it('share the slots of an integration', async () => {
    sandbox.setIntegration(INTEGRATION, { concurrencyLimit: 4 })
    await post(urlOf(0), bodyOf(pdfOf(100)))
    await post(urlOf(1), bodyOf(pdfOf(101)))
    sandbox.setLatency(20)
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, turn) => post(urlOf(turn), bodyOf(pdfOf(1000 + turn)))),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(sandbox.maxInFlight(INTEGRATION)).toBeLessThanOrEqual(4)
    expect(sandbox.requests.filter(({ status }) => status === 429)).toEqual([])
    expect(instances.map(({ route }) => route.slotsInUse)).toEqual([0, 0])
  })

  it('count the files of a grant together', async () => {
    const headers = { Authorization: `Bearer ${await token({ maxFiles: 3, id: randomUUID() })}` }
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, turn) => post(urlOf(turn), bodyOf(pdfOf(3000 + turn)), headers)),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(answers.filter((each) => errorOf(each).code === 'UPLOAD.MAX_FILES_REACHED')).toHaveLength(5)
    expect(sandbox.received).toHaveLength(3)
  })

  describe('answer for a delivery that another version has written down', () => {
    const WARNING = { message: 'The preview is missing', code: null }
    const DELIVERED_AT = '2026-08-12T10:17:23.456Z'

    it.each([
      ['a remark it does not know', [{ ...WARNING, code: 'UPLOAD.KEPT_AS_DRAFT' }, WARNING], [WARNING, WARNING]],
      ['remarks without codes', [{ message: WARNING.message }], [WARNING]],
      ['remarks in another shape', [{ text: WARNING.message }], []],
      ['remarks that are no list', 'none', []],
      ['no remarks', undefined, []],
    ])('with the receipt: %s', async (_, warnings, expected) => {
      const again = await askAgain('delivered', JSON.stringify({ deliveredAt: DELIVERED_AT, warnings, draft: true }))
      expect(again.headers.get('Idempotency-Replayed')).toBe('true')
      expect(parseReceipt(again.json)).toMatchObject({ deliveredAt: DELIVERED_AT, warnings: expected })
    })

    it.each([
      ['no time', JSON.stringify({ warnings: [] })],
      ['a time in another shape', JSON.stringify({ deliveredAt: 1_786_529_843_456, warnings: [] })],
      ['no object', 'null'],
      ['no JSON', '{"deliveredAt":"2026-'],
      ['nothing', null],
    ])('with a doubt, and not with "nothing was attached": %s', async (_, written) => {
      expect(errorOf(await askAgain('delivered', written))).toMatchObject({
        code: 'UPLOAD.DELIVERY_UNKNOWN',
        delivery: 'unknown',
      })
    })

    it('with a look at the record, and never another delivery, when the outcome has a name it does not know', async () => {
      const codes = parseReceipt((await askAgain('state', 'kept-as-draft')).json)?.warnings.map(({ code }) => code)
      expect(codes).toEqual(['UPLOAD.CONFIRMED_BY_READ_BACK'])
    })
  })

  it('deliver once what is under way while Redis loses its data', async () => {
    sandbox.setLatency(2500)
    const [body, headers] = [bodyOf(pdfOf(7000)), { 'Idempotency-Key': randomUUID() }]
    const underWay = post(urlOf(0), body, headers)
    await sandbox.until(({ received }) => received.length === 1)
    const operator = createClient({ url: redis.url })
    await operator.connect()
    await operator.flushAll()
    // The claim is written down anew with the next renewal.
    await expect.poll(() => operator.keys(`*${headers['Idempotency-Key']}`)).toHaveLength(1)
    operator.destroy()
    const repeated = await post(urlOf(1), body, headers)
    expect([(await underWay).status, repeated.status]).toEqual([200, 200])
    expect(repeated.headers.get('Idempotency-Replayed')).toBe('true')
    expect(sandbox.received).toHaveLength(1)
  })

  it('survive Redis: what is under way is delivered once, new files wait outside, and all goes on afterwards', async () => {
    sandbox.setLatency(700)
    const bodies = Array.from({ length: 6 }, (_, turn) => ({
      body: bodyOf(pdfOf(5000 + turn)),
      headers: { 'Idempotency-Key': randomUUID() },
    }))
    const underWay = bodies.map(({ body, headers }, turn) => post(urlOf(turn), body, headers))
    await sandbox.until(({ received }) => received.length === bodies.length)
    await redis.kill()

    const outside = await post(urlOf(0), bodyOf(pdfOf(6000)), { 'Idempotency-Key': randomUUID() })
    expect({ status: outside.status, ...errorOf(outside) }).toMatchObject({
      status: 503,
      code: 'UPLOAD.STORE_UNAVAILABLE',
      delivery: 'none',
    })
    expect(outside.headers.get('Retry-After')).not.toBeNull()
    expect((await Promise.all(underWay)).map(({ status }) => status)).toEqual(bodies.map(() => 200))

    await redis.restart()
    sandbox.setLatency(0)
    const isBack = async () => (await post(urlOf(0), bodyOf(pdfOf(6001)))).status
    await expect.poll(isBack).toBe(200)
    // The other instance answers for what the first one wrote down late.
    const again = await Promise.all(bodies.map(({ body, headers }, turn) => post(urlOf(turn + 1), body, headers)))
    expect(again.map(({ status }) => status)).toEqual(bodies.map(() => 200))
    const sizes = sandbox.received.map(({ sizeBytes }) => sizeBytes).filter((size) => size < 6000)
    expect(sizes.sort((one, other) => one - other)).toEqual(bodies.map((_, turn) => 5000 + turn))
  })
})
