import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BODY_TAIL, bodyHead } from '../../src/contract/body-layout.ts'
import { createSandbox, SANDBOX_APPLICATION_ID, SANDBOX_INTEGRATION_ID, type Sandbox } from '../../src/sandbox.ts'
import { createAttachmentRoute, signUploadToken, type AttachmentRoute } from '../../src/server.ts'

/*
 * Adapters that bring an event of AWS Lambda to an Express app imitate Node's message, each a little differently. These
 * are made the way they make them; the adapters themselves are no dependency.
 */

const SECRET = 'a secret of more than thirty-two bytes'
const PATH = `/applications/${SANDBOX_APPLICATION_ID}/attachments`
const FILE = await readFile(new URL('../files/cv.pdf', import.meta.url))
const BODY = Buffer.from(
  bodyHead({ name: 'cv.pdf', contentType: 'application/pdf', type: 'CV' }) + FILE.toString('base64') + BODY_TAIL,
)

type Headers = Readonly<Record<string, string | number | string[]>>

interface Asked {
  readonly method: string
  readonly url: string
  /** Lower-case names, with the length of the body as a number. */
  readonly headers: Headers
  readonly body: Buffer
}

class ImitatedMessage extends IncomingMessage {
  readonly #body: Buffer

  constructor({ body, ...asked }: Asked) {
    super(new Socket())
    this.#body = body
    Object.assign(this, { ...asked, complete: true, httpVersion: '1.1', httpVersionMajor: '1', httpVersionMinor: '1' })
  }

  override _read(): void {
    this.push(this.#body)
    this.push(null)
  }
}

const IMITATIONS: Readonly<Record<string, (asked: Asked) => IncomingMessage>> = {
  /** As `@vendia/serverless-express` 4 and `@codegenie/serverless-express` 4. */
  'with a number among its raw headers': (asked) =>
    Object.assign(new ImitatedMessage(asked), { rawHeaders: Object.entries(asked.headers).flat(), readable: false }),

  /** As `serverless-http` 4. */
  'without raw headers': (asked) => new ImitatedMessage(asked),
}

/** What the caller would be sent. */
async function answered(route: AttachmentRoute, incoming: IncomingMessage): Promise<[status: number, body: unknown]> {
  const outgoing = new ServerResponse(incoming)
  let written = ''
  const wire = new Writable({
    write(chunk, _, done) {
      written += String(chunk)
      done()
    },
  })
  outgoing.assignSocket(Object.assign(new Socket(), { write: wire.write.bind(wire) }))
  const finished = once(outgoing, 'finish')
  route.node(incoming, outgoing)
  await finished
  return [outgoing.statusCode, JSON.parse(written.slice(written.indexOf('\r\n\r\n')))]
}

let sandbox: Sandbox
let route: AttachmentRoute
let headers: Headers

beforeEach(async () => {
  sandbox = await createSandbox()
  route = createAttachmentRoute({ komboApiKey: sandbox.apiKey, komboApiUrl: sandbox.apiUrl, tokenSecret: SECRET })
  const target = `application:${SANDBOX_APPLICATION_ID}`
  const token = await signUploadToken({ target, integrationId: SANDBOX_INTEGRATION_ID }, SECRET)
  headers = { host: 'portal.example', authorization: `Bearer ${token}`, accept: ['application/json', 'text/plain'] }
})

afterEach(async () => {
  await route.close()
  await sandbox.close()
})

describe.each(Object.entries(IMITATIONS))('a message of Node’s imitated %s', (_, imitate) => {
  it('has its file attached unchanged, and once', async () => {
    const asked = {
      method: 'POST',
      url: PATH,
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': BODY.length,
        'idempotency-key': randomUUID(),
      },
      body: BODY,
    }
    const first = await answered(route, imitate(asked))
    expect(first).toMatchObject([200, { status: 'success', data: { size_bytes: FILE.length } }])
    expect(await answered(route, imitate(asked))).toEqual(first)
    expect(sandbox.received.map(({ sha256 }) => sha256)).toEqual([createHash('sha256').update(FILE).digest('hex')])
  })

  it('is answered with the rules', async () => {
    const asked = { method: 'GET', url: `${PATH}/rules`, headers, body: Buffer.alloc(0) }
    expect(await answered(route, imitate(asked))).toMatchObject([200, { data: { source: 'ats' } }])
  })

  it('is told of a file over the limit by its announced length', async () => {
    const length = { 'content-type': 'application/json', 'content-length': 50_000_000 }
    const asked = { method: 'POST', url: PATH, headers: { ...headers, ...length }, body: BODY }
    expect(await answered(route, imitate(asked))).toMatchObject([413, { error: { code: 'UPLOAD.FILE_TOO_LARGE' } }])
  })
})
