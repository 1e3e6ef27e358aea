import * as fc from 'fast-check'
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/server.ts'
import { APPLICATION, bodyOf, errorOf, isObject, PDF, startRig, token, type Rig } from './harness.ts'

const IS_LONG = process.env['LONG'] === '1'
const RUNS = IS_LONG ? 30_000 : 300

/** Statuses the route may answer with; a 500 is a bug whatever was sent. */
const ANSWERS = [200, 400, 401, 403, 404, 405, 408, 413, 415, 422]

let rig: Rig
let authorization: string
const unhandled: unknown[] = []
const note = (error: unknown) => void unhandled.push(error)

beforeAll(async () => {
  process.on('unhandledRejection', note)
  rig = await startRig({ store: createMemoryStore(), limits: { maxFileSizeBytes: 50_000 } }, { keepContent: true })
  authorization = `Bearer ${await token({ expiresInSeconds: 24 * 3600 })}`
})
afterAll(async () => {
  process.off('unhandledRejection', note)
  await rig.close()
})

interface Sent {
  readonly status: number
  readonly json: unknown
}

async function send(chunks: readonly Uint8Array[], headers: Record<string, string> = {}): Promise<Sent> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) if (chunk.length > 0) controller.enqueue(new Uint8Array(chunk))
      controller.close()
    },
  })
  const all = { authorization, 'content-type': 'application/json', ...headers }
  const init = { method: 'POST', headers: all, body, duplex: 'half' }
  const url = `http://route.example/applications/${APPLICATION}/attachments`
  const response = await rig.route.fetch(new Request(url, init))
  return { status: response.status, json: await response.json() }
}

/** Cuts a body at any places. */
function cut(body: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...new Set(places.map((place) => Math.floor(place * body.length)))].sort((one, other) => one - other)
  return [...ends, body.length].map((end, index) => body.subarray(ends[index - 1] ?? 0, end))
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 })

/** What the ATS has got since the last time, and nothing of it is kept. */
function takeReceived(): readonly string[] {
  const hashes = rig.sandbox.received.map((each) => each.sha256)
  if (hashes.length > 0) rig.sandbox.reset()
  return hashes
}

const check = <Value>(arbitrary: fc.Arbitrary<Value>, property: (value: Value) => Promise<void>) =>
  fc.assert(fc.asyncProperty(arbitrary, property), { numRuns: RUNS })

describe(`anything that may be sent, ${RUNS} times each`, () => {
  const timeout = 60_000 + RUNS * 40

  it(
    'delivers a good body wherever it is cut, byte for byte',
    () =>
      check(fc.tuple(fc.uint8Array({ maxLength: 3000 }), places, fc.boolean()), async ([content, cuts, isZipped]) => {
        const file = Buffer.concat([PDF, content])
        const text = Buffer.from(bodyOf(file))
        const sent = await send(
          cut(isZipped ? gzipSync(text) : text, cuts),
          isZipped ? { 'content-encoding': 'gzip' } : {},
        )
        // Random bytes may happen to look like a protected PDF; nothing else is wrong with them.
        if (sent.status === 422) return
        expect(sent.status).toBe(200)
        expect(takeReceived()).toEqual([sha256(file)])
      }),
    timeout,
  )

  it(
    'forwards a damaged body only if it is still a good one',
    () => {
      const damage = fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        removed: fc.nat({ max: 8 }),
        added: fc.oneof(
          fc.uint8Array({ maxLength: 8 }),
          fc
            .constantFrom('"', '\\', '}', '{', ',', '=', '-', '\n', '"data":"', '"}}', '\u0000')
            .map((text) => Buffer.from(text)),
        ),
      })
      return check(
        fc.tuple(fc.uint8Array({ maxLength: 400 }), fc.array(damage, { minLength: 1, maxLength: 3 }), places),
        async ([content, damages, cuts]) => {
          let body: Uint8Array = Buffer.from(bodyOf(Buffer.concat([PDF, content])))
          for (const { at, removed, added } of damages) {
            const start = Math.floor(at * body.length)
            body = Buffer.concat([body.subarray(0, start), added, body.subarray(start + removed)])
          }
          const sent = await send(cut(body, cuts))
          expect(takeReceived()).toEqual(sent.status === 200 ? [sha256(contentOf(body))] : [])
          expect(ANSWERS).toContain(sent.status)
        },
      )
    },
    timeout,
  )

  it(
    'refuses any other JSON with an error of its own',
    () =>
      check(fc.tuple(fc.json({ maxDepth: 4 }), places), async ([json, cuts]) => {
        const sent = await send(cut(Buffer.from(json), cuts))
        expect(sent.status).toBe(400)
        expect(errorOf({ ...sent, headers: new Headers() }).code).toMatch(/^UPLOAD\.BODY_/)
        expect(takeReceived()).toEqual([])
      }),
    timeout,
  )

  it(
    'refuses any head but the right one, and answers any header',
    () => {
      const value = fc.oneof(
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.constantFrom('CV', 'a.pdf', 'application/pdf'),
      )
      const head = fc.dictionary(
        fc.constantFrom('name', 'type', 'content_type', 'data', 'data_url', 'extra', '__proto__'),
        value,
        { maxKeys: 7 },
      )
      const headers = fc.record({
        'content-type': fc.constantFrom('application/json', 'application/json; charset=utf-8', 'text/plain', ''),
        'content-encoding': fc.constantFrom('identity', 'gzip', 'br', ''),
        'content-length': fc.constantFrom('', '0', '-1', 'abc', '99999999999', '1e400'),
        'idempotency-key': fc.oneof(fc.uuid(), fc.constantFrom('', 'abc')),
      })
      return check(fc.tuple(head, headers, places), async ([members, changes, cuts]) => {
        const text = JSON.stringify({ attachment: { ...members, data: PDF.toString('base64') } })
        const sent = await send(cut(Buffer.from(text), cuts), changes)
        expect(takeReceived()).toEqual(sent.status === 200 ? [sha256(PDF)] : [])
        expect(ANSWERS).toContain(sent.status)
      })
    },
    timeout,
  )

  it('leaves no rejection unhandled and no slot taken', () => {
    expect(unhandled).toEqual([])
    expect(rig.route.slotsInUse).toBe(0)
  })
})

/** The content of a body that was taken, as any JSON parser reads it. */
function contentOf(body: Uint8Array): Buffer {
  const json: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
  const attachment = isObject(json) ? json['attachment'] : undefined
  const data = isObject(attachment) ? attachment['data'] : undefined
  return Buffer.from(typeof data === 'string' ? data : '', 'base64')
}
