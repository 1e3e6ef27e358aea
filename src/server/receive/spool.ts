import { Buffer } from 'node:buffer'
import { close, read, write } from 'node:fs'
import { tmpdir } from 'node:os'
import { promisify } from 'node:util'
import { Allowance } from '../limits/allowance.ts'
import { BLOCK_TEXT_BYTES, SpoolBlock } from './spool-block.ts'
import { BEFORE_BYTES, readBlocks } from './spool-reader.ts'
import { spoolFailure } from './spool-failure.ts'
import { openUnlinked } from './unnamed-file.ts'

const writeAsync = promisify(write)
const readAsync = promisify(read)
const closeAsync = promisify(close)

/** A longer text goes through a file from the start: it would only take the blocks from shorter ones. */
const KEPT_TEXT_BYTES = 4 * 1024 * 1024

/** Blocks that all texts together hold in memory beside the first of each: 12 MiB. */
const MORE_BLOCKS = new Allowance(24)

const NOTHING = Buffer.alloc(0)

export interface ReadOptions {
  readonly before?: Buffer
  readonly after?: Buffer
  /** Called when the last bytes are handed over. */
  readonly onLast?: () => void
}

export interface SpoolOptions {
  /** Where the temporary file is made. Default: the system's. */
  readonly folder?: string | undefined
  /** How long the text will probably be, so that its memory is taken in one piece. Default: unknown. */
  readonly expectedBytes?: number
}

/**
 * Keeps a text of unknown length: in memory up to 512 KiB, and up to 4 MiB while few others need as much; beyond that in
 * a temporary file, unlinked as soon as it is open, so that nothing of it is left whatever happens to the process. Can be
 * read any number of times.
 */
export class Spool {
  readonly #folder: string
  readonly #expectedBytes: number
  /** Full blocks, in memory as long as there is no file. */
  #kept: readonly SpoolBlock[] = []
  /** The end of the text. */
  #last = new SpoolBlock()
  #file: number | null = null
  #writtenBytes = 0
  #isClosed = false
  /** Calls under way on the file. It is closed after them: its number may be another file's a moment later. */
  readonly #underWay = new Set<Promise<unknown>>()

  constructor({ folder = tmpdir(), expectedBytes = 0 }: SpoolOptions = {}) {
    this.#folder = folder
    this.#expectedBytes = expectedBytes
  }

  get sizeBytes(): number {
    return this.#writtenBytes + this.#kept.length * BLOCK_TEXT_BYTES + this.#last.textBytes
  }

  /** @returns a promise when the caller must wait before it appends more. */
  append(chunk: Buffer): Promise<void> | undefined {
    this.#assertOpen()
    let left = this.#appendToLast(chunk)
    while (left.length > 0 && this.#keepLast()) left = this.#appendToLast(left)
    return left.length > 0 ? this.#appendToFile(left) : undefined
  }

  /**
   * The text with something before and behind it, in parts that are only valid until the next one is asked for. To be
   * called only after everything is appended.
   */
  async *read({ before = NOTHING, after = NOTHING, onLast }: ReadOptions = {}): AsyncGenerator<Buffer, void, void> {
    let start = before
    if (start.length > BEFORE_BYTES) {
      yield start
      start = NOTHING
    }
    if (this.#file !== null) {
      yield* this.#readFile(this.#file, start)
      start = NOTHING
    }
    for (const block of this.#kept) {
      yield* block.read(start, NOTHING)
      start = NOTHING
    }
    this.#assertOpen()
    onLast?.()
    yield* this.#last.read(start, after)
  }

  /** Gives memory and disk back; a reader that goes on fails. Safe to call twice. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.allSettled(this.#underWay)
    const file = this.#file
    this.#file = null
    this.#giveBackKept()
    this.#last.giveBack()
    if (file !== null) await letGo(file)
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new Error('the spool is closed')
  }

  #appendToLast(chunk: Buffer): Buffer {
    return chunk.subarray(this.#last.append(chunk, this.#expectedBytes - this.sizeBytes))
  }

  /** @returns false when the text has to go into a file. */
  #keepLast(): boolean {
    const bytes = Math.max(this.#expectedBytes, this.sizeBytes + 1)
    if (this.#file !== null || bytes > KEPT_TEXT_BYTES || !MORE_BLOCKS.take()) return false
    this.#kept = [...this.#kept, this.#last]
    this.#last = new SpoolBlock()
    return true
  }

  async #appendToFile(rest: Buffer): Promise<void> {
    this.#file ??= openFile(this.#folder)
    let left = rest
    do {
      for (const block of this.#kept) await this.#writeBlock(this.#file, block)
      this.#giveBackKept()
      await this.#writeBlock(this.#file, this.#last)
      this.#last.empty()
      left = this.#appendToLast(left)
    } while (left.length > 0)
  }

  #giveBackKept(): void {
    MORE_BLOCKS.giveBack(this.#kept.length)
    for (const block of this.#kept) block.giveBack()
    this.#kept = []
  }

  async #writeBlock(file: number, { text }: SpoolBlock): Promise<void> {
    for (let at = 0; at < text.length;) {
      const position = this.#writtenBytes + at
      const { bytesWritten } = await this.#track(writeAsync(file, text, at, text.length - at, position))
      this.#assertOpen()
      at += bytesWritten
    }
    this.#writtenBytes += text.length
  }

  #readFile(file: number, before: Buffer): AsyncGenerator<Buffer, void, void> {
    return readBlocks(before, this.#writtenBytes, async (block, from, length, position) => {
      this.#assertOpen()
      return (await this.#track(readAsync(file, block, from, length, position))).bytesRead
    })
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
