import type { Container } from './file-kinds.ts'

/** Bytes from the start of a file that {@link containerOf} wants to see. Fewer are fine when the file is shorter. */
export const SAMPLE_HEAD_BYTES = 4096

/**
 * Bytes from the end of a file that {@link checkFile} wants to see: a PDF's trailer and a ZIP's list of contents
 * (its comment alone may take 65,535 bytes) stand there.
 */
export const SAMPLE_TAIL_BYTES = 65_536

/** Readers tolerate that many bytes before `%PDF-` (Adobe's implementation note 13 to PDF 1.7), and real files use it. */
const PDF_HEADER_WITHIN = 1024

const SIGNATURES: readonly (readonly [Container, number, readonly number[]])[] = [
  ['cfb', 0, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['zip', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['zip', 0, [0x50, 0x4b, 0x05, 0x06]],
  ['png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', 0, [0xff, 0xd8, 0xff]],
  ['gif', 0, ascii('GIF8')],
  ['tiff', 0, [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', 0, [0x4d, 0x4d, 0x00, 0x2a]],
  ['webp', 8, ascii('WEBP')],
  ['heif', 4, ascii('ftyphei')],
  ['heif', 4, ascii('ftyphev')],
  ['heif', 4, ascii('ftypmif1')],
  ['heif', 4, ascii('ftypmsf1')],
  ['media', 4, ascii('ftyp')],
  ['media', 4, ascii('moov')],
  ['media', 0, ascii('ID3')],
  ['gzip', 0, [0x1f, 0x8b]],
  ['archive', 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['archive', 0, ascii('Rar!')],
  ['executable', 0, ascii('MZ')],
  ['executable', 0, [0x7f, 0x45, 0x4c, 0x46]],
  ['executable', 0, ascii('#!')],
  ['executable', 0, [0xcf, 0xfa, 0xed, 0xfe]],
  ['executable', 0, [0xca, 0xfe, 0xba, 0xbe]],
  ['shortcut', 0, [0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00]],
  ['shortcut', 0, ascii('[InternetShortcut]')],
  ['rtf', 0, ascii('{\\rt')],
  ['bmp', 0, ascii('BM')],
]

/** Start of a document a browser would render or run. */
const MARKUP =
  /^\s*(?:<\?xml|<!doctype\s+(?:html|svg)|<!--|<(?:html|head|body|script|svg|iframe|meta|title|div|p|a|img)\b)/i

/** Tells what a file is by its leading bytes. `binary` when nothing fits and it is not text. */
export function containerOf(head: Uint8Array): Container {
  const found = SIGNATURES.find(([, offset, bytes]) => startsWith(head, bytes, offset))
  // Text may well begin with the letters of a weak signature; only a short one on a file without control bytes is undone.
  if (found !== undefined && !(isWeak(found[2]) && isText(head))) return found[0]
  if (indexOf(head.subarray(0, PDF_HEADER_WITHIN + 5), ascii('%PDF-')) >= 0) return 'pdf'
  if (!isText(head)) return 'binary'
  return MARKUP.test(leadingText(head)) ? 'markup' : 'text'
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

function startsWith(bytes: Uint8Array, wanted: readonly number[], offset = 0): boolean {
  return wanted.every((byte, index) => bytes[offset + index] === byte)
}

/** Two letters prove nothing: a CV by "MZ Müller" or a "BMW reference" starts with them too. */
function isWeak(signature: readonly number[]): boolean {
  return signature.length <= 2 && signature[0] !== 0x1f && signature[0] !== 0x23
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
