import { ErrorReply, SocketClosedUnexpectedlyError, SocketTimeoutError } from 'redis'

/**
 * Why Redis cannot be used, in the words of `/readyz`, and what whoever runs it can do about it. What Redis itself says
 * is never repeated: one that does not know a command quotes it, with the password in it.
 */
export const REDIS_REMEDIES = {
  unreachable: 'See that Redis runs, and that REDIS_URL has its host and port, with rediss:// only where it speaks TLS',
  'certificate refused':
    'Give Redis a certificate for the host in REDIS_URL, and Node the authority behind it (NODE_EXTRA_CA_CERTS)',
  'protected mode':
    'Give Redis a password (requirepass) and write it in REDIS_URL: without one it serves its own machine only',
  'password refused':
    'Write the user and password that Redis asks for in REDIS_URL, as in redis://user:password@host:6379',
  'not redis': 'See that REDIS_URL has the port of a Redis, and begins with rediss:// where it speaks TLS',
  refused:
    'See the error’s code and Redis’s own log: too old (before 6), no password, no such database, too many clients, no rights, no room, a replica, too few replicas, one of a cluster',
} as const

export type RedisTrouble = keyof typeof REDIS_REMEDIES

/**
 * What an error of the connection says about it.
 * @param before what the last one said. That the other side hung up, or fell silent, adds nothing to its answer.
 */
export function redisTrouble(error: unknown, before: RedisTrouble = 'unreachable'): RedisTrouble {
  if (error instanceof ErrorReply) return REFUSALS[replyCode(error) ?? ''] ?? 'refused'
  if (error instanceof SocketClosedUnexpectedlyError || error instanceof SocketTimeoutError) return before
  // The client stumbles over an answer to nothing: one that came before it had asked, or a second one.
  if (error instanceof TypeError) return before === 'unreachable' ? 'refused' : before
  if (!(error instanceof Error)) return 'unreachable'
  if ('code' in error && /CERT|LEAF/.test(String(error.code))) return 'certificate refused'
  return error.message.startsWith('Unknown RESP type') ? 'not redis' : 'unreachable'
}

const REFUSALS: Readonly<Record<string, RedisTrouble>> = {
  DENIED: 'protected mode',
  LOADING: 'unreachable',
  NOAUTH: 'password refused',
  WRONGPASS: 'password refused',
}

/**
 * The word a Redis begins its errors with, such as `NOAUTH` or `READONLY`; `null` when there is none. What refuses a command
 * of a script stands behind words of the script's before Redis 7.
 */
export function replyCode(error: ErrorReply): string | null {
  return /^(?:ERR Error running script .*: -)?([A-Z]+)(?= |$)/.exec(error.message)?.[1] ?? null
}
