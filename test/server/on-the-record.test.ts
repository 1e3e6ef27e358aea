import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import type { PlacedDocument, ReadBack } from '../../src/sandbox.ts'
import { parseReceipt } from '../../src/contract/wire.ts'
import {
  APPLICATION,
  bodyOf,
  errorOf,
  INTEGRATION,
  pdfOf,
  post,
  startRig,
  startRoute,
  token,
  type Posted,
  type Rig,
} from './harness.ts'

const LIMITS = { firstRetryMs: 20, readBackDelaysMs: [0, 20], deadlineMs: 8000 }
const FILE = pdfOf(500)
const OTHER_FILE = pdfOf(900, 'o')
const HOUR_MS = 3_600_000
const RECORD = { kind: 'application', id: APPLICATION } as const

let rig: Rig
afterEach(() => rig.close())

async function start(readBack: Partial<ReadBack> = {}): Promise<void> {
  rig = await startRig({ limits: LIMITS })
  rig.sandbox.setIntegration(INTEGRATION, { readBack })
}

const place = (document: Partial<PlacedDocument>) =>
  rig.sandbox.place(INTEGRATION, RECORD, { name: 'letter.pdf', bytes: OTHER_FILE, ...document })

const seen = (posted: Posted) =>
  posted.status === 200
    ? parseReceipt(posted.json)?.warnings.some(({ code }) => code === 'UPLOAD.CONFIRMED_BY_READ_BACK') === true
      ? 'found'
      : 'sent'
    : errorOf(posted).delivery

describe('a file that the ATS keeps and answers with 503', () => {
  it.each<['found' | 'unknown', Partial<ReadBack>]>([
    ['found', {}],
    ['found', { timestampPrecision: 'second' }],
    ['found', { timestampPrecision: 'minute' }],
    ['found', { timestampPrecision: 'day' }],
    ['found', { clockAheadMs: -HOUR_MS }],
    ['found', { clockAheadMs: HOUR_MS }],
    ['found', { nullTimestamps: true }],
    ['found', { renamesFiles: true }],
    ['unknown', { renamesFiles: true, timestampPrecision: 'day' }],
    ['unknown', { renamesFiles: true, nullTimestamps: true }],
    ['unknown', { renamesFiles: true, relabelsAll: true, nullTimestamps: true }],
    ['unknown', { convertsFiles: true, nullTimestamps: true }],
    ['unknown', { convertsFiles: true, renamesFiles: true }],
    ['unknown', { convertsFiles: true, renamesFiles: true, timestampPrecision: 'day' }],
    ['unknown', { nullIds: true }],
  ])('is %s where it is read back with %j, and not sent again', async (expected, readBack) => {
    await start(readBack)
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { stored: true })
    expect(seen(await post(rig.url, bodyOf(FILE, { name: 'Lebenslauf Müller.pdf' })))).toBe(expected)
    expect(rig.sandbox.received).toHaveLength(1)
  })
})

it('a file that was sent to another record as well is found where the ATS gives it a name of its own', async () => {
  await start({ renamesFiles: true })
  const [body, path] = [bodyOf(FILE, { name: 'Lebenslauf Müller.pdf' }), '/applications/app2/attachments']
  const Authorization = `Bearer ${await token({ target: 'application:app2' })}`
  expect(seen(await post(rig.url, body, { Authorization }, path))).toBe('sent')
  rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { stored: true })
  expect(seen(await post(rig.url, body))).toBe('found')
})

it('a record that may not be read is asked about once', async () => {
  await start({ permitted: false })
  rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { stored: true })
  expect(seen(await post(rig.url, bodyOf(FILE)))).toBe('unknown')
  expect(rig.sandbox.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('s'))).toHaveLength(1)
})

describe('a file that the ATS puts in the place of an older one of its name, and answers with 503', () => {
  const OLD = { name: 'Lebenslauf Müller.pdf', type: 'CV', receivedAt: Date.now() - 8000 * HOUR_MS } as const

  it.each<['found' | 'unknown', Partial<ReadBack>]>([
    ['found', {}],
    ['found', { timestampPrecision: 'day' }],
    ['found', { clockAheadMs: -HOUR_MS }],
    ['found', { clockAheadMs: HOUR_MS }],
    ['unknown', { renamesFiles: true }],
    ['unknown', { relabelsAll: true }],
    ['unknown', { convertsFiles: true }],
    ['unknown', { convertsFiles: true, renamesFiles: true }],
  ])('is %s where it is read back with %j, and not sent again', async (expected, readBack) => {
    await start({ replacesSameName: true, ...readBack })
    place(OLD)
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { stored: true })
    expect(seen(await post(rig.url, bodyOf(FILE, { name: OLD.name })))).toBe(expected)
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it.each<['found' | 'unknown', Partial<ReadBack>]>([
    ['found', {}],
    ['unknown', { renamesFiles: true }],
    ['unknown', { convertsFiles: true }],
  ])('is %s for whoever asks later, with %j', async (expected, readBack) => {
    rig = await startRig({ limits: { ...LIMITS, settledMs: 0 } })
    rig.sandbox.setIntegration(INTEGRATION, { readBack: { replacesSameName: true, permitted: false, ...readBack } })
    place(OLD)
    rig.sandbox.faults.arm('reset-after-storing')
    const [body, headers] = [bodyOf(FILE, { name: OLD.name }), { 'Idempotency-Key': randomUUID() }]
    expect(seen(await post(rig.url, body, headers))).toBe('unknown')
    rig.sandbox.setIntegration(INTEGRATION, { readBack: { permitted: true } })
    expect(seen(await post(rig.url, body, { ...headers, 'Idempotency-Replay-Only': 'true' }))).toBe(expected)
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it('is sent again when the older one is still as it was', async () => {
    await start({ replacesSameName: true })
    place(OLD)
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE')
    expect(seen(await post(rig.url, bodyOf(FILE, { name: OLD.name })))).toBe('sent')
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it('is sent again when what is in that place by now is known for another file', async () => {
    await start({ replacesSameName: true })
    place(OLD)
    expect(seen(await post(rig.url, bodyOf(OTHER_FILE, { name: OLD.name })))).toBe('sent')
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE')
    expect(seen(await post(rig.url, bodyOf(FILE, { name: OLD.name })))).toBe('sent')
    expect(rig.sandbox.received).toHaveLength(2)
  })
})

describe('after a 503 with nothing kept', () => {
  it.each<[string, Partial<PlacedDocument>]>([
    ['the very file, two days old', { name: 'cv.pdf', bytes: FILE, type: 'CV', receivedAt: Date.now() - 48 * HOUR_MS }],
    ['another document, an hour old', { receivedAt: Date.now() - HOUR_MS }],
  ])('a record that holds %s does not keep a file from being sent again', async (_, document) => {
    await start()
    place(document)
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE')
    expect(seen(await post(rig.url, bodyOf(FILE)))).toBe('sent')
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it.each<[string, Partial<PlacedDocument>]>([
    ['another name', {}],
    ['its name, type and length', { name: 'cv.pdf', type: 'CV', bytes: pdfOf(500, 'o') }],
  ])('another document that nobody here has sent, and that is new, may be the file: of %s', async (_, document) => {
    await start()
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE')
    place(document)
    expect(seen(await post(rig.url, bodyOf(FILE)))).toBe('unknown')
    expect(rig.sandbox.received).toHaveLength(0)
  })

  it('a document whose bytes cannot be had may be the file', async () => {
    rig = await startRig({ limits: LIMITS }, { keepContent: false })
    rig.sandbox.setIntegration(INTEGRATION, { readBack: { nullTimestamps: true } })
    expect(seen(await post(rig.url, bodyOf(OTHER_FILE, { name: 'letter.pdf' })))).toBe('sent')
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE')
    expect(seen(await post(rig.url, bodyOf(FILE)))).toBe('unknown')
  })

  it('files sent to the same record at the same time are known for what they are', async () => {
    await start()
    rig.sandbox.setLatency(50)
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { when: ({ name }) => name === '3.pdf', times: 1 })
    const files = Array.from({ length: 12 }, (_, turn) => bodyOf(pdfOf(500 + turn), { name: `${turn}.pdf` }))
    const answers = await Promise.all(files.map((body) => post(rig.url, body)))
    expect(answers.map(seen)).toEqual(answers.map(() => 'sent'))
    expect(rig.sandbox.received).toHaveLength(12)
  })

  it('so is another file of the same name', async () => {
    await start()
    expect(seen(await post(rig.url, bodyOf(OTHER_FILE)))).toBe('sent')
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE')
    expect(seen(await post(rig.url, bodyOf(FILE)))).toBe('sent')
    expect(rig.sandbox.received).toHaveLength(2)
  })
})

describe('a file of which nothing was kept is never said to be attached', () => {
  it.each([
    ['type', { name: 'cv.pdf', type: 'OTHER' }],
    ['name and type', { name: 'letter.pdf', type: 'COVER_LETTER' }],
    ['name', { name: 'résumé.pdf', type: 'CV' }],
  ])('for the same bytes under another %s a moment ago', async (_, earlier) => {
    await start()
    expect(seen(await post(rig.url, bodyOf(FILE, earlier)))).toBe('sent')
    for (const fault of ['reset-before-storing', 'PLATFORM.TASK_TIMED_OUT', 'REMOTE.SERVICE_UNAVAILABLE'] as const) {
      rig.sandbox.faults.arm(fault)
      expect(seen(await post(rig.url, bodyOf(FILE)))).toBe('unknown')
    }
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it.each([0, HOUR_MS, -HOUR_MS])(
    'for the same bytes of another type sent by another instance, whatever the clock of the ATS: %i ms ahead',
    async (clockAheadMs) => {
      await start({ clockAheadMs })
      const other = await startRoute(rig.sandbox, { limits: LIMITS })
      expect(seen(await post(other.url, bodyOf(FILE, { type: 'OTHER' })))).toBe('sent')
      await other.close()
      rig.sandbox.faults.arm('reset-before-storing')
      expect(seen(await post(rig.url, bodyOf(FILE)))).toBe('unknown')
    },
  )

  it('for the same bytes of another type in an old document that has been updated since', async () => {
    await start({ replacesSameName: true, permitted: false })
    place({ name: 'old.pdf', receivedAt: Date.now() - 2000 * HOUR_MS })
    rig.sandbox.faults.arm('reset-before-storing')
    const headers = { 'Idempotency-Key': randomUUID() }
    expect(seen(await post(rig.url, bodyOf(FILE), headers))).toBe('unknown')
    const other = await startRoute(rig.sandbox, { limits: LIMITS })
    expect(seen(await post(other.url, bodyOf(FILE, { name: 'old.pdf', type: 'OTHER' })))).toBe('sent')
    await other.close()
    rig.sandbox.setIntegration(INTEGRATION, { readBack: { permitted: true } })
    expect(seen(await post(rig.url, bodyOf(FILE), headers))).toBe('unknown')
  })

  it('for the same bytes of another type without a date', async () => {
    await start({ nullTimestamps: true })
    place({ name: 'cv.pdf', bytes: FILE, type: 'OTHER', receivedAt: Date.now() - 2000 * HOUR_MS })
    rig.sandbox.faults.arm('reset-before-storing')
    expect(seen(await post(rig.url, bodyOf(FILE)))).toBe('unknown')
  })

  it('for the same bytes of another type that were attached meanwhile, and refused when they came again', async () => {
    rig = await startRig({ limits: { ...LIMITS, answerMs: 1500 } })
    rig.sandbox.faults.arm('no-answer')
    const waiting = post(rig.url, bodyOf(FILE))
    await rig.sandbox.until(({ faults }) => faults.armed.length === 0)
    const again = () => post(rig.url, bodyOf(FILE, { type: 'OTHER' }))
    expect(seen(await again())).toBe('sent')
    rig.sandbox.faults.arm('REMOTE.INPUT_INVALID')
    expect(seen(await again())).toBe('none')
    expect(seen(await waiting)).toBe('unknown')
  })

  it('for the same bytes of another type that came while it waited for its turn', async () => {
    await start()
    const other = await startRoute(rig.sandbox, { limits: LIMITS })
    // Told to come again later, it waits; meanwhile another instance attaches the same bytes.
    rig.sandbox.faults.arm('PLATFORM.RATE_LIMIT_EXCEEDED', { times: 1, resetSeconds: 2 })
    rig.sandbox.faults.arm('reset-before-storing', { when: ({ name }) => name === 'waits.pdf' })
    const waiting = post(rig.url, bodyOf(FILE, { name: 'waits.pdf' }))
    await rig.sandbox.until(({ requests }) => requests.some(({ code }) => code !== null))
    expect(seen(await post(other.url, bodyOf(FILE, { type: 'OTHER' })))).toBe('sent')
    expect(seen(await waiting)).toBe('unknown')
    await other.close()
  })
})
