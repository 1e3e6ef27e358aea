import { assert, property, uint8Array } from 'fast-check'
import { expect, it } from 'vitest'
import { encodeBase64 } from '../../src/upload/bytes/encode-base64.ts'

it('encodes any bytes as Node does, again and again into one room', () => {
  const room = new Uint32Array(200)
  assert(
    property(uint8Array({ maxLength: 300 }), (bytes) => {
      expect(Buffer.from(encodeBase64(bytes, room)).toString('latin1')).toBe(Buffer.from(bytes).toString('base64'))
    }),
  )
})
