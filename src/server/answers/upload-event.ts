import type { AttachmentType } from '../../contract/attachment.ts'
import type { ErrorCode } from '../../contract/error-code.ts'
import type { View } from '../../contract/grant.ts'
import type { Target } from '../../contract/target.ts'

/**
 * How an upload ended: `delivered`; `refused`, by us or by the ATS, with nothing delivered; `unknown`, maybe delivered;
 * `replayed`, answered from memory without sending anything.
 */
export const UPLOAD_OUTCOMES = ['delivered', 'refused', 'unknown', 'replayed'] as const

export type UploadOutcome = (typeof UPLOAD_OUTCOMES)[number]

/**
 * What there is to say about one upload when it is over, for an audit trail and for metrics: who, to which record, what
 * came of it, how long it took. Neither the file's name nor the person's, no content and no token.
 */
export interface UploadEvent {
  /** How it ended: `delivered`; `refused`, with nothing delivered; `unknown`, maybe delivered; `replayed`, answered from memory. */
  readonly outcome: UploadOutcome
  /** Why it was not delivered; `null` when it was. */
  readonly code: ErrorCode | null
  /** Identity of the grant: the token's `jti`. */
  readonly grantId: string | null
  /** Who uploaded: a recruiter or a candidate. */
  readonly view: View
  /** Kombo integration id. */
  readonly integrationId: string
  /** The record. */
  readonly target: Target
  /** `null` when the body broke off before it said so. */
  readonly type: AttachmentType | null
  /** By name and content; `null` when the file was refused before both were known to be in order. */
  readonly contentType: string | null
  /** Bytes of the file, `null` when it did not arrive whole. */
  readonly sizeBytes: number | null
  /** SHA-256 of the content in lower-case hex, `null` when it did not arrive whole. */
  readonly sha256: string | null
  /** How many remarks the receipt carries. */
  readonly warnings: number
  /** Times the file was sent to Kombo. */
  readonly attempts: number
  /** Times the record was read back to find out whether the file is there. */
  readonly readBacks: number
  /** From the first byte of the request to the outcome, in milliseconds. */
  readonly durationMs: number
  /** Of that: waiting for a slot of the integration, in milliseconds. */
  readonly queueMs: number
  /** Of that: sending to Kombo and waiting for its answers, in milliseconds. */
  readonly atsMs: number
}
