import { Buffer } from 'node:buffer'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseSubject } from '../../src/contract/target.ts'
import { KomboClient } from '../../src/server/calls/kombo-client.ts'
import { PartsReader } from '../../src/server/calls/parts-reader.ts'

/** Stands for Kombo; answers when told to. */
const server = createServer()
let kombo: KomboClient

beforeEach(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  kombo = new KomboClient({ apiKey: 'key', apiUrl: `http://127.0.0.1:${address.port}` })
})
afterEach(async () => {
  server.removeAllListeners('request')
  await kombo.close()
  server.closeAllConnections()
  server.close()
})

/** More than the buffers of a connection on one machine hold. */
const LARGE_BYTES = 32 * 1024 * 1024

const TARGET = targetNamed('application:app1')

function targetNamed(subject: string) {
  const target = parseSubject(subject)
  if (target === null) throw new TypeError(subject)
  return target
}

async function* brokenParts(): AsyncGenerator<Buffer, void, void> {
  yield Buffer.from('f')
  throw new Error('the disk is gone')
}

describe('the parts of a body', () => {
  it('are asked for only when the one before has left', async () => {
    const asked: string[] = []
    async function* parts(): AsyncGenerator<Buffer, void, void> {
      asked.push('first')
      yield Buffer.alloc(LARGE_BYTES, 'f')
      asked.push('second')
      yield Buffer.from('s')
      asked.push('end')
    }
    const posted = new Promise<IncomingMessage>((resolve) => {
      server.on('request', (request, response) => {
        if (request.method === 'POST') resolve(request.pause())
        request.once('end', () => response.end('{}'))
        if (request.method === 'GET') request.resume()
      })
    })
    const answer = kombo.attach(TARGET, 'workday:1', { length: LARGE_BYTES + 1, read: parts })
    const request = await posted
    // Time enough for another request to go there and back, twice.
    for (let times = 0; times < 2; times += 1) await kombo.get('/check-api-key', null)
    expect(asked).toEqual(['first'])

    let length = 0
    for await (const chunk of request) length += Buffer.from(chunk).length
    expect(length).toBe(LARGE_BYTES + 1)
    expect(await answer).toMatchObject({ kind: 'answer', status: 200 })
    expect(asked).toEqual(['first', 'second', 'end'])
  })

  it('are asked for no more when the answer comes before they have left', async () => {
    const asked: string[] = []
    async function* parts(): AsyncGenerator<Buffer, void, void> {
      asked.push('first')
      yield Buffer.alloc(LARGE_BYTES, 'f')
      asked.push('second')
    }
    server.on('request', (request, response) => {
      request.pause()
      response.writeHead(422, { 'Content-Type': 'application/json' }).end('{}')
    })
    const answer = await kombo.attach(TARGET, 'workday:1', { length: LARGE_BYTES, read: parts })
    expect(answer).toMatchObject({ kind: 'answer', status: 422 })
    expect(asked).toEqual(['first'])
  })

  it('end the body when one of them cannot be had', async () => {
    server.on('request', (request) => request.resume())
    const answer = await kombo.attach(TARGET, 'workday:1', { length: 10, read: brokenParts })
    expect(answer).toEqual({ kind: 'no-answer', sentAll: false })
  })

  it('are let go when nobody wants them any more', async () => {
    let isOver = false
    async function* parts(): AsyncGenerator<Buffer, void, void> {
      try {
        yield Buffer.from('f')
        yield Buffer.from('s')
      } finally {
        isOver = true
      }
    }
    const reader = new PartsReader(parts(), () => undefined)
    await once(reader, 'readable')
    reader.destroy()
    await once(reader, 'close')
    expect(isOver).toBe(true)
  })
})
