import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { SAMPLE_HEAD_BYTES, SAMPLE_TAIL_BYTES } from '../../contract/container.ts'
import { BlockPool } from './block-pool.ts'

/** Up to twice the end, so that it has to be moved only once per length of it. */
const END_BYTES = 2 * SAMPLE_TAIL_BYTES

/** A shorter end gets room of its own size: a sender of a few bytes does not hold a block. */
const SHORT_END_BYTES = 32 * 1024

/** For as many files on their way in as Kombo takes of one integration at once; a file holds one only until it is in. */
const ENDS = new BlockPool(END_BYTES, 30)

/** What is kept of a file's bytes while they pass by: its SHA-256, its beginning and its end. */
export class FileDigest {
  readonly #hash = createHash('sha256')
  readonly #head = Buffer.allocUnsafe(SAMPLE_HEAD_BYTES)
  #headLength = 0
  #end: Buffer = Buffer.allocUnsafe(4096)
  #endLength = 0

  /** @param bytes only lent: what is kept is copied. */
  update(bytes: Buffer): void {
    this.#hash.update(bytes)
    if (this.#headLength < SAMPLE_HEAD_BYTES) this.#headLength += bytes.copy(this.#head, this.#headLength)
    const last = bytes.subarray(-SAMPLE_TAIL_BYTES)
    this.#makeRoom(last.length)
    this.#endLength += last.copy(this.#end, this.#endLength)
  }

  /** Ends it; to be called once. */
  finish(): { readonly sha256: string; readonly head: Uint8Array; readonly tail: Uint8Array } {
    // A copy: who holds it is not to see the end of the next file there.
    const tail = Buffer.from(this.#lastBytes(SAMPLE_TAIL_BYTES))
    if (this.#end.length === END_BYTES) ENDS.give(this.#end)
    this.#end = NOTHING
    return { sha256: this.#hash.digest('hex'), head: this.#head.subarray(0, this.#headLength), tail }
  }

  #makeRoom(wanted: number): void {
    if (this.#endLength + wanted <= this.#end.length) return
    const kept = this.#lastBytes(SAMPLE_TAIL_BYTES - wanted)
    const room = this.#end.length === END_BYTES ? this.#end : newRoom(2 * (this.#endLength + wanted))
    this.#endLength = kept.copy(room, 0)
    this.#end = room
  }

  #lastBytes(most: number): Buffer {
    return this.#end.subarray(Math.max(0, this.#endLength - most), this.#endLength)
  }
}

const NOTHING = Buffer.alloc(0)

function newRoom(bytes: number): Buffer {
  return bytes > SHORT_END_BYTES ? ENDS.take() : Buffer.allocUnsafe(bytes)
}
