import { MAX_TIMER_MS, numberIn, type NumberRange } from '../limits/number-range.ts'
import { longestBody } from '../receive/request-body.ts'
import { type AttachmentRouteOptions } from './route-options.ts'
import { DEFAULT_LIMITS, type RouteLimits } from '../limits/route-limits.ts'

const orElse = 'leave it out for the default'

const SIZE: NumberRange = { least: 1, most: Number.MAX_SAFE_INTEGER, isWhole: true, orElse }
const TIME: NumberRange = { least: 1, most: MAX_TIMER_MS, orElse }
const TIME_OR_NONE: NumberRange = { ...TIME, least: 0 }

/**
 * The limits of a route, those that are not given by default.
 * @throws RangeError when they are no object, or that names the limit which is no number in its range.
 */
export function checkedLimits(given: AttachmentRouteOptions['limits'] = {}): RouteLimits {
  const isObject: boolean = typeof given === 'object' && given !== null
  if (!isObject) throw new RangeError('limits must be an object, or left out for the defaults.')
  const limit = (name: Exclude<keyof RouteLimits, 'readBackDelaysMs'>, range: NumberRange) =>
    numberIn(range, `limits.${name}`, given[name] === undefined ? DEFAULT_LIMITS[name] : given[name])
  const limits = {
    maxFileSizeBytes: limit('maxFileSizeBytes', SIZE),
    bodyIdleMs: limit('bodyIdleMs', TIME),
    bodyTotalMs: limit('bodyTotalMs', TIME),
    answerMs: limit('answerMs', TIME),
    deadlineMs: limit('deadlineMs', TIME),
    firstRetryMs: limit('firstRetryMs', TIME),
    readBackDelaysMs: checkedDelays(given.readBackDelaysMs),
    settledMs: limit('settledMs', TIME_OR_NONE),
    totalBytes: limit('totalBytes', SIZE),
  }
  const leastBytes = longestBody(limits.maxFileSizeBytes)
  if (limits.totalBytes >= leastBytes) return limits
  throw new RangeError(
    `limits.totalBytes leaves no room for a file of limits.maxFileSizeBytes, which travels a third larger. Give at least ${leastBytes}, or take smaller files.`,
  )
}

function checkedDelays(given: unknown = DEFAULT_LIMITS.readBackDelaysMs): readonly number[] {
  if (!Array.isArray(given)) throw new RangeError(`limits.readBackDelaysMs is no list. Give one, or ${orElse}.`)
  return given.map((delay: unknown, index) => numberIn(TIME_OR_NONE, `limits.readBackDelaysMs[${index}]`, delay))
}
