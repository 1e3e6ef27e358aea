import { describe, expect, it } from 'vitest'
import { KOMBO_ERROR_CODES } from '../../src/kombo/error-code.ts'
import {
  describeFault,
  FAULT_NAMES,
  SANDBOX_APPLICATION_ID,
  SANDBOX_CANDIDATE_ID,
  SANDBOX_INTEGRATION_ID,
  SANDBOX_SHARED_ID,
  type FaultName,
  type FaultOptions,
} from '../../src/sandbox.ts'
import { add, codeOf, CV, get, post, startSandbox } from './caller.ts'

/** What a client sees of one fault: the status, or `broken` where no whole answer comes. */
async function seenOf(name: FaultName, options: FaultOptions = {}) {
  const sandbox = await startSandbox()
  const fault = sandbox.faults.arm(name, { delayMs: 1, ...options })
  const controller = new AbortController()
  const answer = add(sandbox, {}, { signal: controller.signal }).then(
    async (response) => ({ status: response.status, text: await response.text() }),
    () => ({ status: 'broken' as const, text: '' }),
  )
  if (name === 'no-answer') {
    await sandbox.until(() => fault.remaining === 0)
    controller.abort()
  }
  const seen = await answer.catch(() => ({ status: 'broken' as const, text: '' }))
  await sandbox.until(({ requests }) => requests.every(({ done }) => done))
  return { ...seen, stored: sandbox.received.length, remaining: fault.remaining, armed: sandbox.faults.armed.length }
}

describe('every fault', () => {
  it("has a name, among them all of Kombo's codes", () => {
    expect(FAULT_NAMES).toEqual(expect.arrayContaining([...KOMBO_ERROR_CODES]))
    expect(new Set(FAULT_NAMES).size).toBe(FAULT_NAMES.length)
  })

  it.each(FAULT_NAMES.map((name) => [name]))('%s strikes once and stores what it says it stores', async (name) => {
    const { stores } = describeFault(name)
    const seen = await seenOf(name)
    expect(seen).toMatchObject({ stored: stores === 'always' ? 1 : 0, remaining: 0, armed: 0 })
  })

  it.each(FAULT_NAMES.filter((name) => describeFault(name).stores === 'optional').map((name) => [name]))(
    '%s can store the file nevertheless',
    async (name) => {
      const [plain, stored] = [await seenOf(name), await seenOf(name, { stored: true })]
      expect([plain.status, plain.stored, stored.stored]).toEqual([stored.status, 0, 1])
    },
  )
})

describe('what a fault looks like', () => {
  it.each(KOMBO_ERROR_CODES.map((code) => [code]))('%s comes in the documented envelope', async (code) => {
    const sandbox = await startSandbox()
    sandbox.faults.arm(code)
    const response = await add(sandbox)
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.headers.get('concurrency-limit')).toBe('30')
    expect(await response.json()).toEqual({
      status: 'error',
      error: { code, title: expect.any(String), message: expect.any(String), log_url: expect.any(String) },
    })
  })

  it('statuses are the documented ones where they are documented', async () => {
    const statuses = []
    for (const code of [
      'PLATFORM.RATE_LIMIT_EXCEEDED',
      'PLATFORM.CONCURRENCY_LIMIT_EXCEEDED',
      'INTEGRATION.QA_FAILED',
      'INTEGRATION.SETUP_SYNC_PENDING',
      'INTEGRATION.SETUP_INCOMPLETE',
    ] as const) {
      statuses.push((await seenOf(code)).status)
    }
    expect(statuses).toEqual([429, 429, 409, 409, 409])
  })

  it('statuses change when told to, the codes do not', async () => {
    for (const name of [...KOMBO_ERROR_CODES, 'null-code', 'unknown-code'] as const) {
      const sandbox = await startSandbox()
      sandbox.faults.arm(name, { times: 2 })
      const usual = await add(sandbox)
      sandbox.setChangesStatuses(true)
      const changed = await add(sandbox)
      expect(changed.status).not.toBe(usual.status)
      expect(changed.status).toBeGreaterThanOrEqual(400)
      expect(await codeOf(changed)).toBe(await codeOf(usual))
    }
  })

  it('a limit that is reached says in the headers that nothing is left, and for how long', async () => {
    const sandbox = await startSandbox()
    sandbox.faults.arm('PLATFORM.RATE_LIMIT_EXCEEDED', { resetSeconds: 17 })
    sandbox.faults.arm('PLATFORM.RATE_LIMIT_EXCEEDED')
    sandbox.faults.arm('PLATFORM.CONCURRENCY_LIMIT_EXCEEDED')
    const [told, usual, busy] = [await add(sandbox), await add(sandbox), await add(sandbox)]
    for (const { headers } of [told, usual]) expect(headers.get('ratelimit-remaining')).toBe('0')
    expect([told, usual].map(({ headers }) => headers.get('ratelimit-reset'))).toEqual(['17', '1'])
    expect(busy.headers.get('concurrency-remaining')).toBe('0')
  })

  it('slow takes the time it is told to', async () => {
    const sandbox = await startSandbox()
    sandbox.faults.arm('slow', { delayMs: 600_000, fileName: 'long.pdf' })
    sandbox.faults.arm('slow', { delayMs: 1, fileName: 'short.pdf' })
    const long = add(sandbox, { name: 'long.pdf' }).then(
      () => 'long',
      () => 'never',
    )
    await sandbox.until(({ received }) => received.length === 1)
    expect(await Promise.race([long, add(sandbox, { name: 'short.pdf' }).then(() => 'short')])).toBe('short')
    await sandbox.close()
    expect(await long).toBe('never')
  })

  it('an unknown code is unknown and a null code is null', async () => {
    expect(JSON.parse((await seenOf('unknown-code')).text).error.code).toBe('PLATFORM.FROM_THE_FUTURE')
    expect(JSON.parse((await seenOf('unknown-code', { code: 'ATS.NEW' })).text).error.code).toBe('ATS.NEW')
    expect(JSON.parse((await seenOf('null-code')).text).error.code).toBeNull()
  })

  it('warnings are told, or left out altogether', async () => {
    const warnings = ['Stored on the candidate.']
    expect(JSON.parse((await seenOf('warnings', { warnings })).text)).toEqual({
      status: 'success',
      data: {},
      warnings: [{ message: 'Stored on the candidate.' }],
    })
    expect(JSON.parse((await seenOf('no-warnings')).text)).toEqual({ status: 'success', data: {} })
  })

  it('answers that are no JSON', async () => {
    expect(await seenOf('html-503')).toMatchObject({ status: 503, text: expect.stringContaining('<html>') })
    expect(await seenOf('empty-500')).toMatchObject({ status: 500, text: '' })
    const { status, text } = await seenOf('malformed-json')
    expect(status).toBe(200)
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })

  it('a status of success goes with JSON that says otherwise, or nothing', async () => {
    const { status, text } = await seenOf('error-200', { message: 'It was not kept.' })
    expect([status, JSON.parse(text)]).toEqual([200, { status: 'error', message: 'It was not kept.' }])
    expect(await seenOf('error-200', { body: 'null', status: 201 })).toMatchObject({ status: 201, text: 'null' })
  })

  it.each([['reset-after-storing'], ['reset-before-storing'], ['reset-while-receiving'], ['cut-answer']] as const)(
    '%s breaks the connection',
    async (name) => {
      expect(await seenOf(name)).toMatchObject({ status: 'broken' })
    },
  )

  it('reset-while-receiving breaks it in the middle of a large body', async () => {
    const sandbox = await startSandbox()
    sandbox.faults.arm('reset-while-receiving')
    await expect(add(sandbox, { data: 'A'.repeat(40_000_000) })).rejects.toThrow('fetch failed')
    expect(sandbox.received).toEqual([])
  })
})

describe('arming faults', () => {
  it('strikes the oldest first, each as often as told', async () => {
    const sandbox = await startSandbox()
    sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE', { times: 2 })
    sandbox.faults.arm('html-503')
    const statuses = []
    for (let count = 0; count < 4; count += 1) statuses.push((await add(sandbox)).headers.get('content-type'))
    expect(statuses).toEqual([
      expect.stringContaining('json'),
      expect.stringContaining('json'),
      expect.stringContaining('html'),
      expect.stringContaining('json'),
    ])
    expect(sandbox.received).toHaveLength(1)
  })

  it('waits for the request it is meant for', async () => {
    const sandbox = await startSandbox()
    const candidate = `/ats/candidates/${SANDBOX_CANDIDATE_ID}/attachments`
    sandbox.faults.arm('ATS.JOB_CLOSED', { fileName: 'other.pdf' })
    sandbox.faults.arm('INTEGRATION.INACTIVE', { target: { kind: 'candidate', id: SANDBOX_CANDIDATE_ID } })
    sandbox.faults.arm('INTEGRATION.QA_FAILED', { integrationId: 'join:1' })
    sandbox.faults.arm('PLATFORM.UNKNOWN_ERROR', { when: ({ name }) => name?.startsWith('x') === true })
    expect((await add(sandbox)).status).toBe(200)
    expect(await codeOf(await add(sandbox, {}, { path: candidate }))).toBe('INTEGRATION.INACTIVE')
    expect(await codeOf(await add(sandbox, { name: 'other.pdf' }))).toBe('ATS.JOB_CLOSED')
    expect(await codeOf(await add(sandbox, { name: 'x.pdf' }))).toBe('PLATFORM.UNKNOWN_ERROR')
    expect(sandbox.faults.armed.map(({ name }) => name)).toEqual(['INTEGRATION.QA_FAILED'])
  })

  it('knows an application from a candidate of the same id', async () => {
    const sandbox = await startSandbox()
    sandbox.faults.arm('ATS.JOB_CLOSED', { target: { kind: 'application', id: SANDBOX_SHARED_ID } })
    expect((await add(sandbox, {}, { path: `/ats/candidates/${SANDBOX_SHARED_ID}/attachments` })).status).toBe(200)
    const struck = await add(sandbox, {}, { path: `/ats/applications/${SANDBOX_SHARED_ID}/attachments` })
    expect(await codeOf(struck)).toBe('ATS.JOB_CLOSED')
  })

  it('strikes reads and restrictions only when told to', async () => {
    const sandbox = await startSandbox()
    const restrictions = { path: '/ats/actions/ats_add_application_attachment' }
    sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE')
    expect([(await get(sandbox)).status, (await get(sandbox, restrictions)).status]).toEqual([200, 200])
    sandbox.faults.arm('INTEGRATION.PERMISSION_MISSING', { on: 'list' })
    sandbox.faults.arm('html-503', { on: 'restrictions' })
    expect([(await get(sandbox)).status, (await get(sandbox, restrictions)).status]).toEqual([403, 503])
  })

  it('leaves a request alone that is refused anyway', async () => {
    const sandbox = await startSandbox()
    sandbox.faults.arm('REMOTE.SERVICE_UNAVAILABLE')
    expect(await codeOf(await add(sandbox, { type: 'RESUME' }))).toBe('PLATFORM.INPUT_INVALID')
    expect(sandbox.faults.armed).toHaveLength(1)
  })

  it('leaves a file alone that the restrictions rule out, where they are enforced', async () => {
    const sandbox = await startSandbox()
    sandbox.setIntegration(SANDBOX_INTEGRATION_ID, { restrictions: 'kombo-example', enforcement: 'tool' })
    sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { stored: true })
    expect(await codeOf(await add(sandbox))).toBe('REMOTE.INPUT_INVALID')
    expect([sandbox.received, sandbox.faults.armed.length]).toEqual([[], 1])
    expect(await codeOf(await add(sandbox, { type: 'OTHER' }))).toBe('PLATFORM.TASK_TIMED_OUT')
  })

  it.each(['html-503', 'reset-while-receiving'] as const)(
    'leaves an attachment alone that is not allowed at all, though %s would strike before the body is read',
    async (name) => {
      const sandbox = await startSandbox()
      sandbox.setIntegration(SANDBOX_INTEGRATION_ID, { addAction: 'disabled' })
      sandbox.faults.arm(name, { early: true })
      expect(await codeOf(await add(sandbox))).toBe('INTEGRATION.ACTION_DISABLED')
      expect(sandbox.faults.armed).toHaveLength(1)
    },
  )

  it('answers before the body is read when told to', async () => {
    const sandbox = await startSandbox()
    sandbox.faults.arm('html-503', { early: true })
    expect((await post(sandbox, 'no json')).status).toBe(503)
  })

  it('takes faults back', async () => {
    const sandbox = await startSandbox()
    sandbox.faults.arm('html-503', { times: Infinity }).disarm()
    sandbox.faults.arm('empty-500')
    sandbox.faults.clear()
    expect((await add(sandbox)).status).toBe(200)
  })

  it('refuses what cannot be', async () => {
    const { faults } = await startSandbox()
    expect(() => faults.arm('html-503', { early: true, stored: true })).toThrow(TypeError)
    expect(() => faults.arm('ATS.JOB_CLOSED', { stored: true })).toThrow(TypeError)
  })

  it.each(['slow', 'warnings', 'no-warnings', 'cut-answer', 'reset-after-storing'] as const)(
    'refuses %s before the body is read: there is no file yet that it could store',
    async (name) => {
      const { faults } = await startSandbox()
      expect(() => faults.arm(name, { early: true })).toThrow(TypeError)
    },
  )

  it.each([99, 100, 600, 500.5, NaN])('refuses a status that no answer can have: %d', async (status) => {
    const { faults } = await startSandbox()
    expect(() => faults.arm('empty-500', { status })).toThrow(RangeError)
  })

  it.each([-1, NaN, Infinity, 2 ** 31])('refuses a time that a timer takes for nothing: %d ms', async (ms) => {
    const sandbox = await startSandbox()
    expect(() => sandbox.faults.arm('slow', { delayMs: ms })).toThrow(RangeError)
    expect(() => sandbox.setLatency(ms)).toThrow(RangeError)
    await expect(startSandbox({ latencyMs: ms })).rejects.toThrow(RangeError)
  })

  it('refuses a fault that does not exist, and one that strikes no request', async () => {
    const { faults } = await startSandbox()
    expect(() => faults.arm(JSON.parse('"TIMED_OUT"'))).toThrow('There is no fault "TIMED_OUT"')
    expect(() => faults.arm('slow', { times: 0 })).toThrow(RangeError)
    expect(() => faults.arm('slow', { times: Number.NaN })).toThrow(RangeError)
    expect(faults.armed).toEqual([])
  })

  it('has the file although the connection broke', async () => {
    const sandbox = await startSandbox()
    sandbox.faults.arm('reset-after-storing')
    await expect(add(sandbox)).rejects.toThrow('fetch failed')
    expect(sandbox.received[0]?.bytes).toEqual(CV)
    expect(sandbox.received[0]?.target.id).toBe(SANDBOX_APPLICATION_ID)
  })
})
