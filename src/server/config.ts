import { DEFAULT_MAX_FILE_SIZE_BYTES } from '../contract/check-file.ts'
import type { Environment, VariableName } from './environment.ts'
import type { RateLimits } from './rate-limit.ts'
import { secretProblem } from './upload-token.ts'

/** Kombo's regions (docs.kombo.dev, "Querying the API"). */
const KOMBO_REGIONS: Readonly<Record<string, string>> = {
  eu: 'https://api.kombo.dev/v1',
  us: 'https://api.us.kombo.dev/v1',
}

/** More would be a mistake, or a way for a sender to choose its own address. */
const MAX_PROXIES = 10

const MAX_RATE = 1_000_000

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

export type LogLevel = (typeof LOG_LEVELS)[number]

/** How to reach Kombo. */
export interface KomboAccess {
  readonly apiKey: string
  /** Base URL with its version, without a trailing slash. */
  readonly apiUrl: string
}

/** The environment of the standalone server, read and checked. */
export interface ServerConfig {
  readonly port: number
  readonly host: string
  /** `null` in demo mode. */
  readonly kombo: KomboAccess | null
  /** `null` only in demo mode, when none is set. */
  readonly uploadTokenSecret: string | null
  /** Origins in canonical form, e.g. `https://portal.example`. */
  readonly allowedOrigins: readonly string[]
  readonly redisUrl: string | null
  readonly maxFileSizeBytes: number
  /** Requests a minute; 0 for any number. */
  readonly rateLimits: RateLimits
  /** Proxies in front of this server whose `X-Forwarded-For` entries count. */
  readonly trustedProxies: number
  /** Bearer token of `/metrics`; `null`: none is asked for. */
  readonly metricsToken: string | null
  readonly logLevel: LogLevel
}

export type ConfigResult =
  | { readonly ok: true; readonly config: ServerConfig }
  /** Every problem there is, one sentence each. */
  | { readonly ok: false; readonly problems: readonly string[] }

/** Reads the environment once. An empty variable counts as not set. No sentence repeats a secret. */
export function readConfig(environment: Environment): ConfigResult {
  const problems: string[] = []
  const text = (name: VariableName): string | null => environment[name]?.trim() || null

  /** What `parse` makes of a variable; a sentence from it goes to the problems. */
  function read<Value>(name: VariableName, unset: Value, parse: (text: string) => Value | Problem): Value {
    const given = text(name)
    if (given === null) return unset
    const value = parse(given)
    if (!(value instanceof Problem)) return value
    problems.push(`${name} ${value.sentence}`)
    return unset
  }

  const apiKey = read('KOMBO_API_KEY', null, parseHeaderText)
  const isDemo = text('KOMBO_API_KEY') === null
  const apiUrl = read('KOMBO_API_URL', KOMBO_REGIONS['eu'] ?? '', parseApiUrl)
  if (isDemo && text('KOMBO_API_URL') !== null) {
    problems.push('KOMBO_API_URL is set, but KOMBO_API_KEY is not. Set both to use Kombo, or neither for the demo.')
  }
  const uploadTokenSecret = read('UPLOAD_TOKEN_SECRET', null, parseSecret)
  if (!isDemo && text('UPLOAD_TOKEN_SECRET') === null) {
    problems.push(
      'UPLOAD_TOKEN_SECRET is not set. It signs upload tokens and needs at least 32 bytes, e.g. from: openssl rand -base64 48',
    )
  }
  const config: ServerConfig = {
    port: read('PORT', 3000, (given) => parseInteger(given, 0, 65_535)),
    host: read('HOST', '127.0.0.1', parseHost),
    kombo: apiKey === null ? null : { apiKey, apiUrl },
    uploadTokenSecret,
    allowedOrigins: read<readonly string[]>('ALLOWED_ORIGINS', [], parseOrigins),
    redisUrl: read('REDIS_URL', null, parseRedisUrl),
    maxFileSizeBytes: read('MAX_FILE_SIZE_BYTES', DEFAULT_MAX_FILE_SIZE_BYTES, (given) =>
      parseInteger(given, 1, Number.MAX_SAFE_INTEGER),
    ),
    rateLimits: {
      perToken: read('RATE_LIMIT_PER_TOKEN', isDemo ? 0 : 600, parseRate),
      perAddress: read('RATE_LIMIT_PER_ADDRESS', isDemo ? 0 : 1200, parseRate),
    },
    trustedProxies: read('TRUSTED_PROXIES', 0, (given) => parseInteger(given, 0, MAX_PROXIES)),
    metricsToken: read('METRICS_TOKEN', null, parseHeaderText),
    logLevel: read<LogLevel>('LOG_LEVEL', isDemo ? 'warn' : 'info', parseLogLevel),
  }
  return problems.length === 0 ? { ok: true, config } : { ok: false, problems }
}

class Problem {
  readonly sentence: string
  constructor(sentence: string) {
    this.sentence = sentence
  }
}

function parseHeaderText(given: string): string | Problem {
  // Anything else breaks the header it travels in.
  return /^[\x21-\x7e]+$/.test(given) ? given : new Problem('may hold neither spaces nor special characters.')
}

function parseSecret(given: string): string | Problem {
  const problem = secretProblem(given)
  return problem === null ? given : new Problem(`${problem}. Make one with: openssl rand -base64 48`)
}

function parseApiUrl(given: string): string | Problem {
  const region = KOMBO_REGIONS[given.toLowerCase()]
  if (region !== undefined) return region
  const url = URL.canParse(given) ? new URL(given) : null
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return new Problem('must be "eu", "us", or a URL such as https://api.kombo.dev/v1.')
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return new Problem('may have neither a user, a query nor a fragment.')
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return new Problem('must begin with https://, or the API key would travel in the clear.')
  }
  return url.href.replace(/\/+$/, '')
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}

function parseInteger(given: string, least: number, most: number): number | Problem {
  const value = /^\d+$/.test(given) ? Number(given) : Number.NaN
  if (value >= least && value <= most) return value
  const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`
  return new Problem(`must be a whole number ${range}, it is "${given}".`)
}

function parseRate(given: string): number | Problem {
  return parseInteger(given, 0, MAX_RATE)
}

function parseHost(given: string): string | Problem {
  return /^[\w.:-]+$/.test(given) ? given : new Problem(`must be an address such as 0.0.0.0, it is "${given}".`)
}

function parseOrigins(given: string): readonly string[] | Problem {
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

function parseRedisUrl(given: string): string | Problem {
  const url = URL.canParse(given) ? new URL(given) : null
  // The URL may hold a password, so it is not repeated.
  return url !== null && /^rediss?:$/.test(url.protocol)
    ? given
    : new Problem('must be a URL such as redis://127.0.0.1:6379 or rediss://….')
}

function parseLogLevel(given: string): LogLevel | Problem {
  const level = LOG_LEVELS.find((each) => each === given.toLowerCase())
  return level ?? new Problem(`must be one of ${LOG_LEVELS.join(', ')}, it is "${given}".`)
}
