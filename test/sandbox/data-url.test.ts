import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { isPrivateAddress } from '../../src/sandbox/download.ts'
import { collectGarbage } from '../server/collect-garbage.ts'
import { add, codeOf, CV, startSandbox } from './caller.ts'

async function startStorage(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : ''
}

const linked = (data_url: string, more: object = {}) => ({
  data: undefined,
  content_type: undefined,
  data_url,
  ...more,
})

describe('data_url', () => {
  it('is downloaded at once and without credentials', async () => {
    let seen: IncomingMessage['headers'] = {}
    const storage = await startStorage((request, response) => {
      seen = request.headers
      response.setHeader('content-type', 'application/pdf; charset=binary').end(CV)
    })
    const sandbox = await startSandbox({ allowPrivateDataUrls: true })
    expect((await add(sandbox, linked(`${storage}/cv.pdf?signature=1`))).status).toBe(200)
    expect(sandbox.received).toMatchObject([{ via: 'data_url', contentType: 'application/pdf', bytes: CV }])
    expect([seen.authorization, seen.cookie]).toEqual([undefined, undefined])
  })

  it('takes the content type given over the one answered', async () => {
    const storage = await startStorage((_request, response) => response.setHeader('content-type', 'text/plain').end(CV))
    const sandbox = await startSandbox({ allowPrivateDataUrls: true })
    await add(sandbox, linked(storage, { content_type: 'application/pdf' }))
    expect(sandbox.received[0]?.contentType).toBe('application/pdf')
  })

  it('is asked for by nobody where the content is there as well', async () => {
    let isAsked = false
    const storage = await startStorage((_request, response) => {
      isAsked = true
      response.setHeader('content-type', 'application/pdf').end(CV)
    })
    const sandbox = await startSandbox({ allowPrivateDataUrls: true })
    expect(await codeOf(await add(sandbox, { data_url: storage }))).toBe('PLATFORM.INPUT_INVALID')
    expect([sandbox.received, isAsked]).toEqual([[], false])
  })

  it('follows a redirect, but not for ever', async () => {
    const storage = await startStorage((request, response) => {
      if (request.url === '/cv.pdf') response.setHeader('content-type', 'application/pdf').end(CV)
      else response.writeHead(302, { location: request.url === '/once' ? '/cv.pdf' : '/for-ever' }).end()
    })
    const sandbox = await startSandbox({ allowPrivateDataUrls: true })
    expect((await add(sandbox, linked(`${storage}/once`))).status).toBe(200)
    expect(await codeOf(await add(sandbox, linked(`${storage}/for-ever`)))).toBe('PLATFORM.INPUT_INVALID')
  })

  it.each([
    ['answers 403', (_request, response) => response.writeHead(403).end()],
    ['breaks off', (request) => request.socket.destroy()],
    ['names no content type', (_request, response) => response.end(CV)],
  ] as readonly (readonly [string, RequestListener])[])('is refused when its server %s', async (_what, listener) => {
    const storage = await startStorage(listener)
    const sandbox = await startSandbox({ allowPrivateDataUrls: true })
    expect(await codeOf(await add(sandbox, linked(storage)))).toBe('PLATFORM.INPUT_INVALID')
    expect(sandbox.received).toEqual([])
  })

  it('is refused when its server says nothing for half a minute, whatever garbage is collected meanwhile', async () => {
    let visits = 0
    const storage = await startStorage(() => (visits += 1))
    const sandbox = await startSandbox({ allowPrivateDataUrls: true })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const answer = add(sandbox, linked(storage))
    await vi.waitUntil(() => visits === 1)
    collectGarbage()
    vi.advanceTimersByTime(30_000)
    expect(await codeOf(await answer)).toBe('PLATFORM.INPUT_INVALID')
  })

  it('is refused when it is larger than a request may be', async () => {
    const storage = await startStorage((_request, response) => response.end(Buffer.alloc(5000)))
    const sandbox = await startSandbox({ allowPrivateDataUrls: true, maxRequestBytes: 4000 })
    expect(await codeOf(await add(sandbox, linked(storage)))).toBe('PLATFORM.INPUT_INVALID')
  })

  it('never reaches a private address by default, neither by number nor by name nor by redirect', async () => {
    let visits = 0
    const storage = await startStorage((_request, response) => {
      visits += 1
      response.setHeader('content-type', 'application/pdf').end(CV)
    })
    const sandbox = await startSandbox()
    const byName = storage.replace('127.0.0.1', 'localhost')
    const mapped = storage.replace('127.0.0.1', '[::ffff:127.0.0.1]')
    const decimal = storage.replace('127.0.0.1', '2130706433')
    for (const url of [storage, byName, mapped, decimal]) {
      expect(await codeOf(await add(sandbox, linked(url)))).toBe('PLATFORM.INPUT_INVALID')
    }
    expect(visits).toBe(0)
  })

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '0.0.0.0',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
  ])('knows %s as private', (address) => expect(isPrivateAddress(address)).toBe(true))

  it.each(['93.184.215.14', '8.8.8.8', '172.32.0.1', '2606:4700::1111'])('knows %s as public', (address) => {
    expect(isPrivateAddress(address)).toBe(false)
  })
})
