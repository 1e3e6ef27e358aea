import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { close, constants, openSync, read, unlinkSync, write } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'

const writeAsync = promisify(write)
const readAsync = promisify(read)
const closeAsync = promisify(close)

/** Bytes kept in memory before a temporary file is opened; also the size of each read and write. */
const BLOCK_BYTES = 256 * 1024

const NOTHING = Buffer.alloc(0)

export interface ReadOptions {
  readonly before?: Buffer
  readonly after?: Buffer
  /** Called when the last bytes are handed over. */
  readonly onLast?: () => void
}

/**
 * Keeps a text of unknown length: in memory up to 256 KiB, beyond that in a temporary file, unlinked as soon as it is
 * open, so that nothing of it is left whatever happens to the process. Can be read any number of times.
 */
export class Spool {
  readonly #folder: string
  /** The end of the text, not yet in the file; grows up to one block. */
  #block = Buffer.allocUnsafeSlow(4096)
  #blockBytes = 0
  #file: number | null = null
  #writtenBytes = 0
  #isClosed = false
  /** Calls under way on the file. It is closed after them: its number may be another file's a moment later. */
  readonly #underWay = new Set<Promise<unknown>>()

  /** @param folder where the temporary file is made. Default: the system's. */
  constructor(folder: string = tmpdir()) {
    this.#folder = folder
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
    const last = Buffer.concat([this.#block.subarray(0, this.#blockBytes), after])
    return new SpoolReader(before, this.#writtenBytes, last, onLast, (block, from, length, position) => {
      if (this.#isClosed || file === null) return Promise.reject(new Error('the spool is closed'))
      return this.#track(readAsync(file, block, from, length, position)).then(({ bytesRead }) => bytesRead)
    })
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
      const larger = Buffer.allocUnsafeSlow(Math.min(BLOCK_BYTES, Math.max(2 * this.#block.length, wanted)))
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

type ReadBlock = (block: Buffer, from: number, length: number, position: number) => Promise<number>

/**
 * Reads the file block by block into two buffers in turn: a fresh one for each block costs more time than the reading.
 * Without a high-water mark nothing is read ahead, so a block is only asked for when the one before has left; its
 * buffer is used again one block later still.
 */
class SpoolReader extends Readable {
  readonly #before: Buffer
  readonly #writtenBytes: number
  readonly #last: Buffer
  readonly #onLast: () => void
  readonly #readBlock: ReadBlock
  #buffers: readonly [Buffer, Buffer] = [NOTHING, NOTHING]
  #position = 0

  constructor(before: Buffer, writtenBytes: number, last: Buffer, onLast: () => void, readBlock: ReadBlock) {
    super({ highWaterMark: 0 })
    this.#before = before
    this.#writtenBytes = writtenBytes
    this.#last = last
    this.#onLast = onLast
    this.#readBlock = readBlock
  }

  override _read(): void {
    if (this.#position >= this.#writtenBytes) {
      this.#onLast()
      this.push(this.#position === 0 ? Buffer.concat([this.#before, this.#last]) : this.#last)
      this.push(null)
      return
    }
    this.#next().then(
      (block) => this.push(block),
      (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
    )
  }

  async #next(): Promise<Buffer> {
    const [buffer, other] = this.#buffers
    const start = this.#position === 0 ? this.#before.length : 0
    const length = Math.min(BLOCK_BYTES, this.#writtenBytes - this.#position)
    const target = buffer.length < start + length ? Buffer.allocUnsafeSlow(start + length) : buffer
    this.#buffers = [other, target]
    if (start > 0) this.#before.copy(target)
    const bytesRead = await this.#readBlock(target, start, length, this.#position)
    if (bytesRead === 0) throw new Error('the temporary file is shorter than what was written')
    this.#position += bytesRead
    return target.subarray(0, start + bytesRead)
  }
}

/** Linux's `O_TMPFILE`, which Node does not name: a file that never has a name. */
const UNNAMED = constants.O_RDWR | constants.O_DIRECTORY | 0o20000000

/**
 * A file nobody can find. Where the system can, it is made without a name; elsewhere it loses its name at once, and only
 * a process killed in between leaves an empty one behind.
 */
function openUnlinked(folder: string): number {
  if (process.platform === 'linux') {
    try {
      return openSync(folder, UNNAMED, 0o600)
    } catch {
      // A file system that cannot: the other way reports what else may be wrong.
    }
  }
  const path = join(folder, `attachment-${randomUUID()}`)
  const file = openSync(path, 'wx+', 0o600)
  unlinkSync(path)
  return file
}
