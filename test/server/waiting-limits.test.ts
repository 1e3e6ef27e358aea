import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { parseExistingAttachments } from '../../src/contract/wire.ts'
import type { PlacedDocument, Sandbox } from '../../src/sandbox.ts'
import { createSandbox } from '../../src/sandbox.ts'
import { within } from '../../src/server/limits/within.ts'
import { collectGarbage } from './collect-garbage.ts'
import { APPLICATION, INTEGRATION, pdfOf, startRoute, token } from './harness.ts'

const LIST = `/applications/${APPLICATION}/attachments`

/** More than a list waits for digests, much less than a client waits for an answer, in milliseconds. */
const PATIENCE_MS = 10_000

/** Garbage is collected all the time, as in a process that has much to do. */
function keepCollecting(): void {
  const timer = setInterval(collectGarbage, 200)
  onTestFinished(() => clearInterval(timer))
}

/** A route that reaches a sandbox through a port of its own, which counts downloads and may leave them without an answer. */
async function startWatched(documents: readonly Partial<PlacedDocument>[], maxFileSizeBytes = 5000) {
  const sandbox = await createSandbox({ acceptAnyRecord: true })
  for (const [index, document] of documents.entries()) {
    const name = `letter-${index}.pdf`
    sandbox.place(INTEGRATION, { kind: 'application', id: APPLICATION }, { name, bytes: pdfOf(500), ...document })
  }
  const asked: string[] = []
  const downloads = { asked, silent: false }
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    if (path.startsWith('/files/')) asked.push(path)
    if (!path.startsWith('/files/') || !downloads.silent) void passOn(sandbox, path, request.headers, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  const origin = `http://127.0.0.1:${address.port}`
  const route = await startRoute(sandbox, {
    komboApiUrl: sandbox.apiUrl.replace(new URL(sandbox.apiUrl).origin, origin),
    limits: { maxFileSizeBytes },
  })
  onTestFinished(async () => {
    await route.close()
    server.closeAllConnections()
    server.close()
    await sandbox.close()
  })

  async function passOn(
    { apiUrl }: Sandbox,
    path: string,
    headers: NodeJS.Dict<string | string[]>,
    response: ServerResponse,
  ): Promise<void> {
    const sandboxOrigin = new URL(apiUrl).origin
    const { authorization = '', 'x-integration-id': integration = '' } = headers
    const answer = await fetch(`${sandboxOrigin}${path}`, {
      headers: { authorization: String(authorization), 'x-integration-id': String(integration) },
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    const isList = !path.startsWith('/files/')
    response.writeHead(answer.status)
    response.end(isList ? bytes.toString().replaceAll(sandboxOrigin, origin) : bytes)
  }

  const list = async () => {
    const response = await fetch(`${route.url}${LIST}`, {
      headers: { Authorization: `Bearer ${await token({ read: true })}` },
    })
    return parseExistingAttachments(await response.json())
  }
  return { list, downloads }
}

describe('a list of the record', () => {
  it(
    'comes without digests when a download stays silent, whatever garbage is collected meanwhile',
    async () => {
      const { list, downloads } = await startWatched([{}])
      downloads.silent = true
      keepCollecting()
      expect(await list()).toMatchObject([{ name: 'letter-0.pdf', sha256: null }])
      expect(downloads.asked).toHaveLength(1)
    },
    PATIENCE_MS,
  )

  it('downloads nothing that it knows, of documents too large to be attached either', async () => {
    const { list, downloads } = await startWatched([{}, { bytes: pdfOf(9000) }, { bytes: pdfOf(70_000) }])
    const first = await list()
    expect(first?.map((each) => each.sizeBytes)).toEqual(expect.arrayContaining([500, null, null]))
    expect(downloads.asked).toHaveLength(3)
    expect(await list()).toEqual(first)
    expect(downloads.asked).toHaveLength(3)
  })
})

describe('a limit of time', () => {
  it('ends what waits, whatever garbage is collected meanwhile', async () => {
    keepCollecting()
    const ended = within(1000, new AbortController().signal, (limited) => once(limited, 'abort'))
    await expect(ended).resolves.toHaveLength(1)
  })

  it('ends with the outer signal, for its reason', async () => {
    const outer = new AbortController()
    const reason = new Error('closing')
    const seen = within(60_000, outer.signal, async (limited) => {
      outer.abort(reason)
      return limited.reason
    })
    expect(await seen).toBe(reason)
    expect(await within(60_000, outer.signal, async (limited) => limited.reason)).toBe(reason)
  })

  it('leaves nothing on the outer signal, however the work ends', async () => {
    const { signal } = new AbortController()
    const [added, removed] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')]
    await within(60_000, signal, async () => 'done')
    await expect(within(60_000, signal, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
    expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(added.mock.calls.map(([, listener]) => listener))
  })
})
