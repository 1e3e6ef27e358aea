import { createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import { bearerToken } from '../access/bearer-token.ts'
import { addressKey } from './client-address.ts'
import { runScript, type RedisClient } from '../stores/redis-connection.ts'
import type { RedisRefusals } from '../stores/redis-refusals.ts'

const WINDOW_SECONDS = 60

export interface RateLimits {
  /** Requests of one token a minute; 0: any number. */
  readonly perToken: number
  /** Requests of one address a minute; 0: any number. */
  readonly perAddress: number
}

/** Which limit was reached, and when it makes sense to come again. */
export interface LimitReached {
  readonly by: 'token' | 'address'
  readonly retryAfterMs: number
}

/** Where several instances count together. */
export interface SharedCount {
  readonly redis: RedisClient
  readonly refusals: RedisRefusals
}

/**
 * Counts requests per sender and per token, in this process or, with Redis, over all instances. While Redis cannot be
 * reached, or does not count, each instance does so by itself: losing count is no reason to let nobody in.
 */
export class RateLimiter {
  readonly #address: RateLimiterAbstract | null
  readonly #token: RateLimiterAbstract | null

  constructor(limits: RateLimits, shared: SharedCount | null) {
    this.#address = limiter('address', limits.perAddress, shared)
    this.#token = limiter('token', limits.perToken, shared)
  }

  /**
   * Counts one request. A token is known by its text, of which the route takes one spelling only.
   * @returns `null` when it may go on.
   */
  async count(address: string, authorization: string | null): Promise<LimitReached | null> {
    const byAddress = await consume(this.#address, addressKey(address))
    if (byAddress !== null) return { by: 'address', retryAfterMs: byAddress }
    const token = bearerToken(authorization)
    if (token === null) return null
    const byToken = await consume(this.#token, fingerprint(token))
    return byToken === null ? null : { by: 'token', retryAfterMs: byToken }
  }
}

function limiter(name: string, points: number, shared: SharedCount | null): RateLimiterAbstract | null {
  if (points === 0) return null
  const options = { points, duration: WINDOW_SECONDS, keyPrefix: `kombo-upload:rate:${name}` }
  const memory = new RateLimiterMemory(options)
  if (shared === null) return memory
  const { redis, refusals } = shared
  // All the limiter asks of its client, which would be done by the other one unsaid where it fails.
  const storeClient = {
    eval: (script: string, { keys, arguments: args }: { keys: string[]; arguments: string[] }) =>
      refusals.watch(runScript(redis, script, keys, args)),
  }
  return new RateLimiterRedis({ ...options, storeClient, useRedisPackage: true, insuranceLimiter: memory })
}

/** Milliseconds to wait, `null` when there is room. */
async function consume(limiter: RateLimiterAbstract | null, key: string): Promise<number | null> {
  if (limiter === null) return null
  try {
    await limiter.consume(key)
    return null
  } catch (reached) {
    if (reached instanceof RateLimiterRes) return reached.msBeforeNext
    throw reached
  }
}

/** Tokens are secrets, so none is kept as a key. */
function fingerprint(token: string): string {
  return createHash('sha256').update(token).digest('base64url').slice(0, 22)
}
