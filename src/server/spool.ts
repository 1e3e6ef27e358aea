import { Buffer } from 'node:buffer'
import { close, read, write } from 'node:fs'
import { tmpdir } from 'node:os'
import { promisify } from 'node:util'
import { BlockPool } from './block-pool.ts'
import { BEFORE_BYTES, readBlocks } from './spool-reader.ts'
import { spoolFailure } from './spool-failure.ts'
import { openUnlinked } from './unnamed-file.ts'

const writeAsync = promisify(write)
const readAsync = promisify(read)
const closeAsync = promisify(close)

/**
 * Bytes kept in memory before a temporary file is opened, and the size of each write. A scanned page or a CV of 300 kB
 * stays in memory: the temporary files of such a load took a sixth of the time (docs/decisions/021).
 */
const TEXT_BYTES = 512 * 1024

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

/** As many as Kombo takes of one integration at once. */
const BLOCKS = new BlockPool(BEFORE_BYTES + TEXT_BYTES + AFTER_BYTES, 32)

export interface ReadOptions {
  readonly before?: Buffer
  readonly after?: Buffer
  /** Called when the last bytes are handed over. */
  readonly onLast?: () => void
}

export interface SpoolOptions {
  /** Where the temporary file is made. Default: the system's. */
  readonly folder?: string
  /** How long the text will probably be, so that its memory is taken in one piece. Default: unknown. */
  readonly expectedBytes?: number
}

/**
 * Keeps a text of unknown length: in memory up to 512 KiB, beyond that in a temporary file, unlinked as soon as it is
 * open, so that nothing of it is left whatever happens to the process. Can be read any number of times.
 */
export class Spool {
  readonly #folder: string
  readonly #expectedBytes: number
  /** The end of the text, not yet in the file, behind room for what goes before it. */
  #block: Buffer = NOTHING
  #textBytes = 0
  #file: number | null = null
  #writtenBytes = 0
  #isClosed = false
  /** Parts of the block that are with a reader who has not asked for more. */
  #lent = 0
  /** Calls under way on the file. It is closed after them: its number may be another file's a moment later. */
  readonly #underWay = new Set<Promise<unknown>>()

  constructor({ folder = tmpdir(), expectedBytes = 0 }: SpoolOptions = {}) {
    this.#folder = folder
    this.#expectedBytes = expectedBytes
  }

  get sizeBytes(): number {
    return this.#writtenBytes + this.#textBytes
  }

  /** @returns a promise when the caller must wait before it appends more. */
  append(chunk: Buffer): Promise<void> | undefined {
    // Copied: a chunk of a few bytes would otherwise hold on to the whole packet it came in.
    const taken = this.#copy(chunk)
    return taken < chunk.length ? this.#flush(chunk.subarray(taken)) : undefined
  }

  /**
   * The text with something before and behind it, in parts that are only valid until the next one is asked for. To be
   * called only after everything is appended.
   */
  async *read({ before = NOTHING, after = NOTHING, onLast }: ReadOptions = {}): AsyncGenerator<Buffer, void, void> {
    const fitting = before.length <= BEFORE_BYTES ? before : NOTHING
    if (fitting !== before) yield before
    if (this.#isClosed) throw closed()
    if (this.#file !== null) yield* this.#readFile(this.#file, fitting)
    if (this.#isClosed) throw closed()
    onLast?.()
    const last = this.#lastPart(this.#file === null ? fitting : NOTHING, after)
    if (last.length === 0) return
    this.#lent += 1
    yield last
    // Reached only by a reader who asks for more. One that broke off may hold the part for as long as it likes.
    this.#lent -= 1
  }

  /** Gives memory and disk back; a reader that goes on fails. Safe to call twice. */
  async close(): Promise<void> {
    this.#isClosed = true
    const [block, file] = [this.#block, this.#file]
    this.#block = NOTHING
    this.#file = null
    await Promise.allSettled(this.#underWay)
    if (block.length === BLOCKS.blockBytes && this.#lent === 0) BLOCKS.give(block)
    if (file !== null) await letGo(file)
  }

  #lastPart(before: Buffer, after: Buffer): Buffer {
    const text = this.#block.subarray(BEFORE_BYTES, BEFORE_BYTES + this.#textBytes)
    if (text.length < SURELY_LEFT_BYTES || after.length > AFTER_BYTES) return Buffer.concat([before, text, after])
    const [start, end] = [BEFORE_BYTES - before.length, BEFORE_BYTES + text.length + after.length]
    this.#block.set(before, start)
    this.#block.set(after, end - after.length)
    return this.#block.subarray(start, end)
  }

  #readFile(file: number, before: Buffer): AsyncGenerator<Buffer, void, void> {
    return readBlocks(before, this.#writtenBytes, async (block, from, length, position) => {
      if (this.#isClosed) throw closed()
      return (await this.#track(readAsync(file, block, from, length, position))).bytesRead
    })
  }

  #copy(chunk: Buffer): number {
    const wanted = Math.min(TEXT_BYTES, this.#textBytes + chunk.length)
    if (this.#block.length < BEFORE_BYTES + wanted + AFTER_BYTES) this.#makeRoom(wanted)
    const taken = chunk.copy(this.#block, BEFORE_BYTES + this.#textBytes, 0, wanted - this.#textBytes)
    this.#textBytes += taken
    return taken
  }

  #makeRoom(wanted: number): void {
    // Only once bytes have come: a promise of many costs nothing.
    const room = Math.max(MIN_BYTES, this.#expectedBytes, 2 * this.#textBytes, wanted)
    const larger = room > SMALL_BYTES ? BLOCKS.take() : Buffer.allocUnsafeSlow(BEFORE_BYTES + room + AFTER_BYTES)
    larger.set(this.#block.subarray(BEFORE_BYTES, BEFORE_BYTES + this.#textBytes), BEFORE_BYTES)
    this.#block = larger
  }

  async #flush(rest: Buffer): Promise<void> {
    this.#file ??= openFile(this.#folder)
    let left = rest
    do {
      await this.#writeBlock(this.#file)
      if (this.#isClosed) throw closed()
      left = left.subarray(this.#copy(left))
    } while (left.length > 0)
  }

  async #writeBlock(file: number): Promise<void> {
    for (let at = 0; at < this.#textBytes;) {
      const length = this.#textBytes - at
      const position = this.#writtenBytes + at
      const { bytesWritten } = await this.#track(writeAsync(file, this.#block, BEFORE_BYTES + at, length, position))
      at += bytesWritten
    }
    this.#writtenBytes += this.#textBytes
    this.#textBytes = 0
  }

  async #track<T>(call: Promise<T>): Promise<T> {
    this.#underWay.add(call)
    try {
      return await call
    } catch (cause) {
      throw spoolFailure(cause)
    } finally {
      this.#underWay.delete(call)
    }
  }
}

function openFile(folder: string): number {
  try {
    return openUnlinked(folder)
  } catch (cause) {
    throw spoolFailure(cause)
  }
}

async function letGo(file: number): Promise<void> {
  try {
    await closeAsync(file)
  } catch {
    // The system has let go of it whatever it says (close(2)), and of what was in it nothing is wanted any more.
  }
}

function closed(): Error {
  return new Error('the spool is closed')
}
