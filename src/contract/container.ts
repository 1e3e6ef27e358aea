import type { Container } from './file-kinds.ts'

/** Bytes from the start of a file that {@link containerOf} wants to see. Fewer are fine when the file is shorter. */
export const SAMPLE_HEAD_BYTES = 4096

/**
 * Bytes from the end of a file that {@link checkFile} wants to see: a PDF's trailer and a ZIP's list of contents stand
 * there. A longer list, or one before a comment (of up to 65,535 bytes), is seen in part or not at all.
 */
export const SAMPLE_TAIL_BYTES = 65_536

/** Readers tolerate that many bytes before `%PDF-` (Adobe's implementation note 13 to PDF 1.7), and real files use it. */
const PDF_HEADER_WITHIN = 1024

/**
 * `certain`: these bytes at this place and nothing else. `letters`: plain letters that an innocent text may begin with,
 * so a file without a single NUL byte is not taken for one; every real file of these formats has NULs at its start.
 */
type Strength = 'certain' | 'letters'

const SIGNATURES: readonly (readonly [Container, Strength, offset: number, bytes: readonly number[]])[] = [
  ['cfb', 'certain', 0, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['zip', 'certain', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['zip', 'certain', 0, [0x50, 0x4b, 0x05, 0x06]],
  ['png', 'certain', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', 'certain', 0, [0xff, 0xd8, 0xff]],
  ['gif', 'letters', 0, ascii('GIF8')],
  ['tiff', 'certain', 0, [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', 'certain', 0, [0x4d, 0x4d, 0x00, 0x2a]],
  ['webp', 'letters', 8, ascii('WEBP')],
  ['heif', 'letters', 4, ascii('ftyphei')],
  ['heif', 'letters', 4, ascii('ftyphev')],
  ['heif', 'letters', 4, ascii('ftypmif1')],
  ['heif', 'letters', 4, ascii('ftypmsf1')],
  ['media', 'letters', 4, ascii('ftyp')],
  ['media', 'letters', 4, ascii('moov')],
  ['media', 'letters', 0, ascii('ID3')],
  ['gzip', 'certain', 0, [0x1f, 0x8b]],
  ['archive', 'certain', 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['archive', 'letters', 0, ascii('Rar!')],
  ['executable', 'letters', 0, ascii('MZ')],
  ['executable', 'certain', 0, [0x7f, 0x45, 0x4c, 0x46]],
  ['executable', 'certain', 0, [0xcf, 0xfa, 0xed, 0xfe]],
  ['executable', 'certain', 0, [0xca, 0xfe, 0xba, 0xbe]],
  ['shortcut', 'certain', 0, [0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00]],
  ['shortcut', 'certain', 0, ascii('[InternetShortcut]')],
  ['rtf', 'certain', 0, ascii('{\\rt')],
  ['bmp', 'letters', 0, ascii('BM')],
]

/** Start of a document a browser would render or run. */
const MARKUP =
  /^\s*(?:<\?xml|<!doctype\s+(?:html|svg)|<!--|<(?:html|head|body|script|svg|iframe|meta|title|div|p|a|img)\b)/i

/** A script names its interpreter by a path; without one, a text has only begun with the two letters. */
const SCRIPT = /^#![ \t]*\//

const HASH = 0x23

/** Tells what a file is by its leading bytes. `binary` when nothing fits and it is not text. */
export function containerOf(head: Uint8Array): Container {
  const found = SIGNATURES.find(
    ([, strength, offset, bytes]) => startsWith(head, bytes, offset) && (strength === 'certain' || !isText(head)),
  )
  if (found !== undefined) return found[0]
  // At its very beginning, behind a byte order mark at most.
  if (head.subarray(0, 4).includes(HASH) && SCRIPT.test(leadingText(head))) return 'executable'
  if (isPdf(head)) return 'pdf'
  if (!isText(head)) return 'binary'
  const start = leadingText(head)
  // Readers pass over blank lines and a byte order mark before RTF, and editors have put them there.
  if (!isUtf16(head) && start.trimStart().startsWith('{\\rt')) return 'rtf'
  return MARKUP.test(start) ? 'markup' : 'text'
}

/** A text may speak of `%PDF-`. Where words stand before it, a PDF is told by an object or by bytes that are no text. */
function isPdf(head: Uint8Array): boolean {
  const at = indexOf(head.subarray(0, PDF_HEADER_WITHIN + 5), ascii('%PDF-'))
  if (at < 0) return false
  return !isText(head) || leadingText(head.subarray(0, at)).trim() === '' || indexOf(head, ascii(' 0 obj')) >= 0
}

/** Position of `wanted` in `bytes`, or -1. */
export function indexOf(bytes: Uint8Array, wanted: readonly number[]): number {
  const [first] = wanted
  if (first === undefined) return -1
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (startsWith(bytes, wanted, at)) return at
  }
  return -1
}

/** The bytes of a text in ASCII. */
export function ascii(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0))
}

/** A loop, not `every`: of random bytes each two hundred and fiftieth is looked at, and would make a function of its own. */
function startsWith(bytes: Uint8Array, wanted: readonly number[], offset = 0): boolean {
  for (let at = 0; at < wanted.length; at += 1) if (bytes[offset + at] !== wanted[at]) return false
  return true
}

function isUtf16(head: Uint8Array): boolean {
  return startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff])
}

function isText(head: Uint8Array): boolean {
  return isUtf16(head) || !head.includes(0)
}

function leadingText(head: Uint8Array): string {
  const start = startsWith(head, [0xef, 0xbb, 0xbf]) ? 3 : 0
  const bytes = Array.from(head.subarray(start, start + 512))
  const readable = isUtf16(head) ? bytes.filter((byte) => byte !== 0 && byte < 0xfe) : bytes
  return String.fromCharCode(...readable)
}
