import type { Log } from './log.ts'
import type { RedisClient } from '../stores/redis-connection.ts'

/**
 * Why Redis may forget an outcome, and a repeated request be delivered twice: it throws keys away when its memory is
 * full (`maxmemory-policy`), or comes back from a restart without what it was told last (`appendonly`).
 */
export type RedisRisk = 'REDIS_MAY_EVICT' | 'REDIS_MAY_LOSE'

/**
 * Asks Redis by `INFO`, which hosted services answer where they refuse `CONFIG`.
 * @returns `null` when it does not say.
 */
export async function redisRisks(client: RedisClient): Promise<readonly RedisRisk[] | null> {
  const [memory, persistence] = await Promise.all([client.info('memory'), client.info('persistence')])
  const [policy, limit] = [valueIn(memory, 'maxmemory_policy'), valueIn(memory, 'maxmemory')]
  const appends = valueIn(persistence, 'aof_enabled')
  if (policy === undefined || limit === undefined || appends === undefined) return null
  // Without a limit nothing is evicted, whatever the policy.
  const mayEvict = policy !== 'noeviction' && limit !== '0'
  const risks: RedisRisk[] = mayEvict ? ['REDIS_MAY_EVICT'] : []
  return appends === '1' ? risks : [...risks, 'REDIS_MAY_LOSE']
}

/** Warns of each risk with the first connection, and with a later one where it is new: that may be another server. */
export function warnOfRedisRisks(client: RedisClient, log: Log): void {
  let told: readonly RedisRisk[] = []

  async function look(): Promise<void> {
    const risks = await redisRisks(client)
    if (risks === null) log.write('debug', 'redis settings unknown')
    for (const code of risks ?? []) {
      if (!told.includes(code)) log.write('warn', 'redis may forget', { code })
    }
    told = risks ?? []
  }
  client.on('ready', () => {
    look().catch(() => {
      // Asked for on each connection, so a lost one is no news here. Otherwise this user may not ask.
      if (client.isReady) log.write('debug', 'redis settings unknown')
    })
  })
}

function valueIn(info: string, field: string): string | undefined {
  return new RegExp(`^${field}:(.*?)\\r?$`, 'm').exec(info)?.[1]
}
