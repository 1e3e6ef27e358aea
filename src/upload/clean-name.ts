import { extensionOf } from '../contract/file-kinds.ts'

/** Longest name, in characters, extension included: what common file systems and ATSs take. */
export const MAX_NAME_LENGTH = 255

/** Control characters, line and paragraph separators. */
const CONTROL = /[\p{Cc}\u2028\u2029]/gu

/** Marks that change the direction of text: `cv\u202Efdp.exe` would be shown as `cvexe.pdf`. Also invisible joiners of no use in a name. */
const INVISIBLE = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu

/** What path separators and Windows forbid in a name. */
const FORBIDDEN = /[\\/:*?"<>|]+/gu

/** A name every system can store: one line, no path, no hidden characters, in composed form. Empty when nothing is left. */
export function cleanName(name: string): string {
  return withoutEdges(cleanCharacters(name))
}

function cleanCharacters(name: string): string {
  return name
    .normalize('NFC')
    .replace(CONTROL, ' ')
    .replace(INVISIBLE, '')
    .replace(FORBIDDEN, '-')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** A dot at the beginning hides a file on Unix; Windows drops dots and spaces at the end. */
function withoutEdges(name: string): string {
  return name.replace(/^[\s.]+|[\s.]+$/gu, '')
}

/** The name a chosen file starts with: its own, made storable and showing what it really ends in. */
export function nameOfChosen(fileName: string): string {
  const cleaned = cleanName(fileName)
  return cleaned === '' ? fileName : renamed(cleaned, cleaned)
}

/**
 * The new name of a file: cleaned, with the extension of the old one whatever is given, so that renaming never changes
 * what a file is taken for. The old name when nothing usable is left.
 */
export function renamed(oldName: string, wanted: string): string {
  const extension = extensionOf(oldName)
  const suffix = extension === '' ? '' : oldName.slice(-(extension.length + 1))
  const cleaned = cleanCharacters(wanted)
  const stem = cleaned.toLowerCase().endsWith(suffix.toLowerCase())
    ? cleaned.slice(0, cleaned.length - suffix.length)
    : cleaned
  const kept = cleanName(truncate(stem, MAX_NAME_LENGTH - suffix.length))
  return kept === '' ? oldName : kept + suffix
}

/** Cuts between characters, never through one. */
function truncate(text: string, length: number): string {
  if (text.length <= length) return text
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/u, '')
}
