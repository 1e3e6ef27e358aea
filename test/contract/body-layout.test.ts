import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ATTACHMENT_TYPES } from '../../src/contract/attachment.ts'
import {
  BODY_TAIL,
  base64Length,
  bodyHead,
  IDEMPOTENCY_KEY_PATTERN,
  MAX_BODY_HEAD_BYTES,
} from '../../src/contract/body-layout.ts'

const anyDescription = fc.record({
  name: fc.string({ unit: 'binary', maxLength: 255 }),
  contentType: fc.constantFrom('application/pdf', 'text/plain'),
  type: fc.constantFrom(...ATTACHMENT_TYPES),
})

describe('the request body', () => {
  it('has data as its very last member', () => {
    expect(bodyHead({ name: 'cv.pdf', contentType: 'application/pdf', type: 'CV' }) + BODY_TAIL).toBe(
      '{"attachment":{"name":"cv.pdf","content_type":"application/pdf","type":"CV","data":""}}',
    )
  })

  it('is the JSON Kombo documents, for any name and content', () => {
    fc.assert(
      fc.property(anyDescription, fc.uint8Array(), (description, bytes) => {
        const data = Buffer.from(bytes).toString('base64')
        expect(JSON.parse(bodyHead(description) + data + BODY_TAIL)).toEqual({
          attachment: { name: description.name, content_type: description.contentType, type: description.type, data },
        })
      }),
    )
  })

  it('has a head within the limit even when all 255 characters of the name are escaped', () => {
    const longestType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    for (const character of ['\u0000', '"', '漢', '\ud800']) {
      const head = bodyHead({ name: character.repeat(255), contentType: longestType, type: 'COVER_LETTER' })
      expect(Buffer.byteLength(head)).toBeLessThanOrEqual(MAX_BODY_HEAD_BYTES)
    }
  })
})

describe('base64Length', () => {
  it('is the length Node gives the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(base64Length(bytes.length)).toBe(Buffer.from(bytes).toString('base64').length)
      }),
    )
  })
})

describe('an idempotency key', () => {
  it('is any UUID in its text form', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(uuid).toMatch(IDEMPOTENCY_KEY_PATTERN)
        expect(uuid.toUpperCase()).toMatch(IDEMPOTENCY_KEY_PATTERN)
      }),
    )
  })

  it.each([
    '',
    '1',
    '{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}',
    'f81d4fae7dec11d0a76500a0c91e6bf6',
    'f81d4fae-7dec-11d0-a765-00a0c91e6bf6\n',
  ])('is not %j', (text) => {
    expect(IDEMPOTENCY_KEY_PATTERN.test(text)).toBe(false)
  })
})
