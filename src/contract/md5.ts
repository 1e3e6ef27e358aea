/*
 * MD5 (RFC 1321) by hand: PDFs of PDF 1.7 and before are locked with it, and WebCrypto has none. It keeps nothing secret
 * here; it only tells whether a file opens without a password.
 */

/** `floor(2³² · |sin(i + 1)|)`, as the RFC gives them. */
const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32))

type Words = readonly [a: number, b: number, c: number, d: number]

/** What sets the four rounds of sixteen steps apart: a function of three words, the order of reading, the rotations. */
interface Round {
  readonly mix: (b: number, c: number, d: number) => number
  readonly word: (step: number) => number
  readonly turns: Words
}

const ROUNDS: readonly Round[] = [
  { mix: (b, c, d) => (b & c) | (~b & d), word: (i) => i, turns: [7, 12, 17, 22] },
  { mix: (b, c, d) => (d & b) | (~d & c), word: (i) => 5 * i + 1, turns: [5, 9, 14, 20] },
  { mix: (b, c, d) => b ^ c ^ d, word: (i) => 3 * i + 5, turns: [4, 11, 16, 23] },
  { mix: (b, c, d) => c ^ (b | ~d), word: (i) => 7 * i, turns: [6, 10, 15, 21] },
]

const BLOCK_BYTES = 64

/** The 16 bytes of the digest. */
export function md5(message: Uint8Array): Uint8Array {
  // A one bit, zeros, and the length in bits as the last eight bytes of a block.
  const padded = new Uint8Array(Math.ceil((message.length + 9) / BLOCK_BYTES) * BLOCK_BYTES)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, message.length * 8, true)

  let words: Words = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let at = 0; at < padded.length; at += BLOCK_BYTES) words = digestBlock(words, view, at)
  const digest = new DataView(new ArrayBuffer(16))
  words.forEach((word, index) => digest.setInt32(index * 4, word, true))
  return new Uint8Array(digest.buffer)
}

function digestBlock(before: Words, view: DataView, at: number): Words {
  let [a, b, c, d] = before
  ROUNDS.forEach(({ mix, word, turns }, round) => {
    for (let step = 0; step < 16; step += 1) {
      const sum = a + mix(b, c, d) + (SINES[round * 16 + step] ?? 0) + view.getInt32(at + (word(step) & 15) * 4, true)
      const turn = turns[step & 3] ?? 0
      const turned = (sum << turn) | (sum >>> (32 - turn))
      ;[a, d, c, b] = [d, c, b, (b + turned) | 0]
    }
  })
  return [(before[0] + a) | 0, (before[1] + b) | 0, (before[2] + c) | 0, (before[3] + d) | 0]
}
