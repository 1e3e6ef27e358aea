import { HEADER_TEXT } from '../limits/header-text.ts'
import { boundsInWords } from '../limits/number-range.ts'
import { Problem } from '../route/problem.ts'
import { secretProblem } from '../access/upload-token.ts'

/* What each variable of the environment may say: text in, value or problem out. */

/** More would be a mistake, or a way for a sender to choose its own address. */
export const MAX_PROXIES = 10

export const MAX_RATE = 1_000_000

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

export type LogLevel = (typeof LOG_LEVELS)[number]

export function parseHeaderText(given: string): string | Problem {
  // Anything else breaks the header it travels in; quotes come from a file of variables, of which they are no part.
  return HEADER_TEXT.test(given) && !/["']/.test(given)
    ? given
    : new Problem('may hold neither spaces, quotes nor special characters.')
}

export function parseBearerToken(given: string): string | Problem {
  // Any other would be refused whenever it is sent (RFC 6750, section 2.1).
  return /^[\w.~+/-]+=*$/.test(given)
    ? given
    : new Problem(
        'may hold nothing but letters, digits and "-._~+/", and "=" at its end. Make one with: openssl rand -base64 24',
      )
}

export function parseSecret(given: string): string | Problem {
  const problem = secretProblem(given)
  return problem === null ? given : new Problem(`${problem}. Make one with: openssl rand -base64 48`)
}

/** What reads a whole number from `least` to `most`. */
function integer(least: number, most: number) {
  return (given: string): number | Problem => {
    const value = /^\d+$/.test(given) ? Number(given) : Number.NaN
    if (value >= least && value <= most) return value
    return new Problem(`must be a whole number ${boundsInWords(least, most)}, it is "${given}".`)
  }
}

export const parsePort = integer(0, 65_535)

export const parseProxies = integer(0, MAX_PROXIES)

export const parseRate = integer(0, MAX_RATE)

export const parseSize = integer(1, Number.MAX_SAFE_INTEGER)

export function parseSwitch(given: string): boolean | Problem {
  const word = given.toLowerCase()
  return word === 'on' || word === 'off' ? word === 'on' : new Problem(`must be on or off, it is "${given}".`)
}

export function parseHost(given: string): string | Problem {
  return /^[\w.:-]+$/.test(given) ? given : new Problem(`must be an address such as 0.0.0.0, it is "${given}".`)
}

export function parseOrigins(given: string): readonly string[] | Problem {
  const parts = given.split(/[\s,]+/).filter((part) => part !== '')
  const wrong = parts.filter((part) => originOf(part) === null)
  if (wrong.length > 0) {
    return new Problem(`must list origins such as https://portal.example, not ${wrong.map(quoted).join(', ')}.`)
  }
  return [...new Set(parts.flatMap((part) => originOf(part) ?? []))]
}

/** `null` for anything but scheme, host and port: a path here would suggest a protection that is not there. */
function originOf(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  return url.hostname.includes('*') || `${url.origin}/` !== url.href ? null : url.origin
}

function quoted(text: string): string {
  return `"${text}"`
}

export function parseRedisUrl(given: string): string | Problem {
  const url = URL.canParse(given) ? new URL(given) : null
  // The URL may hold a password, so it is not repeated.
  if (url === null || !/^rediss?:$/.test(url.protocol)) {
    return new Problem('must be a URL such as redis://127.0.0.1:6379 or rediss://….')
  }
  if (!/^(?:\/\d*)?$/.test(url.pathname)) {
    return new Problem('may have no path but the number of a database, as in redis://127.0.0.1:6379/0.')
  }
  if (!isDecodable(url.username) || !isDecodable(url.password)) {
    return new Problem('has a "%" in its user or password that stands for nothing; a "%" itself is written %25.')
  }
  return given
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

export function parseLogLevel(given: string): LogLevel | Problem {
  const level = LOG_LEVELS.find((each) => each === given.toLowerCase())
  return level ?? new Problem(`must be one of ${LOG_LEVELS.join(', ')}, it is "${given}".`)
}
