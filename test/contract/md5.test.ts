import * as fc from 'fast-check'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { md5 } from '../../src/contract/md5.ts'
import { rc4 } from '../../src/contract/rc4.ts'

const text = (letters: string) => new Uint8Array(Buffer.from(letters))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('MD5', () => {
  it('agrees with OpenSSL about messages of every length around one block and two', () => {
    for (let length = 0; length <= 200; length += 1) {
      const message = new Uint8Array(length).fill(length)
      expect(hex(md5(message)), `${length} bytes`).toBe(createHash('md5').update(message).digest('hex'))
    }
  })

  it('agrees with OpenSSL about any message', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (message) => {
        expect(hex(md5(message))).toBe(createHash('md5').update(message).digest('hex'))
      }),
    )
  })
})

describe('RC4', () => {
  // The three that were published with it.
  it.each([
    ['Key', 'Plaintext', 'bbf316e8d940af0ad3'],
    ['Wiki', 'pedia', '1021bf0420'],
    ['Secret', 'Attack at dawn', '45a01f645fc35b383552544b9bf5'],
  ])('makes of %s and %s what it should', (key, message, expected) => {
    expect(hex(rc4(text(key), text(message)))).toBe(expected)
  })

  it('gives the message back, with the same key, whatever its length', () => {
    const key = fc.uint8Array({ minLength: 1, maxLength: 16 })
    fc.assert(
      fc.property(key, fc.uint8Array({ maxLength: 600 }), (secret, message) => {
        expect(rc4(secret, rc4(secret, message))).toEqual(message)
      }),
    )
  })
})
