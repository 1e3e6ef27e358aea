import { Buffer } from 'node:buffer'
import { RouteError } from '../answers/route-error.ts'

const DASH = 0x2d
const UNDERSCORE = 0x5f
const EQUALS = 0x3d

/** Decoded bytes live here until they are handed over, which happens before anybody else can decode. */
let scratch = Buffer.allocUnsafeSlow(48 * 1024)

/**
 * Checks base64 text while it arrives, whatever the boundaries of its chunks, and decodes it. Only the alphabet of
 * RFC 4648 section 4 passes, padded, without line breaks, and with the unused bits of the last character zero
 * (section 3.5): every content has exactly one text.
 *
 * Node's decoder is ten times faster than any look at single characters from JavaScript, and lenient: it skips what it
 * does not know and takes `-` and `_` for `+` and `/`. So text whose decoded length is exactly three quarters of its
 * own, and which holds neither of the two, holds nothing but the alphabet.
 */
export class Base64Text {
  readonly #onBytes: (bytes: Buffer) => void
  /** Up to 4 characters kept back: an incomplete group, or a complete one that may be the last. */
  #held = Buffer.alloc(4)
  #heldLength = 0
  #textLength = 0
  #sizeBytes = 0

  /** @param onBytes is handed decoded bytes that are only valid until it returns. */
  constructor(onBytes: (bytes: Buffer) => void) {
    this.#onBytes = onBytes
  }

  /** Characters so far. */
  get textLength(): number {
    return this.#textLength
  }

  /** Decoded bytes so far; complete after {@link end}. */
  get sizeBytes(): number {
    return this.#sizeBytes
  }

  /** @throws RouteError at the first chunk that proves the text illegal. */
  write(chunk: Buffer): void {
    this.#textLength += chunk.length
    let rest = chunk
    if (this.#heldLength > 0) {
      const taken = Math.min(4 - this.#heldLength, rest.length)
      rest.copy(this.#held, this.#heldLength, 0, taken)
      this.#heldLength += taken
      rest = rest.subarray(taken)
      if (rest.length === 0) return
      this.#decode(this.#held)
      this.#heldLength = 0
    }
    // The last group may hold padding, so one group always waits for what follows it.
    const kept = rest.length % 4 === 0 ? Math.min(4, rest.length) : rest.length % 4
    const groups = rest.subarray(0, rest.length - kept)
    if (groups.length > 0) this.#decode(groups)
    this.#heldLength = rest.copy(this.#held, 0, groups.length)
  }

  /** @throws RouteError when the text is cut short, or its last group is illegal. */
  end(): void {
    if (this.#heldLength === 0) return
    if (this.#heldLength !== 4) throw illegal('its length is not a multiple of 4')
    const group = this.#held
    const padding = group[3] !== EQUALS ? 0 : group[2] !== EQUALS ? 1 : 2
    if (padding === 0) return this.#decode(group)
    const text = group.toString('latin1')
    const bytes = Buffer.from(text, 'base64')
    // Encoding again gives the one canonical text; anything else in these four characters gives another.
    if (bytes.length !== 3 - padding || bytes.toString('base64') !== text) throw illegal('its last characters')
    this.#emit(bytes)
  }

  #decode(groups: Buffer): void {
    const expected = (groups.length / 4) * 3
    if (scratch.length < expected) scratch = Buffer.allocUnsafeSlow(expected)
    const decoded = scratch.write(groups.toString('latin1'), 0, expected, 'base64')
    if (decoded !== expected || groups.includes(DASH) || groups.includes(UNDERSCORE)) {
      throw illegal('a character outside the alphabet, white space, or padding before its end')
    }
    this.#emit(scratch.subarray(0, expected))
  }

  #emit(bytes: Buffer): void {
    this.#sizeBytes += bytes.length
    this.#onBytes(bytes)
  }
}

function illegal(what: string): RouteError {
  return new RouteError('UPLOAD.BASE64_INVALID', `attachment.data is not padded standard base64 (RFC 4648): ${what}`)
}
