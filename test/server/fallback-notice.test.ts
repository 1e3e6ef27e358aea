import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { parseReceipt } from '../../src/contract/wire.ts'
import type { IntegrationSettings } from '../../src/sandbox.ts'
import { bodyOf, errorOf, INTEGRATION, pdfOf, post, startRig, token, type Posted, type Rig } from './harness.ts'

const APPLICATION = 'GRKdd9dibYKKCrmGRSMJf3wu'
const CANDIDATE = 'C5XsYWGFHpjSaVcpHoGVBJoF'
const PATH = `/applications/${APPLICATION}/attachments`
const FILE = pdfOf(500)

let rig: Rig
afterEach(() => rig.close())

const start = async (settings: IntegrationSettings) => {
  rig = await startRig(
    { limits: { firstRetryMs: 20, readBackDelaysMs: [0], deadlineMs: 5000 } },
    { acceptAnyRecord: false },
  )
  set(settings)
}
const set = (settings: IntegrationSettings) => rig.sandbox.setIntegration(INTEGRATION, settings)

/** Sends the file; the same key asks what became of it. */
const send = async (candidateId: string | null, key: string = randomUUID()): Promise<Posted> => {
  const target = `application:${APPLICATION}`
  const bearer = await token(candidateId === null ? { target } : { target, candidateId })
  return post(rig.url, bodyOf(FILE), { Authorization: `Bearer ${bearer}`, 'Idempotency-Key': key }, PATH)
}

const warnings = ({ json }: Posted) => parseReceipt(json)?.warnings.map(({ code }) => code)
const calls = (method: string, kind: string) =>
  rig.sandbox.requests.filter((each) => each.method === method && each.path.includes(`/${kind}/`)).length

/** The answer is lost and nothing can be seen; when it can, the application no longer shows what hangs on the candidate. */
async function lostThenHidden(candidateId: string | null, readBack: IntegrationSettings['readBack'] = {}) {
  await start({ fallsBackToCandidate: true, readBack: { permitted: false } })
  rig.sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { stored: true })
  const key = randomUUID()
  expect(errorOf(await send(candidateId, key)).delivery).toBe('unknown')
  set({ fallsBackToCandidate: false, readBack: { permitted: true, ...readBack } })
  return send(candidateId, key)
}

const BY_READ_BACK = 'UPLOAD.CONFIRMED_BY_READ_BACK'
const ON_CANDIDATE = 'UPLOAD.ATTACHED_TO_CANDIDATE'

describe('a document that silently went to the candidate', () => {
  it('is said to be there when the record had to be read', async () => {
    await start({ fallsBackToCandidate: true })
    rig.sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { stored: true })
    expect(warnings(await send(CANDIDATE))).toEqual([BY_READ_BACK, ON_CANDIDATE])
    expect(rig.route.slotsInUse).toBe(0)
  })

  it('is known by its id where nothing carries a date', async () => {
    await start({ fallsBackToCandidate: true, readBack: { nullTimestamps: true } })
    rig.sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { stored: true })
    expect(warnings(await send(CANDIDATE))).toEqual([BY_READ_BACK, ON_CANDIDATE])
  })

  it('cannot be told from another without the candidate’s id', async () => {
    await start({ fallsBackToCandidate: true })
    rig.sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { stored: true })
    expect(warnings(await send(null))).toEqual([BY_READ_BACK])
    expect(calls('GET', 'candidates')).toBe(0)
  })

  it('is not looked for when Kombo confirmed it', async () => {
    await start({ fallsBackToCandidate: true })
    expect(warnings(await send(CANDIDATE))).toEqual([])
    expect([calls('GET', 'applications'), calls('GET', 'candidates')]).toEqual([0, 0])
  })

  it('is found where the application does not show it', async () => {
    expect(warnings(await lostThenHidden(CANDIDATE))).toEqual([BY_READ_BACK, ON_CANDIDATE])
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it('stays unknown where the application does not show it and nobody says whose that is', async () => {
    expect(errorOf(await lostThenHidden(null)).delivery).toBe('unknown')
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it('stays unknown without a date: it may be the one that was there before', async () => {
    expect(errorOf(await lostThenHidden(CANDIDATE, { nullTimestamps: true })).delivery).toBe('unknown')
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it('is not sent again after a failure that Kombo clears for repeating', async () => {
    await start({ fallsBackToCandidate: true })
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { stored: true })
    expect(warnings(await send(CANDIDATE))).toEqual([BY_READ_BACK, ON_CANDIDATE])
    expect(calls('POST', 'applications')).toBe(1)
  })
})

describe('with the candidate’s id', () => {
  it('a document on the application is not said to be elsewhere, whatever else the candidate has', async () => {
    await start({})
    rig.sandbox.place(INTEGRATION, { kind: 'candidate', id: CANDIDATE }, { name: 'cv.pdf', bytes: FILE })
    rig.sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { stored: true })
    expect(warnings(await send(CANDIDATE))).toEqual([BY_READ_BACK])
  })

  it('a document on the application that only the candidate’s list shows yet is there, and not elsewhere', async () => {
    await start({ readBack: { hiddenReads: 1 } })
    rig.sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { stored: true })
    expect(warnings(await send(CANDIDATE))).toEqual([BY_READ_BACK])
    expect([calls('GET', 'applications'), calls('GET', 'candidates')]).toEqual([1, 1])
  })

  it('the same document on another application of the candidate is not the file', async () => {
    await start({})
    const other = { kind: 'application', id: 'B1hu5NGyhdjSq5X3hxEz4bAN' } as const
    rig.sandbox.place(INTEGRATION, other, { name: 'cv.pdf', bytes: FILE })
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { stored: false })
    expect(warnings(await send(CANDIDATE))).toEqual([])
    expect(calls('POST', 'applications')).toBe(2)
  })

  it('what is on neither record is sent again, once, where Kombo clears it', async () => {
    await start({})
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { stored: false })
    expect(warnings(await send(CANDIDATE))).toEqual([])
    // Looked for after the first try, and again before the second.
    expect([calls('POST', 'applications'), calls('GET', 'candidates')]).toEqual([2, 2])
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it('nothing is sent again while the candidate’s documents cannot be seen', async () => {
    await start({})
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { stored: false })
    expect(errorOf(await send('nobody')).delivery).toBe('unknown')
    expect(calls('POST', 'applications')).toBe(1)
    expect(rig.route.slotsInUse).toBe(0)
  })

  it('a missing permission to read leaves it unknown, and the candidate’s documents are not asked for', async () => {
    await start({ fallsBackToCandidate: true, readBack: { permitted: false } })
    rig.sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { stored: true })
    expect(errorOf(await send(CANDIDATE)).delivery).toBe('unknown')
    expect(calls('GET', 'candidates')).toBe(0)
  })
})
