import { randomUUID } from 'node:crypto'
import type { Claim, ClaimResult, CountedFile, DeliveryStore, RememberedOutcome, SlotPool } from './delivery-store.ts'
import { REMEMBERED_MS } from './delivery-store.ts'
import { FilePlaces } from './file-places.ts'
import { MemorySlots } from './memory-slots.ts'

/** Most outcomes kept, some 70 MB; the oldest that is over goes first. */
const MAX_RECORDS = 50_000

/** How often counts that are over are looked for, in milliseconds. */
const COUNTS_SEEN_MS = 60_000

interface Remembered {
  readonly id: string
  readonly fingerprint: string
  /** `null` while somebody is at it. What may have been sent `since` is by the process's own clock here. */
  outcome: Exclude<RememberedOutcome, { state: 'none' }> | null
  /** By the process's own clock, as all times here: one that is set on would make it forget. */
  expiresAt: number
}

const RUNNING = { outcome: null, expiresAt: Infinity } as const

/** What the clock said when the process's own began, by what it says now, in milliseconds since the epoch. */
function beginning(): number {
  return Date.now() - performance.now()
}

/**
 * Remembers in this process. Right for one instance; what it remembers ends with the process, so an outcome that was
 * open when the process was killed is not known afterwards.
 */
export function createMemoryStore(): DeliveryStore {
  return new MemoryStore()
}

class MemoryStore implements DeliveryStore {
  readonly #outcomes = new Map<string, Remembered>()
  readonly #files = new Map<string, { readonly places: FilePlaces; expiresAt: number }>()
  #countsSeenAt = 0
  readonly slots: SlotPool = new MemorySlots()

  async claim(key: string, fingerprint: string): Promise<ClaimResult> {
    this.#forget()
    const known = this.#outcomes.get(key)
    if (known === undefined) {
      const begun: Remembered = { id: randomUUID(), fingerprint, ...RUNNING }
      this.#outcomes.set(key, begun)
      return { state: 'claimed', claim: this.#claimOf(key, begun) }
    }
    const { outcome } = known
    if (known.fingerprint !== fingerprint) return { state: 'other-content' }
    if (outcome === null) return { state: 'running' }
    if (outcome.state === 'delivered') return outcome
    Object.assign(known, RUNNING)
    return { state: 'unknown', since: beginning() + outcome.since, claim: this.#claimOf(key, known) }
  }

  async countFile(file: CountedFile, most: number, keptMs: number): Promise<boolean> {
    const now = performance.now()
    this.#forgetCounts(now)
    const counted = this.#files.get(file.grantId) ?? { places: new FilePlaces(), expiresAt: 0 }
    if (!counted.places.take(file, most)) return false
    counted.expiresAt = Math.max(counted.expiresAt, now + keptMs)
    this.#files.set(file.grantId, counted)
    return true
  }

  async countedFiles(grantId: string): Promise<number> {
    this.#forgetCounts(performance.now())
    return this.#files.get(grantId)?.places.count ?? 0
  }

  async close(): Promise<void> {
    this.#outcomes.clear()
    this.#files.clear()
  }

  #claimOf(key: string, { id, fingerprint }: Remembered): Claim {
    return {
      id,
      markSending: async () => undefined,
      finish: async (finished, grantId = '') => {
        this.#files.get(grantId)?.places.settle(id, fingerprint, finished.state)
        this.#outcomes.delete(key)
        if (finished.state === 'none') return
        const outcome = finished.state === 'unknown' ? { ...finished, since: finished.since - beginning() } : finished
        this.#outcomes.set(key, { id, fingerprint, outcome, expiresAt: performance.now() + REMEMBERED_MS })
      },
    }
  }

  #forgetCounts(now: number): void {
    if (now < this.#countsSeenAt + COUNTS_SEEN_MS) return
    this.#countsSeenAt = now
    for (const [id, { expiresAt }] of this.#files) if (expiresAt <= now) this.#files.delete(id)
  }

  /** Outcomes stand in the order in which they ended. */
  #forget(): void {
    const now = performance.now()
    for (const [key, { outcome, expiresAt }] of this.#outcomes) {
      if (outcome === null) continue
      if (expiresAt > now && this.#outcomes.size <= MAX_RECORDS) return
      this.#outcomes.delete(key)
    }
  }
}
