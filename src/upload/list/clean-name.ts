import { extensionOf } from '../../contract/file-kinds.ts'
import { MAX_NAME_BYTES, plainCharacters, plainName } from '../../contract/file-name.ts'

/** The name a chosen file starts with: its own, made storable and showing what it really ends in. */
export function nameOfChosen(fileName: string): string {
  const cleaned = plainName(fileName)
  return cleaned === '' ? fileName : renamed(cleaned, cleaned)
}

/**
 * The new name of a file: cleaned, with the extension of the old one whatever is given, so that renaming never changes
 * what a file is taken for. The old name when nothing usable is left.
 */
export function renamed(oldName: string, wanted: string): string {
  const suffix = extensionOf(oldName) === '' ? '' : oldName.slice(oldName.lastIndexOf('.'))
  const cleaned = plainCharacters(wanted).trim()
  const stem = cleaned.toLowerCase().endsWith(suffix.toLowerCase())
    ? cleaned.slice(0, cleaned.length - suffix.length)
    : cleaned
  const kept = plainName(truncate(plainName(stem), suffix))
  return kept === '' ? oldName : kept + suffix
}

/** Cut between characters, so that there is room for the suffix. */
function truncate(text: string, suffix: string): string {
  // A unit of UTF-16 takes three bytes at most: most names need not be encoded to be measured.
  if ((text.length + suffix.length) * 3 <= MAX_NAME_BYTES) return text
  const encoder = new TextEncoder()
  const room = Math.max(0, MAX_NAME_BYTES - encoder.encode(suffix).length)
  return text.slice(0, encoder.encodeInto(text, new Uint8Array(room)).read)
}
