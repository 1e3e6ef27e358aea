import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { createAttachmentRoute } from '../../src/server.ts'
import { bodyOf, pdfOf, post, SECRET } from './harness.ts'

/* What stands in front of Kombo answers in ways of its own; the sandbox has only Kombo's. */

let cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.toReversed()) await step()
  cleanUp = []
})

async function listening(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanUp.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return `http://127.0.0.1:${address.port}`
}

async function routeTo(kombo: RequestListener): Promise<string> {
  const route = createAttachmentRoute({
    komboApiKey: 'ks_dev_abc',
    komboApiUrl: `${await listening(kombo)}/v1`,
    tokenSecret: SECRET,
    limits: { readBackDelaysMs: [0] },
  })
  cleanUp.push(() => route.close())
  return listening(route.node)
}

describe('a proxy in front of Kombo', () => {
  it('that compresses for whoever does not refuse it is refused', async () => {
    const url = await routeTo((incoming, outgoing) => {
      const answer = JSON.stringify({ status: 'success', data: {}, warnings: [] })
      const isRefused = incoming.headers['accept-encoding'] === 'identity'
      incoming.resume().on('end', () => {
        outgoing.writeHead(200, isRefused ? {} : { 'Content-Encoding': 'gzip' })
        outgoing.end(isRefused ? answer : gzipSync(answer))
      })
    })
    const { status, json } = await post(url, bodyOf(pdfOf(500)))
    expect([status, json]).toMatchObject([200, { warnings: [] }])
  })
})
