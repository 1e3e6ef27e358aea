import { createServer, type RequestListener, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { MockAgent } from 'undici'
import { afterEach, describe, expect, it } from 'vitest'
import { documentContent } from '../../src/server/calls/document-content.ts'
import { KomboClient } from '../../src/server/calls/kombo-client.ts'
import { listen } from '../../src/server/standalone/listen.ts'

const started: Server[] = []
let kombo: KomboClient | null = null

afterEach(async () => {
  await kombo?.close()
  for (const server of started.splice(0)) server.close()
})

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  started.push(server)
  return listen(server, '127.0.0.1', 0)
}

/** What is downloaded from a path of the server that the API is on, as text. */
async function download(apiUrl: string, path: string): Promise<string | null> {
  kombo = new KomboClient({ apiKey: 'ks_dev_key', apiUrl: `${apiUrl}/v1` })
  const body = await kombo.download(`${apiUrl}${path}`, AbortSignal.timeout(5000))
  if (body === null) return null
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

it('is asked for uncompressed: of other bytes nobody knows what they hold', async () => {
  const url = await serve(({ headers }, response) => {
    const isRefused = headers['accept-encoding'] === 'identity'
    response.writeHead(200, isRefused ? {} : { 'content-encoding': 'gzip' })
    response.end(isRefused ? 'a document' : gzipSync('a document'))
  })
  expect(await download(url, '/document')).toBe('a document')
})

it('cannot be had where it comes compressed all the same', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' })
    response.end(gzipSync('a document'))
  })
  expect(await download(url, '/document')).toBeNull()
})

it('is taken where an encoding is named that changes nothing', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': 'aws-chunked' }).end('a document')
  })
  expect(await download(url, '/document')).toBe('a document')
})

it('is taken over TLS from wherever it is', async () => {
  const dispatcher = new MockAgent()
  dispatcher.disableNetConnect()
  dispatcher.get('https://resources.kombo.example').intercept({ path: '/1' }).reply(200, 'a document')
  const url = 'https://resources.kombo.example/1'
  const body = await documentContent(url, 'https://api.kombo.example/v1', dispatcher, AbortSignal.timeout(5000))
  expect(body === null ? null : await text(body)).toBe('a document')
})

describe('a document whose address leads on to another', () => {
  it.each([301, 302, 303, 307, 308])('is downloaded from there: %i, without the key', async (status) => {
    const keys: unknown[] = []
    const url = await serve(({ url: path, headers }, response) => {
      keys.push(headers.authorization)
      if (path === '/document') response.writeHead(status, { location: '/store/document?signature=1' }).end()
      else response.end(path)
    })
    expect(await download(url, '/document')).toBe('/store/document?signature=1')
    expect(keys).toEqual([undefined, undefined])
  })

  it('is not looked for in the network around the server', async () => {
    const asked: unknown[] = []
    const inside = await serve(({ url }, response) => {
      asked.push(url)
      response.end('a secret')
    })
    const url = await serve((_, response) => void response.writeHead(302, { location: `${inside}/secret` }).end())
    expect(await download(url, '/document')).toBeNull()
    expect(asked).toEqual([])
  })

  it.each([
    ['in a circle', '/document'],
    ['to no address', 'http://['],
    ['nowhere', undefined],
  ])('cannot be had where it leads %s', async (_, location) => {
    let asked = 0
    const url = await serve((_request, response) => {
      asked += 1
      response.writeHead(302, location === undefined ? {} : { location }).end()
    })
    expect(await download(url, '/document')).toBeNull()
    expect(asked).toBeLessThan(5)
  })
})
