import { md5 } from './md5.ts'
import { bytesOfHex } from './pdf-dictionary.ts'
import { readEncryption, type Md5Encryption, type Sha2Encryption } from './pdf-encryption.ts'
import { rc4 } from './rc4.ts'

/**
 * Whether an encrypted PDF opens without a password:
 *
 * - `opens`: its password is the empty one, which every reader tries first. It only restricts what may be done with it.
 * - `locked`: it asks for a password.
 * - `unclear`: the samples do not hold what is needed to tell, or it is locked with something else than a password.
 * - `no-crypto`: it could be told where there is WebCrypto.
 */
export type PdfPassword = 'opens' | 'locked' | 'unclear' | 'no-crypto'

/** What is needed of WebCrypto: `crypto.subtle` of a browser or of Node. */
export interface Subtle {
  digest(algorithm: string, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
  importKey(
    format: 'raw',
    key: Uint8Array<ArrayBuffer>,
    algorithm: 'AES-CBC',
    extractable: boolean,
    uses: 'encrypt'[],
  ): Promise<object>
  encrypt(
    algorithm: { readonly name: 'AES-CBC'; readonly iv: Uint8Array<ArrayBuffer> },
    key: object,
    data: Uint8Array<ArrayBuffer>,
  ): Promise<ArrayBuffer>
}

/**
 * Tries the empty password on a PDF, of which the beginning and the end are enough. Takes some milliseconds.
 *
 * @param subtle `undefined` in a page without TLS.
 */
export async function tryEmptyPassword(
  sample: { readonly head: Uint8Array; readonly tail: Uint8Array },
  subtle: Subtle | undefined,
): Promise<PdfPassword> {
  const encryption = readEncryption(sample)
  if (encryption === null) return 'unclear'
  if (encryption.method === 'md5') return opensByMd5(encryption) ? 'opens' : 'locked'
  if (subtle === undefined) return 'no-crypto'
  return (await opensBySha2(encryption, subtle)) ? 'opens' : 'locked'
}

/** What fills a password up to 32 bytes, and all there is of the empty one. */
const PADDING = bytesOfHex('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a')

/** ISO 32000-1, algorithm 6: a password is right if `/U` can be made with it, by algorithm 4 or 5. */
function opensByMd5(encryption: Md5Encryption): boolean {
  const { revision, user, id } = encryption
  const key = keyOf(encryption)
  if (revision === 2) return isSame(rc4(key, PADDING), user)
  let made = md5(join(PADDING, id))
  for (let round = 0; round < 20; round += 1)
    made = rc4(
      key.map((byte) => byte ^ round),
      made,
    )
  // What follows is padding that nobody has to write alike.
  return isSame(made, user.subarray(0, 16))
}

/** ISO 32000-1, algorithm 2. */
function keyOf(encryption: Md5Encryption): Uint8Array {
  const { revision, keyBytes, owner, permissions, encryptsMetadata, id } = encryption
  const number = new DataView(new ArrayBuffer(4))
  number.setInt32(0, permissions, true)
  const plainMetadata = revision === 4 && !encryptsMetadata ? [0xff, 0xff, 0xff, 0xff] : []
  let key = md5(join(PADDING, owner, new Uint8Array(number.buffer), id, Uint8Array.from(plainMetadata)))
  if (revision > 2) for (let round = 0; round < 50; round += 1) key = md5(key.subarray(0, keyBytes))
  return key.subarray(0, keyBytes)
}

/** ISO 32000-2, algorithm 11: `/U` begins with the hash of the password and the salt that follows the hash. */
async function opensBySha2({ revision, user }: Sha2Encryption, subtle: Subtle): Promise<boolean> {
  const salted = await digest(subtle, 'SHA-256', user.slice(32, 40))
  return isSame(revision === 5 ? salted : await harden(salted, subtle), user.subarray(0, 32))
}

const HASHES = ['SHA-256', 'SHA-384', 'SHA-512'] as const

/**
 * ISO 32000-2, algorithm 2.B, for the empty password of a reader. At least 64 rounds, and at most 288: a byte is never
 * larger than 255.
 */
async function harden(salted: Uint8Array<ArrayBuffer>, subtle: Subtle): Promise<Uint8Array> {
  let key = salted
  for (let round = 1; ; round += 1) {
    const repeated = join(...Array.from({ length: 64 }, () => key))
    const iv = key.slice(16, 32)
    const aes = await subtle.importKey('raw', key.slice(0, 16), 'AES-CBC', false, ['encrypt'])
    // WebCrypto always adds a block of padding, which the algorithm does not know.
    const padded = new Uint8Array(await subtle.encrypt({ name: 'AES-CBC', iv }, aes, repeated))
    const encrypted = padded.slice(0, repeated.length)
    // The first 16 bytes as a number, modulo 3: 256 leaves 1, so their sum leaves the same.
    const sum = encrypted.subarray(0, 16).reduce((all, byte) => all + byte, 0)
    key = await digest(subtle, HASHES[sum % 3] ?? 'SHA-256', encrypted)
    if (round >= 64 && (encrypted.at(-1) ?? 0) <= round - 32) return key.subarray(0, 32)
  }
}

async function digest(subtle: Subtle, algorithm: string, data: Uint8Array<ArrayBuffer>) {
  return new Uint8Array(await subtle.digest(algorithm, data))
}

function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}
