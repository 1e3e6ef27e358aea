import { errorPolicy } from '../../contract/error-code.ts'
import type { UploadError } from '../../contract/wire.ts'

/** Times one delivery is tried by itself, the first one included; then a person decides. */
export const MAX_ATTEMPTS = 5

const FIRST_WAIT_MS = 1000

/** What the route asks for beyond this is left to a person, in milliseconds. */
const LONGEST_ASKED_MS = 600_000

/**
 * When to send again by itself, in milliseconds from now; `null` when a person has to decide.
 *
 * Only codes that the table clears, and only when certainly nothing reached the ATS. What the route asks for is the
 * least that is waited; on top comes full jitter over a doubling span, so that files refused together come back apart.
 * @param attempt how often it has been tried so far, from 1.
 * @param random a number from 0 to 1.
 */
export function waitBeforeRetry(error: UploadError, attempt: number, random: number): number | null {
  if (error.delivery !== 'none' || errorPolicy(error.code).retry !== 'automatic') return null
  if (attempt >= MAX_ATTEMPTS) return null
  const askedMs = error.retryAfterMs ?? 0
  if (askedMs > LONGEST_ASKED_MS) return null
  return Math.round(askedMs + FIRST_WAIT_MS * 2 ** (attempt - 1) * random)
}
