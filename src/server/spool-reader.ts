import { Buffer } from 'node:buffer'

/** Size of each read from the temporary file; two of them are held for each file under way. */
const READ_BYTES = 256 * 1024

const NOTHING = Buffer.alloc(0)

/** Fills a part of `block` from the file; resolves with the number of bytes read. */
export type ReadBlock = (block: Buffer, from: number, length: number, position: number) => Promise<number>

/**
 * What is in the temporary file with `before` in front of it, block by block. Two buffers are used in turn, because a
 * fresh one for each block costs more time than the reading: one is filled while the other leaves, and a block is only
 * valid until the next one is asked for.
 */
export async function* readBlocks(
  before: Buffer,
  writtenBytes: number,
  readBlock: ReadBlock,
): AsyncGenerator<Buffer, void, void> {
  let buffer: Buffer = NOTHING
  let other: Buffer = NOTHING
  async function fill(position: number): Promise<Buffer> {
    const start = position === 0 ? before.length : 0
    const length = Math.min(READ_BYTES, writtenBytes - position)
    ;[buffer, other] = [other, buffer]
    if (buffer.length < start + length) buffer = Buffer.allocUnsafeSlow(start + length)
    const block = buffer
    const bytesRead = await readBlock(block, start, length, position)
    if (bytesRead === 0) throw new Error('the temporary file is shorter than what was written')
    if (start > 0) before.copy(block)
    return block.subarray(0, start + bytesRead)
  }

  let filling = fill(0)
  try {
    for (let position = -before.length; position < writtenBytes;) {
      const block = await filling
      position += block.length
      if (position < writtenBytes) filling = fill(position)
      yield block
    }
  } finally {
    // A reader that gave up waits for it no more.
    filling.catch(() => undefined)
  }
}
