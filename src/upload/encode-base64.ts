const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const PADDING = '='.charCodeAt(0)

/** Two characters for each 12 bits. Every browser runs on little-endian machines: the first character is the low byte. */
const PAIRS = Uint16Array.from({ length: 4096 }, (_, bits) => code(bits >> 6) | (code(bits & 63) << 8))

/**
 * Encodes bytes as base64 in ASCII (RFC 4648, section 4), padded when their number is no multiple of 3.
 * @param into room for the text, from its beginning on, in pairs of characters: two for each 3 bytes begun.
 * @returns the text, as a view of that room.
 */
export function encodeBase64(bytes: Uint8Array, into: Uint16Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let to = 0
  for (let at = 0; at < bytes.length; at += 3) {
    // Bytes beyond the end count as zero, which is what padding stands for.
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    into[to] = PAIRS[bits >> 12] ?? 0
    into[to + 1] = PAIRS[bits & 4095] ?? 0
    to += 2
  }
  const encoded = new Uint8Array(into.buffer, into.byteOffset, to * 2)
  const rest = bytes.length % 3
  if (rest > 0) encoded.fill(PADDING, encoded.length - (3 - rest))
  return encoded
}

function code(sixBits: number): number {
  return ALPHABET.charCodeAt(sixBits)
}
