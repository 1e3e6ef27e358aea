import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { parseError, parseReceipt } from '../../src/contract/wire.ts'
import { createAttachmentRoute, type RouteLimits } from '../../src/server.ts'
import { bodyOf, errorOf, pdfOf, post, SECRET } from './harness.ts'

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

async function routeTo(kombo: RequestListener, limits: Partial<RouteLimits> = {}): Promise<string> {
  const route = createAttachmentRoute({
    komboApiKey: 'ks_dev_abc',
    komboApiUrl: `${await listening(kombo)}/v1`,
    tokenSecret: SECRET,
    limits: { readBackDelaysMs: [0], firstRetryMs: 10, ...limits },
  })
  cleanUp.push(() => route.close())
  return listening(route.node)
}

/** A route in front of a Kombo that gives everybody this answer. */
function answering(status: number, answer: object): Promise<string> {
  return routeTo((incoming, outgoing) => {
    incoming.resume().on('end', () => outgoing.writeHead(status).end(JSON.stringify(answer)))
  })
}

const TOO_MANY: RequestListener = (incoming, outgoing) => {
  incoming.resume().on('end', () => outgoing.writeHead(429, { 'Retry-After': '0' }).end())
}

describe('a proxy in front of Kombo', () => {
  it('whose answer has no end is not listened to for ever: nobody knows then', async () => {
    const url = await answering(200, { status: 'success', data: {}, warnings: [{ message: 'x'.repeat(9_000_000) }] })
    expect(errorOf(await post(url, bodyOf(pdfOf(500)))).delivery).toBe('unknown')
  })

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

  it('that counts requests by itself makes the route come again', async () => {
    let posts = 0
    const url = await routeTo((incoming, outgoing) => {
      if (incoming.method === 'POST') posts += 1
      incoming.resume().on('end', () => {
        if (posts < 3) outgoing.writeHead(429, { 'Content-Type': 'text/html' }).end('<h1>Too many requests</h1>')
        else outgoing.end(JSON.stringify({ status: 'success', data: {}, warnings: [] }))
      })
    })
    expect((await post(url, bodyOf(pdfOf(500)))).status).toBe(200)
    expect(posts).toBe(3)
  })

  it('that counts for longer than there is time makes the sender come again, and not at once', async () => {
    const url = await routeTo(TOO_MANY, { deadlineMs: 100 })
    const posted = await post(url, bodyOf(pdfOf(500)))
    expect(errorOf(posted)).toMatchObject({ code: 'UPLOAD.ATS_BUSY', delivery: 'none' })
    expect(parseError(posted.json)?.retryAfterMs).toBeGreaterThanOrEqual(1000)
  })
})

describe('an answer of more words than anybody reads', () => {
  const endless = 'The page of the system says: '.repeat(100_000)

  it('says why a file was refused, with the first of them', async () => {
    const error = { code: 'REMOTE.INPUT_INVALID', title: endless, message: endless, log_url: null }
    const refused = await post(await answering(400, { status: 'error', error }), bodyOf(pdfOf(500)))
    expect(errorOf(refused).message).toMatch(/^The page of the system says: .*…$/)
    expect(JSON.stringify(refused.json).length).toBeLessThan(5000)
  })

  it('is a delivery, with the first of its remarks', async () => {
    const warnings = Array.from({ length: 10_000 }, (_, at) => ({ message: at === 0 ? endless : `Remark ${at}` }))
    const attached = await post(await answering(200, { status: 'success', data: {}, warnings }), bodyOf(pdfOf(500)))
    const remarks = parseReceipt(attached.json)?.warnings.map(({ message }) => message)
    expect(remarks?.slice(0, 2)).toMatchObject([expect.stringMatching(/^The page .*…$/), 'Remark 1'])
    expect(JSON.stringify(attached.json).length).toBeLessThan(10_000)
  })
})
