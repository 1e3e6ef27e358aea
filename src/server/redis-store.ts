import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { WARNING_CODES } from '../contract/wire.ts'
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
import type { RedisClient } from './redis-connection.ts'
import { RedisHold } from './redis-hold.ts'
import * as script from './redis-scripts.ts'
import { RedisSlots } from './redis-slots.ts'
import { RouteError } from './route-error.ts'

export interface RedisStoreOptions {
  /**
   * How long a claim or slot of an instance that is gone stays taken, in milliseconds. One that lives renews it three
   * times as often. Default: 15,000.
   */
  readonly leaseMs?: number
  /** Begins every key. Default: `kombo-upload:`. */
  readonly prefix?: string
}

const warningSchema = v.object({
  message: v.string(),
  code: v.fallback(v.nullable(v.picklist(WARNING_CODES)), null),
})

/** As another version may have written it down: what it remarks must not hide that it was delivered. */
const deliveredSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ deliveredAt: v.string(), warnings: v.fallback(v.array(warningSchema), []) }),
)

/** What `CLAIM` gives: the state, what belongs to it, and the claim's id where there is one. */
const foundSchema = v.tuple([v.string(), v.nullish(v.string(), ''), v.optional(v.string(), '')])

/** What a claim is known by in Redis. */
interface Held {
  readonly name: string
  readonly owner: string
  readonly fingerprint: string
  readonly id: string
}

/**
 * Remembers in Redis what several instances must agree on. While Redis cannot be reached nothing new is sent; what is
 * under way goes on, and its outcome is written as soon as Redis is back. For a memory that survives Redis's own
 * restart, run it with `appendonly yes`.
 */
export function createRedisStore(client: RedisClient, options: RedisStoreOptions = {}): DeliveryStore {
  return new RedisStore(client, options)
}

class RedisStore implements DeliveryStore {
  readonly #hold: RedisHold
  readonly #prefix: string
  readonly #leaseMs: number
  readonly slots: SlotPool

  constructor(client: RedisClient, { leaseMs = 15_000, prefix = 'kombo-upload:' }: RedisStoreOptions) {
    this.#hold = new RedisHold(client, leaseMs)
    this.#prefix = prefix
    this.#leaseMs = leaseMs
    this.slots = new RedisSlots(this.#hold, prefix, leaseMs)
  }

  async claim(key: string, fingerprint: string): Promise<ClaimResult> {
    const [name, owner] = [`${this.#prefix}outcome:${key}`, randomUUID()]
    const found = await this.#hold.run(script.CLAIM, name, [fingerprint, owner, this.#leaseMs, REMEMBERED_MS])
    const [state, detail, id] = v.parse(foundSchema, found)
    switch (state) {
      case 'delivered':
        return { state, delivered: readDelivered(detail) }
      case 'running':
      case 'other-content':
        return { state }
      case 'unknown': {
        const since = Date.now() - Number(detail)
        return { state, since, claim: this.#claimOf({ name, owner, fingerprint, id }, { state, since }) }
      }
      default:
        return {
          state: 'claimed',
          claim: this.#claimOf({ name, owner, fingerprint, id }, { state: 'claimed', since: Date.now() }),
        }
    }
  }

  async countFile({ grantId, claimId, fingerprint }: CountedFile, most: number, keptMs: number): Promise<boolean> {
    const args = [claimId, fingerprint, most, keptMs]
    return (await this.#hold.run(script.COUNT_FILE, this.#filesOf(grantId), args)) === 1
  }

  async countedFiles(grantId: string): Promise<number> {
    return Number(await this.#hold.run(script.COUNTED_FILES, this.#filesOf(grantId), []))
  }

  #filesOf(grantId: string): string {
    return `${this.#prefix}files:${grantId}`
  }

  async close(): Promise<void> {
    this.#hold.close()
  }

  #claimOf(held: Held, begun: { readonly state: 'claimed' | 'unknown'; readonly since: number }): Claim {
    const { name, owner, fingerprint, id } = held
    let { state, since }: { state: 'claimed' | 'sending' | 'unknown'; since: number } = begun
    const renew = () =>
      this.#hold.run(script.RENEW, name, [
        owner,
        this.#leaseMs,
        fingerprint,
        state,
        Date.now() - since,
        REMEMBERED_MS,
        id,
      ])
    const release = this.#hold.keep(renew)
    return {
      id,
      markSending: async () => {
        // Before it is asked for: should Redis forget the claim meanwhile, it is made anew as what it is by then.
        since = Date.now()
        state = 'sending'
        const isOurs = await this.#hold.run(script.MARK_SENDING, name, [owner, this.#leaseMs])
        if (isOurs !== 1) throw this.#hold.unavailable()
      },
      finish: async (outcome, grantId) => {
        release()
        await this.#hold.insist(async () => {
          // The count first: whoever takes a key that is free counts anew.
          if (grantId !== undefined && (outcome.state === 'delivered' || (await renew()) === 1)) {
            await this.#hold.run(script.SETTLE_FILE, this.#filesOf(grantId), [id, fingerprint, outcome.state])
          }
          await this.#write(held, outcome)
        })
      },
    }
  }

  #write({ name, owner, fingerprint, id }: Held, outcome: RememberedOutcome): Promise<unknown> {
    if (outcome.state === 'none') return this.#hold.run(script.FINISH_NONE, name, [owner])
    if (outcome.state === 'unknown') {
      const age = Date.now() - outcome.since
      return this.#hold.run(script.FINISH_UNKNOWN, name, [owner, fingerprint, age, REMEMBERED_MS, id])
    }
    const delivered = JSON.stringify(outcome.delivered satisfies Delivered)
    return this.#hold.run(script.FINISH_DELIVERED, name, [fingerprint, delivered, REMEMBERED_MS])
  }
}

/** Something was delivered under the key; when, and whether there was anything to remark, may be written another way. */
function readDelivered(text: string): Delivered {
  const { success, output } = v.safeParse(deliveredSchema, text)
  if (success) return output
  throw new RouteError('UPLOAD.DELIVERY_UNKNOWN', 'What is remembered under this Idempotency-Key cannot be read')
}
