import type { AttachmentType } from '../contract/attachment.ts'
import { codeFromWire, errorPolicy, type ErrorCode } from '../contract/error-code.ts'
import type { AttachResponse, ErrorResponse } from '../contract/wire.ts'

/** A file the scripted route was given. */
export interface ScriptedFile {
  readonly name: string
  readonly type: AttachmentType
  readonly contentType: string
  readonly bytes: Uint8Array
  readonly idempotencyKey: string | null
}

/** How one request ends. */
export type ScriptedOutcome =
  | {
      readonly outcome: 'attached'
      /** What the ATS remarks. Default: nothing. */
      readonly warnings?: readonly (string | { readonly message: string; readonly code: string })[]
    }
  | {
      readonly outcome: 'refused'
      /** Decides status and delivery, as in the route itself. An unknown code is one of a newer route. */
      readonly code: ErrorCode | (string & {})
      readonly message?: string
      readonly retryAfterMs?: number
    }
  /** The connection ends without an answer; `allSent` (default: true) says whether the route may have everything. */
  | { readonly outcome: 'broken'; readonly allSent?: boolean }
  /** Any other answer: what a proxy says, or a page in place of the route. */
  | { readonly outcome: 'raw'; readonly status: number; readonly text: string }

export interface WireAnswer {
  readonly status: number
  readonly text: string
}

export async function attachedAnswer(
  file: ScriptedFile,
  warnings: Extract<ScriptedOutcome, { outcome: 'attached' }>['warnings'] = [],
): Promise<WireAnswer> {
  const body: AttachResponse = {
    status: 'success',
    data: {
      name: file.name,
      type: file.type,
      content_type: file.contentType,
      size_bytes: file.bytes.length,
      sha256: await sha256(file.bytes),
      delivered_at: new Date().toISOString(),
    },
    warnings: warnings.map((warning) => (typeof warning === 'string' ? { message: warning } : warning)),
  }
  return { status: 200, text: JSON.stringify(body) }
}

export function refusedAnswer({
  code,
  message = 'Refused by the scripted route',
  retryAfterMs,
}: Extract<ScriptedOutcome, { outcome: 'refused' }>): WireAnswer {
  const { status, delivery } = errorPolicy(codeFromWire(code))
  const body: ErrorResponse = {
    status: 'error',
    error: { code, title: null, message, log_url: null, delivery, retry_after_ms: retryAfterMs ?? null },
  }
  return { status: status === 0 ? 500 : status, text: JSON.stringify(body) }
}

/** In lower-case hex; zeros on a page without a secure context, which has no hash function to offer. */
async function sha256(bytes: Uint8Array): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) return '0'.repeat(64)
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
