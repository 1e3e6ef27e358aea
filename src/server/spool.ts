import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { close, openSync, read, unlinkSync, write } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const writeAsync = promisify(write)
const readAsync = promisify(read)
const closeAsync = promisify(close)

/** Bytes kept in memory before a temporary file is opened; also the size of each read and write. */
const BLOCK_BYTES = 256 * 1024

/** Buffers that make up a block before they are joined. */
const MAX_PARTS = 64

/**
 * Keeps a text of unknown length: in memory up to 256 KiB, beyond that in a temporary file, unlinked as soon as it is
 * open, so that nothing of it is left whatever happens to the process. Can be read any number of times.
 */
export class Spool {
  readonly #folder: string
  #block: Buffer[] = []
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
    this.#block.push(chunk)
    this.#blockBytes += chunk.length
    // A sender of single bytes must not make us keep a quarter of a million buffers.
    if (this.#block.length >= MAX_PARTS) this.#block = [Buffer.concat(this.#block, this.#blockBytes)]
    return this.#blockBytes > BLOCK_BYTES ? this.#flush() : undefined
  }

  /** The text from its beginning, in blocks. Only after everything is appended. */
  async *read(): AsyncGenerator<Buffer> {
    const [file, blocks, writtenBytes] = [this.#file, this.#block, this.#writtenBytes]
    if (file !== null) {
      for (let at = 0; at < writtenBytes;) {
        if (this.#isClosed) throw new Error('the spool is closed')
        const block = Buffer.allocUnsafeSlow(Math.min(BLOCK_BYTES, writtenBytes - at))
        const { bytesRead } = await this.#track(readAsync(file, block, 0, block.length, at))
        if (bytesRead === 0) throw new Error('the temporary file is shorter than what was written')
        at += bytesRead
        yield block.subarray(0, bytesRead)
      }
    }
    yield* blocks
  }

  /** Gives memory and disk back; a reader that goes on fails. Safe to call twice. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#block = []
    const file = this.#file
    this.#file = null
    await Promise.allSettled(this.#underWay)
    if (file !== null) await closeAsync(file)
  }

  async #flush(): Promise<void> {
    // Opened and unlinked without a pause in between: a process killed later leaves nothing behind.
    this.#file ??= openUnlinked(this.#folder)
    const file = this.#file
    const block = Buffer.concat(this.#block, this.#blockBytes)
    this.#block = []
    this.#blockBytes = 0
    for (let at = 0; at < block.length;) {
      const { bytesWritten } = await this.#track(writeAsync(file, block, at, block.length - at, this.#writtenBytes))
      at += bytesWritten
      this.#writtenBytes += bytesWritten
    }
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

function openUnlinked(folder: string): number {
  const path = join(folder, `attachment-${randomUUID()}`)
  const file = openSync(path, 'wx+', 0o600)
  unlinkSync(path)
  return file
}
