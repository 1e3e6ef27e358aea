import type { AttachmentType } from '../../contract/attachment.ts'
import type { Rejection } from '../../contract/check-file.ts'
import type { FileKind } from '../../contract/file-kinds.ts'
import type { Receipt, UploadError } from '../../contract/wire.ts'

declare const uploadId: unique symbol

/** Identity of one chosen file: minted when it is chosen, never its name, size or content. */
export type UploadId = string & { readonly [uploadId]: true }

/** A file refused in the browser: the shared check's verdict, or one that only the list and the page can reach. */
export type FileProblem =
  | Rejection
  | { readonly code: 'UPLOAD.FILE_UNREADABLE' }
  /** Same content as another file of the list, or as a document on the record. */
  | { readonly code: 'UPLOAD.FILE_DUPLICATE'; readonly of: 'list' | 'record'; readonly name: string }
  /** The second: by attached files alone, so that taking out others makes no room. */
  | { readonly code: 'UPLOAD.TOO_MANY_FILES' | 'UPLOAD.MAX_FILES_REACHED'; readonly limit: number }
  | { readonly code: 'UPLOAD.TOTAL_TOO_LARGE'; readonly limitBytes: number }
  /** The page's own validator refused it, in its own words; no words when the validator itself broke. */
  | { readonly code: 'UPLOAD.VALIDATOR_REFUSED'; readonly message: string }

interface UploadBase {
  readonly id: UploadId
  readonly file: File
  /** Name under which it will be attached: the file's own, made storable and with an ending, until the person renames it. */
  readonly name: string
  readonly type: AttachmentType
  /** Whether nobody has chosen the type yet. */
  readonly typeIsGuessed: boolean
  /** The type its name speaks of; `null` when it speaks of none, and a guess goes by the order of the list alone. */
  readonly typeInName: AttachmentType | null
  readonly sizeBytes: number
  /** The kind its extension names; `null` when the table does not know it. */
  readonly kind: FileKind | null
  /** Set while a file that is maybe attached is being asked about: nothing is sent to the ATS a second time. */
  readonly isCheckAgain?: true
}

/** One file on its way, keyed by one word. Each state carries only what is true in it. */
export type Upload = UploadBase &
  (
    | {
        readonly state: 'ready'
        /** While its bytes are still being looked at; it can be described but not sent. */
        readonly checking: boolean
      }
    | { readonly state: 'rejected'; readonly problem: FileProblem }
    | { readonly state: 'queued' }
    | { readonly state: 'reading'; readonly readBytes: number }
    /** `sentBytes` counts the file's bytes, not those of its base64, and never more than it has. */
    | { readonly state: 'sending'; readonly sentBytes: number }
    /** Every byte is sent; the ATS has not answered. */
    | { readonly state: 'accepting' }
    /** Will be sent again by itself. `until` is in milliseconds since the epoch; `null` waits for the network. */
    | {
        readonly state: 'waiting'
        readonly error: UploadError
        readonly attempt: number
        readonly until: number | null
      }
    | { readonly state: 'done'; readonly receipt: Receipt }
    | { readonly state: 'failed'; readonly error: UploadError }
    /** Maybe attached: only looking at the record can tell. */
    | { readonly state: 'unknown'; readonly error: UploadError }
    | { readonly state: 'cancelled' }
  )

export type UploadState = Upload['state']

export const UPLOAD_STATES = [
  'ready',
  'rejected',
  'queued',
  'reading',
  'sending',
  'accepting',
  'waiting',
  'done',
  'failed',
  'unknown',
  'cancelled',
] as const satisfies readonly UploadState[]

/** Chosen and not asked for yet: still judged, and judged again when something changes. */
export function isOpen({ state }: Upload): boolean {
  return state === 'ready' || state === 'rejected'
}

/** Under way: between pressing Upload and an outcome. */
export function isUnderWay(upload: Upload): boolean {
  return !isOpen(upload) && !isSettled(upload)
}

/** Over, with an outcome that the host is told once. */
export function isSettled(upload: Upload): boolean {
  return (
    upload.state === 'done' || upload.state === 'failed' || upload.state === 'unknown' || upload.state === 'cancelled'
  )
}
