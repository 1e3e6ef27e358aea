import type { SlotPool } from './delivery-store.ts'
import { DEFAULT_CAPACITY } from './delivery-store.ts'
import { RouteError } from '../answers/route-error.ts'
import { within } from '../limits/within.ts'

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
  /** Slots this instance uses now, by integration. */
  readonly #inUse = new Map<string, number>()

  constructor(pool: SlotPool) {
    this.#pool = pool
  }

  /** Slots this instance uses now, over all integrations. */
  get slotsInUse(): number {
    return [...this.#inUse.values()].reduce((sum, count) => sum + count, 0)
  }

  /**
   * @param deadline when waiting ends, by `performance.now()`: a clock that is set back would put it off.
   * @throws RouteError `UPLOAD.ATS_BUSY` at the deadline, or the signal's reason.
   */
  async enter(integrationId: string, deadline: number, signal: AbortSignal): Promise<Slot> {
    signal.throwIfAborted()
    const since = performance.now()
    // Else it would depend on how soon the pool answers whether anything is begun after the time is up.
    if (since >= deadline) throw tooBusy()
    const place = await within(deadline - since, signal, (limited) => this.#pool.take(integrationId, limited), tooBusy)
    // A process that stood still finds a place that came in time, and only then the timer: what it is for may be over.
    if (performance.now() >= deadline) {
      void place.give(null)
      throw tooBusy()
    }
    this.#count(integrationId, 1)
    return {
      waitedMs: performance.now() - since,
      leave: (report) => {
        // Others of ours may have come in between entering and the moment Kombo counted.
        const inUseSince = Math.max(place.inUse, this.#inUse.get(integrationId) ?? 0)
        this.#count(integrationId, -1)
        void place.give(report === undefined ? null : capacityAfter(report, place.inUse, inUseSince))
      },
    }
  }

  #count(integrationId: string, change: 1 | -1): void {
    const inUse = (this.#inUse.get(integrationId) ?? 0) + change
    if (inUse === 0) this.#inUse.delete(integrationId)
    else this.#inUse.set(integrationId, inUse)
  }
}

/**
 * Slots there are for us after an answer; `null` when it says nothing of them. Never none: with nobody let in any more
 * there would be no answer to learn better from.
 */
function capacityAfter({ limit, remaining, isRefused }: SlotReport, inUseThen: number, inUseSince: number) {
  if (limit === null && remaining === null && !isRefused) return null
  const left = isRefused ? inUseThen - 1 : inUseSince + (remaining ?? Infinity)
  return Math.max(1, Math.min(limit ?? DEFAULT_CAPACITY, left))
}

function tooBusy(): RouteError {
  return new RouteError('UPLOAD.ATS_BUSY', 'No slot of this integration was free before the deadline', {
    retryAfterMs: 5000,
  })
}
