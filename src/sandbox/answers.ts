import { KOMBO_ERROR_CODES, type KomboErrorCode } from '../kombo/error-code.ts'
import type { KomboErrorResponse } from '../kombo/shapes.ts'

/** What goes back over the wire. `body` is sent as JSON unless it is a string already. */
export interface Answer {
  readonly status: number
  readonly body: object | string
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
  /** For the log of requests; `null` when the answer names none. */
  readonly code?: string | null
}

/**
 * Status and title per code. The status is documented on docs.kombo.dev, or stands in the official client's tests, where the line
 * says so; the others are not public, and chosen. Titles are chosen throughout; clients must look at the code only.
 */
const CODE_ANSWERS: Readonly<Record<KomboErrorCode, readonly [status: number, title: string]>> = {
  'PLATFORM.RATE_LIMIT_EXCEEDED': [429, 'Rate limit exceeded'], // documented
  'PLATFORM.CONCURRENCY_LIMIT_EXCEEDED': [429, 'Concurrency limit exceeded'], // documented
  'PLATFORM.INTEGRATION_NOT_FOUND': [404, 'Integration not found'],
  'PLATFORM.INPUT_INVALID': [400, 'Input invalid'], // tests of the client
  'PLATFORM.UNKNOWN_ERROR': [500, 'Unknown error'],
  'PLATFORM.IP_NOT_WHITELISTED': [403, 'IP address not allowed'],
  'PLATFORM.AUTHENTICATION_INVALID': [401, 'Authentication invalid'], // tests of the client
  'PLATFORM.TASK_TIMED_OUT': [504, 'Task timed out'],
  'INTEGRATION.PERMISSION_MISSING': [403, 'Permission missing in the connected system'], // tests of the client
  'INTEGRATION.AUTHENTICATION_INVALID': [401, 'Credentials of the connected system invalid'],
  'INTEGRATION.QA_FAILED': [409, 'Quality check failed'], // documented
  'INTEGRATION.SETUP_SYNC_PENDING': [409, 'First sync pending'], // documented
  'INTEGRATION.SETUP_INCOMPLETE': [409, 'Setup incomplete'], // documented
  'INTEGRATION.INACTIVE': [409, 'Integration inactive'],
  'INTEGRATION.MODEL_NOT_AVAILABLE': [400, 'Model not available'],
  'INTEGRATION.MODEL_DISABLED': [403, 'Model disabled'],
  'INTEGRATION.ACTION_NOT_AVAILABLE': [400, 'Action not available'],
  'INTEGRATION.ACTION_DISABLED': [403, 'Action disabled'],
  'REMOTE.SERVICE_UNAVAILABLE': [503, 'Connected system unavailable'],
  'REMOTE.RATE_LIMIT_EXCEEDED': [429, 'Rate limit of the connected system exceeded'],
  'REMOTE.INPUT_INVALID': [400, 'Input rejected by the connected system'],
  'REMOTE.UNKNOWN_HTTP_ERROR': [502, 'Unknown error of the connected system'],
  'ATS.JOB_CLOSED': [400, 'Job closed'], // tests of the client
  'ATS.APPLICATION_ALREADY_EXISTS': [409, 'Application already exists'],
}

export function isKomboErrorCode(code: string): code is KomboErrorCode {
  return KOMBO_ERROR_CODES.some((each) => each === code)
}

export interface ErrorDetails {
  readonly code: string | null
  readonly message: string
  /** Default: by code; 500 for a code that is not in the table. */
  readonly status?: number | undefined
  readonly logUrl?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

/** The documented error envelope, all four members present. */
export function errorAnswer({ code, message, status, logUrl = null, headers = {} }: ErrorDetails): Answer {
  const [usualStatus, title] = code !== null && isKomboErrorCode(code) ? CODE_ANSWERS[code] : [500, null]
  const body: KomboErrorResponse = { status: 'error', error: { code, title, message, log_url: logUrl } }
  return { status: status ?? usualStatus, body, headers, code }
}

/**
 * The same answer under a status Kombo never documented for it. Kombo changes statuses (docs, "Important changes",
 * 2026-05-19) and asks to branch on `code`; a client that does not notices here.
 */
export function withChangedStatus(answer: Answer): Answer {
  if (answer.status < 400) return answer
  return { ...answer, status: CHANGED_STATUS[answer.status] ?? 418 }
}

const CHANGED_STATUS: Readonly<Record<number, number>> = {
  400: 503,
  401: 409,
  403: 500,
  404: 502,
  409: 429,
  429: 409,
  500: 400,
  502: 403,
  503: 422,
  504: 404,
}

/** Thrown where a request cannot go on; becomes {@link errorAnswer} in one place. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string | null
  readonly status: number | undefined

  constructor(code: KomboErrorCode | null, message: string, status?: number) {
    super(message)
    this.code = code
    this.status = status
  }
}
