import { IDEMPOTENCY_REPLAY_ONLY_HEADER } from '../../contract/body-layout.ts'
import { errorResponse } from './error-response.ts'
import { inDoubt, toRouteError, type RouteError } from './route-error.ts'

/**
 * A failure as whoever sent the request is told of it. A request that only asks what became of a file leaves that as open
 * as it was, whatever stands in its way: a token that has run out, a scanner that is down, a body that is too large now.
 */
export function failureOf(request: Request, error: unknown): RouteError {
  const failure = toRouteError(error)
  // One whose wish is not understood may be such a request.
  return isReplayOnly(request) !== false && !failure.isSettled ? inDoubt(failure) : failure
}

/** The answer to a request of which nobody knows whose it is: refused in front of the route, or where there is none. */
export function failureResponse(request: Request, error: RouteError): Response {
  return errorResponse(failureOf(request, error))
}

/**
 * Whether nothing may be sent for it, whatever is remembered under its key; `null` when what it says of that is not
 * understood, such as a header that a proxy has doubled.
 */
export function isReplayOnly({ method, headers }: Request): boolean | null {
  if (method !== 'POST') return false
  switch (headers.get(IDEMPOTENCY_REPLAY_ONLY_HEADER)?.toLowerCase()) {
    case undefined:
    case 'false':
      return false
    case 'true':
      return true
    default:
      return null
  }
}
