import type { AttachmentType } from '../contract/attachment.ts'

/** What is accepted of one type, in the words of the wire. */
export type WireTypeRule =
  | {
      readonly supported: true
      /** Largest file; `null`: not known. */
      readonly max_file_size_bytes: number | null
      /** `null`: every kind that can be attached. */
      readonly accepted_mime_types: string[] | null
      /** Whether the ATS names no largest size, and the limit is this upload's own. Default: false. */
      readonly ats_size_unknown?: boolean | undefined
      /** Risks that the route takes all the same, e.g. `macros`. Default: none. */
      readonly allowed_risks?: string[] | undefined
    }
  /** Not at all: the ATS does not take it, or the token does not allow it. */
  | { readonly supported: false; readonly reason: 'ats' | 'grant' }

/** A document on the record, in the words of the wire. */
export interface WireAttachment {
  readonly id: string
  readonly name: string
  readonly type: AttachmentType
  readonly content_type: string
  /** ISO 8601; `null`: not known. */
  readonly created_at: string | null
  /** Of its content, in lower-case hex; `null` when the content could not be had, or not in time. */
  readonly sha256: string | null
  readonly size_bytes: number | null
}
