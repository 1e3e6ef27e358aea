import { Buffer } from 'node:buffer'
import { extensionOf } from '../contract/file-kinds.ts'

/** Longest name, in bytes of UTF-8: what common file systems store. */
const MAX_NAME_BYTES = 255

const CONTROL = /[\p{Cc}\u2028\u2029]+/gu

/** Marks that turn the direction of text, so that `cv\u202Efdp.exe` is shown as `cvexe.pdf`, and characters nobody sees. */
const HIDDEN = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu

/** Path separators, and what Windows does not allow in a name. */
const FORBIDDEN = /[\\/:*?"<>|]+/gu

/** Names of devices on Windows, with or without an extension. */
const RESERVED = /^(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(?=\.|$)/iu

/**
 * A file name every system can store: composed (NFC), one line, no path, no hidden characters, no device, at most 255
 * bytes with the extension kept.
 * @returns an empty string when nothing usable is left.
 */
export function storableName(name: string): string {
  const plain = name
    .replace(/\p{Cs}/gu, '')
    .replace(CONTROL, ' ')
    .replace(HIDDEN, '')
    // Composed last: what is hidden may have stood within a character.
    .normalize('NFC')
    .replace(FORBIDDEN, '-')
    .replace(/\s+/gu, ' ')
    // Windows drops dots and spaces at the end; a dot at the beginning hides a file elsewhere.
    .replace(/^[\s.]+|[\s.]+$/gu, '')
  const safe = RESERVED.test(plain) ? `_${plain}` : plain
  return shortened(safe)
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= MAX_NAME_BYTES) return name
  const suffix = extensionOf(name) === '' ? '' : name.slice(name.lastIndexOf('.'))
  const room = MAX_NAME_BYTES - Buffer.byteLength(suffix)
  if (room <= 0) return ''
  let [stem, length] = ['', 0]
  for (const { segment } of new Intl.Segmenter().segment(name.slice(0, name.length - suffix.length))) {
    length += Buffer.byteLength(segment)
    if (length > room) break
    stem += segment
  }
  return `${stem.trimEnd()}${suffix}`
}
