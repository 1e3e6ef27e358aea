import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { SAMPLE_HEAD_BYTES, SAMPLE_TAIL_BYTES } from '../../src/contract/container.ts'
import { FileDigest } from '../../src/server/receive/file-digest.ts'

const MB = 1024 * 1024

function digest(content: Buffer, chunkBytes: number) {
  const found = new FileDigest()
  for (let at = 0; at < content.length; at += chunkBytes) found.update(content.subarray(at, at + chunkBytes))
  return found.finish()
}

describe('what is kept of a file', () => {
  for (const sizeBytes of [0, 1, 4095, 4097, 60_000, SAMPLE_TAIL_BYTES, SAMPLE_TAIL_BYTES + 1, 200_000, MB]) {
    for (const chunkBytes of [1000, 49_152, 300_000]) {
      test(`is its SHA-256 and both its ends, at ${sizeBytes} bytes in chunks of ${chunkBytes}`, () => {
        const content = randomBytes(sizeBytes)
        const { sha256, head, tail } = digest(content, chunkBytes)
        expect(sha256).toBe(createHash('sha256').update(content).digest('hex'))
        expect(content.subarray(0, SAMPLE_HEAD_BYTES).equals(head)).toBe(true)
        expect(content.subarray(Math.max(0, sizeBytes - SAMPLE_TAIL_BYTES)).equals(tail)).toBe(true)
      })
    }
  }

  test('stays what it is while other files come after it', () => {
    const content = randomBytes(MB)
    const { head, tail } = digest(content, 49_152)
    for (let others = 0; others < 40; others += 1) digest(randomBytes(MB), 49_152)
    expect(content.subarray(0, SAMPLE_HEAD_BYTES).equals(head)).toBe(true)
    expect(content.subarray(-SAMPLE_TAIL_BYTES).equals(tail)).toBe(true)
  })

  test('is not mixed with a file that arrives at the same time', () => {
    const [one, other] = [randomBytes(MB), randomBytes(MB)]
    const [first, second] = [new FileDigest(), new FileDigest()]
    for (let at = 0; at < MB; at += 49_152) {
      first.update(one.subarray(at, at + 49_152))
      second.update(other.subarray(at, at + 49_152))
    }
    expect(one.subarray(-SAMPLE_TAIL_BYTES).equals(first.finish().tail)).toBe(true)
    expect(other.subarray(-SAMPLE_TAIL_BYTES).equals(second.finish().tail)).toBe(true)
  })
})
