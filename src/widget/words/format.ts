/*
 * Numbers, sizes and times as where the reader is, lists in the language. Sizes are decimal (1 MB is 1,000,000 bytes) like the
 * file managers of macOS, Linux, iOS and Android. A limit is never shown larger than it is: 10,485,760 bytes read
 * "10 MB", the number people know it by, and anything else is rounded down; a file that is too large is rounded up.
 */

const MEBIBYTE = 1024 * 1024

const UNITS = [
  ['byte', 1, 0],
  ['kilobyte', 1e3, 0],
  ['megabyte', 1e6, 1],
  ['gigabyte', 1e9, 1],
] as const

export interface Format {
  /** `0.64` → `64%`; never rounded up to 100% before the end. */
  percent(share: number): string
  size(bytes: number): string
  /** A limit, never more than it is. */
  limit(bytes: number): string
  /** A size over a limit, never less than it is. */
  excess(bytes: number): string
  /** A part in the unit of the whole, without the unit: `264` of `412 kB`. */
  sizeWithin(bytes: number, total: number): string
  seconds(count: number): string
  /** Whole minutes as such, anything else in seconds. */
  duration(seconds: number): string
  time(iso: string): string
  date(iso: string): string
  anyOf(items: readonly string[]): string
  listed(items: readonly string[]): string
}

const made = new Map<string, Format>()

/** The formats of one language; made once, because `Intl` objects are slow to build. */
export function formatFor(locale: string): Format {
  const variety = varietyOf(locale)
  const key = `${locale} ${variety}`
  const known = made.get(key)
  if (known !== undefined) return known
  const format = createFormat(locale, variety)
  made.set(key, format)
  return format
}

/** Language, script and region, and nothing that `Intl` refuses: browsers without a locale of their system said `en-US@posix`. */
const WITH_REGION = /^[a-z]{2,3}(?:-[a-z]{4})?-(?:[a-z]{2}|\d{3})$/iu

/**
 * The reader's own variety of a language: the day begins at 00:00 in London and at 12:00 AM in Boston, and 1,5 MB of Madrid
 * are 1.5 MB in Mexico City.
 */
function varietyOf(locale: string): string {
  const wanted = typeof navigator === 'undefined' ? [] : navigator.languages
  return wanted.find((each) => each.startsWith(`${locale}-`) && WITH_REGION.test(each)) ?? locale
}

function unitOf(bytes: number): (typeof UNITS)[number] {
  if (bytes < 1e3) return UNITS[0]
  if (bytes < 999_500) return UNITS[1]
  return bytes < 999_950_000 ? UNITS[2] : UNITS[3]
}

/** Where there is little room, a line must not end between a number and its unit, or a time and its half of the day. */
function unbroken(text: string): string {
  return text.replaceAll(/[ \u2009]/gu, '\u00A0')
}

/** Nothing for a time nobody can read: it comes over the wire. */
function moment(iso: string, how: Intl.DateTimeFormat): string {
  const at = new Date(iso)
  return Number.isNaN(at.getTime()) ? '' : unbroken(how.format(at))
}

/** @param variety for all but lists, which are words; in digits like those of the sentences, and years like everybody's. */
function createFormat(locale: string, variety: string): Format {
  const { numberingSystem } = new Intl.NumberFormat(locale).resolvedOptions()
  const number = new Intl.NumberFormat(variety, { numberingSystem })
  const percent = new Intl.NumberFormat(variety, { style: 'percent', numberingSystem })
  const moments = { calendar: 'gregory', numberingSystem } as const
  const time = new Intl.DateTimeFormat(variety, { timeStyle: 'short', ...moments })
  const date = new Intl.DateTimeFormat(variety, { dateStyle: 'medium', ...moments })
  const or = new Intl.ListFormat(locale, { type: 'disjunction' })
  const comma = new Intl.ListFormat(locale, { type: 'unit', style: 'short' })

  const units = new Map<string, Intl.NumberFormat>()
  const unit = (value: number, name: string, digits: number): string => {
    const key = `${name} ${digits}`
    const format =
      units.get(key) ??
      new Intl.NumberFormat(variety, {
        style: 'unit',
        numberingSystem,
        unit: name,
        unitDisplay: name === 'byte' ? 'long' : name === 'second' ? 'narrow' : 'short',
        maximumFractionDigits: digits,
      })
    units.set(key, format)
    return unbroken(format.format(value))
  }
  const sized = (bytes: number, round: (value: number) => number): string => {
    const [name, factor, digits] = unitOf(bytes)
    const step = 10 ** digits
    return unit(round((bytes / factor) * step) / step, name, digits)
  }

  // `12 Sek.` stands at the end of a sentence, which has its own full stop.
  const seconds = (count: number) => unit(count, 'second', 0).replace(/\.$/u, '')

  return {
    percent: (share) => percent.format(Math.floor(share * 100) / 100),
    size: (bytes) => sized(bytes, Math.round),
    limit: (bytes) => (bytes % MEBIBYTE === 0 ? unit(bytes / MEBIBYTE, 'megabyte', 0) : sized(bytes, Math.floor)),
    excess: (bytes) => sized(bytes, Math.ceil),
    sizeWithin(bytes, total) {
      const [, factor, digits] = unitOf(total)
      const step = 10 ** digits
      // All of it is written as the whole is.
      const round = bytes < total ? Math.floor : Math.round
      return number.format(round((bytes / factor) * step) / step)
    },
    seconds,
    duration: (count) => (count % 60 === 0 ? unit(count / 60, 'minute', 0) : unit(count, 'second', 0)),
    time: (iso) => moment(iso, time),
    date: (iso) => moment(iso, date),
    anyOf: (items) => or.format(items),
    listed: (items) => comma.format(items),
  }
}
