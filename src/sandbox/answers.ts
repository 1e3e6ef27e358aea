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
 * Status and title per code. `documented`: docs.kombo.dev. `sdk-test`: fixtures of the official client's tests.
 * `chosen`: not public. Titles are chosen throughout; clients must look at the code only.
 */
const CODE_ANSWERS = {
  'PLATFORM.RATE_LIMIT_EXCEEDED': [429, 'documented', 'Rate limit exceeded'],
  'PLATFORM.CONCURRENCY_LIMIT_EXCEEDED': [429, 'documented', 'Concurrency limit exceeded'],
  'PLATFORM.INTEGRATION_NOT_FOUND': [404, 'chosen', 'Integration not found'],
  'PLATFORM.INPUT_INVALID': [400, 'sdk-test', 'Input invalid'],
  'PLATFORM.UNKNOWN_ERROR': [500, 'chosen', 'Unknown error'],
  'PLATFORM.IP_NOT_WHITELISTED': [403, 'chosen', 'IP address not allowed'],
  'PLATFORM.AUTHENTICATION_INVALID': [401, 'sdk-test', 'Authentication invalid'],
  'PLATFORM.TASK_TIMED_OUT': [504, 'chosen', 'Task timed out'],
  'INTEGRATION.PERMISSION_MISSING': [403, 'sdk-test', 'Permission missing in the connected system'],
  'INTEGRATION.AUTHENTICATION_INVALID': [401, 'chosen', 'Credentials of the connected system invalid'],
  'INTEGRATION.QA_FAILED': [409, 'documented', 'Quality check failed'],
  'INTEGRATION.SETUP_SYNC_PENDING': [409, 'documented', 'First sync pending'],
  'INTEGRATION.SETUP_INCOMPLETE': [409, 'documented', 'Setup incomplete'],
  'INTEGRATION.INACTIVE': [409, 'chosen', 'Integration inactive'],
  'INTEGRATION.MODEL_NOT_AVAILABLE': [400, 'chosen', 'Model not available'],
  'INTEGRATION.MODEL_DISABLED': [403, 'chosen', 'Model disabled'],
  'INTEGRATION.ACTION_NOT_AVAILABLE': [400, 'chosen', 'Action not available'],
  'INTEGRATION.ACTION_DISABLED': [403, 'chosen', 'Action disabled'],
  'REMOTE.SERVICE_UNAVAILABLE': [503, 'chosen', 'Connected system unavailable'],
  'REMOTE.RATE_LIMIT_EXCEEDED': [429, 'chosen', 'Rate limit of the connected system exceeded'],
  'REMOTE.INPUT_INVALID': [400, 'chosen', 'Input rejected by the connected system'],
  'REMOTE.UNKNOWN_HTTP_ERROR': [502, 'chosen', 'Unknown error of the connected system'],
  'ATS.JOB_CLOSED': [400, 'sdk-test', 'Job closed'],
  'ATS.APPLICATION_ALREADY_EXISTS': [409, 'chosen', 'Application already exists'],
} as const satisfies Readonly<Record<KomboErrorCode, readonly [number, 'documented' | 'sdk-test' | 'chosen', string]>>

/** Where the HTTP status of each code comes from. */
export function statusOf(code: KomboErrorCode): {
  readonly status: number
  readonly source: 'documented' | 'sdk-test' | 'chosen'
} {
  const [status, source] = CODE_ANSWERS[code]
  return { status, source }
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
  const known = code !== null && isKomboErrorCode(code) ? CODE_ANSWERS[code] : null
  const body: KomboErrorResponse = {
    status: 'error',
    error: { code, title: known === null ? null : known[2], message, log_url: logUrl },
  }
  return { status: status ?? known?.[0] ?? 500, body, headers, code }
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
