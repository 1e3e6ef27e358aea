import { createHash } from 'node:crypto'

/** A file's content as it was decoded. */
export interface Content {
  readonly sizeBytes: number
  /** Lower-case hex. */
  readonly sha256: string
  /** `null` where contents are discarded. */
  readonly bytes: Buffer | null
}

const PAD = 0x3d
const DASH = 0x2d
const UNDERSCORE = 0x5f

/**
 * Decodes base64 (RFC 4648, section 4) while it arrives. Strict: no whitespace, no URL-safe alphabet, no data-URI
 * prefix, padding required. Kombo does not document what it tolerates, so nobody may come to depend on tolerance.
 */
export class Base64Decoder {
  readonly #hash = createHash('sha256')
  readonly #keep: boolean
  /** Where bytes are decoded to: the whole content when it is kept, else the last piece of it. */
  #room: Buffer
  #carry: Buffer = Buffer.alloc(0)
  #sizeBytes = 0
  #ended = false
  #legal = true

  /** @param expectedBytes about how many bytes will come; only a help against copying. */
  constructor({ keepContent, expectedBytes = 0 }: { readonly keepContent: boolean; readonly expectedBytes?: number }) {
    this.#keep = keepContent
    this.#room = Buffer.allocUnsafeSlow(keepContent ? expectedBytes : 0)
  }

  write(piece: Buffer): void {
    if (!this.#legal || piece.length === 0) return
    if (this.#ended) return this.#refuse()
    const text = this.#carry.length === 0 ? piece : Buffer.concat([this.#carry, piece])
    const whole = text.length - (text.length % 4)
    // A copy, because the piece belongs to a chunk of the socket that would stay alive with it.
    this.#carry = Buffer.from(text.subarray(whole))
    if (whole > 0) this.#decode(text.subarray(0, whole))
  }

  /** @returns `null` when the text was not base64. */
  end(): Content | null {
    if (!this.#legal || this.#carry.length > 0) return null
    return {
      sizeBytes: this.#sizeBytes,
      sha256: this.#hash.digest('hex'),
      bytes: this.#keep ? this.#room.subarray(0, this.#sizeBytes) : null,
    }
  }

  #decode(quads: Buffer): void {
    const firstPad = quads.indexOf(PAD)
    const padding = firstPad < 0 ? 0 : quads.length - firstPad
    if (padding > 2 || (padding === 2 && quads.at(-1) !== PAD)) return this.#refuse()
    this.#ended = padding > 0

    const expected = (quads.length / 4) * 3 - padding
    const start = this.#keep ? this.#sizeBytes : 0
    this.#makeRoom(start, expected)
    const written = this.#room.write(quads.toString('latin1'), start, 'base64')
    // Node skips what is not of the alphabet, so that anything illegal leaves the result short; it takes `-` and `_`.
    if (written !== expected) return this.#refuse()
    if (quads.includes(DASH) || quads.includes(UNDERSCORE)) return this.#refuse()

    this.#hash.update(this.#room.subarray(start, start + written))
    this.#sizeBytes += written
  }

  #makeRoom(used: number, more: number): void {
    if (used + more <= this.#room.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(used + more, 2 * used))
    this.#room.copy(larger, 0, 0, used)
    this.#room = larger
  }

  #refuse(): void {
    this.#legal = false
    this.#room = Buffer.alloc(0)
  }
}
