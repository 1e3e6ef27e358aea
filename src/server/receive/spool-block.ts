import { Buffer } from 'node:buffer'
import { BlockPool } from './block-pool.ts'
import { BEFORE_BYTES } from './spool-reader.ts'

/** Text that one block holds, in bytes; also the size of each write to a temporary file. */
export const BLOCK_TEXT_BYTES = 512 * 1024

/** Room behind the text in its block, as there is before it: all of a small file is one piece then. */
const AFTER_BYTES = 64

/** Texts up to that length get a block of their own size: nothing is gained by using those again. */
const SMALL_BYTES = 64 * 1024

const MIN_BYTES = 4096

/**
 * A part at least that long has certainly left when the next one is asked for: undici's sockets take no more than that
 * unwritten without asking to wait. Of a shorter one nobody knows, so it is copied and its memory never used again.
 */
const SURELY_LEFT_BYTES = 64 * 1024

const NOTHING = Buffer.alloc(0)

/** The first blocks of as many files as Kombo takes of one integration at once, and what they may keep beyond these. */
const BLOCKS = new BlockPool(BEFORE_BYTES + BLOCK_TEXT_BYTES + AFTER_BYTES, 56)

/** A piece of a text in memory, behind room for what goes before it. */
export class SpoolBlock {
  #memory: Buffer = NOTHING
  #textBytes = 0
  /** Readers who have the text and have not asked for more. */
  #lent = 0

  get textBytes(): number {
    return this.#textBytes
  }

  /** Of no use once something is appended, or the block is emptied or given back. */
  get text(): Buffer {
    return this.#memory.subarray(BEFORE_BYTES, BEFORE_BYTES + this.#textBytes)
  }

  /**
   * Copied: a chunk of a few bytes would otherwise hold on to the whole packet it came in.
   * @param expectedBytes how long the block's text will probably be.
   * @returns how much of the chunk had room.
   */
  append(chunk: Buffer, expectedBytes: number): number {
    const wanted = Math.min(BLOCK_TEXT_BYTES, this.#textBytes + chunk.length)
    if (this.#memory.length < BEFORE_BYTES + wanted + AFTER_BYTES) this.#makeRoom(wanted, expectedBytes)
    const taken = chunk.copy(this.#memory, BEFORE_BYTES + this.#textBytes, 0, wanted - this.#textBytes)
    this.#textBytes += taken
    return taken
  }

  /** To be called when the text is elsewhere. The memory stays. */
  empty(): void {
    this.#textBytes = 0
  }

  /**
   * The text with something before and behind it, in one piece; nothing when all three are empty.
   * @param before at most {@link BEFORE_BYTES} long.
   */
  *read(before: Buffer, after: Buffer): Generator<Buffer, void, void> {
    const part = this.#between(before, after)
    if (part.length === 0) return
    this.#lent += 1
    yield part
    // Reached only by a reader who asks for more. One that broke off may hold the part for as long as it likes.
    this.#lent -= 1
  }

  /** To be called once, by whoever holds the block, which is of no use afterwards. */
  giveBack(): void {
    if (this.#memory.length === BLOCKS.blockBytes && this.#lent === 0) BLOCKS.give(this.#memory)
    this.#memory = NOTHING
    this.#textBytes = 0
  }

  #between(before: Buffer, after: Buffer): Buffer {
    const { text } = this
    if (text.length < SURELY_LEFT_BYTES || after.length > AFTER_BYTES) return Buffer.concat([before, text, after])
    const [start, end] = [BEFORE_BYTES - before.length, BEFORE_BYTES + text.length + after.length]
    this.#memory.set(before, start)
    this.#memory.set(after, end - after.length)
    return this.#memory.subarray(start, end)
  }

  #makeRoom(wanted: number, expectedBytes: number): void {
    // Only once bytes have come: a promise of many costs nothing.
    const room = Math.max(MIN_BYTES, expectedBytes, 2 * this.#textBytes, wanted)
    const larger = room > SMALL_BYTES ? BLOCKS.take() : Buffer.allocUnsafeSlow(BEFORE_BYTES + room + AFTER_BYTES)
    larger.set(this.text, BEFORE_BYTES)
    this.#memory = larger
  }
}
