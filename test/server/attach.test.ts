import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createHash, randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { bodyOf, INTEGRATION, pdfOf, post, rawRequest, startRig, token, type Rig } from './harness.ts'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
beforeEach(() => rig.sandbox.reset())
afterAll(() => rig.close())

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe('attaching a file', () => {
  it.each([1, 2, 3, 1000, 196_605, 196_608, 196_611, 1_000_000, 10_000_000])(
    'delivers a PDF with %d bytes of padding, byte for byte',
    async (extra) => {
      const file = Buffer.concat([pdfOf(0), randomBytes(extra)])
      const posted = await post(rig.url, bodyOf(file))
      expect(posted).toMatchObject({
        status: 200,
        json: {
          status: 'success',
          data: { name: 'cv.pdf', type: 'CV', size_bytes: file.length, sha256: sha256(file) },
          warnings: [],
        },
      })
      expect(rig.sandbox.received).toMatchObject([
        {
          name: 'cv.pdf',
          type: 'CV',
          contentType: 'application/pdf',
          sha256: sha256(file),
          integrationId: INTEGRATION,
        },
      ])
    },
  )

  it('tells Kombo the canonical MIME type, whatever the browser guessed', async () => {
    await post(rig.url, bodyOf(pdfOf(100), { content_type: 'text/plain; charset=utf-8' }))
    expect(rig.sandbox.received[0]?.contentType).toBe('application/pdf')
  })

  it('takes a body compressed with gzip', async () => {
    const file = pdfOf(500_000)
    const posted = await post(rig.url, gzipSync(bodyOf(file)), { 'Content-Encoding': 'gzip' })
    expect(posted.status).toBe(200)
    expect(rig.sandbox.received[0]?.sha256).toBe(sha256(file))
  })

  it('takes the same body as a web request, without Node’s message', async () => {
    const file = pdfOf(700_000)
    const response = await rig.route.fetch(
      new Request('http://route.example/applications/app1/attachments', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${await token()}` },
        body: bodyOf(file),
      }),
    )
    expect(response.status).toBe(200)
    expect(rig.sandbox.received[0]?.sha256).toBe(sha256(file))
  })

  it('takes a request over HTTP/1.0, which names no host', async () => {
    const body = bodyOf(pdfOf(500))
    const head = `POST /applications/app1/attachments HTTP/1.0\r\nAuthorization: Bearer ${await token()}\r\n`
    const rest = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    expect(await rawRequest(rig.url, head + rest, false)).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('passes the remote fields of the grant on, and nothing of the browser', async () => {
    const remoteFields = { greenhouse: { post_headers: { 'On-Behalf-Of': '4711' } } }
    await post(rig.url, bodyOf(pdfOf(100)), { Authorization: `Bearer ${await token({ remoteFields })}` })
    expect(rig.sandbox.received[0]?.remoteFields).toEqual(remoteFields)
  })

  it('reaches a record whose id holds slashes and dots', async () => {
    const id = 'a/../b?c#d%2F'
    const authorization = `Bearer ${await token({ target: `candidate:${id}` })}`
    const path = `/candidates/${encodeURIComponent(id)}/attachments`
    const posted = await post(rig.url, bodyOf(pdfOf(100)), { Authorization: authorization }, path)
    expect(posted.status).toBe(200)
    expect(rig.sandbox.received[0]?.target).toEqual({ kind: 'candidate', id })
  })
})
