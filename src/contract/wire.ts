// Over 200 lines: the schema and the parser of each answer stand together, so that neither changes without the other.
import * as v from 'valibot'
import { ATTACHMENT_TYPES } from './attachment.ts'
import type { Delivery, ErrorCode } from './error-code.ts'
import { codeFromWire, errorPolicy } from './error-code.ts'
import { KIND_RISKS } from './file-kinds.ts'
import type { Rules, TypeRule } from './rules.ts'
import { parseTargetId, TARGET_KINDS } from './target.ts'

/*
 * What route and browser say to each other, as it stands in JSON (snake_case, Kombo's envelopes), and the parsers that
 * make it into the words used everywhere else. Unknown members are ignored, so that a newer route can say more.
 */

/** Of bytes, of files, of milliseconds: never less than none. */
const count = v.custom<number>((value) => typeof value === 'number' && value >= 0)

const typeRule = v.union([
  v.object({
    supported: v.literal(true),
    max_file_size_bytes: v.nullable(count),
    accepted_mime_types: v.nullable(v.array(v.string())),
    /** Absent: the ATS names a size, or nobody knows whether it does. */
    ats_size_unknown: v.fallback(v.optional(v.boolean(), false), false),
    /** Absent: none. A risk that is not known here is not taken. */
    allowed_risks: v.fallback(v.optional(v.array(v.string()), []), []),
  }),
  v.object({ supported: v.literal(false), reason: v.picklist(['ats', 'grant']) }),
])

const warning = v.object({ message: v.string(), code: v.optional(v.string()) })

export const rulesResponseSchema = v.object({
  status: v.literal('success'),
  data: v.object({
    target: v.object({
      kind: v.picklist(TARGET_KINDS),
      id: v.string(),
      label: v.nullable(v.string()),
      ats: v.string(),
    }),
    types: v.object({ CV: typeRule, COVER_LETTER: typeRule, OTHER: typeRule }),
    max_files: v.nullable(count),
    files_used: v.optional(count),
    can_read: v.boolean(),
    source: v.picklist(['ats', 'default']),
  }),
  warnings: v.array(warning),
})

export const attachResponseSchema = v.object({
  status: v.literal('success'),
  data: v.object({
    name: v.string(),
    type: v.picklist(ATTACHMENT_TYPES),
    content_type: v.string(),
    size_bytes: count,
    sha256: v.string(),
    delivered_at: v.string(),
  }),
  warnings: v.array(warning),
})

export const attachmentsResponseSchema = v.object({
  status: v.literal('success'),
  data: v.object({
    attachments: v.array(
      v.object({
        id: v.string(),
        name: v.string(),
        type: v.picklist(ATTACHMENT_TYPES),
        content_type: v.string(),
        created_at: v.nullable(v.string()),
        /** Null when the content could not be had, or not in time. */
        sha256: v.nullable(v.string()),
        size_bytes: v.nullable(count),
      }),
    ),
  }),
  warnings: v.array(warning),
})

export const errorResponseSchema = v.object({
  status: v.literal('error'),
  error: v.object({
    code: v.string(),
    title: v.nullable(v.string()),
    message: v.string(),
    log_url: v.nullable(v.string()),
    delivery: v.picklist(['none', 'unknown']),
    retry_after_ms: v.nullable(count),
  }),
})

export type RulesResponse = v.InferInput<typeof rulesResponseSchema>
export type AttachResponse = v.InferInput<typeof attachResponseSchema>
export type AttachmentsResponse = v.InferInput<typeof attachmentsResponseSchema>
export type ErrorResponse = v.InferInput<typeof errorResponseSchema>

/** Something the ATS or the route remarks about a success. */
export interface Warning {
  readonly message: string
  /** Set on our own remarks, so that they can be said in the reader's language; absent on the ATS's. */
  readonly code: WarningCode | null
}

/** Our own remarks about a delivered file. */
export const WARNING_CODES = [
  /** The file name was changed to one every system can store. */
  'UPLOAD.NAME_CHANGED',
  /** The ATS keeps it on the candidate, not on the application. */
  'UPLOAD.ATTACHED_TO_CANDIDATE',
  /** Kombo confirmed it in a shape that is not documented. */
  'UPLOAD.ANSWER_UNDOCUMENTED',
  /** The answer was lost; the file was found on the record. */
  'UPLOAD.CONFIRMED_BY_READ_BACK',
] as const

export type WarningCode = (typeof WARNING_CODES)[number]

/** What came back for a delivered file. */
export interface Receipt {
  /** Name under which it is on the record. Another than was sent where `warnings` has `UPLOAD.NAME_CHANGED`. */
  readonly name: string
  /** Type it was attached as. */
  readonly type: (typeof ATTACHMENT_TYPES)[number]
  /** Content type by name and content, as it was told to the ATS. */
  readonly contentType: string
  /** Bytes of the content as the route received it. */
  readonly sizeBytes: number
  /** SHA-256 of the content as the route received it, in lower-case hex. */
  readonly sha256: string
  /** When the ATS confirmed it, ISO 8601. */
  readonly deliveredAt: string
  /** What the ATS and the route remarked. Attached it is all the same. */
  readonly warnings: readonly Warning[]
}

/** A document on the record. */
export interface ExistingAttachment {
  readonly id: string
  readonly name: string
  readonly type: (typeof ATTACHMENT_TYPES)[number]
  readonly contentType: string
  readonly createdAt: string | null
  readonly sha256: string | null
  readonly sizeBytes: number | null
}

/** An error as the route reports it. */
export interface UploadError {
  /** What to decide by; `UPLOAD.ATS_REFUSED` for one that is newer than our table. */
  readonly code: ErrorCode
  /** The code as sent, which may be newer than our table. */
  readonly wireCode: string
  /** Kombo's heading for the error, in English; `null` for our own errors and for a candidate. */
  readonly title: string | null
  /** One sentence in English for whoever runs the portal, or the ATS's own. For a reader: `explain`. */
  readonly message: string
  /** Kombo's log of the request; `null` where there is none, and for a candidate. */
  readonly logUrl: string | null
  /** `none`: certainly nothing reached the ATS. `unknown`: only the record can tell. */
  readonly delivery: Delivery
  /** Milliseconds to wait before trying again; `null` when the route did not say. */
  readonly retryAfterMs: number | null
}

/** @returns `null` when the JSON is not the route's answer. */
export function parseRules(json: unknown): Rules | null {
  const parsed = v.safeParse(rulesResponseSchema, json)
  if (!parsed.success) return null
  const { target, types, max_files, files_used, can_read, source } = parsed.output.data
  const id = parseTargetId(target.id)
  if (id === null) return null
  return {
    target: { ...target, id },
    types: { CV: toTypeRule(types.CV), COVER_LETTER: toTypeRule(types.COVER_LETTER), OTHER: toTypeRule(types.OTHER) },
    maxFiles: max_files,
    ...(files_used !== undefined && { filesUsed: files_used }),
    canRead: can_read,
    source,
  }
}

function toTypeRule(wire: v.InferOutput<typeof typeRule>): TypeRule {
  if (!wire.supported) return wire
  const { max_file_size_bytes: maxFileSizeBytes, accepted_mime_types: acceptedMimeTypes } = wire
  const allowedRisks = KIND_RISKS.filter((risk) => wire.allowed_risks.includes(risk))
  return {
    supported: true,
    maxFileSizeBytes,
    acceptedMimeTypes,
    ...(wire.ats_size_unknown && { isAtsSizeUnknown: true }),
    ...(allowedRisks.length > 0 && { allowedRisks }),
  }
}

/** @returns `null` when the JSON is not the route's answer. */
export function parseReceipt(json: unknown): Receipt | null {
  const parsed = v.safeParse(attachResponseSchema, json)
  if (!parsed.success) return null
  const { data, warnings } = parsed.output
  return {
    name: data.name,
    type: data.type,
    contentType: data.content_type,
    sizeBytes: data.size_bytes,
    sha256: data.sha256,
    deliveredAt: data.delivered_at,
    warnings: warnings.map(({ message, code }) => ({ message, code: toWarningCode(code) })),
  }
}

/** @returns `null` when the JSON is not the route's answer. */
export function parseExistingAttachments(json: unknown): readonly ExistingAttachment[] | null {
  const parsed = v.safeParse(attachmentsResponseSchema, json)
  if (!parsed.success) return null
  return parsed.output.data.attachments.map((each) => ({
    id: each.id,
    name: each.name,
    type: each.type,
    contentType: each.content_type,
    createdAt: each.created_at,
    sha256: each.sha256,
    sizeBytes: each.size_bytes,
  }))
}

/** @returns `null` when the JSON is not the route's error envelope. */
export function parseError(json: unknown): UploadError | null {
  const parsed = v.safeParse(errorResponseSchema, json)
  if (!parsed.success) return null
  const { code, title, message, log_url, delivery, retry_after_ms } = parsed.output.error
  return {
    code: codeFromWire(code),
    wireCode: code,
    title,
    message,
    logUrl: log_url,
    delivery,
    retryAfterMs: retry_after_ms,
  }
}

/** An error of the browser's own, in the same shape. */
export function browserError(code: ErrorCode, message: string): UploadError {
  const { delivery } = errorPolicy(code)
  return { code, wireCode: code, title: null, message, logUrl: null, delivery, retryAfterMs: null }
}

function toWarningCode(code: string | undefined): WarningCode | null {
  return WARNING_CODES.find((each) => each === code) ?? null
}
