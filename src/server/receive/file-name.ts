import { Buffer } from 'node:buffer'
import { extensionOf } from '../../contract/file-kinds.ts'
import { MAX_NAME_BYTES, plainName } from '../../contract/file-name.ts'

/**
 * A file name every system can store: plain, and at most 255 bytes with the extension kept.
 * @returns an empty string when nothing usable is left.
 */
export function storableName(name: string): string {
  const plain = plainName(name)
  if (Buffer.byteLength(plain) <= MAX_NAME_BYTES) return plain
  const suffix = extensionOf(plain) === '' ? '' : plain.slice(plain.lastIndexOf('.'))
  const room = MAX_NAME_BYTES - Buffer.byteLength(suffix)
  const whole = plain.slice(0, plain.length - suffix.length)
  // A letter under hundreds of accents is one that has no room: some of them then, and not a name of its extension alone.
  const stem = beginning(graphemes(whole), room) || beginning(whole, room)
  if (stem === '') return ''
  const cut = `${stem.trimEnd()}${suffix}`
  // What is left may be the name of a device.
  return plainName(cut) === cut ? cut : storableName(cut)
}

/** As many of the first characters as there is room for, in bytes. */
function beginning(characters: Iterable<string>, room: number): string {
  let [text, length] = ['', 0]
  for (const character of characters) {
    length += Buffer.byteLength(character)
    if (length > room) break
    text += character
  }
  return text
}

/** The characters of a text as a reader sees them. */
function graphemes(text: string): readonly string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
}
