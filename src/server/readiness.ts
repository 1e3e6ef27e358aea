import type { KomboAnswer } from './kombo-client.ts'
import type { RedisClient } from './redis-connection.ts'
import { troubleWith } from './redis-connection.ts'
import type { RedisTrouble } from './redis-trouble.ts'

/** How long Kombo's answer is good for, in milliseconds: probes come every few seconds, from every side. */
const FRESH_MS = 10_000

/** Longest wait for Kombo, in milliseconds. */
const TIMEOUT_MS = 5000

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
}

/** Whether uploads could be delivered now: Kombo reachable and its key valid, Redis reachable where it is used. */
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
    const { redis } = this.#parts
    if (redis === null) return 'not used'
    return (await troubleWith(redis)) ?? 'ok'
  }
}
