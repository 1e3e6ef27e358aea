import { request } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { SANDBOX_INTEGRATION_ID, type Sandbox } from '../../src/sandbox.ts'
import { add, startSandbox } from './caller.ts'

function press(sandbox: Sandbox, path: string, message: unknown, headers: Record<string, string> = {}) {
  return fetch(`${sandbox.url}/page/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: sandbox.url, ...headers },
    body: JSON.stringify(message),
  })
}

/** The status of a GET under another Host name, which fetch does not allow. */
function statusUnder(host: string, url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

afterEach(() => void vi.useRealTimers())

describe('the page', () => {
  it('loads nothing but its own three files', async () => {
    const sandbox = await startSandbox()
    const page = await fetch(sandbox.url)
    expect(page.headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*script-src 'self'.*style-src 'self'/,
    )
    const html = await page.text()
    expect(html).not.toMatch(/<script>|style=|\son\w+=/)
    for (const [, path = ''] of html.matchAll(/(?:href|src)="([^"]+\.\w+)"/g)) {
      const file = await fetch(`${sandbox.url}/${path}`)
      expect([file.status, (await file.text()).length > 0]).toEqual([200, true])
    }
  })

  it('hears of every change', async () => {
    const sandbox = await startSandbox()
    const response = await fetch(`${sandbox.url}/page/events`)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let heard = (await reader?.read())?.value ?? ''
    expect(heard).toContain('"received":[]')
    await add(sandbox, { name: 'new.pdf' })
    while (!heard.includes('new.pdf')) heard += (await reader?.read())?.value ?? ''
    expect(heard).toContain(sandbox.received[0]?.sha256)
    await reader?.cancel()
  })

  it('is told how things stand when it listens again, and nothing of what has been over since', async () => {
    const sandbox = await startSandbox()
    const response = await fetch(`${sandbox.url}/page/events`)
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    // All of it between two turns of the event loop: nobody can have listened.
    for (let latencyMs = 1; latencyMs <= 500; latencyMs += 1) {
      sandbox.setLatency(latencyMs)
      vi.advanceTimersByTime(100)
    }
    vi.useRealTimers()
    let heard = ''
    for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      heard += text
      if (heard.includes('"latencyMs":500,')) break
    }
    expect(heard.match(/^data: /gm)?.length).toBeLessThan(50)
  })

  it('arms faults, takes them back, changes settings and resets', async () => {
    const sandbox = await startSandbox()
    expect((await press(sandbox, 'faults', { name: 'no-answer', stored: true, times: 3 })).status).toBe(204)
    expect(sandbox.faults.armed).toMatchObject([{ name: 'no-answer', remaining: 3, options: { stored: true } }])
    await press(sandbox, 'disarm', { id: sandbox.faults.armed[0]?.id })
    expect(sandbox.faults.armed).toEqual([])
    await press(sandbox, 'settings', { integrationId: SANDBOX_INTEGRATION_ID, restrictions: 'ukg' })
    expect(sandbox.integrations.find(({ id }) => id === SANDBOX_INTEGRATION_ID)?.restrictions).toBe('ukg')
    await add(sandbox)
    await press(sandbox, 'reset', {})
    expect(sandbox.received).toEqual([])
  })

  it.each([
    ['faults', { name: 'no such fault' }],
    ['faults', { name: 'html-503', times: 0 }],
    ['faults', { name: 'ATS.JOB_CLOSED', stored: true }],
    ['settings', { latencyMs: -1 }],
    ['settings', { integrationId: 'unknown:1', restrictions: 'ukg' }],
    ['settings', { integrationId: SANDBOX_INTEGRATION_ID, restrictions: 'toString' }],
    ['nothing', {}],
    ['reset', 'x'.repeat(5000)],
  ])('refuses what makes no sense: %s %o', async (path, message) => {
    const sandbox = await startSandbox()
    expect((await press(sandbox, path, message)).status).toBe(400)
    expect(sandbox.faults.armed).toEqual([])
  })

  it.each([{ origin: 'https://evil.example' }, { origin: 'null' }, { 'content-type': 'text/plain' }])(
    'obeys no other page: %o',
    async (headers) => {
      const sandbox = await startSandbox()
      await add(sandbox)
      expect((await press(sandbox, 'reset', {}, headers)).status).toBe(403)
      expect(sandbox.received).toHaveLength(1)
    },
  )

  it('answers on this machine under no foreign name', async () => {
    const sandbox = await startSandbox()
    expect(await statusUnder('rebound.example', sandbox.url)).toBe(421)
    expect(await statusUnder('localhost:1', sandbox.url)).toBe(200)
  })
})
