import { Buffer } from 'node:buffer'

/**
 * Blocks of one size, used again by one file after another. Memory that is new for each file is expensive twice: its
 * pages have to be made, and V8 collects the whole heap each time some 64 MB of it have gone by.
 */
export class BlockPool {
  readonly blockBytes: number
  readonly #mostKept: number
  readonly #kept: Buffer[] = []

  /** @param mostKept blocks held while nobody needs them; more can be taken at any time. */
  constructor(blockBytes: number, mostKept: number) {
    this.blockBytes = blockBytes
    this.#mostKept = mostKept
  }

  /** A block with anything in it. */
  take(): Buffer {
    return this.#kept.pop() ?? Buffer.allocUnsafeSlow(this.blockBytes)
  }

  /** To be called once, by whoever took the block, and only when nobody can read or write it any more. */
  give(block: Buffer): void {
    if (this.#kept.length < this.#mostKept) this.#kept.push(block)
  }
}
