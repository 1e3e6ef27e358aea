import { randomUUID } from 'node:crypto'
import type {
  Claim,
  ClaimResult,
  CountedFile,
  Delivered,
  DeliveryStore,
  RememberedOutcome,
  SlotPool,
} from './delivery-store.ts'
import { REMEMBERED_MS } from './delivery-store.ts'
import { FilePlaces } from './file-places.ts'
import { MemorySlots } from './memory-slots.ts'

/** Most outcomes kept; the oldest that is over goes first. */
const MAX_RECORDS = 50_000

/** How often counts that are over are looked for, in milliseconds. */
const COUNTS_SEEN_MS = 60_000

interface Outcome {
  readonly id: string
  readonly fingerprint: string
  state: 'running' | 'unknown' | 'delivered'
  since: number
  delivered: Delivered | null
  expiresAt: number
}

/**
 * Remembers in this process. Right for one instance; what it remembers ends with the process, so an outcome that was
 * open when the process was killed is not known afterwards.
 */
export function createMemoryStore(): DeliveryStore {
  return new MemoryStore()
}

class MemoryStore implements DeliveryStore {
  readonly #outcomes = new Map<string, Outcome>()
  readonly #files = new Map<string, { readonly places: FilePlaces; expiresAt: number }>()
  #countsSeenAt = 0
  readonly slots: SlotPool = new MemorySlots()

  async claim(key: string, fingerprint: string): Promise<ClaimResult> {
    this.#forget()
    const known = this.#outcomes.get(key)
    if (known === undefined || known.expiresAt <= Date.now()) {
      const begun = { state: 'running', since: 0, delivered: null, expiresAt: Infinity } as const
      const outcome: Outcome = { id: randomUUID(), fingerprint, ...begun }
      this.#outcomes.set(key, outcome)
      return { state: 'claimed', claim: this.#claimOf(key, outcome) }
    }
    if (known.fingerprint !== fingerprint) return { state: 'other-content' }
    if (known.delivered !== null) return { state: 'delivered', delivered: known.delivered }
    if (known.state === 'running') return { state: 'running' }
    known.state = 'running'
    known.expiresAt = Infinity
    return { state: 'unknown', since: known.since, claim: this.#claimOf(key, known) }
  }

  async countFile(file: CountedFile, most: number, keptMs: number): Promise<boolean> {
    const now = Date.now()
    this.#forgetCounts(now)
    const counted = this.#files.get(file.grantId) ?? { places: new FilePlaces(), expiresAt: 0 }
    if (!counted.places.take(file, most)) return false
    counted.expiresAt = Math.max(counted.expiresAt, now + keptMs)
    this.#files.set(file.grantId, counted)
    return true
  }

  async countedFiles(grantId: string): Promise<number> {
    this.#forgetCounts(Date.now())
    return this.#files.get(grantId)?.places.count ?? 0
  }

  async close(): Promise<void> {
    this.#outcomes.clear()
    this.#files.clear()
  }

  #claimOf(key: string, outcome: Outcome): Claim {
    return {
      id: outcome.id,
      markSending: async () => undefined,
      finish: async (finished: RememberedOutcome, grantId = '') => {
        this.#files.get(grantId)?.places.settle(outcome.id, outcome.fingerprint, finished.state)
        this.#outcomes.delete(key)
        if (finished.state === 'none') return
        outcome.expiresAt = Date.now() + REMEMBERED_MS
        outcome.state = finished.state
        if (finished.state === 'delivered') outcome.delivered = finished.delivered
        else outcome.since = finished.since
        this.#outcomes.set(key, outcome)
      },
    }
  }

  #forgetCounts(now: number): void {
    if (now < this.#countsSeenAt + COUNTS_SEEN_MS) return
    this.#countsSeenAt = now
    for (const [id, { expiresAt }] of this.#files) if (expiresAt <= now) this.#files.delete(id)
  }

  #forget(): void {
    if (this.#outcomes.size <= MAX_RECORDS) return
    for (const [key, { state }] of this.#outcomes) {
      if (state !== 'running') this.#outcomes.delete(key)
      if (this.#outcomes.size <= MAX_RECORDS) return
    }
  }
}
