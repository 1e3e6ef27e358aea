import { describe, expect, it } from 'vitest'
import { SANDBOX_INTEGRATION_ID } from '../../src/sandbox.ts'
import { add, codeOf, get, startSandbox } from './caller.ts'

describe('the concurrency limit', () => {
  it('is told on every answer to an action, whether it succeeded or not', async () => {
    const sandbox = await startSandbox()
    for (const response of [await add(sandbox), await add(sandbox, { type: 'RESUME' }), await get(sandbox)]) {
      expect(response.headers.get('concurrency-limit')).toBe('30')
      expect(response.headers.get('concurrency-remaining')).toBe('29')
    }
  })

  it('is the default where a setting is undefined, and so is the limit of requests', async () => {
    const integrations = { [SANDBOX_INTEGRATION_ID]: Object.fromEntries([['concurrencyLimit', undefined]]) }
    const sandbox = await startSandbox({ integrations, rateLimit: Object.fromEntries([['limit', undefined]]) })
    const { headers } = await add(sandbox)
    expect([headers.get('concurrency-limit'), headers.get('ratelimit-limit')]).toEqual(['30', '300'])
  })

  it('refuses at once what goes over it, and stores nothing', async () => {
    const sandbox = await startSandbox({ integrations: { [SANDBOX_INTEGRATION_ID]: { concurrencyLimit: 2 } } })
    const faults = [sandbox.faults.arm('no-answer', { times: 2 })]
    const controller = new AbortController()
    const hanging = [1, 2].map(() => add(sandbox, {}, { signal: controller.signal }))
    await sandbox.until(() => faults.every(({ remaining }) => remaining === 0))

    const refused = await add(sandbox)
    expect([refused.status, await codeOf(refused)]).toEqual([429, 'PLATFORM.CONCURRENCY_LIMIT_EXCEEDED'])
    expect(refused.headers.get('concurrency-limit')).toBe('2')
    expect(refused.headers.get('concurrency-remaining')).toBe('0')
    expect(sandbox.received).toEqual([])

    controller.abort()
    await Promise.allSettled(hanging)
    await sandbox.until(() => sandbox.inFlight(SANDBOX_INTEGRATION_ID) === 0)
    expect((await add(sandbox)).status).toBe(200)
    expect(sandbox.maxInFlight(SANDBOX_INTEGRATION_ID)).toBe(2)
  })

  it('answers at once although a large body is still on its way', async () => {
    const sandbox = await startSandbox({ integrations: { [SANDBOX_INTEGRATION_ID]: { concurrencyLimit: 0 } } })
    const data = 'A'.repeat(20_000_000)
    expect((await add(sandbox, { data })).status).toBe(429)
    expect((await add(sandbox, { data })).status).toBe(429)
  })

  it('counts each integration by itself', async () => {
    const sandbox = await startSandbox({
      integrations: { [SANDBOX_INTEGRATION_ID]: { concurrencyLimit: 0 }, 'join:1': {} },
    })
    expect((await add(sandbox)).status).toBe(429)
    expect((await add(sandbox, {}, { integrationId: 'join:1' })).status).toBe(200)
  })

  it('has given the slot back when the answer arrives', async () => {
    const sandbox = await startSandbox({ integrations: { [SANDBOX_INTEGRATION_ID]: { concurrencyLimit: 1 } } })
    for (let count = 0; count < 20; count += 1) expect((await add(sandbox)).status).toBe(200)
  })
})

describe('the rate limit', () => {
  it('counts down in the documented headers', async () => {
    const sandbox = await startSandbox()
    await get(sandbox)
    const { headers } = await get(sandbox, { path: '/check-api-key' })
    expect(headers.get('ratelimit-limit')).toBe('300')
    expect(headers.get('ratelimit-remaining')).toBe('298')
    expect(Number(headers.get('ratelimit-reset'))).toBeGreaterThan(0)
  })

  it('refuses what goes over it when it is enforced', async () => {
    const sandbox = await startSandbox({ rateLimit: { limit: 1, windowSeconds: 600, enforced: true } })
    expect((await get(sandbox)).status).toBe(200)
    const refused = await get(sandbox)
    expect([refused.status, await codeOf(refused)]).toEqual([429, 'PLATFORM.RATE_LIMIT_EXCEEDED'])
    expect(refused.headers.get('ratelimit-remaining')).toBe('0')
  })

  it('begins anew when it is not', async () => {
    const sandbox = await startSandbox({ rateLimit: { limit: 1 } })
    await get(sandbox)
    expect((await get(sandbox)).status).toBe(200)
  })
})
