import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { bodyOf, errorOf, pdfOf, post, startRig, type Rig } from './harness.ts'

const BODY = bodyOf(pdfOf(500))

let rig: Rig
afterEach(() => rig.close())

const sent = () => rig.sandbox.requests.filter(({ method }) => method === 'POST').length

const send = (key: string = randomUUID()) => post(rig.url, BODY, { 'Idempotency-Key': key })

/** Kombo says to wait a second, and a request has one and a half in all: whoever begins late has time for one try. */
const LIMITS = { deadlineMs: 1500, firstRetryMs: 1, readBackDelaysMs: [0] }

/** A file of which it stays open whether it was kept: the ATS was away, and the next try found no room. */
async function leaveOpen() {
  rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { times: 1 })
  rig.sandbox.faults.arm('PLATFORM.RATE_LIMIT_EXCEEDED', { times: 1, resetSeconds: 30 })
  expect(errorOf(await send()).code).toBe('UPLOAD.ATS_BUSY')
}

describe('the time a request may wait', () => {
  it('holds a look at the record before the next try, after which nothing is sent any more', async () => {
    rig = await startRig({ limits: LIMITS })
    rig.sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { times: 1 })
    const lists = () =>
      rig.sandbox.requests.filter(({ method, path }) => method === 'GET' && !path.includes('/actions/'))
    rig.sandbox.faults.arm('slow', { on: 'list', delayMs: 2000, when: () => lists().length > 1 })
    expect(errorOf(await send())).toMatchObject({ code: 'UPLOAD.ATS_BUSY', delivery: 'none' })
    expect([lists().length, sent()]).toEqual([2, 1])
  })

  it('holds the look for a file that was left open', async () => {
    rig = await startRig({ limits: LIMITS })
    await leaveOpen()
    const before = sent()
    rig.sandbox.faults.arm('slow', { on: 'list', delayMs: 1000 })
    rig.sandbox.faults.arm('PLATFORM.RATE_LIMIT_EXCEEDED', { times: 1, resetSeconds: 1 })
    expect(errorOf(await send()).code).toBe('UPLOAD.ATS_BUSY')
    expect(sent()).toBe(before + 1)
  })

  it('is over where that look took all of it: nothing is sent then', async () => {
    rig = await startRig({ limits: LIMITS })
    await leaveOpen()
    const before = sent()
    rig.sandbox.faults.arm('slow', { on: 'list', delayMs: 2000 })
    expect(errorOf(await send())).toMatchObject({ code: 'UPLOAD.ATS_BUSY', delivery: 'none' })
    expect(sent()).toBe(before)
  })

  it('holds the wait for another request under the same key', async () => {
    rig = await startRig({ limits: LIMITS })
    rig.sandbox.faults.arm('PLATFORM.RATE_LIMIT_EXCEEDED', { times: 1, resetSeconds: 1 })
    rig.sandbox.faults.arm('REMOTE.INPUT_INVALID', { times: 1 })
    rig.sandbox.faults.arm('PLATFORM.RATE_LIMIT_EXCEEDED', { times: 1, resetSeconds: 1 })
    const key = randomUUID()
    const codes = (await Promise.all([send(key), send(key)])).map((each) => errorOf(each).code)
    expect(codes).toEqual(expect.arrayContaining(['REMOTE.INPUT_INVALID', 'UPLOAD.ATS_BUSY']))
    expect(sent()).toBe(3)
  })
})
