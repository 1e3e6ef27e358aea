import type { AttachmentType } from '../../contract/attachment.ts'
import { ATTACHMENT_TYPES } from '../../contract/attachment.ts'
import { TYPE_WORDS } from './type-words.ts'

/**
 * Guesses what a document is from what its name says, and where that is nothing, from what the list holds. Always one of the
 * types that can be chosen, and one that takes the file, by its kind and its size, unless the name speaks: a CV that is
 * refused as such is better saved anew than filed elsewhere (docs/decisions/040).
 * @param named the type its name speaks of; see {@link typeInName}.
 * @param supported the types that can be chosen, in the order they are offered; at least one.
 * @param likeliest what it is where the name says nothing: of the files that are taken the first is the CV.
 * @param takes whether such a file can be attached as that type.
 */
export function guessType(
  named: AttachmentType | null,
  supported: readonly AttachmentType[],
  likeliest: AttachmentType,
  takes: (type: AttachmentType) => boolean = () => true,
): AttachmentType {
  if (named !== null && supported.includes(named)) return named
  const wanted = named === null ? likeliest : 'OTHER'
  const possible = [wanted, 'OTHER' as const, ...supported].filter((type) => supported.includes(type))
  return possible.find(takes) ?? possible[0] ?? 'OTHER'
}

/**
 * The type a file name speaks of; `null` when it speaks of none. The longest of the words that begin at one place counts, so
 * that a "lettre de recommandation" is not taken for a cover letter; of what is found a CV wins ("CV and certificates"),
 * then whatever comes first.
 */
export function typeInName(fileName: string): AttachmentType | null {
  const found = fold(fileName.replace(/\.[^.]*$/, '')).match(ANY_WORD) ?? []
  const types = found.map((word) => TYPE_OF.get(word.trim()) ?? null)
  return types.includes('CV') ? 'CV' : (types[0] ?? null)
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

const TYPE_OF = new Map(ATTACHMENT_TYPES.flatMap((type) => TYPE_WORDS[type].map((text) => [fold(text).trim(), type])))

/** All in one expression: tried one after another for a thousand names, they would hold the page. */
const ANY_WORD = anyOf([...TYPE_OF.keys()].sort((one, other) => other.length - one.length))

function anyOf(words: readonly string[]): RegExp {
  const spaced = words.filter((word) => !UNSPACED.test(word))
  const unspaced = words.filter((word) => UNSPACED.test(word))
  return new RegExp(` (?:${spaced.join('|')})(?= )|${unspaced.join('|')}`, 'gu')
}
