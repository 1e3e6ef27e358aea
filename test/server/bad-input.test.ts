import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_BODY_HEAD_BYTES } from '../../src/contract/body-layout.ts'
import { APPLICATION, bodyOf, errorOf, PDF, pdfOf, post, rawRequest, startRig, token, type Rig } from './harness.ts'

const LIMIT = 1024 * 1024

/** Of this test's own, so that its open files are told apart. */
const FOLDER = mkdtempSync(join(tmpdir(), 'bad-input-'))

let rig: Rig
beforeAll(async () => {
  rig = await startRig({ temporaryFolder: FOLDER, limits: { maxFileSizeBytes: LIMIT, bodyIdleMs: 300 } })
})
afterAll(async () => {
  await rig.close()
  rmSync(FOLDER, { recursive: true })
})
/** Nothing of a bad request reached Kombo, and nothing of it is left on this machine. */
function traces(): readonly string[] {
  const posts = rig.sandbox.requests.filter(({ method }) => method === 'POST').map(({ path }) => path)
  return [...posts, ...openTemporaryFiles()]
}

function openTemporaryFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`)
      return path.startsWith(FOLDER) ? [path] : []
    } catch {
      return []
    }
  })
}

const data = PDF.toString('base64')
const described = '"name":"cv.pdf","content_type":"application/pdf","type":"CV"'
const whole = (attachment: string) => `{"attachment":{${attachment}}}`
const withText = (text: string) => whole(`${described},"data":"${text}"`)
const large = pdfOf(700_000).toString('base64')

interface Row {
  readonly title: string
  readonly body: BodyInit | null
  readonly status: number
  readonly code: string
  readonly headers?: Record<string, string>
  readonly path?: string
}

const row = (title: string, body: Row['body'], status: number, code: string, more: Partial<Row> = {}): Row => ({
  title,
  body,
  status,
  code: `UPLOAD.${code}`,
  ...more,
})

const file = (name: string, content: Buffer | string) => bodyOf(Buffer.from(content), { name })

const ROWS: readonly Row[] = [
  row('no body', null, 400, 'BODY_MISSING'),
  row('an empty body', '', 400, 'BODY_MISSING'),
  row('white space only', ' \n', 400, 'BODY_INVALID'),
  row('text that is not JSON', 'hello', 400, 'BODY_INVALID'),
  row('JSON that is no object', '[1]', 400, 'BODY_INVALID'),
  row('JSON broken within the head', `{"attachment":{"name":cv,"type":"CV","data":"${data}"}}`, 400, 'BODY_INVALID'),
  row(
    'a head that is not UTF-8',
    Buffer.from(withText(data).replace('cv.pdf', 'c\xff.pdf'), 'latin1'),
    400,
    'BODY_INVALID',
  ),
  row('an empty object', '{}', 400, 'BODY_INVALID'),
  row('an attachment without data', whole(described), 400, 'BODY_INVALID'),
  row('an attachment that is a string', '{"attachment":"data"}', 400, 'BODY_INVALID'),
  row('an attachment that is a list', `{"attachment":["data","${data}"]}`, 400, 'BODY_INVALID'),
  row('data outside attachment', `{"attachment":{${described}},"data":"${data}"}`, 400, 'BODY_INVALID'),
  row('data deeper than attachment', whole(`${described},"x":{"data":"${data}"}`), 400, 'BODY_INVALID'),
  row('data_url instead of data', whole(`${described},"data_url":"http://example.com"`), 400, 'BODY_INVALID'),
  row('data_url beside data', whole(`${described},"data_url":"http://x","data":"${data}"`), 400, 'BODY_INVALID'),
  row('data null', whole(`${described},"data":null`), 400, 'BODY_INVALID'),
  row('data a number', whole(`${described},"data":12`), 400, 'BODY_INVALID'),
  row('data an object', whole(`${described},"data":{}`), 400, 'BODY_INVALID'),
  row('name a number', withText(data).replace('"cv.pdf"', '12'), 400, 'BODY_INVALID'),
  row('content_type a number', withText(data).replace('"application/pdf"', '12'), 400, 'BODY_INVALID'),
  row('a type Kombo does not know', withText(data).replace('"CV"', '"RESUME"'), 400, 'BODY_INVALID'),
  row('remote fields of the browser', withText(data).replace('{', '{"remote_fields":{},'), 400, 'BODY_INVALID'),
  row('name after data', whole(`"type":"CV","data":"${data}","name":"cv.pdf"`), 400, 'BODY_ORDER'),
  row('type missing', whole(`"name":"cv.pdf","data":"${data}"`), 400, 'BODY_ORDER'),
  row('a member after data', whole(`${described},"data":"${data}","x":1`), 400, 'BODY_ORDER'),
  row('a member after attachment', `{"attachment":{${described},"data":"${data}"},"x":1}`, 400, 'BODY_ORDER'),
  row('a second data', whole(`${described},"data":"${data}","data":"${data}"`), 400, 'BODY_ORDER'),
  row('something after the body', `${withText(data)}x`, 400, 'BODY_INVALID'),
  row('a second body', withText(data) + withText(data), 400, 'BODY_INVALID'),
  row('a body without its end', withText(data).slice(0, -1), 400, 'BODY_INVALID'),
  row('a body that ends within data', withText(data).slice(0, -5), 400, 'BODY_INVALID'),
  row('endless white space behind data', withText(data).slice(0, -2) + ' '.repeat(5000), 400, 'BODY_INVALID'),
  row(
    'a name longer than the head may be',
    bodyOf(PDF, { name: `${'n'.repeat(MAX_BODY_HEAD_BYTES)}.pdf` }),
    400,
    'BODY_HEAD_TOO_LONG',
  ),
  row('a head of white space', ' '.repeat(MAX_BODY_HEAD_BYTES + 1), 400, 'BODY_HEAD_TOO_LONG'),
  row('base64 of odd length', withText(data.slice(0, -3)), 400, 'BASE64_INVALID'),
  row('base64 without its padding', withText('JVBERi0x'.slice(0, 6)), 400, 'BASE64_INVALID'),
  row('padding only', withText('===='), 400, 'BASE64_INVALID'),
  row('too much padding', withText('J==='), 400, 'BASE64_INVALID'),
  row('padding in the middle', withText(`JQ==${data}`), 400, 'BASE64_INVALID'),
  row('bits left over in the last character', withText('JVBERi1='), 400, 'BASE64_INVALID'),
  row('bits left over before two paddings', withText('JVBERiR='.slice(0, 4) + 'JR=='), 400, 'BASE64_INVALID'),
  row('a data URL', withText(`data:application/pdf;base64,${data}`), 400, 'BASE64_INVALID'),
  row('an escaped slash', withText(`${data.slice(0, 8)}\\/${data.slice(8)}`), 400, 'BASE64_INVALID'),
  row('an illegal character far behind', withText(`${large.slice(0, -4)}*AAA`), 400, 'BASE64_INVALID'),
  row('an empty file', withText(''), 422, 'FILE_EMPTY'),
  row('a blank name', file('  ', PDF), 422, 'FILE_NAME_INVALID'),
  row('a name without extension', file('cv', PDF), 422, 'FILE_KIND_UNKNOWN'),
  row('text called PDF', file('cv.pdf', 'just text'), 422, 'FILE_CONTENT_MISMATCH'),
  row('a program called PDF', file('cv.pdf', 'MZ\0\0\0'), 422, 'FILE_CONTENT_MISMATCH'),
  row('a program', file('cv.exe', 'MZ\0\0\0'), 422, 'FILE_ACTIVE_CONTENT'),
  row('HTML', file('cv.html', '<html>'), 422, 'FILE_ACTIVE_CONTENT'),
  row('a document with macros', file('cv.docm', 'PK\x03\x04'), 422, 'FILE_HAS_MACROS'),
  row('a protected PDF', file('cv.pdf', '%PDF-1.4\ntrailer << /Encrypt 5 0 R >>'), 422, 'FILE_PASSWORD_PROTECTED'),
  row('a kind the ATS does not take', file('cv.mp4', '\0\0\0\x18ftypisom'), 422, 'FILE_KIND_NOT_ACCEPTED'),
  row('too large by its length', bodyOf(pdfOf(LIMIT + 100_000)), 413, 'FILE_TOO_LARGE'),
  row('one byte too large', bodyOf(pdfOf(LIMIT + 1)), 413, 'FILE_TOO_LARGE'),
  row('too large once inflated', gzipSync(bodyOf(pdfOf(30 * LIMIT))), 413, 'FILE_TOO_LARGE', {
    headers: { 'Content-Encoding': 'gzip' },
  }),
  row('another media type', withText(data), 415, 'MEDIA_TYPE_UNSUPPORTED', {
    headers: { 'Content-Type': 'text/plain' },
  }),
  row('multipart', withText(data), 415, 'MEDIA_TYPE_UNSUPPORTED', {
    headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
  }),
  row('another encoding', withText(data), 415, 'ENCODING_UNSUPPORTED', { headers: { 'Content-Encoding': 'br' } }),
  row('gzip that is none', withText(data), 400, 'BODY_INVALID', { headers: { 'Content-Encoding': 'gzip' } }),
  row('gzip of something else', gzipSync('hello'), 400, 'BODY_INVALID', { headers: { 'Content-Encoding': 'gzip' } }),
  row('gzip cut short', gzipSync(withText(large)).subarray(0, -20), 400, 'BODY_INVALID', {
    headers: { 'Content-Encoding': 'gzip' },
  }),
  row('another record', withText(data), 403, 'TARGET_MISMATCH', { path: '/applications/other/attachments' }),
  row('the same id of another kind', withText(data), 403, 'TARGET_MISMATCH', {
    path: `/candidates/${APPLICATION}/attachments`,
  }),
  row('an id with slashes and dots', withText(data), 403, 'TARGET_MISMATCH', {
    path: '/applications/a%2F..%2Fb/attachments',
  }),
  row('an id with dots that lead elsewhere', withText(data), 404, 'NOT_FOUND', {
    path: '/applications/x/../../attachments',
  }),
  row('an id of control characters', withText(data), 404, 'NOT_FOUND', { path: '/applications/%00/attachments' }),
  row('an id that is not UTF-8', withText(data), 403, 'TARGET_MISMATCH', { path: '/applications/%ff/attachments' }),
  row('an id that is too long', withText(data), 404, 'NOT_FOUND', {
    path: `/applications/${'a'.repeat(200)}/attachments`,
  }),
  row('no such path', withText(data), 404, 'NOT_FOUND', { path: '/jobs/1/attachments' }),
  row('a path that takes no POST', withText(data), 405, 'METHOD_NOT_ALLOWED', {
    path: `/applications/${APPLICATION}/attachments/rules`,
  }),
  row('no token', withText(data), 401, 'TOKEN_MISSING', { headers: { Authorization: '' } }),
  row('another scheme', withText(data), 401, 'TOKEN_MISSING', { headers: { Authorization: 'Basic eDp5' } }),
  row('a token that is none', withText(data), 401, 'TOKEN_INVALID', { headers: { Authorization: 'Bearer x.y.z' } }),
]

describe('bad input', () => {
  it.each(ROWS)('refuses $title with $status $code', async ({ body, status, code, headers = {}, path }) => {
    const posted = await post(rig.url, body, headers, path)
    expect({ status: posted.status, ...errorOf(posted) }).toMatchObject({ status, code, delivery: 'none' })
    expect(traces()).toEqual([])
  })

  it('refuses a type that is not granted', async () => {
    const headers = { Authorization: `Bearer ${await token({ types: ['OTHER'] })}` }
    const posted = await post(rig.url, withText(data), headers)
    expect({ status: posted.status, ...errorOf(posted) }).toMatchObject({
      status: 403,
      code: 'UPLOAD.TYPE_NOT_GRANTED',
    })
  })

  it('refuses an expired token', async () => {
    const headers = { Authorization: `Bearer ${await token({ expiresInSeconds: -60 })}` }
    const posted = await post(rig.url, withText(data), headers)
    expect({ status: posted.status, ...errorOf(posted) }).toMatchObject({ status: 401, code: 'UPLOAD.TOKEN_EXPIRED' })
  })

  it('refuses a file over the grant’s own limit', async () => {
    const headers = { Authorization: `Bearer ${await token({ maxFileSizeBytes: 1000 })}` }
    const posted = await post(rig.url, bodyOf(pdfOf(1001)), headers)
    expect({ status: posted.status, ...errorOf(posted) }).toMatchObject({ status: 413, code: 'UPLOAD.FILE_TOO_LARGE' })
  })

  it('never repeats a file’s name or a token in an answer', async () => {
    const name = 'Frank Doe dismissal.pdf'
    const posted = await post(rig.url, bodyOf(Buffer.from('text'), { name }))
    expect(JSON.stringify(posted.json)).not.toContain('Frank')
    const refused = await post(rig.url, withText(data), { Authorization: 'Bearer secret.secret.secret' })
    expect(JSON.stringify(refused.json)).not.toContain('secret.')
  })
})

describe('illegal base64', () => {
  const legal = pdfOf(60).toString('base64')
  const classes = [
    '\n',
    '\r',
    ' ',
    '\t',
    '\0',
    '-',
    '_',
    '=',
    ',',
    '.',
    '*',
    '%',
    '\x7f',
    '\x80',
    '\xff',
    'é',
    '€',
    '\\n',
  ]
  const illegal = classes.map((character) => ({ class: JSON.stringify(character), character }))

  it.each(illegal)('finds $class wherever it stands and wherever chunks end', async ({ character }) => {
    const authorization = `Bearer ${await token()}`
    for (let at = 0; at < legal.length; at += 1) {
      const text = `${legal.slice(0, at)}${character}${legal.slice(at + 1)}`
      // At the very end a padding character can be a legal one.
      if (Buffer.from(text, 'base64').toString('base64') === text) continue
      const body = Buffer.from(withText(text))
      const split = body.indexOf('"data":"') + 8 + at
      for (const boundary of [split, split + 1]) {
        const response = await rig.route.fetch(
          chunked(authorization, [body.subarray(0, boundary), body.subarray(boundary)]),
        )
        expect({ at, boundary, answer: await response.json() }).toMatchObject({
          answer: { error: { code: 'UPLOAD.BASE64_INVALID', delivery: 'none' } },
        })
      }
    }
    expect(traces()).toEqual([])
  })

  it('judges the same bytes the same way at every chunk boundary', async () => {
    const authorization = `Bearer ${await token()}`
    const body = Buffer.from(withText('JVBERi1='))
    for (let at = 0; at <= body.length; at += 1) {
      const response = await rig.route.fetch(chunked(authorization, [body.subarray(0, at), body.subarray(at)]))
      expect(await response.json()).toMatchObject({ error: { code: 'UPLOAD.BASE64_INVALID' } })
    }
  })
})

function chunked(authorization: string, chunks: readonly Buffer[]): Request {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) if (chunk.length > 0) controller.enqueue(new Uint8Array(chunk))
      controller.close()
    },
  })
  const init = { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body, duplex: 'half' }
  return new Request(`http://route.example/applications/${APPLICATION}/attachments`, init)
}

describe('a sender that misbehaves', () => {
  it('forwards nothing when the connection is cut in the middle', async () => {
    const body = withText(large)
    await rawRequest(rig.url, (await head(body.length)) + body.slice(0, 400_000), true)
    await expect.poll(traces).toEqual([])
  })

  it('is told that it is too slow', async () => {
    const body = withText(data)
    const answer = await rawRequest(rig.url, (await head(body.length)) + body.slice(0, -10), false)
    expect(answer).toContain('408 Request Timeout')
    expect(answer).toContain('UPLOAD.BODY_TIMEOUT')
  })

  it('is let go when its whole body takes too long, whatever comes of it', async () => {
    const limits = { maxFileSizeBytes: LIMIT, bodyIdleMs: 60_000, bodyTotalMs: 300 }
    const patient = await startRig({ limits })
    const body = withText(data)
    const answer = await rawRequest(patient.url, (await head(body.length)) + body.slice(0, -10), false)
    expect(answer).toContain('408 Request Timeout')
    expect(answer).toContain('the body was not in')
    await patient.close()
  })

  it('is stopped as soon as its file is too large, when no length is given', async () => {
    const { status, text, sentBytes } = await sendEndless(rig.url, await token())
    expect(status).toBe(413)
    expect(text).toContain('UPLOAD.FILE_TOO_LARGE')
    expect(sentBytes).toBeLessThan(64 * LIMIT)
  })
})

async function head(length: number): Promise<string> {
  const start = `POST /applications/${APPLICATION}/attachments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`
  return `${start}Authorization: Bearer ${await token()}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`
}

/** Sends base64 without an end, chunked, until it is answered. */
function sendEndless(url: string, bearer: string): Promise<{ status: number; text: string; sentBytes: number }> {
  return new Promise((resolve, reject) => {
    let sentBytes = 0
    let isAnswered = false
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }
    const sending = request(
      `${url}/applications/${APPLICATION}/attachments`,
      { method: 'POST', headers },
      (response) => {
        isAnswered = true
        let text = ''
        response.on('data', (chunk: Buffer) => (text += chunk.toString()))
        response.on('end', () => {
          sending.destroy()
          resolve({ status: response.statusCode ?? 0, text, sentBytes })
        })
      },
    )
    sending.on('error', (error) => (isAnswered ? undefined : reject(error)))
    sending.write(withText(data).slice(0, -3 - data.length))
    const block = Buffer.alloc(65_536, 'A')
    const more = (): void => {
      if (isAnswered) return
      sentBytes += block.length
      if (sending.write(block)) setImmediate(more)
      else sending.once('drain', more)
    }
    more()
  })
}
