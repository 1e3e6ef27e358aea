import { Buffer } from 'node:buffer'
import { close, read, write } from 'node:fs'
import { tmpdir } from 'node:os'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { SpoolReader } from './spool-reader.ts'
import { openUnlinked } from './unnamed-file.ts'

const writeAsync = promisify(write)
const readAsync = promisify(read)
const closeAsync = promisify(close)

/**
 * Bytes kept in memory before a temporary file is opened, and the size of each write. A scanned page or a CV of 300 kB
 * stays in memory: the temporary files of such a load took a sixth of the time (docs/decisions/021).
 */
const BLOCK_BYTES = 512 * 1024

const MIN_BLOCK_BYTES = 4096

const NOTHING = Buffer.alloc(0)

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
  /** The end of the text, not yet in the file; grows up to one block. */
  #block = NOTHING
  #blockBytes = 0
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
    return this.#writtenBytes + this.#blockBytes
  }

  /** @returns a promise when the caller must wait before it appends more. */
  append(chunk: Buffer): Promise<void> | undefined {
    // Copied: a chunk of a few bytes would otherwise hold on to the whole packet it came in.
    const taken = this.#copy(chunk)
    return taken < chunk.length ? this.#flush(chunk.subarray(taken)) : undefined
  }

  /** The text with something before and behind it, as a stream. Only after everything is appended. */
  read({ before = NOTHING, after = NOTHING, onLast = () => undefined }: ReadOptions = {}): Readable {
    const file = this.#file
    const last = this.#block.subarray(0, this.#blockBytes)
    return new SpoolReader(
      { before, writtenBytes: this.#writtenBytes, last: [last, after], onLast },
      (block, from, length, position) => {
        if (this.#isClosed || file === null) return Promise.reject(new Error('the spool is closed'))
        return this.#track(readAsync(file, block, from, length, position)).then(({ bytesRead }) => bytesRead)
      },
    )
  }

  /** Gives memory and disk back; a reader that goes on fails. Safe to call twice. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#block = Buffer.alloc(0)
    const file = this.#file
    this.#file = null
    await Promise.allSettled(this.#underWay)
    if (file !== null) await closeAsync(file)
  }

  #copy(chunk: Buffer): number {
    const wanted = Math.min(BLOCK_BYTES, this.#blockBytes + chunk.length)
    if (wanted > this.#block.length) {
      // Only once bytes have come: a promise of many costs nothing.
      const room = Math.max(MIN_BLOCK_BYTES, this.#expectedBytes, 2 * this.#block.length, wanted)
      const larger = Buffer.allocUnsafeSlow(Math.min(BLOCK_BYTES, room))
      this.#block.copy(larger, 0, 0, this.#blockBytes)
      this.#block = larger
    }
    const taken = chunk.copy(this.#block, this.#blockBytes)
    this.#blockBytes += taken
    return taken
  }

  async #flush(rest: Buffer): Promise<void> {
    this.#file ??= openUnlinked(this.#folder)
    let left = rest
    do {
      await this.#writeBlock(this.#file)
      left = left.subarray(this.#copy(left))
    } while (left.length > 0)
  }

  async #writeBlock(file: number): Promise<void> {
    for (let at = 0; at < this.#blockBytes;) {
      const position = this.#writtenBytes + at
      const { bytesWritten } = await this.#track(writeAsync(file, this.#block, at, this.#blockBytes - at, position))
      at += bytesWritten
    }
    this.#writtenBytes += this.#blockBytes
    this.#blockBytes = 0
  }

  async #track<T>(call: Promise<T>): Promise<T> {
    this.#underWay.add(call)
    try {
      return await call
    } finally {
      this.#underWay.delete(call)
    }
  }
}
