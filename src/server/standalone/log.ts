import { AsyncLocalStorage } from 'node:async_hooks'
import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'
import { ErrorReply } from 'redis'
import type { ServerConfig } from './config.ts'
import { redisTrouble, replyCode, REDIS_REMEDIES } from '../stores/redis-trouble.ts'
import { RouteError } from '../answers/route-error.ts'
import type { UploadEvent } from '../answers/upload-event.ts'
import type { LogLevel } from './variable-values.ts'

/** What every line of a request carries, without anybody passing it on. */
const requestOf = new AsyncLocalStorage<{ readonly requestId: string }>()

/** Every field of a log line, and what it means. docs/operations.md is checked against this table. */
export const LOG_FIELDS = {
  time: 'when, ISO 8601',
  level: 'trace, debug, info, warn, error or fatal',
  msg: 'what happened: one of the messages above',
  requestId: 'the request, as in the answer’s X-Request-Id',
  outcome: 'delivered, refused, unknown or replayed',
  code: 'error code, where there is one; or why Redis may forget',
  grantId: 'the token’s jti',
  view: 'recruiter or candidate',
  integrationId: 'Kombo integration id',
  target: 'the record, as application:<id> or candidate:<id>',
  type: 'CV, COVER_LETTER or OTHER',
  contentType: 'MIME type by the file’s kind',
  sizeBytes: 'bytes of the file',
  sha256: 'SHA-256 of the content',
  warnings: 'how many remarks the receipt carries',
  attempts: 'times sent to Kombo',
  readBacks: 'times the record was read back',
  durationMs: 'from the first byte to the outcome',
  queueMs: 'of that, waiting for a slot',
  atsMs: 'of that, at Kombo and the ATS',
  by: 'token or address: which rate limit was reached',
  error: 'an unexpected failure: its name, code and where, never its text',
  remedy: 'what to do about it',
  port: 'port listened on',
  isClean: 'whether everything under way was finished',
} as const

/** Every message there is. */
export const LOG_MESSAGES = {
  listening: 'The server takes requests.',
  upload: 'One upload is over: the audit line, which LOG_LEVEL does not keep back.',
  'rate limit reached': 'A sender was told to come again later.',
  'request failed':
    'Something unexpected went wrong; the caller got UPLOAD.INTERNAL, UPLOAD.SERVER_BUSY where temporary files found no room, or UPLOAD.STORE_UNAVAILABLE where Redis answered with an error.',
  'redis failed': 'Redis is away, or takes no writes; it is tried again. Once for each reason until that is over.',
  'redis may forget':
    'Redis may evict (REDIS_MAY_EVICT) or lose (REDIS_MAY_LOSE) what keeps a file from being delivered twice.',
  'redis settings unknown': 'Redis does not say whether it may forget; whoever runs it has to know.',
  stopping: 'A signal came; what is under way is finished.',
  stopped: 'The server is closed.',
} as const

type LogField = Exclude<keyof typeof LOG_FIELDS, 'time' | 'level' | 'msg' | 'requestId'>

/** Writes JSON lines with known messages and known fields, nothing else. */
export class Log {
  readonly #logger: Logger
  /** `null`: none is kept. */
  readonly #audit: Logger | null

  constructor({ logLevel, auditLog }: Pick<ServerConfig, 'logLevel' | 'auditLog'>, destination?: DestinationStream) {
    const options = {
      level: logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label: string) => ({ level: label }) },
      // A copy: pino writes the fields of the line into what it is given, and they would stand in the next one too.
      mixin: () => ({ ...requestOf.getStore() }),
    }
    this.#logger = pino(options, destination)
    // Its own level: a quiet log is no reason to lose who attached what.
    this.#audit = auditLog ? this.#logger.child({}, { level: 'info' }) : null
  }

  write(
    level: Exclude<LogLevel, 'silent'>,
    message: keyof typeof LOG_MESSAGES,
    fields: Partial<Record<LogField, unknown>> = {},
  ): void {
    this.#logger[level](fields, message)
  }

  /** The audit line: who attached what to which record, and what came of it. */
  upload(event: UploadEvent): void {
    const { target, ...rest } = event
    const fields = { ...rest, target: `${target.kind}:${target.id}` } satisfies Partial<Record<LogField, unknown>>
    this.#audit?.[event.outcome === 'unknown' ? 'warn' : 'info'](fields, 'upload' satisfies keyof typeof LOG_MESSAGES)
  }

  failure(message: 'request failed' | 'redis failed', error: unknown): void {
    const remedy = message === 'redis failed' && { remedy: REDIS_REMEDIES[redisTrouble(error)] }
    this.write('error', message, { ...remedy, error: describeFailure(error) })
  }
}

/** Runs something so that every line written in it, now or later, carries the request's id. */
export function withRequestId<Result>(requestId: string, run: () => Result): Result {
  return requestOf.run({ requestId }, run)
}

/** As V8 writes the places an error has passed below what it says, which may have lines that begin like them. */
const PLACE = /^ {4}at .*(?::\d+:\d+|<anonymous>|index \d+)\)?$/

/** A name or a code; a sentence in the place of one may say anything. */
const WORD = /^[\w$.-]{1,64}$/

/**
 * What may be logged of an unexpected error. Its text may quote what it failed on, `JSON.parse` does, and that can be
 * somebody's CV: only its name, its code and the places it passed are kept. Our own errors are worded to be shown.
 */
function describeFailure(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  return {
    name: word(error.name) ?? 'Error',
    ...('code' in error && { code: word(error.code) }),
    ...(error instanceof ErrorReply && { code: replyCode(error) }),
    ...(error instanceof RouteError && { message: error.message }),
    at: String(error.stack)
      .split('\n')
      .filter((line) => PLACE.test(line))
      .slice(0, 8)
      .map((line) => line.trim()),
    ...(error.cause !== undefined && depth < 3 && { cause: describeFailure(error.cause, depth + 1) }),
  }
}

function word(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && WORD.test(text) ? text : undefined
}
