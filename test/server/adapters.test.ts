import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { json } from 'node:stream/consumers'
import { serve } from '@hono/node-server'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { afterEach, describe, expect, it } from 'vitest'
import { bodyHead, BODY_TAIL } from '../../src/contract/body-layout.ts'
import type { Sandbox } from '../../src/sandbox.ts'
import { createSandbox, SANDBOX_APPLICATION_ID, SANDBOX_INTEGRATION_ID } from '../../src/sandbox.ts'
import type { AttachmentRoute, AttachmentRouteOptions } from '../../src/server.ts'
import { createAttachmentRoute, signUploadToken } from '../../src/server.ts'
import { listen } from '../../src/server/standalone/listen.ts'

/*
 * The same suite through every framework the documentation names, each mounted the way it says, at /api, beside a page of
 * the portal's own.
 */

const SECRET = 'a secret of thirty-two bytes, or more'

interface Mounted {
  readonly url: string
  close(): Promise<void>
}

type Mount = (createRoute: (options?: { basePath: string }) => AttachmentRoute) => Promise<Mounted>

async function onNode(listener: RequestListener): Promise<Mounted> {
  const server = createServer(listener)
  return { url: await listen(server, '127.0.0.1', 0), close: () => closed(server) }
}

/** @param overrideGlobalObjects lets Hono's server put its own `Request` in the place of Node's, as it does by default. */
async function onHono(app: Hono, overrideGlobalObjects = false): Promise<Mounted> {
  const { Request, Response } = globalThis
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects })
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      Object.assign(globalThis, { Request, Response })
      if ('closeAllConnections' in server) server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}

const MOUNTS: Readonly<Record<string, Mount>> = {
  'node:http'(createRoute) {
    const route = createRoute({ basePath: '/api' })
    return onNode((incoming, outgoing) => {
      if (incoming.url?.startsWith('/api/') === true) route.node(incoming, outgoing)
      else outgoing.end('portal')
    })
  },

  Express(createRoute) {
    const route = createRoute()
    const app = express()
    app.use('/api', route.node)
    // A parser for the portal's other routes must not stand in the way of this one.
    app.use(express.json())
    app.get('/', (_, response) => {
      response.send('portal')
    })
    return onNode((incoming, outgoing) => void app(incoming, outgoing))
  },

  Hono(createRoute) {
    const app = new Hono()
    app.use(async (context, next) => {
      await next()
      context.res.headers.set('X-Portal', 'was here')
    })
    app.get('/', (context) => context.text('portal'))
    app.route('/api', createRoute().app)
    return onHono(app)
  },

  /** It looks at the body of each request; one without a length it reads to its end, and makes a new request of it. */
  'Hono behind a body limit'(createRoute) {
    const app = new Hono()
    app.use(bodyLimit({ maxSize: 50_000_000 }))
    app.get('/', (context) => context.text('portal'))
    app.route('/api', createRoute().app)
    return onHono(app, true)
  },

  /** It makes a new request of each, around the body of the old one. */
  'Hono’s mount'(createRoute) {
    const app = new Hono()
    app.get('/', (context) => context.text('portal'))
    app.mount('/api', createRoute().fetch)
    return onHono(app)
  },

  async Fastify(createRoute) {
    const route = createRoute({ basePath: '/api' })
    const app = fastify()
    app.get('/', () => 'portal')
    await app.register((scope, _, done) => {
      // The route reads the body itself.
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null))
      scope.all('/api/*', (request, reply) => {
        reply.hijack()
        route.node(request.raw, reply.raw)
      })
      done()
    })
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    return {
      url,
      async close() {
        app.server.closeAllConnections()
        await app.close()
      },
    }
  },

  /** Next.js calls `GET` and `POST` of app/api/[...path]/route.ts with a web `Request`; so does everything like it. */
  'a web handler'(createRoute) {
    const route = createRoute({ basePath: '/api' })
    const [GET, POST] = [route.fetch, route.fetch]
    return onNode((incoming, outgoing) => {
      if (incoming.url === '/') return outgoing.end('portal')
      return void answerAsNext(incoming.method === 'GET' ? GET : POST, incoming, outgoing)
    })
  },
}

async function answerAsNext(
  handler: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD'
  const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  )
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      try {
        for await (const chunk of incoming) controller.enqueue(new Uint8Array(Buffer.from(chunk)))
        controller.close()
      } catch (error) {
        controller.error(error)
      }
    },
  })
  const init = { method: incoming.method ?? 'GET', headers, ...(hasBody ? { body, duplex: 'half' } : {}) }
  const answer = await handler(new Request(`http://portal.example${incoming.url}`, init))
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
  outgoing.end(Buffer.from(await answer.arrayBuffer()))
}

const PATH = `/api/applications/${SANDBOX_APPLICATION_ID}/attachments`

let cleanUp: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of cleanUp.toReversed()) await close()
  cleanUp = []
})

type Changes = Partial<Pick<AttachmentRouteOptions, 'limits'>>

interface Setup {
  readonly url: string
  readonly sandbox: Sandbox
  readonly authorization: { readonly Authorization: string }
}

function mount(name: string, changes: Changes = {}): Promise<Setup> {
  const start = MOUNTS[name]
  if (start === undefined) throw new Error(`no mount ${name}`)
  return mountBy(start, changes)
}

async function mountBy(start: Mount, changes: Changes = {}): Promise<Setup> {
  const sandbox = await createSandbox()
  cleanUp.push(() => sandbox.close())
  const mounted = await start((options = { basePath: '' }) => {
    const { basePath } = options
    const route = createAttachmentRoute({
      komboApiKey: sandbox.apiKey,
      komboApiUrl: sandbox.apiUrl,
      tokenSecret: SECRET,
      ...(basePath === '' ? {} : { basePath }),
      ...changes,
    })
    cleanUp.push(() => route.close())
    return route
  })
  cleanUp.push(() => mounted.close())
  const target = `application:${SANDBOX_APPLICATION_ID}`
  const token = await signUploadToken({ target, integrationId: SANDBOX_INTEGRATION_ID }, SECRET)
  return { url: mounted.url, sandbox, authorization: { Authorization: `Bearer ${token}` } }
}

async function attach(
  { url, authorization }: Setup,
  file: Buffer,
  headers = {},
  sent: (text: string) => string | ReadableStream = (text) => text,
): Promise<Response> {
  const head = bodyHead({ name: 'cv.pdf', contentType: 'application/pdf', type: 'CV' })
  const body = sent(head + file.toString('base64') + BODY_TAIL)
  return fetch(`${url}${PATH}`, {
    method: 'POST',
    headers: { ...authorization, 'Content-Type': 'application/json', ...headers },
    body,
    ...(typeof body === 'string' ? {} : { duplex: 'half' }),
  })
}

/** Of a stream nobody knows the length, so it is sent chunked. */
function inPieces(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.subarray(at, (at += 50_000)))
      else controller.close()
    },
  })
}

async function pdfOf(sizeBytes: number): Promise<Buffer> {
  const file = await readFile(new URL('../files/cv.pdf', import.meta.url))
  return Buffer.concat([file, Buffer.alloc(Math.max(0, sizeBytes - file.length), 'x')])
}

describe.each(Object.keys(MOUNTS))('the route in %s', (name) => {
  it('answers the rules', async () => {
    const { url, authorization } = await mount(name)
    const answer = await fetch(`${url}${PATH}/rules`, { headers: authorization })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ data: { target: { kind: 'application', id: SANDBOX_APPLICATION_ID } } })
  })

  it.each([1, 5_000_000])('delivers a file of at least %i bytes unchanged', async (sizeBytes) => {
    const setup = await mount(name)
    const file = await pdfOf(sizeBytes)
    const answer = await attach(setup, file)
    expect(await answer.json()).toMatchObject({ status: 'success', data: { size_bytes: file.length } })
    expect(setup.sandbox.received.map(({ sha256 }) => sha256)).toEqual([
      createHash('sha256').update(file).digest('hex'),
    ])
  })

  it('delivers a file of which no length is announced', async () => {
    const setup = await mount(name)
    const file = await pdfOf(400_000)
    const answer = await attach(setup, file, {}, inPieces)
    expect(await answer.json()).toMatchObject({ status: 'success', data: { size_bytes: file.length } })
    expect(setup.sandbox.received).toHaveLength(1)
  })

  it('answers a delivery with JSON for nobody to keep, and says when it was one before', async () => {
    const setup = await mount(name)
    const file = await pdfOf(1)
    const key = { 'Idempotency-Key': 'f3b1a7c0-5a1e-4a53-9d5e-0b8f9a6d2c11' }
    const [first, second] = [await attach(setup, file, key), await attach(setup, file, key)]
    for (const { status, headers } of [first, second]) {
      expect([status, headers.get('Content-Type'), headers.get('Cache-Control')]).toEqual([
        200,
        'application/json',
        'no-store',
      ])
      expect([...headers.keys()].filter((header) => header.startsWith('x-hono'))).toEqual([])
    }
    expect([first, second].map(({ headers }) => headers.get('Idempotency-Replayed'))).toEqual([null, 'true'])
    expect(await second.json()).toEqual(await first.json())
  })

  it('refuses a file over the limit before it has come in, and the sender hears why', async () => {
    const setup = await mount(name, { limits: { maxFileSizeBytes: 100_000 } })
    const answer = await attach(setup, await pdfOf(8_000_000))
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ error: { code: 'UPLOAD.FILE_TOO_LARGE' } })
    expect(setup.sandbox.received).toHaveLength(0)
  })

  it('keeps a record’s id whole, whatever is in it', async () => {
    const { url, authorization } = await mount(name)
    const answer = await fetch(`${url}/api/applications/${encodeURIComponent('a/../b c?d')}/attachments/rules`, {
      headers: authorization,
    })
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ error: { code: 'UPLOAD.TARGET_MISMATCH' } })
  })

  it.each([
    ['no token', {}, 401, 'UPLOAD.TOKEN_MISSING'],
    ['a wrong token', { Authorization: 'Bearer nonsense' }, 401, 'UPLOAD.TOKEN_INVALID'],
  ])('refuses %s', async (_, headers, status, code) => {
    const { url } = await mount(name)
    const answer = await fetch(`${url}${PATH}/rules`, { headers })
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ error: { code } })
  })

  it('has nothing at other paths', async () => {
    const { url, authorization } = await mount(name)
    const answer = await fetch(`${url}/api/applications/x/y/z`, { headers: authorization })
    expect(answer.status).toBe(404)
  })

  it('leaves the rest of the portal alone', async () => {
    const { url } = await mount(name)
    expect(await (await fetch(url)).text()).toBe('portal')
  })

  it('delivers nothing when the sender goes away in the middle, and goes on with the next', async () => {
    const setup = await mount(name)
    const { hostname, port } = new URL(setup.url)
    const socket = connect(Number(port), hostname)
    socket.write(
      [
        `POST ${PATH} HTTP/1.1`,
        'Host: portal.example',
        `Authorization: ${setup.authorization.Authorization}`,
        'Content-Type: application/json',
        'Content-Length: 100000',
        '',
        bodyHead({ name: 'cv.pdf', contentType: 'application/pdf', type: 'CV' }),
      ].join('\r\n'),
    )
    // Once the restrictions are asked for, the route has read the head.
    await setup.sandbox.until((sandbox) => sandbox.requests.length > 0)
    socket.destroy()
    expect((await attach(setup, await pdfOf(1))).status).toBe(200)
    expect(setup.sandbox.received).toHaveLength(1)
  })
})

/** Answers that show what reached the portal behind the route. */
interface Reached {
  readonly by: string
  readonly body?: unknown
}

describe('what else the portal has under the path of the route', () => {
  const PORTALS: Readonly<Record<string, Mount>> = {
    Express(createRoute) {
      const app = express()
      app.use('/api', createRoute().node)
      app.use(express.json())
      app.get('/api/users', (_, response) => void response.json({ by: 'portal' } satisfies Reached))
      app.post('/api/users', (request, response) => {
        const body: unknown = request.body
        response.json({ by: 'portal', body } satisfies Reached)
      })
      return onNode((incoming, outgoing) => void app(incoming, outgoing))
    },

    'node:http'(createRoute) {
      const route = createRoute({ basePath: '/api' })
      return onNode((incoming, outgoing) =>
        route.node(incoming, outgoing, () => {
          void json(incoming).then((body) => outgoing.end(JSON.stringify({ by: 'portal', body } satisfies Reached)))
        }),
      )
    },
  }

  it.each(Object.entries(PORTALS))('is answered by the portal, with its body: %s', async (_, start) => {
    const { url, authorization } = await mountBy(start)
    const headers = { 'Content-Type': 'application/json' }
    const body = { name: 'x'.repeat(50_000) }
    const posted = await fetch(`${url}/api/users?x=${PATH}`, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(await posted.json()).toEqual({ by: 'portal', body })
    expect((await fetch(`${url}${PATH}/rules`, { headers: authorization })).status).toBe(200)
  })

  it.each(Object.entries(PORTALS))('and with another method the path is the route’s still: %s', async (_, start) => {
    const { url } = await mountBy(start)
    const answer = await fetch(`${url}${PATH}`, { method: 'DELETE' })
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'GET, POST'])
  })

  it('is answered by the route where nobody comes after it', async () => {
    const { url } = await mount('node:http')
    const answer = await fetch(`${url}/api/users`)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ error: { code: 'UPLOAD.NOT_FOUND' } })
  })
})

describe('middleware of a Hono app', () => {
  it('has its say in every answer of the route', async () => {
    const setup = await mount('Hono')
    const answers = [
      await attach(setup, await pdfOf(1)),
      await attach(setup, Buffer.from('no file')),
      await fetch(`${setup.url}${PATH}/rules`, { headers: setup.authorization }),
    ]
    expect(answers.map(({ status, headers }) => [status, headers.get('X-Portal')])).toEqual([
      [200, 'was here'],
      [422, 'was here'],
      [200, 'was here'],
    ])
  })
})
