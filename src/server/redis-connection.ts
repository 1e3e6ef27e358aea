import { createClient } from 'redis'

/** Time for a new connection, in milliseconds. */
const CONNECT_TIMEOUT_MS = 3000

/** A connection on which nothing comes back for that long is given up, and what waits on it fails. */
const SILENCE_MS = 5000

/** Keeps a healthy connection from looking silent. */
const PING_MS = 2000

const MAX_RECONNECT_DELAY_MS = 2000

export type RedisClient = ReturnType<typeof newClient>

/**
 * A connection that comes back by itself. While it is down every command fails at once instead of waiting: a caller that
 * is told so can come again, one that waits for minutes cannot.
 * @param onError told when the connection is lost or cannot be made, once until it is there again.
 */
export function connectRedis(url: string, onError: (error: unknown) => void): RedisClient {
  const client = newClient(url)
  let isReported = false
  const report = (error: unknown) => {
    if (!isReported) onError(error)
    isReported = true
  }
  client.on('error', report)
  client.on('ready', () => {
    isReported = false
  })
  // Rejects only when the connection is closed before it was made: until then it goes on trying.
  client.connect().catch(report)
  return client
}

/** Whether Redis answers. */
export async function isRedisReachable(client: RedisClient): Promise<boolean> {
  try {
    return client.isReady && (await client.ping()) === 'PONG'
  } catch {
    // Why is told by the connection's own error event.
    return false
  }
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
