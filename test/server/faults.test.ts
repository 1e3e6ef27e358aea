import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parseReceipt } from '../../src/contract/wire.ts'
import type { FaultName } from '../../src/sandbox.ts'
import { describeFault, FAULT_NAMES } from '../../src/sandbox.ts'
import {
  APPLICATION,
  bodyOf,
  errorOf,
  INTEGRATION,
  isObject,
  pdfOf,
  post,
  startRig,
  type Posted,
  type Rig,
} from './harness.ts'

const BODIES = { small: bodyOf(pdfOf(500)), large: bodyOf(pdfOf(900_000)) }

/** More than the system takes off our hands while nobody reads it. */
const LARGE = pdfOf(20_000_000)
const TOO_LARGE_FOR_BUFFERS = bodyOf(LARGE)

let rig: Rig
beforeAll(async () => {
  rig = await startRig({ limits: { answerMs: 400, readBackDelaysMs: [0, 20], firstRetryMs: 20, deadlineMs: 8000 } })
})
beforeEach(() => rig.sandbox.reset())
afterAll(() => rig.close())

type Seen = 'delivered' | 'confirmed' | 'none' | 'unknown'

interface Cell {
  readonly fault: FaultName
  readonly size: keyof typeof BODIES
  readonly canRead: boolean
  readonly stored: boolean
}

const CELLS: readonly Cell[] = FAULT_NAMES.flatMap((fault) => {
  const { stores } = describeFault(fault)
  const storing = stores === 'optional' ? [false, true] : [stores === 'always']
  return storing.flatMap((stored) =>
    [true, false].flatMap((canRead) =>
      (['small', 'large'] as const).map((size): Cell => ({ fault, size, canRead, stored })),
    ),
  )
})

/** Faults after which the same request succeeds, and which prove that nothing was kept. */
const REPEATED: ReadonlySet<FaultName> = new Set([
  'PLATFORM.RATE_LIMIT_EXCEEDED',
  'PLATFORM.CONCURRENCY_LIMIT_EXCEEDED',
  'REMOTE.RATE_LIMIT_EXCEEDED',
])

/** Cleared for repeating by Kombo, without proof: repeated only when the record shows that nothing was kept. */
const REPEATED_WHEN_ABSENT: ReadonlySet<FaultName> = new Set(['REMOTE.SERVICE_UNAVAILABLE', 'html-503'])

/** Nobody knows what became of the file, nor how late an ATS shows what it has kept. */
const OPEN: ReadonlySet<FaultName> = new Set([
  'PLATFORM.UNKNOWN_ERROR',
  'REMOTE.UNKNOWN_HTTP_ERROR',
  'unknown-code',
  'null-code',
  'empty-500',
  'PLATFORM.TASK_TIMED_OUT',
  'malformed-json',
  'error-200',
  'reset-after-storing',
  'reset-before-storing',
  'cut-answer',
  'no-answer',
])

interface Expected {
  readonly seen: Seen | readonly Seen[]
  readonly attempts: number | readonly number[]
}

function expected({ fault, canRead, stored }: Cell): Expected {
  if (fault === 'slow' || fault === 'warnings' || fault === 'no-warnings') return { seen: 'delivered', attempts: 1 }
  if (REPEATED.has(fault)) return { seen: 'delivered', attempts: 2 }
  if (REPEATED_WHEN_ABSENT.has(fault)) {
    if (!canRead) return { seen: 'unknown', attempts: 1 }
    return stored ? { seen: 'confirmed', attempts: 1 } : { seen: 'delivered', attempts: 2 }
  }
  if (OPEN.has(fault)) return { seen: stored && canRead ? 'confirmed' : 'unknown', attempts: 1 }
  // How much had left when the line broke depends on the system's buffers; both conclusions are right.
  if (fault === 'reset-while-receiving') return { seen: ['delivered', 'unknown'], attempts: [1, 2] }
  return { seen: 'none', attempts: 1 }
}

function seenIn(posted: Posted): Seen {
  const { json } = posted
  if (posted.status !== 200) return errorOf(posted).delivery === 'none' ? 'none' : 'unknown'
  const warnings = isObject(json) && Array.isArray(json['warnings']) ? json['warnings'] : []
  const codes = warnings.map((each: unknown) => (isObject(each) ? each['code'] : null))
  return codes.includes('UPLOAD.CONFIRMED_BY_READ_BACK') ? 'confirmed' : 'delivered'
}

const attemptsMade = () => rig.sandbox.requests.filter(({ method }) => method === 'POST').length

describe('every fault', () => {
  it.each(CELLS)('$fault, $size file, reading permitted: $canRead, stored: $stored', async (cell) => {
    rig.sandbox.setIntegration(INTEGRATION, { readBack: { permitted: cell.canRead } })
    const { fault, size, stored } = cell
    const isOptional = describeFault(fault).stores === 'optional'
    rig.sandbox.faults.arm(fault, { delayMs: 50, resetSeconds: 0, ...(isOptional ? { stored } : {}) })
    const headers = { 'Idempotency-Key': randomUUID() }
    const body = BODIES[size]

    const posted = await post(rig.url, body, headers)

    const { seen, attempts } = expected(cell)
    const first = seenIn(posted)
    expect([seen].flat()).toContain(first)
    expect([attempts].flat()).toContain(attemptsMade())
    const isDelivered = first === 'delivered' || first === 'confirmed'
    expect(rig.sandbox.received).toHaveLength(isDelivered || (first === 'unknown' && stored) ? 1 : 0)

    // Whatever came of it, asking again under the same key never makes it two.
    const sentBefore = attemptsMade()
    const again = await post(rig.url, body, headers)
    expect({
      seen: seenIn(again),
      isReplayed: again.headers.get('Idempotency-Replayed') === 'true',
      sent: attemptsMade() - sentBefore,
    }).toEqual(expectedAgain(first, cell))
    expect(rig.sandbox.received).toHaveLength(isDelivered || first === 'none' || stored ? 1 : 0)
    expect(rig.route.slotsInUse).toBe(0)
  })
})

async function answered(body: string, status: number): Promise<Posted> {
  rig.sandbox.setIntegration(INTEGRATION, { readBack: { permitted: false } })
  rig.sandbox.faults.arm('error-200', { body, status })
  const posted = await post(rig.url, BODIES.small)
  expect(attemptsMade()).toBe(1)
  return posted
}

describe('an answer with a status of success', () => {
  it.each([
    ['{"status":"error","message":"It was not kept"}', 200],
    ['{"status":"error","error":"boom"}', 200],
    ['{"status":"error","error":null}', 200],
    ['{"error":"boom"}', 200],
    ['{"status":"success","data":{},"warnings":[],"error":"boom"}', 200],
    ['{"status":"success","data":{},"warnings":[],"error":{"code":"REMOTE.INPUT_INVALID"}}', 200],
    ['{"error":{"code":"REMOTE.INPUT_INVALID"}}', 200],
    ['{"status":"error","data":{},"warnings":[]}', 201],
    ['{"status":"pending","data":{},"warnings":[]}', 202],
    ['{"status":null}', 200],
    ['null', 200],
    ['true', 200],
    ['"ok"', 200],
    ['[]', 200],
    ['[{"status":"success","data":{},"warnings":[]}]', 200],
  ])('is no confirmation as %s with %i', async (body, status) => {
    expect(errorOf(await answered(body, status))).toMatchObject({
      code: 'UPLOAD.DELIVERY_UNKNOWN',
      delivery: 'unknown',
    })
  })

  it.each([
    ['{"status":"error","message":"It was not kept"}', true],
    ['{"status":"success","data":{},"warnings":[]}', true],
    ['{"status":"success","data":{},"warnings":[]}', false],
    ['{}', true],
    ['{"message":"Request blocked"}', true],
    ['{"status":"success","data":{},"warnings":[],"error":{"code":"REMOTE.RATE_LIMIT_EXCEEDED"}}', true],
  ])('is no confirmation when %s comes before the file has left, reading permitted: %s', async (body, permitted) => {
    rig.sandbox.setIntegration(INTEGRATION, { readBack: { permitted } })
    rig.sandbox.faults.arm('error-200', { early: true, body })
    const headers = { 'Idempotency-Key': randomUUID() }
    const unknown = { code: 'UPLOAD.DELIVERY_UNKNOWN', delivery: 'unknown' }
    expect(errorOf(await post(rig.url, TOO_LARGE_FOR_BUFFERS, headers))).toMatchObject(unknown)
    // Nor is it remembered as one.
    expect(errorOf(await post(rig.url, TOO_LARGE_FOR_BUFFERS, headers))).toMatchObject(unknown)
    expect(attemptsMade()).toBe(1)
  })

  it('that comes before the file has left is followed by a look at the record, which decides', async () => {
    rig.sandbox.faults.arm('error-200', { early: true, body: '{"status":"success","data":{},"warnings":[]}' })
    const headers = { 'Idempotency-Key': randomUUID() }
    expect(errorOf(await post(rig.url, TOO_LARGE_FOR_BUFFERS, headers)).delivery).toBe('unknown')
    rig.sandbox.place(
      INTEGRATION,
      { kind: 'application', id: APPLICATION },
      { name: 'cv.pdf', type: 'CV', bytes: LARGE },
    )
    expect(seenIn(await post(rig.url, TOO_LARGE_FOR_BUFFERS, headers))).toBe('confirmed')
    expect(attemptsMade()).toBe(1)
  })

  it.each(['REMOTE.INPUT_INVALID', 'REMOTE.RATE_LIMIT_EXCEEDED', 'PLATFORM.RATE_LIMIT_EXCEEDED'])(
    'that also names the error %s proves neither that the file was kept nor that it was not',
    async (code) => {
      const error = { code, title: null, message: 'It was not kept', log_url: null }
      const body = JSON.stringify({ status: 'success', data: {}, warnings: [], error })
      rig.sandbox.faults.arm('error-200', { stored: true, body })
      expect(seenIn(await post(rig.url, BODIES.small))).toBe('confirmed')
      expect(rig.sandbox.received).toHaveLength(1)
      expect(attemptsMade()).toBe(1)
    },
  )

  it('is an error where it says itself that it is one', async () => {
    const error = { code: 'REMOTE.INPUT_INVALID', title: null, message: 'It was not kept', log_url: null }
    const posted = await answered(JSON.stringify({ status: 'error', error }), 200)
    expect(errorOf(posted)).toMatchObject({ code: 'REMOTE.INPUT_INVALID', delivery: 'none' })
  })

  it.each([
    ['{}', 202],
    ['{"status":"success"}', 200],
    ['{"data":{},"warnings":[]}', 200],
    ['{"status":"success","error":null}', 200],
    ['{"status":"success","data":{},"warnings":[]}', 201],
  ])('is one with a remark as %s with %i', async (body, status) => {
    expect(parseReceipt((await answered(body, status)).json)?.warnings).toMatchObject([
      { code: 'UPLOAD.ANSWER_UNDOCUMENTED' },
    ])
  })

  it.each([
    ['[{"message":"Saved as a note"},{"message":7},{"text":"x"},null]', ['Saved as a note']],
    ['["Saved as a note",{"message":"Made a PDF"}]', ['Saved as a note', 'Made a PDF']],
    ['{"message":"Saved as a note"}', []],
  ])('keeps what can be read of warnings such as %s', async (warnings, told) => {
    const { json } = await answered(`{"status":"success","data":{},"warnings":${warnings}}`, 200)
    const kept = parseReceipt(json)?.warnings ?? []
    expect(kept.map(({ message, code }) => code ?? message)).toEqual([...told, 'UPLOAD.ANSWER_UNDOCUMENTED'])
  })
})

describe('a list with a status of success', () => {
  it.each(['{"status":"error","data":{"results":[]}}', '{"data":{"results":[]},"error":"boom"}'])(
    'is none as %s: a file is not sent again for not being in it',
    async (body) => {
      rig.sandbox.faults.arm('error-200', { on: 'list', body, times: Infinity })
      rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { stored: true })
      expect(errorOf(await post(rig.url, BODIES.small)).delivery).toBe('unknown')
      expect(attemptsMade()).toBe(1)
    },
  )
})

function expectedAgain(first: Seen, { canRead, stored }: Cell) {
  if (first === 'none') return { seen: 'delivered', isReplayed: false, sent: 1 }
  if (first !== 'unknown') return { seen: first, isReplayed: true, sent: 0 }
  // Looked for again, never sent again.
  return canRead && stored
    ? { seen: 'confirmed', isReplayed: true, sent: 0 }
    : { seen: 'unknown', isReplayed: false, sent: 0 }
}
