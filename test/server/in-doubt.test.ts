import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import type { DeliveryStore, UploadEvent } from '../../src/server.ts'
import { createMemoryStore } from '../../src/server.ts'
import { RouteError } from '../../src/server/answers/route-error.ts'
import { bodyOf, errorOf, INTEGRATION, pdfOf, post, startRig, token, type Rig } from './harness.ts'

const BODY = bodyOf(pdfOf(500))

let rig: Rig
const events: UploadEvent[] = []
afterEach(async () => {
  events.length = 0
  await rig.close()
})

const start = async (changes: Parameters<typeof startRig>[0] = {}) => {
  rig = await startRig({
    ...changes,
    limits: { firstRetryMs: 20, readBackDelaysMs: [0], deadlineMs: 5000, ...changes.limits },
    onUpload: (event) => void events.push(event),
  })
}

/** A store that tells what it says of keys, and goes away when asked to. */
function watchedStore() {
  const memory = createMemoryStore()
  const states: string[] = []
  const line = { isDown: false }
  const store: DeliveryStore = {
    slots: memory.slots,
    async claim(key, fingerprint) {
      if (line.isDown) throw new RouteError('UPLOAD.STORE_UNAVAILABLE', 'The store is away')
      const result = await memory.claim(key, fingerprint)
      states.push(result.state)
      return result
    },
    countedFiles: (id) => memory.countedFiles(id),
    countFile: (...count) => memory.countFile(...count),
    close: () => memory.close(),
  }
  return { store, states, line }
}

/** The first one is under way, the second waits for it. */
async function startTwo() {
  const { store, states, line } = watchedStore()
  await start({ store })
  rig.sandbox.setLatency(1000)
  const headers = { 'Idempotency-Key': randomUUID() }
  const first = post(rig.url, BODY, headers)
  await rig.sandbox.until((sandbox) => sandbox.inFlight(INTEGRATION) > 0)
  const second = post(rig.url, BODY, headers)
  await expect.poll(() => states).toContain('running')
  return { first, second, line }
}

it('a file that is maybe attached stays so when the route is closed before it could be looked for', async () => {
  const { store, states } = watchedStore()
  await start({ store })
  rig.sandbox.setIntegration(INTEGRATION, { concurrencyLimit: 1, readBack: { permitted: false } })
  rig.sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { stored: true })
  const headers = { 'Idempotency-Key': randomUUID() }
  expect(errorOf(await post(rig.url, BODY, headers)).delivery).toBe('unknown')
  // Somebody else's file takes the only slot.
  rig.sandbox.setLatency(2000)
  const other = post(rig.url, bodyOf(pdfOf(501)))
  await rig.sandbox.until((sandbox) => sandbox.inFlight(INTEGRATION) > 0)
  const again = post(rig.url, BODY, headers)
  await expect.poll(() => states.at(-1)).toBe('unknown')
  await rig.route.close()
  expect(errorOf(await again)).toMatchObject({ code: 'UPLOAD.SERVER_STOPPING', delivery: 'unknown' })
  await other
})

describe('a request that waits for another under its key', () => {
  it('does not know what became of the file when the route is closed', async () => {
    const { first, second } = await startTwo()
    await rig.route.close()
    expect(errorOf(await second)).toMatchObject({ code: 'UPLOAD.SERVER_STOPPING', delivery: 'unknown' })
    expect(errorOf(await first).delivery).toBe('unknown')
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it('nor when the store goes away', async () => {
    const { first, second, line } = await startTwo()
    line.isDown = true
    expect(errorOf(await second)).toMatchObject({ code: 'UPLOAD.STORE_UNAVAILABLE', delivery: 'unknown' })
    expect((await first).status).toBe(200)
  })
})

describe('what is maybe attached stays so', () => {
  const asking = { 'Idempotency-Replay-Only': 'true' }

  /** A file whose answer is lost, on a record that cannot be read. */
  async function startUnknown(changes: Parameters<typeof startRig>[0] = {}) {
    await start(changes)
    rig.sandbox.setIntegration(INTEGRATION, { readBack: { permitted: false } })
    rig.sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { stored: true })
    const headers = { 'Idempotency-Key': randomUUID() }
    expect(errorOf(await post(rig.url, BODY, headers)).delivery).toBe('unknown')
    return headers
  }

  it('when somebody asks while the scanner is down', async () => {
    const scanner = { isDown: false }
    const headers = await startUnknown({
      scan: () => (scanner.isDown ? Promise.reject(new Error('down')) : Promise.resolve(null)),
    })
    scanner.isDown = true
    const answer = await post(rig.url, BODY, { ...headers, ...asking })
    expect(errorOf(answer)).toMatchObject({ code: 'UPLOAD.INTERNAL', delivery: 'unknown' })
    expect(events.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown'])
  })

  it.each([
    ['UPLOAD.FILE_TOO_LARGE', () => token({ maxFileSizeBytes: 10 }), BODY],
    ['UPLOAD.TYPE_NOT_GRANTED', () => token({ types: ['OTHER'] }), BODY],
    ['UPLOAD.TARGET_MISMATCH', () => token({ target: 'application:other' }), BODY],
    ['UPLOAD.TOKEN_INVALID', async () => 'no-token', BODY],
    ['UPLOAD.IDEMPOTENCY_KEY_REUSED', () => token(), bodyOf(pdfOf(501))],
    ['UPLOAD.BODY_INVALID', () => token(), '[]'],
  ])('when somebody asks and is told %s', async (code, bearer, body) => {
    const headers = await startUnknown()
    const Authorization = `Bearer ${await bearer()}`
    const answer = await post(rig.url, body, { ...headers, ...asking, Authorization })
    expect(errorOf(answer)).toMatchObject({ code, delivery: 'unknown' })
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it.each([{}, asking])('when the route is closed while it is looked for: %j', async (more) => {
    const headers = await startUnknown()
    rig.sandbox.setIntegration(INTEGRATION, { readBack: { permitted: true } })
    rig.sandbox.faults.arm('no-answer', { on: 'list' })
    const asked = post(rig.url, BODY, { ...headers, ...more })
    await rig.sandbox.until(
      ({ requests }) =>
        requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/attachments')).length > 1,
    )
    await rig.route.close()
    expect(errorOf(await asked).delivery).toBe('unknown')
  })

  it('until it is settled: then somebody who asks is told that nothing was kept', async () => {
    await start({ limits: { settledMs: 0 } })
    rig.sandbox.faults.arm('PLATFORM.UNKNOWN_ERROR')
    const headers = { 'Idempotency-Key': randomUUID() }
    expect(errorOf(await post(rig.url, BODY, headers)).delivery).toBe('unknown')
    expect(errorOf(await post(rig.url, BODY, { ...headers, ...asking })).delivery).toBe('none')
    expect((await post(rig.url, BODY, headers)).status).toBe(200)
    expect(rig.sandbox.received).toHaveLength(1)
  })
})
