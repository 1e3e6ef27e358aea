import type { Environment, VariableName } from './environment.ts'
import { parseApiUrl } from '../route/kombo-api-url.ts'
import { DEFAULT_KOMBO_API_URL } from '../calls/kombo-client.ts'
import type { RateLimits } from './rate-limit.ts'
import { longestBody } from '../receive/request-body.ts'
import { DEFAULT_LIMITS } from '../limits/route-limits.ts'
import type { LogLevel } from './variable-values.ts'
import {
  parseBearerToken,
  parseHeaderText,
  parseHost,
  parseLogLevel,
  parseOrigins,
  parsePort,
  parseProxies,
  parseRate,
  parseRedisUrl,
  parseSecret,
  parseSize,
  parseSwitch,
} from './variable-values.ts'
import { Problem } from '../route/problem.ts'

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
  /** The secret before; it checks tokens and signs none. */
  readonly uploadTokenSecretPrevious: string | null
  /** Origins in canonical form, e.g. `https://portal.example`. */
  readonly allowedOrigins: readonly string[]
  readonly redisUrl: string | null
  readonly maxFileSizeBytes: number
  /** Bytes of request bodies on their way at once, in memory and temporary files together. */
  readonly maxTotalBytes: number
  /** Requests a minute; 0 for any number. */
  readonly rateLimits: RateLimits
  /** Proxies in front of this server whose `X-Forwarded-For` entries count. */
  readonly trustedProxies: number
  /** Bearer token of `/metrics`; `null`: none is asked for. */
  readonly metricsToken: string | null
  readonly logLevel: LogLevel
  /** Whether each upload leaves an audit line, whatever the level. */
  readonly auditLog: boolean
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
  const hasKey = text('KOMBO_API_KEY') !== null
  const mayBeDemo = read('DEMO_MODE', true, parseSwitch)
  const isDemo = !hasKey && mayBeDemo
  if (!hasKey && !mayBeDemo) {
    problems.push('KOMBO_API_KEY is not set, and DEMO_MODE is off. Set the key, or DEMO_MODE=on for a demo.')
  }
  const apiUrl = read('KOMBO_API_URL', DEFAULT_KOMBO_API_URL, parseApiUrl)
  if (isDemo && text('KOMBO_API_URL') !== null) {
    problems.push('KOMBO_API_URL is set, but KOMBO_API_KEY is not. Set both to use Kombo, or neither for the demo.')
  }
  const uploadTokenSecret = read('UPLOAD_TOKEN_SECRET', null, parseSecret)
  if (!isDemo && text('UPLOAD_TOKEN_SECRET') === null) {
    problems.push(
      'UPLOAD_TOKEN_SECRET is not set. It signs upload tokens and needs at least 32 bytes, e.g. from: openssl rand -base64 48',
    )
  }
  const uploadTokenSecretPrevious = read('UPLOAD_TOKEN_SECRET_PREVIOUS', null, parseSecret)
  if (uploadTokenSecretPrevious !== null && text('UPLOAD_TOKEN_SECRET') === null) {
    problems.push('UPLOAD_TOKEN_SECRET_PREVIOUS is set, but UPLOAD_TOKEN_SECRET is not, which signs and comes first.')
  }
  if (uploadTokenSecretPrevious !== null && uploadTokenSecretPrevious === text('UPLOAD_TOKEN_SECRET')) {
    problems.push('UPLOAD_TOKEN_SECRET_PREVIOUS is the same as UPLOAD_TOKEN_SECRET, so nothing would change.')
  }
  const maxFileSizeBytes = read('MAX_FILE_SIZE_BYTES', DEFAULT_LIMITS.maxFileSizeBytes, parseSize)
  const maxTotalBytes = read('MAX_TOTAL_BYTES', DEFAULT_LIMITS.totalBytes, parseSize)
  if (longestBody(maxFileSizeBytes) > maxTotalBytes) {
    problems.push('MAX_TOTAL_BYTES leaves no room for a file of MAX_FILE_SIZE_BYTES, which travels a third larger.')
  }
  const config: ServerConfig = {
    port: read('PORT', 3000, parsePort),
    host: read('HOST', '127.0.0.1', parseHost),
    kombo: apiKey === null ? null : { apiKey, apiUrl },
    uploadTokenSecret,
    uploadTokenSecretPrevious,
    allowedOrigins: read<readonly string[]>('ALLOWED_ORIGINS', [], parseOrigins),
    redisUrl: read('REDIS_URL', null, parseRedisUrl),
    maxFileSizeBytes,
    maxTotalBytes,
    rateLimits: {
      perToken: read('RATE_LIMIT_PER_TOKEN', isDemo ? 0 : 600, parseRate),
      perAddress: read('RATE_LIMIT_PER_ADDRESS', isDemo ? 0 : 1200, parseRate),
    },
    trustedProxies: read('TRUSTED_PROXIES', 0, parseProxies),
    metricsToken: read('METRICS_TOKEN', null, parseBearerToken),
    logLevel: read<LogLevel>('LOG_LEVEL', isDemo ? 'warn' : 'info', parseLogLevel),
    auditLog: read('AUDIT_LOG', !isDemo, parseSwitch),
  }
  return problems.length === 0 ? { ok: true, config } : { ok: false, problems }
}
