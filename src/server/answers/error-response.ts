import type { ErrorCode } from '../../contract/error-code.ts'
import { errorPolicy } from '../../contract/error-code.ts'
import type { View } from '../../contract/grant.ts'
import type { ErrorResponse } from '../../contract/wire.ts'
import type { RouteError } from './route-error.ts'

/**
 * The one place where an error becomes a response. A candidate is told in our own words, without Kombo's message,
 * title, log link or any code that belongs to the portal's relation with its customer.
 */
export function errorResponse(error: RouteError, view: View = 'recruiter'): Response {
  const headers = new Headers({ 'Cache-Control': 'no-store' })
  if (error.retryAfterMs !== null) headers.set('Retry-After', String(Math.ceil(error.retryAfterMs / 1000)))
  if (error.status === 401) headers.set('WWW-Authenticate', 'Bearer')
  return Response.json(errorBody(error, view), { status: error.status, headers })
}

/** The error as it stands in the answer. */
export function errorBody(error: RouteError, view: View): ErrorResponse {
  // Pauses are drawn at random and with fractions; what is written is whole, and never sooner than was meant.
  const retry_after_ms = error.retryAfterMs === null ? null : Math.ceil(error.retryAfterMs)
  const [code, message, title, log_url] =
    view === 'candidate' && error.isKombos
      ? [...forCandidate(error), null, null]
      : [error.wireCode, error.message, error.title, error.logUrl]
  return { status: 'error', error: { code, title, message, log_url, delivery: error.delivery, retry_after_ms } }
}

/** Who can do something about it, and whether another try can help: but never why. */
function forCandidate({ code, delivery }: RouteError): readonly [ErrorCode, string] {
  const { retry, fixer, delivery: usual } = errorPolicy(code)
  if (delivery === 'unknown') {
    return ['UPLOAD.DELIVERY_UNKNOWN', 'No answer says whether the file was kept']
  }
  if (retry === 'automatic') return ['UPLOAD.ATS_BUSY', 'The system that keeps the files is busy just now']
  // Doubtful until the record was looked at, or newer than the table: nobody knows who could change it.
  if (usual === 'unknown' || code === 'UPLOAD.ATS_REFUSED') {
    return ['UPLOAD.ATS_REFUSED', 'The system that keeps the files did not take this one']
  }
  if (fixer === 'person') return ['UPLOAD.FILE_NOT_TAKEN', 'The system that keeps the files refused this one']
  return retry === 'never'
    ? ['UPLOAD.ATS_CLOSED', 'The system that keeps the files takes none here']
    : ['UPLOAD.ATS_OUT_OF_ORDER', 'The system that keeps the files cannot be used just now']
}
