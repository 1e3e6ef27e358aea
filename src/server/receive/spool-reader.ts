import type { Buffer } from 'node:buffer'
import { BlockPool } from './block-pool.ts'

/** Room in a block for what goes before the text, in bytes. */
export const BEFORE_BYTES = 1024

/** Size of each read from the temporary file; two blocks are held for each file under way. */
const READ_BYTES = 256 * 1024

const BLOCKS = new BlockPool(BEFORE_BYTES + READ_BYTES, 60)

/** Fills a part of `block` from the file; resolves with the number of bytes read. */
export type ReadBlock = (block: Buffer, from: number, length: number, position: number) => Promise<number>

/**
 * What is in the temporary file with `before` in front of it, block by block. Two blocks are used in turn, one is filled
 * while the other leaves: a block is only valid until the next one is asked for.
 * @param before at most {@link BEFORE_BYTES} long.
 */
export async function* readBlocks(
  before: Buffer,
  writtenBytes: number,
  readBlock: ReadBlock,
): AsyncGenerator<Buffer, void, void> {
  let [block, other] = [BLOCKS.take(), BLOCKS.take()]
  async function fill(position: number): Promise<Buffer> {
    const filled = block
    ;[block, other] = [other, block]
    const start = position === 0 ? before.length : 0
    if (start > 0) filled.set(before)
    const end = start + Math.min(READ_BYTES, writtenBytes - position)
    for (let at = start; at < end;) {
      const bytesRead = await readBlock(filled, at, end - at, position + at - start)
      if (bytesRead === 0) throw new Error('the temporary file is shorter than what was written')
      at += bytesRead
    }
    return filled.subarray(0, end)
  }

  function fillAhead(position: number): Promise<Buffer> {
    const filling = fill(position)
    // A reader may stand at the part before when this fails, for long or for ever; it is told when it asks for more.
    filling.catch(() => undefined)
    return filling
  }

  let filling = fillAhead(0)
  for (let position = -before.length; position < writtenBytes;) {
    const part = await filling
    position += part.length
    if (position < writtenBytes) filling = fillAhead(position)
    yield part
  }
  // Reached only by a reader who has asked for more: the last one has left. A reader that broke off may hold one.
  BLOCKS.give(block)
  BLOCKS.give(other)
}
