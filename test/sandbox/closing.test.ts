import { describe, expect, it, vi } from 'vitest'
import { createSandbox, SANDBOX_INTEGRATION_ID } from '../../src/sandbox.ts'
import { add, startSandbox } from './caller.ts'

describe('closing', () => {
  it('ends at once, whatever is under way', async () => {
    const sandbox = await createSandbox({ latencyMs: 600_000 })
    const silent = sandbox.faults.arm('no-answer')
    const slow = add(sandbox)
    const hanging = add(sandbox, { name: 'other.pdf' })
    const events = await fetch(`${sandbox.url}/page/events`)
    await sandbox.until(({ received }) => received.length === 1 && silent.remaining === 0)
    const outcomes = Promise.allSettled([slow, hanging, events.text()])
    await sandbox.close()
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    await expect(fetch(sandbox.url)).rejects.toThrow('fetch failed')
  })

  it('may be asked for twice', async () => {
    const sandbox = await createSandbox()
    await Promise.all([sandbox.close(), sandbox.close()])
    await expect(sandbox.close()).resolves.toBeUndefined()
  })

  it('ends waiting for what can no longer happen', async () => {
    const sandbox = await createSandbox()
    const waiting = Promise.allSettled([sandbox.until(() => false)])
    await sandbox.close()
    expect(await waiting).toMatchObject([
      { status: 'rejected', reason: { message: expect.stringContaining('closed') } },
    ])
    await expect(sandbox.until(() => false)).rejects.toThrow('closed')
  })

  it('reports a port that is taken', async () => {
    const sandbox = await startSandbox()
    await expect(createSandbox({ port: Number(new URL(sandbox.url).port) })).rejects.toThrow(
      /port \d+: it is taken, perhaps by an earlier sandbox/,
    )
  })
})

describe('waiting', () => {
  it('passes on what goes wrong in the condition, and disturbs nothing else', async () => {
    const sandbox = await startSandbox()
    const waiting = Promise.allSettled([
      sandbox.until(({ received }) => {
        if (received.length > 0) throw new Error('a mistake in the test')
        return false
      }),
    ])
    expect((await add(sandbox)).status).toBe(200)
    expect(await waiting).toMatchObject([{ status: 'rejected', reason: { message: 'a mistake in the test' } }])
  })
})

describe('resetting', () => {
  it('goes back to how it was created', async () => {
    const sandbox = await startSandbox({ integrations: { [SANDBOX_INTEGRATION_ID]: { concurrencyLimit: 5 } } })
    await add(sandbox)
    sandbox.faults.arm('html-503')
    sandbox.setLatency(600_000)
    sandbox.setChangesStatuses(true)
    sandbox.setIntegration(SANDBOX_INTEGRATION_ID, { concurrencyLimit: 0 })
    sandbox.reset()
    expect([sandbox.received, sandbox.faults.armed]).toEqual([[], []])
    await vi.waitFor(() => expect(sandbox.requests).toEqual([]))
    const response = await add(sandbox)
    expect([response.status, response.headers.get('concurrency-limit')]).toEqual([200, '5'])
  })

  it('cuts off requests under way', async () => {
    const sandbox = await startSandbox()
    const silent = sandbox.faults.arm('no-answer')
    const hanging = Promise.allSettled([add(sandbox)])
    await sandbox.until(() => silent.remaining === 0)
    sandbox.reset()
    expect(await hanging).toMatchObject([{ status: 'rejected' }])
    await sandbox.until(() => sandbox.inFlight(SANDBOX_INTEGRATION_ID) === 0)
  })
})

describe('the log of requests', () => {
  it('tells path, status and code of each', async () => {
    const sandbox = await startSandbox()
    await add(sandbox)
    await add(sandbox, { type: 'RESUME' })
    expect(sandbox.requests).toMatchObject([
      { number: 1, method: 'POST', status: 200, code: null, integrationId: SANDBOX_INTEGRATION_ID },
      { number: 2, method: 'POST', status: 400, code: 'PLATFORM.INPUT_INVALID' },
    ])
  })

  it('marks a request whose connection ended without an answer', async () => {
    const sandbox = await startSandbox()
    sandbox.faults.arm('reset-before-storing')
    await expect(add(sandbox)).rejects.toThrow('fetch failed')
    await sandbox.until(({ requests }) => requests[0]?.done === true)
    expect(sandbox.requests).toMatchObject([{ status: null, done: true }])
  })
})
