/**
 * The three attachment types of Kombo's unified ATS API. A closed set: the API declares an enum of exactly these
 * (Kombo OpenAPI document, `POST /ats/applications/{application_id}/attachments`).
 */
export const ATTACHMENT_TYPES = ['CV', 'COVER_LETTER', 'OTHER'] as const

export type AttachmentType = (typeof ATTACHMENT_TYPES)[number]

export function isAttachmentType(value: unknown): value is AttachmentType {
  return ATTACHMENT_TYPES.some((type) => type === value)
}

/** What is said about a document before its content: everything of the request body except `data`. */
export interface AttachmentDescription {
  /** File name with extension, as the ATS will show it. */
  readonly name: string
  /** Canonical MIME type from the table of file kinds; matches {@link CONTENT_TYPE_PATTERN}. */
  readonly contentType: string
  readonly type: AttachmentType
}

/**
 * The only shape of `content_type` Kombo accepts (OpenAPI `pattern`): no `+`, no parameters, so
 * `image/svg+xml` and `text/plain; charset=utf-8` are refused.
 */
export const CONTENT_TYPE_PATTERN = /^[\w.-]+\/[\w.-]+$/
