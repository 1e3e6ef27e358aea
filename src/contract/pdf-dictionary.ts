/** One entry of a PDF dictionary, as far as anything here reads it. A string is its bytes, a name or word its letters. */
export type PdfValue = number | string | Uint8Array

/** Longest dictionary that is read, in characters. Those that describe encryption take some 300 to 1000. */
const DICTIONARY_UP_TO = 4096

/** ISO 32000-1, 7.2: what separates, and what ends a word. */
const TOKEN =
  /<<|>>|[[\]]|(?<blank>[\0\t\n\f\r ]+|%[^\n\r]*)|\/(?<name>[^\0\t\n\f\r ()<>[\]{}/%]*)|<(?<hex>[\dA-Fa-f\0\t\n\f\r ]*)>|(?<open>\()|(?<word>[^\0\t\n\f\r ()<>[\]{}/%]+)/y

interface Token {
  readonly mark: string
  readonly value: PdfValue | null
  readonly end: number
}

/**
 * The entries of the dictionary that begins at `at`, without those of dictionaries and arrays within it. `null` when
 * there is none, or it does not end where it may be expected to.
 *
 * @param text the bytes of a file, one character each.
 */
export function dictionaryAt(text: string, at: number): ReadonlyMap<string, PdfValue> | null {
  const part = text.slice(at, at + DICTIONARY_UP_TO)
  const entries = new Map<string, PdfValue>()
  let key: string | null = null
  let depth = 0
  for (let token = tokenAt(part, 0); token !== null; token = tokenAt(part, token.end)) {
    const { mark, value } = token
    if (mark === '>>' || mark === ']') depth -= 1
    if (depth === 0 && mark === '>>') return entries
    if (depth === 1) {
      if (key === null) key = mark === '/' && typeof value === 'string' ? value : null
      else if (mark !== '') {
        if (value !== null) entries.set(key, value)
        key = null
      }
    }
    if (mark === '<<' || mark === '[') depth += 1
    else if (depth === 0 && mark !== '') return null
  }
  return null
}

/** The string that stands at `at`, in brackets or as hexadecimal digits; `null` when none does, or it does not end. */
export function stringAt(text: string, at: number): Uint8Array | null {
  const value = tokenAt(text.slice(at, at + DICTIONARY_UP_TO), 0)?.value
  return value instanceof Uint8Array ? value : null
}

/** `mark` is empty for what only separates, `/` for a name, and the token itself for brackets. */
function tokenAt(text: string, at: number): Token | null {
  TOKEN.lastIndex = at
  const match = TOKEN.exec(text)
  if (match === null) return null
  const [all] = match
  const { blank, name, hex, open, word } = match.groups ?? {}
  const end = at + all.length
  if (blank !== undefined) return { mark: '', value: null, end }
  if (name !== undefined) return { mark: '/', value: name, end }
  if (hex !== undefined) return { mark: '<', value: bytesOfHex(hex), end }
  if (open !== undefined) return literalAt(text, end)
  if (word !== undefined) return { mark: 'word', value: /^[+-]?\d{1,10}$/.test(word) ? Number(word) : word, end }
  return { mark: all, value: null, end }
}

/** Ignores what is no digit; one that is missing at the end counts as 0 (7.3.4.3). */
export function bytesOfHex(hex: string): Uint8Array {
  const pairs = hex.replaceAll(/[^\dA-Fa-f]/g, '').match(/..?/g) ?? []
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair.padEnd(2, '0'), 16))
}

/** What a backslash makes of the next letter; before the end of a line it takes both away (7.3.4.2, table 3). */
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '', '\r': '' }

const ESCAPED = /\\(?:([0-7]{1,3})|(\r\n|[^]))/y

/** Brackets within the string come in pairs, or behind a backslash. */
function literalAt(text: string, start: number): Token | null {
  const bytes: number[] = []
  let depth = 1
  for (let at = start; at < text.length;) {
    ESCAPED.lastIndex = at
    const escaped = ESCAPED.exec(text)
    if (escaped !== null) {
      const [all, octal, letter = ''] = escaped
      if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 255)
      else if (letter !== '\r\n') bytes.push(...bytesOfText(ESCAPES[letter] ?? letter))
      at += all.length
      continue
    }
    const character = text.charAt(at)
    at += 1
    if (character === '(') depth += 1
    if (character === ')') depth -= 1
    if (depth === 0) return { mark: '(', value: Uint8Array.from(bytes), end: at }
    bytes.push(character.charCodeAt(0))
  }
  return null
}

function bytesOfText(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0))
}
