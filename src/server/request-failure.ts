import { IDEMPOTENCY_REPLAY_ONLY_HEADER } from '../contract/body-layout.ts'
import { errorResponse } from './error-response.ts'
import { inDoubt, toRouteError, type RouteError } from './route-error.ts'

/**
 * A failure as whoever sent the request is told of it. A request that only asks what became of a file leaves that as open
 * as it was, whatever stands in its way: a token that has run out, a scanner that is down, a body that is too large now.
 */
export function failureOf(request: Request, error: unknown): RouteError {
  const failure = toRouteError(error)
  return isReplayOnly(request) && !failure.isSettled ? inDoubt(failure) : failure
}

/** The answer to a request of which nobody knows whose it is: refused in front of the route, or where there is none. */
export function failureResponse(request: Request, error: RouteError): Response {
  return errorResponse(failureOf(request, error))
}

/** Whether nothing may be sent for it, whatever is remembered under its key. */
export function isReplayOnly({ method, headers }: Request): boolean {
  return method === 'POST' && headers.get(IDEMPOTENCY_REPLAY_ONLY_HEADER) === 'true'
}
