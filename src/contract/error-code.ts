/** Whether something may have reached the ATS. `none`: certainly nothing, safe to send again. `unknown`: maybe. */
export type Delivery = 'none' | 'unknown'

/**
 * What may be done about an error: `automatic` — the same request may be repeated by a machine; `by-hand` — a person
 * may press "Try again"; `never` — the same file under the same rules fails again, something must change first.
 */
export type Retry = 'automatic' | 'by-hand' | 'never'

/**
 * Who can change it: `person` who uploads, `ats-admin` at the customer, `operator` of the portal (keys, settings,
 * network), or nobody but `time`.
 */
export type Fixer = 'person' | 'ats-admin' | 'operator' | 'time'

export interface ErrorPolicy {
  /** HTTP status the route answers with. Never copied from Kombo, whose statuses change (docs, "Important changes"). */
  readonly status: number
  readonly delivery: Delivery
  readonly retry: Retry
  readonly fixer: Fixer
}

function policy(status: number, delivery: Delivery, retry: Retry, fixer: Fixer): ErrorPolicy {
  return { status, delivery, retry, fixer }
}

/**
 * Kombo's codes, passed through. Retry is `automatic` only where Kombo's FAQ clears it (docs.kombo.dev/guides/errors);
 * `unknown` delivery where the write may have happened although an error came back.
 */
export const KOMBO_ERRORS = {
  'PLATFORM.RATE_LIMIT_EXCEEDED': policy(503, 'none', 'automatic', 'time'),
  'PLATFORM.CONCURRENCY_LIMIT_EXCEEDED': policy(503, 'none', 'automatic', 'time'),
  'PLATFORM.INTEGRATION_NOT_FOUND': policy(502, 'none', 'by-hand', 'operator'),
  'PLATFORM.INPUT_INVALID': policy(422, 'none', 'never', 'person'),
  'PLATFORM.UNKNOWN_ERROR': policy(502, 'unknown', 'never', 'person'),
  'PLATFORM.IP_NOT_WHITELISTED': policy(502, 'none', 'by-hand', 'operator'),
  'PLATFORM.AUTHENTICATION_INVALID': policy(502, 'none', 'by-hand', 'operator'),
  'PLATFORM.TASK_TIMED_OUT': policy(504, 'unknown', 'never', 'person'),
  'INTEGRATION.PERMISSION_MISSING': policy(409, 'none', 'by-hand', 'ats-admin'),
  'INTEGRATION.AUTHENTICATION_INVALID': policy(409, 'none', 'by-hand', 'ats-admin'),
  'INTEGRATION.QA_FAILED': policy(409, 'none', 'by-hand', 'ats-admin'),
  'INTEGRATION.SETUP_SYNC_PENDING': policy(409, 'none', 'by-hand', 'time'),
  'INTEGRATION.SETUP_INCOMPLETE': policy(409, 'none', 'by-hand', 'ats-admin'),
  'INTEGRATION.INACTIVE': policy(409, 'none', 'by-hand', 'operator'),
  'INTEGRATION.MODEL_NOT_AVAILABLE': policy(409, 'none', 'never', 'operator'),
  'INTEGRATION.MODEL_DISABLED': policy(409, 'none', 'by-hand', 'operator'),
  'INTEGRATION.ACTION_NOT_AVAILABLE': policy(409, 'none', 'never', 'operator'),
  'INTEGRATION.ACTION_DISABLED': policy(409, 'none', 'by-hand', 'ats-admin'),
  'REMOTE.SERVICE_UNAVAILABLE': policy(503, 'none', 'automatic', 'time'),
  'REMOTE.RATE_LIMIT_EXCEEDED': policy(503, 'none', 'automatic', 'time'),
  'REMOTE.INPUT_INVALID': policy(422, 'none', 'never', 'person'),
  'REMOTE.UNKNOWN_HTTP_ERROR': policy(502, 'unknown', 'never', 'person'),
  'ATS.JOB_CLOSED': policy(409, 'none', 'never', 'ats-admin'),
  'ATS.APPLICATION_ALREADY_EXISTS': policy(409, 'none', 'never', 'ats-admin'),
} as const satisfies Record<string, ErrorPolicy>

/** Why a file is refused before anything is sent. {@link checkFile} finds them on both sides, with the same verdict. */
export const REJECTIONS = {
  'UPLOAD.FILE_EMPTY': policy(422, 'none', 'never', 'person'),
  'UPLOAD.FILE_TOO_LARGE': policy(413, 'none', 'never', 'person'),
  'UPLOAD.FILE_NAME_INVALID': policy(422, 'none', 'never', 'person'),
  /** The extension is in nobody's table, or missing. */
  'UPLOAD.FILE_KIND_UNKNOWN': policy(422, 'none', 'never', 'person'),
  /** A known kind which this ATS, or this server, does not take for this type. */
  'UPLOAD.FILE_KIND_NOT_ACCEPTED': policy(422, 'none', 'never', 'person'),
  /** The leading bytes are not those of the kind the extension names. */
  'UPLOAD.FILE_CONTENT_MISMATCH': policy(422, 'none', 'never', 'person'),
  'UPLOAD.FILE_PASSWORD_PROTECTED': policy(422, 'none', 'never', 'person'),
  'UPLOAD.FILE_HAS_MACROS': policy(422, 'none', 'never', 'person'),
  /** Programs, scripts, shortcuts, HTML and SVG: content that runs when it is opened. */
  'UPLOAD.FILE_ACTIVE_CONTENT': policy(422, 'none', 'never', 'person'),
  'UPLOAD.TYPE_NOT_SUPPORTED': policy(422, 'none', 'never', 'person'),
  'UPLOAD.TYPE_NOT_GRANTED': policy(403, 'none', 'never', 'person'),
} as const satisfies Record<string, ErrorPolicy>

/** The route's own codes. */
export const ROUTE_ERRORS = {
  'UPLOAD.TOKEN_MISSING': policy(401, 'none', 'by-hand', 'operator'),
  'UPLOAD.TOKEN_INVALID': policy(401, 'none', 'by-hand', 'operator'),
  'UPLOAD.TOKEN_EXPIRED': policy(401, 'none', 'by-hand', 'person'),
  /** The path names another record than the token. */
  'UPLOAD.TARGET_MISMATCH': policy(403, 'none', 'never', 'operator'),
  'UPLOAD.READ_NOT_GRANTED': policy(403, 'none', 'never', 'operator'),
  'UPLOAD.MAX_FILES_REACHED': policy(403, 'none', 'never', 'person'),
  'UPLOAD.NOT_FOUND': policy(404, 'none', 'never', 'operator'),
  'UPLOAD.METHOD_NOT_ALLOWED': policy(405, 'none', 'never', 'operator'),
  'UPLOAD.BODY_MISSING': policy(400, 'none', 'never', 'operator'),
  /** Not JSON, a member missing or of the wrong kind. */
  'UPLOAD.BODY_INVALID': policy(400, 'none', 'never', 'operator'),
  /** `data` is not the last member of `attachment`, or `attachment` not the last of the body. */
  'UPLOAD.BODY_ORDER': policy(400, 'none', 'never', 'operator'),
  'UPLOAD.BODY_HEAD_TOO_LONG': policy(400, 'none', 'never', 'operator'),
  'UPLOAD.BASE64_INVALID': policy(400, 'none', 'never', 'operator'),
  /** The connection ended before the body did. */
  'UPLOAD.BODY_INCOMPLETE': policy(400, 'none', 'by-hand', 'time'),
  'UPLOAD.BODY_TIMEOUT': policy(408, 'none', 'by-hand', 'time'),
  'UPLOAD.MEDIA_TYPE_UNSUPPORTED': policy(415, 'none', 'never', 'operator'),
  'UPLOAD.ENCODING_UNSUPPORTED': policy(415, 'none', 'never', 'operator'),
  'UPLOAD.IDEMPOTENCY_KEY_INVALID': policy(400, 'none', 'never', 'operator'),
  /** This key already stands for another file. */
  'UPLOAD.IDEMPOTENCY_KEY_REUSED': policy(422, 'none', 'never', 'operator'),
  /** The portal's own scan refused the file; the message says why. */
  'UPLOAD.FILE_REFUSED': policy(422, 'none', 'never', 'person'),
  'UPLOAD.RATE_LIMITED': policy(429, 'none', 'automatic', 'time'),
  /** The server has no room for another file just now. */
  'UPLOAD.SERVER_BUSY': policy(503, 'none', 'automatic', 'time'),
  'UPLOAD.SERVER_STOPPING': policy(503, 'none', 'automatic', 'time'),
  /** The shared memory of several instances cannot be reached; nothing is sent without it. */
  'UPLOAD.STORE_UNAVAILABLE': policy(503, 'none', 'automatic', 'time'),
  /** The ATS stayed busy until the deadline. */
  'UPLOAD.ATS_BUSY': policy(503, 'none', 'automatic', 'time'),
  /** Kombo could not be reached, or broke off before the last byte was sent. */
  'UPLOAD.ATS_UNREACHABLE': policy(502, 'none', 'automatic', 'time'),
  /** Kombo's answer fits no documented shape and carries no known code. */
  'UPLOAD.ATS_REFUSED': policy(502, 'none', 'by-hand', 'operator'),
  /*
   * What a candidate is told in place of Kombo's codes: who can do what about it, and not why.
   */
  /** The ATS does not take this file as it is. */
  'UPLOAD.FILE_NOT_TAKEN': policy(422, 'none', 'never', 'person'),
  /** The ATS takes nothing for this record, and will not. */
  'UPLOAD.ATS_CLOSED': policy(409, 'none', 'never', 'operator'),
  /** The way to the ATS has to be repaired, or finished, by others. */
  'UPLOAD.ATS_OUT_OF_ORDER': policy(409, 'none', 'by-hand', 'operator'),
  /** The file may have been sent, by this request or another one, and nothing says whether it was kept. */
  'UPLOAD.DELIVERY_UNKNOWN': policy(504, 'unknown', 'never', 'person'),
  /** Once maybe delivered, and so long not on the record that it certainly is not. */
  'UPLOAD.NOT_ATTACHED': policy(409, 'none', 'by-hand', 'person'),
  'UPLOAD.INTERNAL': policy(500, 'none', 'by-hand', 'operator'),
} as const satisfies Record<string, ErrorPolicy>

/** Found in the browser, never on the wire; `status` 0 says so. */
export const BROWSER_ERRORS = {
  /** The browser could no longer read the file: moved, changed or unplugged since it was chosen. */
  'UPLOAD.FILE_UNREADABLE': policy(0, 'none', 'never', 'person'),
  'UPLOAD.FILE_DUPLICATE': policy(0, 'none', 'never', 'person'),
  'UPLOAD.TOO_MANY_FILES': policy(0, 'none', 'never', 'person'),
  'UPLOAD.TOTAL_TOO_LARGE': policy(0, 'none', 'never', 'person'),
  /** A validator of the page refused the file; its message says why. */
  'UPLOAD.VALIDATOR_REFUSED': policy(0, 'none', 'never', 'person'),
  /** The page's own `getToken` failed, or did not answer in time. */
  'UPLOAD.TOKEN_UNAVAILABLE': policy(0, 'none', 'by-hand', 'operator'),
  'UPLOAD.OFFLINE': policy(0, 'none', 'automatic', 'time'),
  /** The route could not be reached, or the connection broke before everything was sent. */
  'UPLOAD.NETWORK': policy(0, 'none', 'automatic', 'time'),
  /** The connection broke after everything was sent, so the route may have delivered it. */
  'UPLOAD.ANSWER_LOST': policy(0, 'unknown', 'never', 'person'),
  /** The person cancelled when everything was sent already: the route goes on without the browser. */
  'UPLOAD.CANCELLED_LATE': policy(0, 'unknown', 'never', 'person'),
  /** A proxy's own 4xx (too large, blocked, nothing at this address): the route never saw the request. */
  'UPLOAD.GATEWAY_REFUSED': policy(0, 'none', 'by-hand', 'operator'),
  /** An answer that is not the route's: a proxy's page, a wrong endpoint. */
  'UPLOAD.ANSWER_INVALID': policy(0, 'unknown', 'never', 'operator'),
} as const satisfies Record<string, ErrorPolicy>

const POLICIES = { ...KOMBO_ERRORS, ...REJECTIONS, ...ROUTE_ERRORS, ...BROWSER_ERRORS }

export type RejectionCode = keyof typeof REJECTIONS
export type RouteErrorCode = keyof typeof ROUTE_ERRORS
export type BrowserErrorCode = keyof typeof BROWSER_ERRORS

/** Every code there is: a closed union, so that a `switch` over it can be complete. */
export type ErrorCode = keyof typeof POLICIES

export const ERROR_CODES = Object.keys(POLICIES).filter(isErrorCode)

export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(POLICIES, text)
}

export function errorPolicy(code: ErrorCode): ErrorPolicy {
  return POLICIES[code]
}

/**
 * What is known about a code that came over the wire. A code from Kombo that is newer than this table is kept as text,
 * shown as a general failure and never retried; whether it reached the ATS is then what the answer's `delivery` says.
 */
export function codeFromWire(code: string): ErrorCode {
  return isErrorCode(code) ? code : 'UPLOAD.ATS_REFUSED'
}
