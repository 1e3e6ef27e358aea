import type { Delivery, ErrorCode } from '../../contract/error-code.ts'
import { errorPolicy } from '../../contract/error-code.ts'

export interface RouteErrorDetails {
  /** Whether something may have reached the ATS. Default: what the table says of the code. */
  readonly delivery?: Delivery
  /** Milliseconds after which another try makes sense. Default: not said. */
  readonly retryAfterMs?: number | null
  /** The code as Kombo sent it, where it is newer than the table. Default: the code. */
  readonly wireCode?: string | null
  readonly title?: string | null
  readonly logUrl?: string | null
  /** Whether the words are Kombo's or the ATS's. Default: false. */
  readonly isKombos?: boolean
  /** Whether it has been found out that an earlier request's file was not kept. Default: false. */
  readonly isSettled?: boolean
  readonly cause?: unknown
}

/**
 * Why a request ends without a success. The message is a sentence for a developer or a recruiter; it never holds a
 * file's name or content, a token or a key.
 */
export class RouteError extends Error {
  override readonly name = 'RouteError'
  readonly code: ErrorCode
  readonly wireCode: string
  readonly delivery: Delivery
  readonly retryAfterMs: number | null
  readonly title: string | null
  readonly logUrl: string | null
  /** Whether the words are Kombo's or the ATS's, and not meant for a candidate. */
  readonly isKombos: boolean
  /** Whether it has been found out that an earlier request's file was not kept. */
  readonly isSettled: boolean

  constructor(code: ErrorCode, message: string, details: RouteErrorDetails = {}) {
    super(message, details.cause === undefined ? {} : { cause: details.cause })
    this.code = code
    this.wireCode = details.wireCode ?? code
    this.delivery = details.delivery ?? errorPolicy(code).delivery
    this.retryAfterMs = details.retryAfterMs ?? null
    this.title = details.title ?? null
    this.logUrl = details.logUrl ?? null
    this.isKombos = details.isKombos ?? false
    this.isSettled = details.isSettled ?? false
  }

  get status(): number {
    return errorPolicy(this.code).status
  }
}

/** What is told to whoever comes, or still waits, while the server stops. */
export function serverStopping(): RouteError {
  return new RouteError('UPLOAD.SERVER_STOPPING', 'This server is being stopped', { retryAfterMs: 2000 })
}

/** Any failure as an error that may be answered: what is not ours says nothing but that something went wrong. */
export function toRouteError(error: unknown): RouteError {
  if (error instanceof RouteError) return error
  return new RouteError('UPLOAD.INTERNAL', 'Something went wrong in the upload route', { cause: error })
}

/**
 * The same failure of a request whose file may have been delivered by another one: whatever kept this one from an answer
 * says nothing of that. The code stays, because it says why; `delivery` outranks what the table says of it.
 */
export function inDoubt(error: unknown): RouteError {
  const failure = toRouteError(error)
  if (failure.delivery === 'unknown') return failure
  const { code, message, cause, ...details } = failure
  return new RouteError(code, message, { ...details, cause, delivery: 'unknown' })
}
