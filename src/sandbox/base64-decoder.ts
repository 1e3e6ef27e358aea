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
  #chunks: Buffer[] = []
  #carry: Buffer = Buffer.alloc(0)
  #sizeBytes = 0
  #ended = false
  #legal = true

  constructor(keepContent: boolean) {
    this.#keep = keepContent
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
      bytes: this.#keep ? Buffer.concat(this.#chunks, this.#sizeBytes) : null,
    }
  }

  #decode(quads: Buffer): void {
    const firstPad = quads.indexOf(PAD)
    const padding = firstPad < 0 ? 0 : quads.length - firstPad
    if (padding > 2 || (padding === 2 && quads.at(-1) !== PAD)) return this.#refuse()
    this.#ended = padding > 0

    const bytes = Buffer.from(quads.toString('latin1'), 'base64')
    // Node skips what is not of the alphabet, so that anything illegal leaves the result short; it takes `-` and `_`.
    if (bytes.length !== (quads.length / 4) * 3 - padding) return this.#refuse()
    if (quads.includes(DASH) || quads.includes(UNDERSCORE)) return this.#refuse()

    this.#hash.update(bytes)
    this.#sizeBytes += bytes.length
    if (this.#keep) this.#chunks.push(bytes)
  }

  #refuse(): void {
    this.#legal = false
    this.#chunks = []
  }
}
