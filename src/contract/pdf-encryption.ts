import { dictionaryAt, stringAt, type PdfValue } from './pdf-dictionary.ts'

/** What a PDF says about the password that locks it (ISO 32000-1, 7.6.3; ISO 32000-2, 7.6.4). */
export type PdfEncryption = Md5Encryption | Sha2Encryption

/** Up to PDF 1.7: passwords become keys by MD5 and RC4. */
export interface Md5Encryption {
  readonly method: 'md5'
  readonly revision: 2 | 3 | 4
  readonly keyBytes: number
  /** `/O` and `/U`, 32 bytes each. */
  readonly owner: Uint8Array
  readonly user: Uint8Array
  readonly permissions: number
  readonly encryptsMetadata: boolean
  /** First half of the trailer's `/ID`; empty when there is none. */
  readonly id: Uint8Array
}

/** Adobe's extension of PDF 1.7 (5), and PDF 2.0 (6): by SHA-2 and AES. */
export interface Sha2Encryption {
  readonly method: 'sha2'
  readonly revision: 5 | 6
  /** `/U`, 48 bytes: a hash, and two salts. */
  readonly user: Uint8Array
}

/** Where the trailers and the dictionary of encryption stand, as far as they are within a sample. */
interface Sample {
  readonly head: Uint8Array
  readonly tail: Uint8Array
}

/**
 * Reads it from the beginning and the end of a file, where both the trailer and the dictionary it names stand in all but
 * odd files. `null` when it is not there, is not whole, or belongs to another method than a password.
 */
export function readEncryption({ head, tail }: Sample): PdfEncryption | null {
  const texts = [textOf(tail), textOf(head)]
  const dictionary = findDictionary(texts)
  if (dictionary?.get('Filter') !== 'Standard') return null
  const [revision, owner, user, permissions] = ['R', 'O', 'U', 'P'].map((key) => dictionary.get(key))

  if (revision === 5 || revision === 6) {
    return isLong(user, 48) ? { method: 'sha2', revision, user: user.subarray(0, 48) } : null
  }
  if (revision !== 2 && revision !== 3 && revision !== 4) return null
  if (!isLong(owner, 32) || !isLong(user, 32) || typeof permissions !== 'number') return null
  const keyBytes = keyBytesOf(revision, dictionary)
  if (keyBytes === null) return null
  return {
    method: 'md5',
    revision,
    keyBytes,
    owner: owner.subarray(0, 32),
    user: user.subarray(0, 32),
    permissions,
    encryptsMetadata: dictionary.get('EncryptMetadata') !== 'false',
    id: findId(texts) ?? new Uint8Array(),
  }
}

/** In revision 2 always 40 bits; later what `/Length` says (algorithm 2), which some writers count in bytes. */
function keyBytesOf(revision: 2 | 3 | 4, dictionary: ReadonlyMap<string, PdfValue>): number | null {
  if (revision === 2) return 5
  const length = dictionary.get('Length') ?? (revision === 3 ? 40 : 128)
  if (typeof length !== 'number') return null
  const bytes = length < 40 ? length : length / 8
  return Number.isInteger(bytes) && bytes >= 5 && bytes <= 16 ? bytes : null
}

/** `/Encrypt` in a trailer is a reference, or the dictionary itself. The last one counts: files grow at their end. */
function findDictionary(texts: readonly string[]): ReadonlyMap<string, PdfValue> | null {
  const named = lastMatch(
    texts,
    /\/Encrypt[\0\t\n\f\r ]{0,16}(?:(?<number>\d{1,10})[\0\t\n\f\r ]{1,16}(?<generation>\d{1,5})[\0\t\n\f\r ]{1,16}R\b|(?=<<))/g,
  )
  if (named === null) return null
  const { number, generation } = named.groups
  if (number === undefined) return dictionaryAt(named.text, named.end)
  const blank = '[\\0\\t\\n\\f\\r ]{1,16}'
  const object = lastMatch(texts, new RegExp(`(?:^|\\D)${number}${blank}${generation}${blank}obj`, 'g'))
  return object === null ? null : dictionaryAt(object.text, object.end)
}

function findId(texts: readonly string[]): Uint8Array | null {
  const array = lastMatch(texts, /\/ID[\0\t\n\f\r ]{0,16}\[[\0\t\n\f\r ]{0,16}/g)
  return array === null ? null : stringAt(array.text, array.end)
}

interface Found {
  readonly text: string
  readonly end: number
  readonly groups: Readonly<Record<string, string | undefined>>
}

/** The last place in the first text that has any. */
function lastMatch(texts: readonly string[], pattern: RegExp): Found | null {
  for (const text of texts) {
    const match = [...text.matchAll(pattern)].at(-1)
    if (match !== undefined) return { text, end: match.index + match[0].length, groups: match.groups ?? {} }
  }
  return null
}

/** Readers fill up `/O` and `/U` with anything: some writers pad those of 48 bytes to 127. */
function isLong(value: PdfValue | undefined, bytes: number): value is Uint8Array {
  return value instanceof Uint8Array && value.length >= bytes
}

/** One character for each byte. In pieces, because each becomes an argument of a call. */
function textOf(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096))
  return text
}
