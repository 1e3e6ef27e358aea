import { createServer } from 'node:http'
import { closeRedis, connectRedis, createAttachmentRoute, createRedisStore } from '../../src/server.ts'

/*
 * A route in a process of its own, for tests that kill it. Settings come from the environment; it says so when it listens.
 */

function setting(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set`)
  return value
}

const redis = connectRedis(setting('REDIS_URL'), () => undefined)
const route = createAttachmentRoute({
  komboApiKey: setting('KOMBO_API_KEY'),
  komboApiUrl: setting('KOMBO_API_URL'),
  tokenSecret: setting('UPLOAD_TOKEN_SECRET'),
  temporaryFolder: setting('TEMPORARY_FOLDER'),
  store: createRedisStore(redis, { leaseMs: Number(setting('LEASE_MS')) }),
  limits: { firstRetryMs: 50, readBackDelaysMs: [0, 50], deadlineMs: 10_000 },
})
const server = createServer((incoming, outgoing) => route.node(incoming, outgoing))
server.listen(Number(setting('PORT')), '127.0.0.1', () => process.stdout.write('listening\n'))
process.on('SIGTERM', () => {
  server.close()
  void route.close()
  closeRedis(redis)
})
