import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseError } from '../../src/contract/wire.ts'
import { APPLICATION, bodyOf, pdfOf, startRig, token, type Rig } from './harness.ts'

let rig: Rig
beforeAll(async () => {
  rig = await startRig({ limits: { maxFileSizeBytes: 100_000 } })
})
afterAll(() => rig.close())

async function requestOf(body: BodyInit, headers: Record<string, string> = {}): Promise<Request> {
  return new Request(`http://route.example/applications/${APPLICATION}/attachments`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${await token()}`, 'Content-Type': 'application/json', ...headers },
    body,
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  })
}

async function refusal(request: Request): Promise<unknown> {
  const answer = await rig.route.fetch(request)
  const { code, delivery } = parseError(await answer.json()) ?? {}
  return { status: answer.status, code, delivery }
}

const MISSING = { status: 400, code: 'UPLOAD.BODY_MISSING', delivery: 'none' }

/** A source without an end, and what became of it. */
function endless(text: string): { stream: ReadableStream<Uint8Array>; readonly isCancelled: boolean } {
  const [head, more] = [new TextEncoder().encode(text), new TextEncoder().encode('A'.repeat(16_384))]
  let isCancelled = false
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(head),
    pull: (controller) => controller.enqueue(more),
    cancel: () => void (isCancelled = true),
  })
  return {
    stream,
    get isCancelled() {
      return isCancelled
    },
  }
}

describe('a web request', () => {
  it('whose body somebody has read has none', async () => {
    const request = await requestOf(bodyOf(pdfOf(500)))
    await request.text()
    expect(await refusal(request)).toEqual(MISSING)
  })

  it('whose body somebody is reading has none', async () => {
    const request = await requestOf(bodyOf(pdfOf(500)))
    request.body?.getReader()
    expect(await refusal(request)).toEqual(MISSING)
  })

  it.each([
    ['is no JSON', 'x', 'UPLOAD.BODY_INVALID', {}],
    ['is too large', bodyOf(pdfOf(500)).slice(0, -8), 'UPLOAD.FILE_TOO_LARGE', {}],
    ['is no gzip', 'x', 'UPLOAD.BODY_INVALID', { 'Content-Encoding': 'gzip' }],
  ])('whose body %s is ended at its source, once the answer has had its time', async (_, text, code, headers) => {
    const source = endless(text)
    expect(await refusal(await requestOf(source.stream, headers))).toMatchObject({ code })
    expect(source.isCancelled).toBe(false)
    await expect.poll(() => source.isCancelled).toBe(true)
  })

  // As the framework's own limit ends it: SvelteKit names it by `status`, Fastify and h3 by `statusCode`.
  it.each(['status', 'statusCode'])(
    'whose body is cut off as too large, by %s 413, holds too large a file',
    async (key) => {
      const head = new TextEncoder().encode(bodyOf(pdfOf(500)).slice(0, -40))
      let chunks = [head]
      const stream = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          const [chunk] = chunks
          chunks = []
          if (chunk) controller.enqueue(chunk)
          else controller.error(Object.assign(new Error('Payload Too Large'), { [key]: 413 }))
        },
      })
      expect(await refusal(await requestOf(stream))).toEqual({
        status: 413,
        code: 'UPLOAD.FILE_TOO_LARGE',
        delivery: 'none',
      })
    },
  )
})
