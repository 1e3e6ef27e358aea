import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FaultName } from '../../src/sandbox.ts'
import { DEFAULT_LIMITS } from '../../src/server/limits/route-limits.ts'
import { APPLICATION, bodyOf, errorOf, INTEGRATION, pdfOf, post, startRig, token, type Rig } from './harness.ts'

const BODY = bodyOf(pdfOf(500))

let rig: Rig
afterEach(() => rig.close())

/** The ATS keeps the file, says otherwise or nothing, and shows it only after a few readings. */
async function startShowingLate(fault: FaultName, hiddenReads: number, readings: number, limits = {}) {
  const readBackDelaysMs = Array.from({ length: readings }, () => 10)
  rig = await startRig({ limits: { firstRetryMs: 20, readBackDelaysMs, deadlineMs: 5000, ...limits } })
  rig.sandbox.setIntegration(INTEGRATION, { readBack: { hiddenReads } })
  rig.sandbox.faults.arm(fault, { stored: true })
}

/** The pause before the next try, which is drawn by lot, is longer than the time there is. */
const OUT_OF_TIME = { deadlineMs: 2000, firstRetryMs: 60_000 }
beforeEach(() => vi.spyOn(Math, 'random').mockReturnValue(0.9))
afterEach(() => vi.restoreAllMocks())

describe('a document that the ATS shows late', () => {
  it.each([
    ['PLATFORM.UNKNOWN_ERROR', 'PLATFORM.UNKNOWN_ERROR'],
    ['REMOTE.UNKNOWN_HTTP_ERROR', 'REMOTE.UNKNOWN_HTTP_ERROR'],
    ['unknown-code', 'PLATFORM.FROM_THE_FUTURE'],
    ['empty-500', 'UPLOAD.DELIVERY_UNKNOWN'],
  ] as const)('is maybe attached after %s, and attached once it is seen', async (fault, code) => {
    await startShowingLate(fault, 3, 2)
    const headers = { 'Idempotency-Key': randomUUID() }
    expect(errorOf(await post(rig.url, BODY, headers))).toMatchObject({ code, delivery: 'unknown' })
    const found = await vi.waitUntil(async () => {
      const answer = await post(rig.url, BODY, headers)
      return answer.status === 200 && answer
    })
    expect(found.headers.get('Idempotency-Replayed')).toBe('true')
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it.each(['REMOTE.SERVICE_UNAVAILABLE', 'html-503'] as const)(
    'is not sent again after %s when the last reading shows it',
    async (fault) => {
      await startShowingLate(fault, 3, DEFAULT_LIMITS.readBackDelaysMs.length)
      expect((await post(rig.url, BODY)).status).toBe(200)
      expect(rig.sandbox.received).toHaveLength(1)
    },
  )

  it('is looked for once more after the pause, before the file is sent again', async () => {
    await startShowingLate('REMOTE.SERVICE_UNAVAILABLE', 2, 2)
    expect((await post(rig.url, BODY)).status).toBe(200)
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it('is looked for once more when the next try is refused, as a document that is there already may be', async () => {
    await startShowingLate('REMOTE.SERVICE_UNAVAILABLE', 3, 2)
    rig.sandbox.faults.arm('REMOTE.INPUT_INVALID', { times: 1 })
    expect((await post(rig.url, BODY)).status).toBe(200)
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it.each([
    ['the same key', 'one', 'one'],
    ['another key', 'one', 'other'],
  ])('is looked for first when the file comes again after the time was up, under %s', async (_which, first, second) => {
    await startShowingLate('REMOTE.SERVICE_UNAVAILABLE', 2, 2, OUT_OF_TIME)
    const keys: Readonly<Record<string, string>> = { one: randomUUID(), other: randomUUID() }
    const send = (key: string) => post(rig.url, BODY, { 'Idempotency-Key': keys[key] ?? '' })
    expect(errorOf(await send(first))).toMatchObject({ code: 'UPLOAD.ATS_BUSY', delivery: 'none' })
    expect((await send(second)).status).toBe(200)
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it('is looked for among others that came since, which hold no file up that was called not attached', async () => {
    rig = await startRig({ limits: { readBackDelaysMs: [0], ...OUT_OF_TIME } })
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { times: 1 })
    const send = () => post(rig.url, BODY, { 'Idempotency-Key': randomUUID() })
    expect(errorOf(await send()).code).toBe('UPLOAD.ATS_BUSY')
    // Of somebody else's, under the same name: what it is nobody can tell.
    rig.sandbox.place(INTEGRATION, { kind: 'application', id: APPLICATION }, { name: 'cv.pdf', bytes: pdfOf(700) })
    const before = rig.sandbox.received.length
    expect((await send()).status).toBe(200)
    expect(rig.sandbox.received).toHaveLength(before + 1)
  })

  it('is looked for no more once it was delivered: who wants it there twice gets it twice', async () => {
    rig = await startRig({ limits: { readBackDelaysMs: [0], ...OUT_OF_TIME } })
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { times: 1 })
    const send = () => post(rig.url, BODY, { 'Idempotency-Key': randomUUID() })
    expect(errorOf(await send()).code).toBe('UPLOAD.ATS_BUSY')
    expect([(await send()).status, (await send()).status]).toEqual([200, 200])
    expect(rig.sandbox.received).toHaveLength(2)
  })

  it('is looked for also when the file comes again and is refused, as a document that is there already may be', async () => {
    await startShowingLate('REMOTE.SERVICE_UNAVAILABLE', 3, 2, OUT_OF_TIME)
    const send = () => post(rig.url, BODY, { 'Idempotency-Key': randomUUID() })
    expect(errorOf(await send()).code).toBe('UPLOAD.ATS_BUSY')
    rig.sandbox.faults.arm('REMOTE.INPUT_INVALID', { times: 1 })
    expect((await send()).status).toBe(200)
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it('is looked for since the first of the tries that may have brought it', async () => {
    await startShowingLate('REMOTE.SERVICE_UNAVAILABLE', 3, 1, OUT_OF_TIME)
    // The same bytes under another name are the file only where they have certainly come since.
    rig.sandbox.setIntegration(INTEGRATION, { readBack: { renamesFiles: true } })
    const send = () =>
      post(rig.url, bodyOf(pdfOf(500), { name: 'Lebenslauf für Sie.pdf' }), { 'Idempotency-Key': randomUUID() })
    expect(errorOf(await send()).code).toBe('UPLOAD.ATS_BUSY')
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { times: 1 })
    expect(errorOf(await send()).code).toBe('UPLOAD.ATS_BUSY')
    expect((await send()).status).toBe(200)
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it('is looked for since the first of the tries of one request, too', async () => {
    await startShowingLate('REMOTE.SERVICE_UNAVAILABLE', 2, 1)
    rig.sandbox.setIntegration(INTEGRATION, { readBack: { renamesFiles: true } })
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { times: 1 })
    expect((await post(rig.url, bodyOf(pdfOf(500), { name: 'Lebenslauf für Sie.pdf' }))).status).toBe(200)
    expect(rig.sandbox.received).toHaveLength(1)
    expect(rig.sandbox.requests.filter(({ method }) => method === 'POST')).toHaveLength(2)
  })

  it('is not looked for since a try that certainly kept nothing', async () => {
    rig = await startRig({ limits: { readBackDelaysMs: [0], firstRetryMs: 500 } })
    rig.sandbox.faults.arm('PLATFORM.RATE_LIMIT_EXCEEDED', { times: 1, resetSeconds: 0 })
    rig.sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { times: 1 })
    const send = (headers: Record<string, string>) => post(rig.url, BODY, headers)
    const headers = { 'Idempotency-Key': randomUUID() }
    const sending = send(headers)
    await rig.sandbox.until(({ requests }) => requests.some(({ method }) => method === 'POST'))
    // Somebody else's, before the try that leaves it open.
    rig.sandbox.place(INTEGRATION, { kind: 'application', id: APPLICATION }, { name: 'old.pdf', bytes: pdfOf(500) })
    expect(errorOf(await sending).delivery).toBe('unknown')
    expect(errorOf(await send(headers)).delivery).toBe('unknown')
  })

  it('is looked for no more once it was found: who wants it there twice gets it twice', async () => {
    rig = await startRig({ limits: { readBackDelaysMs: [0], ...OUT_OF_TIME } })
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { times: 1 })
    const send = (key: string = randomUUID()) => post(rig.url, BODY, { 'Idempotency-Key': key })
    expect(errorOf(await send()).code).toBe('UPLOAD.ATS_BUSY')
    rig.sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { times: 1, stored: true })
    rig.sandbox.setIntegration(INTEGRATION, { readBack: { permitted: false } })
    const doubtful = randomUUID()
    expect(errorOf(await send(doubtful)).delivery).toBe('unknown')
    rig.sandbox.setIntegration(INTEGRATION, { readBack: { permitted: true } })
    expect([(await send(doubtful)).status, (await send()).status]).toEqual([200, 200])
    expect(rig.sandbox.received).toHaveLength(2)
  })

  it.each([
    ['called not attached', 'REMOTE.SERVICE_UNAVAILABLE', 'none'],
    ['maybe attached', 'PLATFORM.TASK_TIMED_OUT', 'unknown'],
  ] as const)(
    'passes for no other file, also after it was %s, came again and was refused',
    async (_, fault, delivery) => {
      rig = await startRig({ limits: { readBackDelaysMs: [0], ...OUT_OF_TIME } })
      const send = (name: string, key: string = randomUUID()) =>
        post(rig.url, bodyOf(pdfOf(500), { name }), { 'Idempotency-Key': key })
      rig.sandbox.faults.arm(fault, { times: 1 })
      expect(errorOf(await send('cv.pdf')).delivery).toBe(delivery)
      rig.sandbox.faults.arm('REMOTE.INPUT_INVALID', { times: 1 })
      expect(errorOf(await send('cv.pdf')).code).toBe('REMOTE.INPUT_INVALID')
      const other = randomUUID()
      rig.sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { times: 1 })
      expect(errorOf(await send('other.pdf', other)).delivery).toBe('unknown')
      // What the ATS makes of the first one at last, dated as it does so.
      rig.sandbox.place(INTEGRATION, { kind: 'application', id: APPLICATION }, { name: 'cv.pdf', bytes: pdfOf(500) })
      expect(errorOf(await send('other.pdf', other))).toMatchObject({ delivery: 'unknown' })
    },
  )

  it('is no reason to send a file again when the time is up by then, nor to say that no slot was free', async () => {
    rig = await startRig({ limits: { readBackDelaysMs: [0], firstRetryMs: 1000, deadlineMs: 2500 } })
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { times: 1 })
    const posted = post(rig.url, BODY)
    await rig.sandbox.until(({ requests }) =>
      requests.some(({ method, path }) => method === 'GET' && path.endsWith('attachments')),
    )
    rig.sandbox.faults.arm('slow', { on: 'list', delayMs: 2500 })
    expect(errorOf(await posted)).toEqual({
      code: 'UPLOAD.ATS_BUSY',
      delivery: 'none',
      message: 'The connected system stayed busy until the deadline',
    })
    expect(rig.sandbox.received).toEqual([])
  })

  it('is maybe attached when the route is closed while it is looked for', async () => {
    await startShowingLate('REMOTE.SERVICE_UNAVAILABLE', 3, 2)
    rig.sandbox.faults.arm('slow', { on: 'list', delayMs: 2000 })
    const posted = post(rig.url, BODY)
    await rig.sandbox.until(({ faults }) => faults.armed.length === 0)
    await rig.route.close()
    expect(errorOf(await posted).delivery).toBe('unknown')
  })

  it('passes for no other file, also after it came again and there was no place for it', async () => {
    rig = await startRig({ limits: { readBackDelaysMs: [0] } })
    const send = (name: string, headers = {}) => post(rig.url, bodyOf(pdfOf(500), { name }), headers)
    expect((await send('cv.pdf')).status).toBe(200)
    const spent = { Authorization: `Bearer ${await token({ maxFiles: 1, id: 'spent' })}` }
    expect((await post(rig.url, bodyOf(pdfOf(600)), spent)).status).toBe(200)
    expect(errorOf(await send('cv.pdf', spent)).code).toBe('UPLOAD.MAX_FILES_REACHED')
    rig.sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { times: 1 })
    const headers = { 'Idempotency-Key': randomUUID() }
    expect(errorOf(await send('other.pdf', headers)).delivery).toBe('unknown')
    // The first one as the ATS converts it at last, dated as it does so.
    rig.sandbox.place(INTEGRATION, { kind: 'application', id: APPLICATION }, { name: 'cv.pdf', bytes: pdfOf(500) })
    expect(errorOf(await send('other.pdf', headers)).delivery).toBe('unknown')
  })

  it('is told from another of the same bytes that was refused, after however many tries', async () => {
    rig = await startRig({ limits: { readBackDelaysMs: [0], firstRetryMs: 20 } })
    rig.sandbox.setIntegration(INTEGRATION, { readBack: { renamesFiles: true } })
    rig.sandbox.faults.arm('PLATFORM.RATE_LIMIT_EXCEEDED', { times: 1, resetSeconds: 0 })
    rig.sandbox.faults.arm('REMOTE.INPUT_INVALID', { times: 1 })
    expect(errorOf(await post(rig.url, BODY)).code).toBe('REMOTE.INPUT_INVALID')
    rig.sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { times: 1, stored: true })
    expect((await post(rig.url, bodyOf(pdfOf(500), { name: 'Lebenslauf für Sie.pdf' }))).status).toBe(200)
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it('is waited for ten seconds before a file is sent again', () => {
    expect(DEFAULT_LIMITS.readBackDelaysMs).toEqual([0, 1000, 3000, 6000])
  })
})
