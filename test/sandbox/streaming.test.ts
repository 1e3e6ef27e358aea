import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Base64Decoder } from '../../src/sandbox/base64-decoder.ts'
import { BodyScanner } from '../../src/sandbox/body-scanner.ts'
import { add, startSandbox } from './caller.ts'

/** Cuts bytes at the given places. */
function pieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
  return places.slice(1).map((place, index) => bytes.subarray(places[index], place))
}

const cuts = fc.array(fc.nat(), { maxLength: 12 })

describe('base64 in pieces', () => {
  it('decodes to the same bytes wherever it is cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), cuts, fc.nat(300), (array, at, expectedBytes) => {
        const decoder = new Base64Decoder({ keepContent: true, expectedBytes })
        for (const piece of pieces(Buffer.from(Buffer.from(array).toString('base64')), at)) decoder.write(piece)
        const bytes = Buffer.from(array)
        const sha256 = createHash('sha256').update(bytes).digest('hex')
        expect(decoder.end()).toEqual({ sizeBytes: bytes.length, sha256, bytes })
      }),
    )
  })

  it('is refused with a foreign character anywhere, wherever it is cut', () => {
    const foreign = fc.constantFrom(' ', '\n', '\r', '\t', '-', '_', '.', ':', ',', '%', '"', 'é', '\0')
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 90 }),
        foreign,
        fc.nat(),
        cuts,
        (array, character, at, cut) => {
          const text = Buffer.from(array).toString('base64')
          const place = at % (text.length + 1)
          const decoder = new Base64Decoder({ keepContent: true })
          for (const piece of pieces(Buffer.from(text.slice(0, place) + character + text.slice(place)), cut))
            decoder.write(piece)
          expect(decoder.end()).toBeNull()
        },
      ),
    )
  })
})

describe('a body in pieces', () => {
  it('gives up its content and keeps the rest, wherever it is cut', () => {
    const others = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 })
    fc.assert(
      fc.property(others, others, fc.string({ unit: 'grapheme' }), cuts, (outer, inner, data, at) => {
        const body = { ...outer, attachment: { ...inner, data, last: [{ data: 'kept' }] }, data: 'kept' }
        const received: Buffer[] = []
        const scanner = new BodyScanner((piece) => received.push(Buffer.from(piece)))
        for (const piece of pieces(Buffer.from(JSON.stringify(body)), at)) scanner.write(piece)
        expect(JSON.parse(scanner.end())).toEqual(
          JSON.parse(JSON.stringify({ ...body, attachment: { ...body.attachment, data: '' } })),
        )
        expect(Buffer.concat(received).toString()).toBe(Buffer.from(data).toString())
        expect(scanner.contents).toBe(1)
      }),
    )
  })
})

describe('large files', () => {
  it('arrive whole', async () => {
    const sandbox = await startSandbox({ keepContent: false })
    const bytes = Buffer.alloc(30_000_001, 'kombo')
    await add(sandbox, { data: bytes.toString('base64') })
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(sandbox.received).toMatchObject([{ sizeBytes: bytes.length, sha256 }])
  })
})
