import { createClient, ErrorReply } from 'redis'
import { redisTrouble, replyCode, type RedisTrouble } from './redis-trouble.ts'

/** Time for a new connection, in milliseconds. */
const CONNECT_TIMEOUT_MS = 3000

/** A connection on which nothing comes back for that long is given up, and what waits on it fails. */
const SILENCE_MS = 5000

/** Keeps a healthy connection from looking silent. */
const PING_MS = 2000

const MAX_RECONNECT_DELAY_MS = 2000

export type RedisClient = ReturnType<typeof newClient>

/** What the last error of each connection said, as long as nothing has gone well since. */
const troubles = new WeakMap<RedisClient, RedisTrouble>()

/** Since when each connection stands, in milliseconds of the process's own clock. */
const readySince = new WeakMap<RedisClient, number>()

/**
 * A connection that comes back by itself. While it is down every command fails at once instead of waiting: a caller that
 * is told so can come again, one that waits for minutes cannot.
 * @param onError told when the connection is lost or cannot be made, once for each reason until it is there again.
 */
export function connectRedis(url: string, onError: (error: unknown) => void): RedisClient {
  const client = newClient(url)
  const reported = new Set<RedisTrouble>()
  const report = (error: unknown) => {
    const trouble = redisTrouble(error, troubles.get(client))
    troubles.set(client, trouble)
    if (!reported.has(trouble)) onError(error)
    reported.add(trouble)
  }
  const forget = () => {
    troubles.delete(client)
    reported.clear()
  }
  client.on('error', report)
  client.on('ready', () => {
    forget()
    readySince.set(client, performance.now())
  })
  client.on('ping-interval', forget)
  // Rejects only when the connection is closed before it was made: until then it goes on trying.
  client.connect().catch(report)
  return client
}

/**
 * Runs a script. A Redis that has become a replica takes no writes and keeps its connections open: the one in its place is
 * found by connecting anew, wherever the address leads by then.
 */
export async function runScript(
  client: RedisClient,
  script: string,
  keys: string[],
  args: readonly (string | number)[],
): Promise<unknown> {
  try {
    return await client.eval(script, { keys, arguments: args.map(String) })
  } catch (error) {
    if (error instanceof ErrorReply && replyCode(error) === 'READONLY') connectAnew(client)
    throw error
  }
}

/** Not at once where it has just been done: the address may lead to the replica for a while, or for good. */
function connectAnew(client: RedisClient): void {
  const since = readySince.get(client)
  if (!client.isReady || since === undefined || performance.now() - since < MAX_RECONNECT_DELAY_MS) return
  troubles.set(client, 'refused')
  client.destroy()
  client.connect().catch(() => {
    // Closed meanwhile: whatever else happens is told by its error event.
  })
}

/** Why there is no connection just now. */
export function connectionTrouble(client: RedisClient): RedisTrouble {
  return troubles.get(client) ?? 'unreachable'
}

/** Closes the connection, whatever state it is in. */
export function closeRedis(client: RedisClient): void {
  if (client.isOpen) client.destroy()
}

function newClient(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: PING_MS,
    socket: {
      connectTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SILENCE_MS,
      reconnectStrategy: (retries) => Math.min(MAX_RECONNECT_DELAY_MS, 50 * 2 ** Math.min(retries, 6)),
    },
  })
}
