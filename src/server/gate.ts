import type { SlotPool } from './delivery-store.ts'
import { RouteError } from './route-error.ts'

/** Kombo's documented default for actions in flight per integration. */
const DEFAULT_CAPACITY = 30

/** Pause before a pool shared with other instances is asked again, in milliseconds. */
const ASK_AGAIN_MS = 40

/** What an answer says about the integration's slots. */
export interface SlotReport {
  /** `Concurrency-Limit`; `null` when it was not sent. */
  readonly limit: number | null
  /** `Concurrency-Remaining`; `null` when it was not sent. */
  readonly remaining: number | null
  /** Whether the request was refused for want of a slot. */
  readonly isRefused: boolean
}

export interface Slot {
  /** Time spent waiting for it, in milliseconds. */
  readonly waitedMs: number
  /** Gives it back. To be called exactly once, on every path. */
  leave(report?: SlotReport): void
}

/**
 * Lets as many act on an integration at once as Kombo allows, first come first served. The limit is learned from every
 * answer: what is said to remain when we have `n` in use leaves `n + remaining` for us, whoever else is using the rest.
 */
export class Gate {
  readonly #pool: SlotPool
  readonly #lanes = new Map<string, Lane>()

  constructor(pool: SlotPool) {
    this.#pool = pool
  }

  /** Slots this instance uses now, over all integrations. */
  get slotsInUse(): number {
    return [...this.#lanes.values()].reduce((sum, lane) => sum + lane.inUse, 0)
  }

  /** Those waiting for a slot, over all integrations. */
  get waiting(): number {
    return [...this.#lanes.values()].reduce((sum, lane) => sum + lane.waiting, 0)
  }

  /**
   * @param deadline when waiting ends, in milliseconds since the epoch.
   * @throws RouteError `UPLOAD.ATS_BUSY` at the deadline, or the signal's reason.
   */
  enter(integrationId: string, deadline: number, signal: AbortSignal): Promise<Slot> {
    const lane = this.#lanes.get(integrationId) ?? new Lane(integrationId, this.#pool, () => this.#tidy(integrationId))
    this.#lanes.set(integrationId, lane)
    return lane.enter(deadline, signal)
  }

  #tidy(integrationId: string): void {
    // What was learned is worth keeping for a while; a thousand idle integrations are not.
    if (this.#lanes.size <= 1000) return
    const lane = this.#lanes.get(integrationId)
    if (lane !== undefined && lane.inUse === 0 && lane.waiting === 0) this.#lanes.delete(integrationId)
  }
}

interface Waiter {
  readonly since: number
  readonly resolve: (slot: Slot) => void
  readonly reject: (error: unknown) => void
}

class Lane {
  readonly #integrationId: string
  readonly #pool: SlotPool
  readonly #onIdle: () => void
  #queue: Waiter[] = []
  #inUse = 0
  #capacity = DEFAULT_CAPACITY
  #isServing = false

  constructor(integrationId: string, pool: SlotPool, onIdle: () => void) {
    this.#integrationId = integrationId
    this.#pool = pool
    this.#onIdle = onIdle
  }

  get inUse(): number {
    return this.#inUse
  }

  get waiting(): number {
    return this.#queue.length
  }

  enter(deadline: number, signal: AbortSignal): Promise<Slot> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted()
      const settled = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', stop)
        this.#queue = this.#queue.filter((each) => each !== waiter)
      }
      const waiter: Waiter = {
        since: Date.now(),
        resolve(slot) {
          settled()
          resolve(slot)
        },
        reject(error) {
          settled()
          reject(error)
        },
      }
      const stop = () => waiter.reject(signal.reason)
      const timer = setTimeout(() => waiter.reject(tooBusy()), Math.max(0, deadline - Date.now()))
      signal.addEventListener('abort', stop, { once: true })
      this.#queue.push(waiter)
      void this.#serve()
    })
  }

  /** Serves the queue from its front. Only one of these runs, so nobody is overtaken. */
  async #serve(): Promise<void> {
    if (this.#isServing) return
    this.#isServing = true
    try {
      while (this.#queue.length > 0 && this.#inUse < this.#capacity) {
        const taken = await this.#pool.take(this.#integrationId, this.#capacity)
        const [first] = this.#queue
        if (taken === null) {
          // With slots of our own in use, the next one given back goes on from here as well.
          await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS * (0.5 + Math.random())))
          continue
        }
        if (first === undefined) {
          await taken.give()
          return
        }
        this.#inUse += 1
        first.resolve(this.#slot(taken, Date.now() - first.since))
      }
    } catch (error) {
      // The pool cannot be asked: everybody who waits is told so, and nobody is sent on without a slot.
      for (const waiter of this.#queue) waiter.reject(error)
    } finally {
      this.#isServing = false
    }
  }

  #slot(taken: { readonly inUse: number; give(): Promise<void> }, waitedMs: number): Slot {
    return {
      waitedMs,
      leave: (report) => {
        // Others of ours may have come in between entering and the moment Kombo counted.
        if (report !== undefined) this.#learn(report, taken.inUse, Math.max(taken.inUse, this.#inUse))
        this.#inUse -= 1
        void taken.give().then(() => this.#serve())
        if (this.#inUse === 0 && this.#queue.length === 0) this.#onIdle()
      },
    }
  }

  #learn({ limit, remaining, isRefused }: SlotReport, inUseThen: number, inUseSince: number): void {
    const most = limit ?? Math.max(this.#capacity, DEFAULT_CAPACITY)
    if (isRefused) this.#capacity = Math.max(1, Math.min(most, inUseThen - 1))
    else if (remaining !== null) this.#capacity = Math.max(1, Math.min(most, inUseSince + remaining))
    else if (limit !== null) this.#capacity = limit
  }
}

function tooBusy(): RouteError {
  return new RouteError('UPLOAD.ATS_BUSY', 'Every slot of this integration was taken until the deadline', {
    retryAfterMs: 5000,
  })
}
