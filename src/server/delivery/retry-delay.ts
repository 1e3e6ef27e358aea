const LONGEST_MS = 30_000

/** Longest pause that a header can tell, in seconds (RFC 9111, section 1.2.2). */
const LONGEST_TOLD_SECONDS = 2 ** 31 - 1

/**
 * How long to wait before the next try, in milliseconds: exponential with full jitter, so that those refused together
 * do not come back together, and never less than the answer says. What it says may be nothing, again and again; each
 * try sends the whole file.
 * @param attempt the tries so far, from 1.
 * @param firstMs longest first pause, in milliseconds.
 * @param random a number from 0 to 1.
 */
export function retryDelay(
  attempt: number,
  header: (name: string) => string | null,
  firstMs: number,
  random: number = Math.random(),
  now: number = Date.now(),
): number {
  const told = secondsIn(header('retry-after'), now) ?? secondsIn(header('ratelimit-reset'), now)
  const remaining = header('ratelimit-remaining')
  // The window's end is sent with every answer; it says when to come back only once nothing is left of it.
  const isTold = header('retry-after') !== null || remaining === null || Number(remaining) <= 0
  const toldMs = told !== null && isTold ? told * 1000 + random * 250 : 0
  return Math.max(toldMs, random * Math.min(LONGEST_MS, firstMs * 2 ** (attempt - 1)))
}

/** Seconds from a header that holds seconds or an HTTP date; `null` when it holds neither. */
function secondsIn(value: string | null, now: number): number | null {
  if (value === null) return null
  const isNumber = /^\d+(?:\.\d+)?$/.test(value.trim())
  const seconds = isNumber ? Number(value) : (Date.parse(value) - now) / 1000
  return Number.isNaN(seconds) ? null : Math.min(LONGEST_TOLD_SECONDS, Math.max(0, seconds))
}
