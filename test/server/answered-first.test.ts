import { once } from 'node:events'
import express from 'express'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Sandbox } from '../../src/sandbox.ts'
import { createSandbox } from '../../src/sandbox.ts'
import { createAttachmentRoute } from '../../src/server.ts'
import type { UploadEvent } from '../../src/server.ts'
import { APPLICATION, bodyOf, INTEGRATION, pdfOf, SECRET, token } from './harness.ts'

/*
 * Hosts have time limits of their own. What they answer first is what the sender gets; the delivery goes on, and is told
 * of as it ends.
 */

let cleanUp: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const step of cleanUp.toReversed()) await step()
  cleanUp = []
})

/** A portal that answers 503 as soon as the file is on its way to the ATS, and what it is told. */
async function impatientPortal(sandbox: Sandbox) {
  const events: UploadEvent[] = []
  const failures: unknown[] = []
  const route = createAttachmentRoute({
    komboApiKey: sandbox.apiKey,
    komboApiUrl: sandbox.apiUrl,
    tokenSecret: SECRET,
    onUpload: (event) => void events.push(event),
    onError: (error) => void failures.push(error),
  })
  const app = express()
  app.use((_, response, next) => {
    void sandbox.until((each) => each.inFlight(INTEGRATION) > 0).then(() => response.status(503).end('too slow'))
    next()
  })
  app.use('/api', route.node)
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanUp.push(
    () => route.close(),
    () => {
      server.closeAllConnections()
      server.close()
    },
  )
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return { url: `http://127.0.0.1:${address.port}/api/applications/${APPLICATION}/attachments`, events, failures }
}

async function attach(url: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { Authorization: `Bearer ${await token()}`, 'Content-Type': 'application/json' },
    body: bodyOf(pdfOf(500)),
  })
}

describe('a host that has answered before the route', () => {
  it('is told of the file once, as it ended', async () => {
    const sandbox = await createSandbox({ acceptAnyRecord: true, latencyMs: 200 })
    cleanUp.push(() => sandbox.close())
    const { url, events, failures } = await impatientPortal(sandbox)
    const answer = await attach(url)
    expect([answer.status, await answer.text()]).toEqual([503, 'too slow'])
    await expect.poll(() => events.length).toBeGreaterThan(0)
    // The next one has gone through everything the first one set off.
    await (await attach(url)).text()
    await expect.poll(() => events.map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered'])
    expect(failures).toEqual([])
    expect(sandbox.received).toHaveLength(2)
  })

  it('is told of a refused file once, and nothing is written to the console', async () => {
    const sandbox = await createSandbox({ acceptAnyRecord: true, latencyMs: 200 })
    cleanUp.push(() => sandbox.close())
    sandbox.faults.arm('REMOTE.INPUT_INVALID', { times: Infinity })
    const { url, events, failures } = await impatientPortal(sandbox)
    const written = vi.spyOn(console, 'error')
    cleanUp.push(() => written.mockRestore())
    expect((await attach(url)).status).toBe(503)
    await expect
      .poll(() => events.map(({ outcome, code }) => [outcome, code]))
      .toEqual([['refused', 'REMOTE.INPUT_INVALID']])
    expect(failures).toEqual([])
  })
})
