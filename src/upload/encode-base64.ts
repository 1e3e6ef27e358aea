const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const PADDING = '='.charCodeAt(0)

/** Two characters for each 12 bits. Every browser runs on little-endian machines: the first character is the low byte. */
const PAIRS = Uint16Array.from({ length: 4096 }, (_, bits) => code(bits >> 6) | (code(bits & 63) << 8))

/** Encodes files slice by slice into bytes of ASCII (RFC 4648, section 4), in one buffer that is used again and again. */
export class Base64Encoder {
  readonly #pairs: Uint16Array<ArrayBuffer>

  /** @param sliceBytes the longest slice, in bytes. */
  constructor(sliceBytes: number) {
    this.#pairs = new Uint16Array(2 * Math.ceil(sliceBytes / 3))
  }

  /** @returns a view that holds until the next call; padded when the length is no multiple of 3. */
  encode(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    const pairs = this.#pairs
    const whole = bytes.length - (bytes.length % 3)
    let to = 0
    for (let at = 0; at < bytes.length; at += 3) {
      // Bytes beyond the end count as zero, which is what padding stands for.
      const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
      pairs[to] = PAIRS[bits >> 12] ?? 0
      pairs[to + 1] = PAIRS[bits & 4095] ?? 0
      to += 2
    }
    const encoded = new Uint8Array(pairs.buffer, 0, to * 2)
    const missing = bytes.length === whole ? 0 : 3 - (bytes.length - whole)
    encoded.fill(PADDING, encoded.length - missing)
    return encoded
  }
}

function code(sixBits: number): number {
  return ALPHABET.charCodeAt(sixBits)
}
