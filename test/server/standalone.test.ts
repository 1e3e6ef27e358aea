import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createSandbox, SANDBOX_APPLICATION_ID, SANDBOX_INTEGRATION_ID } from '../../src/sandbox.ts'
import type { Sandbox } from '../../src/sandbox.ts'
import { bodyHead, BODY_TAIL } from '../../src/contract/body-layout.ts'
import { PREFLIGHT_KEPT_SECONDS } from '../../src/server/standalone/api-shell.ts'
import { ListenError } from '../../src/server/standalone/listen.ts'
import { signUploadToken } from '../../src/server/access/upload-token.ts'
import type { Standalone, StandaloneConfig } from '../../src/server/standalone/standalone.ts'
import { startStandalone } from '../../src/server/standalone/standalone.ts'
import { rawRequest } from './harness.ts'
import { openUpload } from './slow-upload.ts'

const SECRET = 'a secret of thirty-two bytes, or more'
const PATH = `/api/applications/${SANDBOX_APPLICATION_ID}/attachments`

let folder: string
let sandbox: Sandbox
let server: Standalone | null = null

beforeAll(async () => {
  sandbox = await createSandbox()
  folder = await mkdtemp(join(tmpdir(), 'page-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Upload</title>')
  await writeFile(join(folder, 'assets/index-4711.js'), 'console.log("page")')
  await mkdir(join(folder, 'element/locales'), { recursive: true })
  await writeFile(join(folder, 'element.js'), 'customElements.define("x-y", class {})')
  await writeFile(join(folder, 'element.js.gz'), gzipSync('customElements.define("x-y", class {})'))
  await writeFile(join(folder, 'element/locales/de.js'), 'speak("de")')
  await writeFile(join(folder, 'assets/index-4711.js.gz'), gzipSync('console.log("page")'))
})

afterEach(async () => {
  vi.useRealTimers()
  sandbox.setLatency(0)
  await server?.stop()
  server = null
})

afterAll(async () => {
  await sandbox.close()
  await rm(folder, { recursive: true })
})

async function start(config: Partial<StandaloneConfig> = {}, write?: (line: string) => void): Promise<string> {
  server = await startStandalone(
    {
      port: 0,
      host: '127.0.0.1',
      kombo: { apiKey: sandbox.apiKey, apiUrl: sandbox.apiUrl },
      uploadTokenSecret: SECRET,
      uploadTokenSecretPrevious: null,
      allowedOrigins: [],
      redisUrl: null,
      maxFileSizeBytes: 1_000_000,
      maxTotalBytes: 2 * 1024 ** 3,
      rateLimits: { perToken: 0, perAddress: 0 },
      trustedProxies: 0,
      metricsToken: null,
      logLevel: 'silent',
      auditLog: false,
      ...config,
    },
    { pageFolder: folder, ...(write === undefined ? {} : { logTo: { write } }) },
  )
  return server.url
}

describe('the standalone server', () => {
  it('serves the page so that nothing from elsewhere runs in it and nobody else frames it', async () => {
    const answer = await fetch(await start())
    expect(await answer.text()).toContain('<title>Upload</title>')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toMatch(/frame-ancestors 'self'(?:;|$)/)
    expect(policy).not.toContain('unsafe')
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-frame-options': 'SAMEORIGIN',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    })
  })

  it('lets the allowed origins frame the page', async () => {
    const answer = await fetch(await start({ allowedOrigins: ['https://portal.example', 'https://other.example'] }))
    expect(answer.headers.get('content-security-policy')).toContain(
      "frame-ancestors 'self' https://portal.example https://other.example",
    )
    expect(answer.headers.has('x-frame-options')).toBe(false)
  })

  it('tells a page in a frame who may speak to it', async () => {
    const answer = await fetch(`${await start({ allowedOrigins: ['https://portal.example'] })}/embed.json`)
    expect(await answer.json()).toEqual({ allowed_origins: ['https://portal.example'] })
  })

  it('lets files with a hash in their name be kept for good, compressed for who asks', async () => {
    const answer = await fetch(`${await start()}/assets/index-4711.js`, { headers: { 'accept-encoding': 'gzip' } })
    expect(await answer.text()).toBe('console.log("page")')
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
      vary: 'Accept-Encoding',
    })
  })

  it('sends nothing anew that whoever asks again has already, and says so to other origins as well', async () => {
    const url = `${await start()}/element.js`
    const first = await fetch(url, { headers: { 'accept-encoding': 'gzip' } })
    expect(await first.text()).toBe('customElements.define("x-y", class {})')
    const tag = first.headers.get('etag') ?? ''
    const again = await fetch(url, { headers: { 'accept-encoding': 'gzip', 'if-none-match': tag } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    expect(Object.fromEntries(again.headers)).toMatchObject({
      etag: tag,
      'cache-control': 'no-cache',
      vary: 'Accept-Encoding',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    })
    expect(await fetch(url, { headers: { 'if-none-match': '"another"' } })).toMatchObject({ status: 200 })
  })

  it.each(['/missing', '/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fetc/passwd'])(
    'has nothing at %s',
    async (path) => {
      const url = new URL(await start())
      // fetch would resolve the dots before sending them.
      const status = await new Promise((resolve, reject) => {
        request({ host: url.hostname, port: url.port, path }, (answer) => {
          answer.resume()
          resolve(answer.statusCode)
        })
          .on('error', reject)
          .end()
      })
      expect(status).toBe(404)
    },
  )

  it.each(['/element.js', '/element/locales/de.js'])('lets pages of any origin load %s', async (path) => {
    const { status, headers } = await fetch(`${await start()}${path}`)
    expect(status).toBe(200)
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  })

  it('answers health checks', async () => {
    const url = await start()
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' })
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
  })

  it.each(['/healthz', '/readyz', '/'])('answers %s over HTTP/1.0, which names no host', async (path) => {
    const answer = await rawRequest(await start(), `GET ${path} HTTP/1.0\r\n\r\n`, false)
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('keeps an idle connection for longer than proxies send requests on one', async () => {
    const answer = await fetch(`${await start()}/healthz`)
    const [, seconds] = /^timeout=(\d+)$/.exec(answer.headers.get('keep-alive') ?? '') ?? []
    expect(Number(seconds)).toBeGreaterThan(600)
  })

  it.each(['close', 'keep-alive'])(
    'refuses a large file so that a proxy which is still passing it on hears of it: Connection: %s',
    async (connection) => {
      const url = await start()
      const body = Buffer.alloc(20_000_000, 'A')
      const head = `POST ${PATH} HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.1\r\nConnection: ${connection}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`
      const answers = Array.from({ length: 5 }, () => rawRequest(url, Buffer.concat([Buffer.from(head), body]), true))
      for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^HTTP\/1\.1 401 /)
    },
  )

  // Apache httpd and Varnish listen only when the whole body is sent, and take a broken line for a failure of the server.
  it('takes a refused file in to its end for a proxy, however long that takes', async () => {
    const url = await start()
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    let heard = ''
    socket.on('data', (bytes) => (heard += String(bytes))).on('error', () => undefined)
    const closed = once(socket, 'close')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    socket.write(`POST ${PATH} HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.1\r\nContent-Length: 2000000\r\n\r\n{`)
    await expect.poll(() => heard).toMatch(/^HTTP\/1\.1 401 /)
    // Each wait begins when the one before is over.
    for (let turn = 0; turn < 20; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      vi.advanceTimersByTime(60_000)
    }
    vi.useRealTimers()
    socket.write(`${' '.repeat(1_999_999)}GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
    await closed
    expect(heard).toContain('HTTP/1.1 200 OK')
  })

  it('attaches a file', async () => {
    const file = await readFile(new URL('../files/cv.pdf', import.meta.url))
    const answer = await fetch(`${await start()}${PATH}`, {
      method: 'POST',
      headers: { ...(await authorization()), 'Content-Type': 'application/json' },
      body:
        bodyHead({ name: 'cv.pdf', contentType: 'application/pdf', type: 'CV' }) + file.toString('base64') + BODY_TAIL,
    })
    expect(await answer.json()).toMatchObject({ status: 'success', data: { name: 'cv.pdf', size_bytes: file.length } })
    expect(sandbox.received).toHaveLength(1)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('takes tokens signed with the secret before, as long as it knows that one', async () => {
    const before = 'the secret there was before this one'
    const claims = { target: `application:${SANDBOX_APPLICATION_ID}`, integrationId: SANDBOX_INTEGRATION_ID }
    const headers = { Authorization: `Bearer ${await signUploadToken(claims, before)}` }
    const url = await start({ uploadTokenSecretPrevious: before })
    expect((await fetch(`${url}${PATH}/rules`, { headers })).status).toBe(200)
    await server?.stop()
    expect((await fetch(`${await start()}${PATH}/rules`, { headers })).status).toBe(401)
  })

  it('finishes the upload that is under way when it stops, and takes no other', async () => {
    const file = await readFile(new URL('../files/cv.pdf', import.meta.url))
    const url = await start()
    const slow = await openUpload(`${url}${PATH}`, await authorization(), file)
    const stopped = server?.stop()
    const answer = await slow.finish()
    expect(answer).toMatchObject({ status: 200, connection: 'close' })
    expect(await stopped).toBe(true)
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed')
  })

  it('tells those whose file still waits for Kombo when its patience ends that nobody knows what became of it', async () => {
    const url = await start()
    const headers = await authorization()
    // The rules are known then, and the wait is for the file.
    expect((await fetch(`${url}${PATH}/rules`, { headers })).status).toBe(200)
    sandbox.setLatency(600_000)
    const file = await readFile(new URL('../files/cv.pdf', import.meta.url))
    const answered = fetch(`${url}${PATH}`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body:
        bodyHead({ name: 'cv.pdf', contentType: 'application/pdf', type: 'CV' }) + file.toString('base64') + BODY_TAIL,
    })
    await sandbox.until(() => sandbox.inFlight(SANDBOX_INTEGRATION_ID) > 0)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const stopped = server?.stop()
    vi.advanceTimersByTime(75_000)
    vi.useRealTimers()
    const answer = await answered
    expect(answer.headers.get('Connection')).toBe('close')
    expect(await answer.json()).toMatchObject({ error: { code: 'UPLOAD.DELIVERY_UNKNOWN', delivery: 'unknown' } })
    expect(await stopped).toBe(false)
  })

  it('tells those whose file is still arriving when its patience ends that nothing was attached, and to come again', async () => {
    const file = await readFile(new URL('../files/cv.pdf', import.meta.url))
    const before = sandbox.received.length
    const slow = await openUpload(`${await start()}${PATH}`, await authorization(), file)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const stopped = server?.stop()
    vi.advanceTimersByTime(75_000)
    vi.useRealTimers()
    const { status, connection, text } = await slow.answer
    expect([status, connection]).toEqual([503, 'close'])
    expect(JSON.parse(text)).toMatchObject({ error: { code: 'UPLOAD.SERVER_STOPPING', delivery: 'none' } })
    expect(await stopped).toBe(false)
    expect(sandbox.received).toHaveLength(before)
  })

  it('waits for the upload under way and for no connection without a request', async () => {
    const file = await readFile(new URL('../files/cv.pdf', import.meta.url))
    const url = await start()
    const slow = await openUpload(`${url}${PATH}`, await authorization(), file)
    const opened = ['', 'GET /healthz HTTP/1.1\r\nHost: a'].map(async (text) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text))
      await once(socket, 'connect')
      return once(socket, 'close')
    })
    // Asked after them, so that they are there.
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    const stopped = server?.stop()
    await Promise.all(opened)
    expect(await slow.finish()).toMatchObject({ status: 200 })
    expect(await stopped).toBe(true)
  })

  it.each([
    ['/readyz', /"status":"stopping"/],
    [PATH, /"code":"UPLOAD.SERVER_STOPPING"/],
  ])('tells a request whose headers are still coming when it stops: %s', async (path, told) => {
    const url = await start()
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n`),
    )
    await once(socket, 'connect')
    let answer = ''
    socket.on('data', (bytes) => (answer += String(bytes)))
    const closed = once(socket, 'close')
    // Asked after it, so that the server has begun to read it.
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    const stopped = server?.stop()
    socket.write('\r\n')
    await closed
    expect(await stopped).toBe(true)
    expect(answer).toMatch(/^HTTP\/1.1 503 .*\r\nconnection: close\r\n/is)
    expect(answer).toMatch(told)
  })

  it('logs the port it listens on, also the one that an address leaves out', async ({ skip }) => {
    const lines: string[] = []
    const url = await start({ port: 80, logLevel: 'info' }, (line) => void lines.push(line)).catch((error: unknown) => {
      if (error instanceof ListenError) return skip('Port 80 is taken or not permitted here')
      throw error
    })
    expect(url).toBe('http://127.0.0.1:80')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'listening', port: 80 })
  })

  it('says which pages of other origins may call the route', async () => {
    const url = await start({ allowedOrigins: ['https://portal.example'] })
    const preflight = (origin: string) =>
      fetch(`${url}${PATH}`, {
        method: 'OPTIONS',
        headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
      })
    const allowed = await preflight('https://portal.example')
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://portal.example')
    expect(allowed.headers.get('access-control-max-age')).toBe(String(PREFLIGHT_KEPT_SECONDS))
    // Every header the widget sends; a browser holds back a request with any other.
    expect(allowed.headers.get('access-control-allow-headers')?.split(',').sort()).toEqual([
      'Authorization',
      'Content-Encoding',
      'Content-Type',
      'Idempotency-Key',
      'Idempotency-Replay-Only',
    ])
    expect((await preflight('https://evil.example')).headers.has('access-control-allow-origin')).toBe(false)
    const refused = await fetch(`${url}${PATH}/rules`, { headers: { Origin: 'https://portal.example' } })
    expect(refused.status).toBe(401)
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://portal.example')
  })

  it.each<[string, Partial<StandaloneConfig>]>([
    ['rateLimits.perToken is NaN', { rateLimits: { perToken: Number.NaN, perAddress: 0 } }],
    ['rateLimits.perAddress is -1. Give a whole number from 0', { rateLimits: { perToken: 0, perAddress: -1 } }],
    ['trustedProxies is NaN', { trustedProxies: Number.NaN }],
    ['limits.totalBytes is Infinity', { maxTotalBytes: Infinity }],
  ])('does not start with a number that bounds nothing: %s', async (told, config) => {
    await expect(start(config)).rejects.toThrow(RangeError)
    await expect(start(config)).rejects.toThrow(told)
  })

  it.each([
    ['without one', undefined, 401, /^Bearer realm=/],
    ['with another', 'Bearer other', 401, /^Bearer error="invalid_token"$/],
    ['with the beginning of it', 'Bearer scrap', 401, /^Bearer error="invalid_token"$/],
    ['in another scheme', 'Basic c2NyYXBl', 400, /^Bearer error="invalid_request"$/],
    ['with a token that is none', 'Bearer sc rape', 400, /^Bearer error="invalid_request"$/],
  ])('shows its metrics to nobody who comes %s, and takes it for no failure', async (_, given, status, challenge) => {
    const logged: string[] = []
    const url = await start({ metricsToken: 'scrape', logLevel: 'trace' }, (line) => logged.push(line))
    const answer = await fetch(`${url}/metrics`, given === undefined ? {} : { headers: { Authorization: given } })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('www-authenticate')).toMatch(challenge)
    expect(await answer.text()).not.toContain('kombo_upload')
    expect(logged.join('')).not.toContain('request failed')
  })

  it('shows its metrics to whoever has the token', async () => {
    const url = await start({ metricsToken: 'scrape' })
    const answer = await fetch(`${url}/metrics`, { headers: { Authorization: 'Bearer scrape' } })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('kombo_upload_uploads_total')
  })

  it.each([`${PATH}/rules`, '/api/nothing'])('answers %s so that no browser takes it for a page', async (path) => {
    const { headers } = await fetch(`${await start()}${path}`)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      // A page that isolates itself loads nothing from elsewhere that does not say so.
      'cross-origin-resource-policy': 'cross-origin',
    })
  })

  it.each(['/', `${PATH}/rules`])(
    'speaks at %s of TLS for this host only, and not for those below it',
    async (path) => {
      const { headers } = await fetch(`${await start()}${path}`)
      expect(headers.get('strict-transport-security')).toBe('max-age=15552000')
    },
  )

  it('answers an unknown path of the route in its own words', async () => {
    const answer = await fetch(`${await start()}/api/nothing`)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ status: 'error', error: { code: 'UPLOAD.NOT_FOUND' } })
  })
})

async function authorization(): Promise<{ Authorization: string }> {
  const target = `application:${SANDBOX_APPLICATION_ID}`
  return { Authorization: `Bearer ${await signUploadToken({ target, integrationId: SANDBOX_INTEGRATION_ID }, SECRET)}` }
}
