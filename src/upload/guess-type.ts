import type { AttachmentType } from '../contract/attachment.ts'
import { ATTACHMENT_TYPES } from '../contract/attachment.ts'
import { TYPE_WORDS } from './type-words.ts'

/**
 * Guesses what a document is from what its name says, and where that is nothing, from what the list already holds: the
 * first unnamed file is the CV, everything after it is something else. Always one of the types that can be chosen, and one
 * that takes the file, unless the name speaks: a CV that is refused as such is better saved anew than filed elsewhere.
 * @param named the type its name speaks of; see {@link typeInName}.
 * @param supported the types that can be chosen, in the order they are offered; at least one.
 * @param taken the types of the files chosen before.
 * @param takes whether files of this kind can be attached as that type.
 */
export function guessType(
  named: AttachmentType | null,
  supported: readonly AttachmentType[],
  taken: readonly AttachmentType[],
  takes: (type: AttachmentType) => boolean = () => true,
): AttachmentType {
  if (named !== null && supported.includes(named)) return named
  const wanted: readonly AttachmentType[] = named === null && !taken.includes('CV') ? ['CV', 'OTHER'] : ['OTHER']
  const possible = [...wanted, ...supported].filter((type) => supported.includes(type))
  return possible.find(takes) ?? possible[0] ?? 'OTHER'
}

interface Match {
  readonly type: AttachmentType
  readonly at: number
  readonly end: number
}

/**
 * The type a file name speaks of; `null` when it speaks of none. A longer match hides the shorter ones inside it, so that
 * a "lettre de recommandation" is not taken for a cover letter; of what is left a CV wins ("CV and certificates"), then
 * whatever comes first.
 */
export function typeInName(fileName: string): AttachmentType | null {
  const name = fold(fileName.replace(/\.[^.]*$/, ''))
  const found: Match[] = []
  for (const { type, word } of WORDS) {
    const at = name.indexOf(word)
    if (at < 0) continue
    const match = { type, at, end: at + word.trimEnd().length }
    // Longest words come first, so what is found already is never the shorter one.
    if (!found.some((other) => match.at < other.end && other.at < match.end)) found.push(match)
  }
  const [first] = found.sort((one, other) => one.at - other.at)
  return found.some(({ type }) => type === 'CV') ? 'CV' : (first?.type ?? null)
}

/**
 * A name as words in lower case between single spaces, without diacritics. `JaneDoe_Lebenslauf(2)` and
 * `jane-doe.LEBENSLAUF` both hold ` lebenslauf `.
 */
export function fold(name: string): string {
  const folded = name
    .normalize('NFKD')
    .replace(/(\p{Ll})(?=\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$& ')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[łøđıß]/g, (letter) => UNDECOMPOSED[letter] ?? letter)
    .replace(/\p{L}(?=\p{N})|\p{N}(?=\p{L})/gu, '$& ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
  return ` ${folded.trim()} `
}

/** Letters that Unicode does not take apart. */
const UNDECOMPOSED: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ı: 'i', ß: 'ss' }

/** Chinese and Japanese put no spaces between words; Korean and Arabic join particles and articles to them. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}]/u

/** As they stand in a folded name; with a space at either end where a part of a word would not do. */
const WORDS = ATTACHMENT_TYPES.flatMap((type) =>
  TYPE_WORDS[type].map((text) => ({ type, word: UNSPACED.test(text) ? fold(text).trim() : fold(text) })),
).sort((one, other) => other.word.length - one.word.length)
