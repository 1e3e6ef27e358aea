import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { SAMPLE_HEAD_BYTES, SAMPLE_TAIL_BYTES } from '../contract/container.ts'

/** What is kept of a file's bytes while they pass by: its SHA-256, its beginning and its end. */
export class FileDigest {
  readonly #hash = createHash('sha256')
  readonly #head = Buffer.allocUnsafe(SAMPLE_HEAD_BYTES)
  #headLength = 0
  /** Holds up to twice the end, so that it has to be moved only once per length of it. */
  #end = Buffer.allocUnsafe(4096)
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
    return {
      sha256: this.#hash.digest('hex'),
      head: this.#head.subarray(0, this.#headLength),
      tail: this.#end.subarray(Math.max(0, this.#endLength - SAMPLE_TAIL_BYTES), this.#endLength),
    }
  }

  #makeRoom(wanted: number): void {
    if (this.#endLength + wanted <= this.#end.length) return
    const kept = this.#end.subarray(Math.max(0, this.#endLength - (SAMPLE_TAIL_BYTES - wanted)), this.#endLength)
    const isFull = this.#end.length === 2 * SAMPLE_TAIL_BYTES
    const room = isFull
      ? this.#end
      : Buffer.allocUnsafe(Math.min(2 * SAMPLE_TAIL_BYTES, 2 * (this.#endLength + wanted)))
    this.#endLength = kept.copy(room, 0)
    this.#end = room
  }
}
