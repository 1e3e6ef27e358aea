const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const PADDING = '='.charCodeAt(0)

/** Two characters for each 12 bits. Every browser runs on little-endian machines: the first character is the low byte. */
const PAIRS = Uint16Array.from({ length: 4096 }, (_, bits) => code(bits >> 6) | (code(bits & 63) << 8))

/**
 * Encodes bytes as base64 in ASCII (RFC 4648, section 4), padded when their number is no multiple of 3.
 * @param into room for the text, from its beginning on, in groups of four characters: one for each 3 bytes begun.
 * @returns the text, as a view of that room.
 */
export function encodeBase64(bytes: Uint8Array, into: Uint32Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const whole = Math.floor(bytes.length / 3)
  const rest = bytes.length % 3
  let at = 0
  for (let to = 0; to < whole; to += 1) {
    into[to] = group(((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0))
    at += 3
  }
  if (rest === 0) return new Uint8Array(into.buffer, into.byteOffset, whole * 4)
  // Apart from the others, so that the loop never reads beyond the end, which would slow down all of it.
  into[whole] = group(((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8))
  return new Uint8Array(into.buffer, into.byteOffset, whole * 4 + 4).fill(PADDING, whole * 4 + 1 + rest)
}

/** Four characters for 24 bits. */
function group(bits: number): number {
  return (PAIRS[bits >> 12] ?? 0) | ((PAIRS[bits & 4095] ?? 0) << 16)
}

function code(sixBits: number): number {
  return ALPHABET.charCodeAt(sixBits)
}
