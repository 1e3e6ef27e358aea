import type { Receipt, UploadError } from '../contract/wire.ts'
import { browserError, parseError, parseReceipt } from '../contract/wire.ts'
import type { Answer } from './send.ts'

export type Reply = { readonly receipt: Receipt } | { readonly error: UploadError }

/** Reads what came back for an attachment. Only the route's own envelope counts; anything else is somebody in between. */
export function interpretAnswer(answer: Answer): Reply {
  const json = parseJson(answer.text)
  const receipt = answer.status === 200 ? parseReceipt(json) : null
  if (receipt !== null) return { receipt }
  return { error: parseError(json) ?? foreignAnswer(answer.status) }
}

/**
 * An answer that is not the route's. A 4xx comes from a proxy or a wrong address that never passed the request on, so
 * nothing can have been delivered. A 5xx may as well be a proxy that gave up on a route still at work, and a 2xx says
 * nothing at all: both are unknown.
 */
export function foreignAnswer(status: number): UploadError {
  if (status >= 400 && status < 500) {
    return browserError('UPLOAD.GATEWAY_REFUSED', `refused on the way to the upload route (HTTP ${status})`)
  }
  return browserError('UPLOAD.ANSWER_INVALID', `not an answer of the upload route (HTTP ${status})`)
}

/** @returns `null` when the text is not JSON, which no schema takes for an answer. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
