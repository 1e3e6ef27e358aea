import type { KomboErrorCode } from './error-code.ts'

/** Documented shapes of Kombo's unified ATS API (OpenAPI document of May 2026), as they stand on the wire. */

export type KomboAttachmentType = 'CV' | 'COVER_LETTER' | 'OTHER'

/** Body of both `POST …/attachments`. Exactly one of `data` and `data_url`; `content_type` is required with `data`. */
export interface KomboAddAttachmentBody {
  attachment: {
    name: string
    type: KomboAttachmentType
    content_type?: string
    data?: string
    data_url?: string
  }
  remote_fields?: Record<string, unknown>
}

export interface KomboWarning {
  message: string
}

/** Answer to both `POST …/attachments`. `data` declares no members: there is no id to hold on to. */
export interface KomboAddAttachmentResponse {
  status: 'success'
  data: Record<string, never>
  warnings: KomboWarning[]
}

/** Every answer other than 200. All four members are required; any but `message` may be null. */
export interface KomboErrorResponse {
  status: 'error'
  error: {
    code: KomboErrorCode | (string & {}) | null
    title: string | null
    message: string
    log_url: string | null
  }
}

/** One type in the answer of `GET /ats/actions/ats_add_…_attachment`; nulls mean "not known". */
export type KomboTypeRestriction =
  | { is_supported: true; max_file_size_bytes: number | null; accepted_mime_types: string[] | null }
  | { is_supported: false }

/** Answer of `GET /ats/actions/ats_add_…_attachment`. Absent or null restrictions: Kombo has no information. */
export interface KomboRestrictionsResponse {
  status: 'success'
  data: {
    attachment_restrictions?: { types: Record<KomboAttachmentType, KomboTypeRestriction> } | null
  }
}

/** One item of `GET /ats/applications/{id}/attachments`. No size, no checksum, no uploader. */
export interface KomboApplicationAttachment {
  type: KomboAttachmentType
  id: string
  remote_id: string
  data_url: string
  file_name: string
  content_type: string
  remote_created_at: string | null
  remote_updated_at: string | null
}

/** One item of `GET /ats/candidates/{id}/attachments`; `application_id` is null for a candidate-level document. */
export interface KomboCandidateAttachment extends KomboApplicationAttachment {
  application_id: string | null
  candidate_id: string
}

/** Answer of both `GET …/attachments`. */
export interface KomboAttachmentsResponse<Item> {
  status: 'success'
  data: { results: Item[] }
  warnings: KomboWarning[]
}

/**
 * One item of `GET /ats/applications`, as far as the official client (1.1.3) requires it. Only `id` and `candidate_id` are of
 * use here: they name the record an attachment is for.
 */
export interface KomboApplication {
  id: string
  remote_id: string | null
  outcome: 'PENDING' | 'HIRED' | 'DECLINED' | null
  rejection_reason_name: string | null
  rejected_at: string | null
  current_stage_id: string | null
  job_id: string | null
  candidate_id: string | null
  custom_fields: Record<string, unknown> | null
  remote_url: string | null
  changed_at: string
  remote_deleted_at: string | null
  remote_created_at: string | null
  remote_updated_at: string | null
  candidate: {
    id: string
    remote_id: string
    first_name: string | null
    last_name: string | null
    source: string | null
    remote_url: string | null
    tags: never[]
  } | null
  current_stage: null
  job: { id: string; remote_id: string; name: string | null } | null
  interviews: never[]
  offers: never[]
}

/** Answer of `GET /ats/applications`: one page; `next` is the cursor of the one after it. */
export interface KomboApplicationsResponse {
  status: 'success'
  data: { results: KomboApplication[]; next: string | null }
}
