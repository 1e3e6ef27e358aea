import type { KomboAnswer } from '../calls/kombo-client.ts'
import type { RedisClient } from '../stores/redis-connection.ts'
import { connectionTrouble, runScript } from '../stores/redis-connection.ts'
import type { RedisRefusals } from '../stores/redis-refusals.ts'
import { WRITE_SOMETHING } from '../stores/redis-scripts.ts'
import { redisTrouble, type RedisTrouble } from '../stores/redis-trouble.ts'

/** How long Kombo's answer is good for, in milliseconds: probes come every few seconds, from every side. */
const FRESH_MS = 10_000

/** Longest wait for Kombo, in milliseconds. */
const TIMEOUT_MS = 5000

/**
 * What is written to see whether Redis takes it, and for how long, in milliseconds. In a cluster one key is in the first slot
 * and the other in the last: a node that takes both has all of them, and one that has a part would refuse some uploads only.
 */
const WRITTEN_KEYS = ['kombo-upload:ready:12549', 'kombo-upload:ready:132'] as const
const WRITTEN_MS = 10_000

export interface Readiness {
  readonly ready: boolean
  readonly checks: {
    readonly kombo: 'ok' | 'unreachable' | 'key refused'
    readonly redis: 'ok' | RedisTrouble | 'not used'
  }
}

export interface ReadinessParts {
  /** Asks Kombo `GET` on a path below its API's base. */
  readonly askKombo: (path: string, signal: AbortSignal) => Promise<KomboAnswer>
  readonly redis: RedisClient | null
  /** Told where Redis is there and refuses what an upload needs: with nobody let in there is no upload whose failure would tell it. */
  readonly refusals: RedisRefusals
}

/** Whether uploads could be delivered now: Kombo reachable and its key valid, Redis taking writes where it is used. */
export class ReadinessCheck {
  readonly #parts: ReadinessParts
  #kombo: { readonly at: number; readonly answer: Promise<Readiness['checks']['kombo']> } | null = null

  constructor(parts: ReadinessParts) {
    this.#parts = parts
  }

  async now(): Promise<Readiness> {
    if (this.#kombo === null || performance.now() - this.#kombo.at > FRESH_MS) {
      this.#kombo = { at: performance.now(), answer: this.#checkKombo() }
    }
    const [kombo, redis] = await Promise.all([this.#kombo.answer, this.#checkRedis()])
    return { ready: kombo === 'ok' && (redis === 'ok' || redis === 'not used'), checks: { kombo, redis } }
  }

  async #checkKombo(): Promise<Readiness['checks']['kombo']> {
    const answer = await this.#parts.askKombo('/check-api-key', AbortSignal.timeout(TIMEOUT_MS))
    if (answer.kind === 'no-answer' || answer.status >= 500) return 'unreachable'
    // Any other status says that Kombo is there and had nothing against the key: a rate limit, for one.
    return answer.status === 401 || answer.status === 403 ? 'key refused' : 'ok'
  }

  async #checkRedis(): Promise<Readiness['checks']['redis']> {
    const { redis, refusals } = this.#parts
    if (redis === null) return 'not used'
    if (!redis.isReady) return connectionTrouble(redis)
    try {
      // An answer is not enough: a replica answers, and so does a Redis that is full. A script, as uploads write by them.
      await refusals.watch(
        Promise.all(WRITTEN_KEYS.map((key) => runScript(redis, WRITE_SOMETHING, [key], [WRITTEN_MS]))),
      )
      return 'ok'
    } catch (error) {
      return redisTrouble(error)
    }
  }
}
