import { MAX_TIMER_MS, numberIn } from '../limits/number-range.ts'
import { runScript, type RedisClient } from './redis-connection.ts'
import { RouteError } from '../answers/route-error.ts'

/** Writes kept for Redis's return; the oldest goes first. */
const MAX_PENDING = 10_000

/**
 * Runs scripts, keeps leases alive, and does not give up on what has to be written. Without Redis, `run` fails with a
 * clear error and everything else waits for its return.
 */
export class RedisHold {
  readonly #client: RedisClient
  readonly #leases = new Set<() => Promise<unknown>>()
  #pending: (() => Promise<unknown>)[] = []
  readonly #timer: NodeJS.Timeout
  #isBeating = false

  /** @throws RangeError when `leaseMs` is no time: nothing would ever be renewed, or without a pause. */
  constructor(client: RedisClient, leaseMs: number) {
    const range = { least: 1, most: MAX_TIMER_MS, isWhole: true, orElse: 'leave it out for the default' } as const
    numberIn(range, 'leaseMs', leaseMs)
    this.#client = client
    this.#timer = setInterval(() => void this.#beat(), Math.max(50, leaseMs / 3))
    this.#timer.unref()
    client.on('ready', this.#onReady)
  }

  /** @throws RouteError `UPLOAD.STORE_UNAVAILABLE` */
  async run(script: string, keys: string | string[], args: readonly (string | number)[]): Promise<unknown> {
    try {
      return await runScript(this.#client, script, [keys].flat(), args)
    } catch (cause) {
      throw this.unavailable(cause)
    }
  }

  unavailable(cause?: unknown): RouteError {
    return new RouteError('UPLOAD.STORE_UNAVAILABLE', 'The memory shared by the instances cannot be reached just now', {
      retryAfterMs: 2000,
      cause,
    })
  }

  /** Renews a lease from now on, until the returned function is called. */
  keep(renew: () => Promise<unknown>): () => void {
    this.#leases.add(renew)
    return () => this.#leases.delete(renew)
  }

  /** Does it now, or as soon as Redis is back. Never throws. */
  async insist(write: () => Promise<unknown>): Promise<void> {
    try {
      await write()
    } catch {
      // Redis's own error event tells of it; what matters here is that the write is not lost.
      this.#pending.push(write)
      if (this.#pending.length > MAX_PENDING) this.#pending.shift()
    }
  }

  close(): void {
    clearInterval(this.#timer)
    this.#client.off('ready', this.#onReady)
  }

  readonly #onReady = () => void this.#beat()

  async #beat(): Promise<void> {
    if (this.#isBeating || !this.#client.isReady) return
    this.#isBeating = true
    const pending = this.#pending
    this.#pending = []
    await Promise.all(pending.map((write) => this.insist(write)))
    // A lease that cannot be renewed now is renewed with the next beat.
    await Promise.allSettled([...this.#leases].map((renew) => renew()))
    this.#isBeating = false
  }
}
