import { extensionOf } from '../../contract/file-kinds.ts'

/** Characters that turn the direction of writing (Unicode TR9), and controls: they can make `cvfdp.exe` read `cvexe.pdf`. */
const DECEPTIVE = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029]/gu

/** A name as it may be shown: what could disguise it is replaced by a visible mark. */
export function shownName(name: string): string {
  return name.replace(DECEPTIVE, '\uFFFD')
}

const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/** Foreign text for the middle of a sentence: shown safely, and kept from reordering the words around it. */
export function isolated(text: string): string {
  return `${FIRST_STRONG_ISOLATE}${shownName(text)}${POP_ISOLATE}`
}

/** `Lebenslauf 2026.pdf` → `['Lebenslauf 2026', '.pdf']`. */
export function splitExtension(name: string): readonly [stem: string, extension: string] {
  const end = extensionOf(name) === '' ? name.length : name.lastIndexOf('.')
  return [name.slice(0, end), name.slice(end)]
}

/** Up to so many characters a name fits into two lines of a phone as it is. */
const SHORT = 28

/** Letters twice as wide as others: an end of twenty is longer than a line of a phone. */
const WIDE = /[\p{sc=Hani}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u

/**
 * Behind a space or a mark, so that no word is broken, nor a date: its parts would change places between words that are
 * written from right to left. Else anywhere but before an accent.
 */
const END_OF_WORDS = /^(.+?(?:\p{Z}|\P{N}[\p{P}\p{S}]|[\p{P}\p{S}](?!\p{N})))(?!\p{Z})(.{8,20})$/su
const END_OF_LETTERS = /^(.+)(?!\p{M})(.{12})$/su

/** A long name in two pieces: what may be cut off at its end, and the end, by which files are told apart. */
export function splitLong(name: string): readonly [start: string, end: string] {
  const isWide = WIDE.test(name)
  const [, start = name, end = ''] =
    name.length <= (isWide ? SHORT / 2 : SHORT)
      ? []
      : ((isWide ? null : END_OF_WORDS.exec(name)) ?? END_OF_LETTERS.exec(name) ?? [])
  return [start, end]
}
