import { assert, property, uint8Array } from 'fast-check'
import { expect, it } from 'vitest'
import { Base64Encoder } from '../../src/upload/encode-base64.ts'

it('encodes any bytes as Node does, again and again in one buffer', () => {
  const encoder = new Base64Encoder(300)
  assert(
    property(uint8Array({ maxLength: 300 }), (bytes) => {
      expect(Buffer.from(encoder.encode(bytes)).toString('latin1')).toBe(Buffer.from(bytes).toString('base64'))
    }),
  )
})
