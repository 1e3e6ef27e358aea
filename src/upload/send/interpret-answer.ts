import type { UploadError } from '../../contract/wire.ts'
import { browserError, parseError } from '../../contract/wire.ts'
import type { Answer } from './send.ts'

export type Reply<T> = { readonly value: T } | { readonly error: UploadError }

/**
 * Reads what came back. Only the route's own envelope counts; anything else is somebody in between.
 * @param parse reads what was asked for; `null` when it is not that.
 */
export function interpretAnswer<T>({ status, text }: Answer, parse: (json: unknown) => T | null): Reply<T> {
  const json = parseJson(text)
  const value = status === 200 ? parse(json) : null
  return value === null ? { error: parseError(json) ?? foreignAnswer(status) } : { value }
}

/**
 * An answer that is not the route's. A 4xx comes from a proxy or a wrong address that never passed the request on, so
 * nothing can have been delivered. A 5xx may as well be a proxy that gave up on a route still at work, and a 2xx says
 * nothing at all: both are unknown.
 */
function foreignAnswer(status: number): UploadError {
  if (status >= 400 && status < 500) {
    return browserError('UPLOAD.GATEWAY_REFUSED', `refused on the way to the upload route (HTTP ${status})`)
  }
  return browserError('UPLOAD.ANSWER_INVALID', `not an answer of the upload route (HTTP ${status})`)
}

/** @returns `null` when the text is not JSON, which no schema takes for an answer. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
