import type { AttachmentType } from './attachment.ts'
import { ascii, containerOf, indexOf } from './container.ts'
import type { RejectionCode } from './error-code.ts'
import type { Container, FileKind } from './file-kinds.ts'
import { kindByName, normaliseMimeType } from './file-kinds.ts'
import type { SupportedRule, TypeRule, UnsupportedReason } from './rules.ts'
import { acceptedKinds, DEFAULT_MAX_FILE_SIZE_BYTES, isAllowed } from './rules.ts'

/** What has to be known of a file to judge it; never its whole content. */
export interface FileSample {
  readonly name: string
  readonly sizeBytes: number
  /** The first `SAMPLE_HEAD_BYTES` of the file, or all of it. */
  readonly head: Uint8Array
  /** The last `SAMPLE_TAIL_BYTES` of the file, or all of it. */
  readonly tail: Uint8Array
  /** Whether it is known that an encrypted PDF opens without a password; see `checkProtected`. Default: it is not. */
  readonly opensFreely?: boolean
}

/** A file refused before sending: the code, and what a sentence about it needs. */
export type Rejection =
  | { readonly code: 'UPLOAD.FILE_EMPTY' }
  | { readonly code: 'UPLOAD.FILE_TOO_LARGE'; readonly limitBytes: number; readonly sizeBytes: number }
  | { readonly code: 'UPLOAD.FILE_NAME_INVALID' }
  | { readonly code: 'UPLOAD.FILE_KIND_UNKNOWN' }
  | { readonly code: 'UPLOAD.FILE_KIND_NOT_ACCEPTED'; readonly kind: FileKind; readonly accepted: readonly FileKind[] }
  | { readonly code: 'UPLOAD.FILE_CONTENT_MISMATCH'; readonly kind: FileKind; readonly found: Container }
  | { readonly code: 'UPLOAD.FILE_PASSWORD_PROTECTED'; readonly kind: FileKind }
  | { readonly code: 'UPLOAD.FILE_HAS_MACROS'; readonly kind: FileKind }
  | { readonly code: 'UPLOAD.FILE_ACTIVE_CONTENT'; readonly kind: FileKind }
  | { readonly code: 'UPLOAD.TYPE_NOT_SUPPORTED'; readonly type: AttachmentType }
  | { readonly code: 'UPLOAD.TYPE_NOT_GRANTED'; readonly type: AttachmentType }

export type FileCheck =
  | { readonly accepted: true; readonly kind: FileKind; readonly contentType: string }
  | { readonly accepted: false; readonly rejection: Rejection }

/**
 * Judges a file by what it is called, how large it is and what its bytes say. The same function runs in the browser,
 * before anything is sent, and on the route, which trusts nobody: it decides by extension and container, and takes no
 * notice of the MIME type a browser guessed.
 */
export function checkFile(file: FileSample, type: AttachmentType, rule: TypeRule): FileCheck {
  if (!rule.supported) return reject({ code: UNSUPPORTED[rule.reason], type })
  if (file.sizeBytes === 0) return reject({ code: 'UPLOAD.FILE_EMPTY' })
  if (file.name.trim() === '') return reject({ code: 'UPLOAD.FILE_NAME_INVALID' })

  const kind = kindByName(file.name)
  if (kind === null) return reject({ code: 'UPLOAD.FILE_KIND_UNKNOWN' })
  if (kind.risk !== undefined && !isAllowed(kind.risk, rule)) {
    if (kind.risk === 'macros') return reject({ code: 'UPLOAD.FILE_HAS_MACROS', kind })
    if (kind.risk === 'active-content') return reject({ code: 'UPLOAD.FILE_ACTIVE_CONTENT', kind })
  }
  const accepted = acceptedKinds(rule)
  if (!accepted.includes(kind)) return reject({ code: 'UPLOAD.FILE_KIND_NOT_ACCEPTED', kind, accepted })

  const limitBytes = rule.maxFileSizeBytes ?? DEFAULT_MAX_FILE_SIZE_BYTES
  if (file.sizeBytes > limitBytes) {
    return reject({ code: 'UPLOAD.FILE_TOO_LARGE', limitBytes, sizeBytes: file.sizeBytes })
  }
  return checkContent(file, kind, rule) ?? { accepted: true, kind, contentType: contentTypeFor(kind, rule) }
}

/** The canonical MIME type, unless the ATS lists this kind under another of its names only. */
function contentTypeFor(kind: FileKind, rule: SupportedRule): string {
  const listed = new Set(rule.acceptedMimeTypes?.map(normaliseMimeType))
  return kind.mimeTypes.find((mimeType) => listed.has(mimeType.toLowerCase())) ?? kind.mimeTypes[0]
}

const UNSUPPORTED = {
  ats: 'UPLOAD.TYPE_NOT_SUPPORTED',
  grant: 'UPLOAD.TYPE_NOT_GRANTED',
} as const satisfies Record<UnsupportedReason, RejectionCode>

function checkContent(file: FileSample, kind: FileKind, rule: SupportedRule): FileCheck | null {
  const container = containerOf(file.head)
  // A document of today is a ZIP; as a compound file it is one of several things.
  const isCompound = container === 'cfb' && kind.containers.includes('zip') && !kind.containers.includes('cfb')
  const found = isCompound ? compoundAs(file, kind) : container
  if (found === 'protected' || (found === 'pdf' && isEncrypted(file))) {
    return reject({ code: 'UPLOAD.FILE_PASSWORD_PROTECTED', kind })
  }
  if (!kind.containers.includes(found)) return reject({ code: 'UPLOAD.FILE_CONTENT_MISMATCH', kind, found })
  if (found === 'zip' && hasMacros(file) && !isAllowed('macros', rule)) {
    return reject({ code: 'UPLOAD.FILE_HAS_MACROS', kind })
  }
  return null
}

/** `/Encrypt 12 0 R` or `/Encrypt <<` in a trailer: PDF 32000-1, table 15. */
const ENCRYPT = ascii('/Encrypt')
const PDF_ENCRYPT = /^\/Encrypt\s*(?:\d+\s+\d+\s+R\b|<<)/

/** The streams a document of Office 95 or 97 is known by, each with the kind that took its place. */
const OLDER = [
  ['docx', 'WordDocument'],
  ['xlsx', 'Workbook'],
  ['xlsx', 'Book'],
  ['pptx', 'PowerPoint Document'],
] as const

/** An encrypted PDF says so in its trailer; whether it asks for a password takes longer to tell. */
function isEncrypted({ opensFreely, head, tail }: FileSample): boolean {
  return opensFreely !== true && (namesEncryption(tail) || namesEncryption(head))
}

/**
 * What a compound file (MS-CFB) under the name of a ZIP is: a protected document is one that holds the encrypted package
 * (MS-OFFCRYPTO 1.3), and `cfb` the kind's own older format. The directory that tells begins with "Root Entry" and may
 * stand anywhere: where neither end of the file shows it, protected is the likeliest.
 */
function compoundAs({ head, tail, sizeBytes }: FileSample, kind: FileKind): 'protected' | 'cfb' | 'binary' {
  const names = (stream: string) => {
    const name = ascii(stream).flatMap((byte) => [byte, 0])
    return indexOf(head, name) >= 0 || indexOf(tail, name) >= 0
  }
  const older = OLDER.find(([, stream]) => names(stream))
  if (older !== undefined) return older[0] === kind.name ? 'cfb' : 'binary'
  const isTold = sizeBytes <= tail.length || names('Root Entry')
  // EncryptedPackage and EncryptionInfo, or what says how they are encrypted.
  return isTold && !names('Encrypt') && !names('DataSpaces') ? 'binary' : 'protected'
}

/**
 * A ZIP's list of contents, at its end, names every part in plain text; macros live in `vbaProject.bin`, in letters of
 * either case (ECMA-376 Part 2: names of parts are compared without it).
 */
function hasMacros(file: FileSample): boolean {
  const lowered = file.tail.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte))
  return indexOf(lowered, ascii('vbaproject.bin')) >= 0
}

/** Only what stands behind the name becomes text: this runs for every PDF, over some 70 kB. */
function namesEncryption(bytes: Uint8Array): boolean {
  for (let at = indexOf(bytes, ENCRYPT); at >= 0;) {
    if (PDF_ENCRYPT.test(String.fromCharCode(...bytes.subarray(at, at + 64)))) return true
    const next = indexOf(bytes.subarray(at + ENCRYPT.length), ENCRYPT)
    at = next < 0 ? next : at + ENCRYPT.length + next
  }
  return false
}

function reject(rejection: Rejection): FileCheck {
  return { accepted: false, rejection }
}
