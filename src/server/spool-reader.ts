import { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'

/** Size of each read from the temporary file; two of them are held for each file under way. */
const READ_BYTES = 256 * 1024

const NOTHING = Buffer.alloc(0)

/** What a spool holds, in its order. */
export interface SpoolParts {
  readonly before: Buffer
  /** Bytes in the temporary file. */
  readonly writtenBytes: number
  readonly last: readonly Buffer[]
  /** Called when the last bytes are handed over. */
  readonly onLast: () => void
}

/** Fills a part of `block` from the file; resolves with the number of bytes read. */
export type ReadBlock = (block: Buffer, from: number, length: number, position: number) => Promise<number>

/**
 * Reads the file block by block into two buffers in turn: a fresh one for each block costs more time than the reading.
 * Without a high-water mark nothing is read ahead, so a block is only asked for when the one before has left; its
 * buffer is used again one block later still.
 */
export class SpoolReader extends Readable {
  readonly #before: Buffer
  readonly #writtenBytes: number
  readonly #last: readonly Buffer[]
  readonly #onLast: () => void
  readonly #readBlock: ReadBlock
  #buffers: readonly [Buffer, Buffer] = [NOTHING, NOTHING]
  #position = 0

  constructor({ before, writtenBytes, last, onLast }: SpoolParts, readBlock: ReadBlock) {
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
      // Handed on as they are: joining them would copy the whole of a small file.
      const parts = this.#position === 0 ? [this.#before, ...this.#last] : this.#last
      for (const part of parts) if (part.length > 0) this.push(part)
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
    const length = Math.min(READ_BYTES, this.#writtenBytes - this.#position)
    const target = buffer.length < start + length ? Buffer.allocUnsafeSlow(start + length) : buffer
    this.#buffers = [other, target]
    if (start > 0) this.#before.copy(target)
    const bytesRead = await this.#readBlock(target, start, length, this.#position)
    if (bytesRead === 0) throw new Error('the temporary file is shorter than what was written')
    this.#position += bytesRead
    return target.subarray(0, start + bytesRead)
  }
}
