/**
 * When a document came to be, seen from when a file was sent.
 *
 * - `since`: certainly since then.
 * - `about then`: since then or a little before, as exactly as its date says.
 * - `perhaps`: before, by a clock or a time zone that may be wrong; or nobody says when.
 * - `before`: certainly before.
 */
export type Age = 'since' | 'about then' | 'perhaps' | 'before'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How far a clock that is kept right may be behind ours, in milliseconds. */
const CLOCK_SKEW_MS = 2 * MINUTE_MS

/**
 * How far an ATS's dates may be behind ours at all, in milliseconds: a local time passed off as UTC is wrong by half a
 * day, and a clock that nobody keeps right may be wrong as well.
 */
const WRONG_CLOCK_MS = DAY_MS

/** Time zones go from 12 hours behind UTC to 14 ahead. */
const ZONES_BEHIND_MS = 12 * HOUR_MS
const ZONES_AHEAD_MS = 14 * HOUR_MS

/** @param text a date as Kombo passes it on; `null`: none. */
export function ageOf(text: string | null, sentAt: number, now: number): Age {
  const span = text === null ? null : spanOf(text)
  if (span === null) return 'perhaps'
  // Later than now: that clock is ahead of ours, and says nothing for certain.
  if (span.from >= sentAt && span.from <= now) return 'since'
  if (span.until > sentAt - CLOCK_SKEW_MS) return 'about then'
  return span.until > sentAt - WRONG_CLOCK_MS ? 'perhaps' : 'before'
}

/**
 * The age of what a document holds: the later of its two dates decides, since an ATS may put a new content in the place
 * of an old one. An update need not have been one of the content, so it alone never shows that it has come since.
 */
export function ageOfContent(created: string | null, updated: string | null, sentAt: number, now: number): Age {
  const came = ageOf(created, sentAt, now)
  if (updated === null || came === 'since') return came
  const changed = ageOf(updated, sentAt, now)
  if (changed === 'since') return 'about then'
  return EARLIEST_FIRST.indexOf(changed) > EARLIEST_FIRST.indexOf(came) ? changed : came
}

const EARLIEST_FIRST: readonly Age[] = ['before', 'perhaps', 'about then', 'since']

/** From the first moment a date may stand for to the first one after, in milliseconds since the epoch. */
interface Span {
  readonly from: number
  readonly until: number
}

const DATE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i

/** @returns `null` for what is no ISO 8601 date. */
function spanOf(text: string): Span | null {
  const [, day, time, seconds = '00', fraction = '', zone] = DATE.exec(text.trim()) ?? []
  if (day === undefined) return null
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0')
  const at = Date.parse(`${day}T${time ?? '00:00'}:${seconds}.${milliseconds}${withColon(zone ?? 'Z')}`)
  if (Number.isNaN(at)) return null
  if (time === undefined || isMidnightSomewhere(at)) {
    return { from: at - ZONES_AHEAD_MS, until: at + DAY_MS + ZONES_BEHIND_MS }
  }
  const lengthMs = precisionMs(at)
  return zone === undefined
    ? { from: at - ZONES_AHEAD_MS, until: at + ZONES_BEHIND_MS + lengthMs }
    : { from: at, until: at + lengthMs }
}

/** A system that knows the day only writes its midnight, in UTC or in its own zone; zones differ by quarters of an hour. */
function isMidnightSomewhere(at: number): boolean {
  return at % (15 * MINUTE_MS) === 0
}

/** Zeros at the end may be all there is to know. */
function precisionMs(at: number): number {
  if (at % MINUTE_MS === 0) return MINUTE_MS
  return at % SECOND_MS === 0 ? SECOND_MS : 1
}

function withColon(zone: string): string {
  return zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2').toUpperCase()
}
