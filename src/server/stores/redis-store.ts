import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { WARNING_CODES } from '../../contract/wire.ts'
import type { ClaimResult, CountedFile, Delivered, DeliveryStore, SlotPool } from './delivery-store.ts'
import { REMEMBERED_MS } from './delivery-store.ts'
import { NEVER_ENDED, redisClaim } from './redis-claim.ts'
import type { RedisClient } from './redis-connection.ts'
import { RedisHold } from './redis-hold.ts'
import * as script from './redis-scripts.ts'
import { RedisSlots } from './redis-slots.ts'
import { RouteError } from '../answers/route-error.ts'

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

/** What `CLAIM` gives: the state, what belongs to it, where there is a claim its id, and where that is new when its lease ends. */
const foundSchema = v.tuple([
  v.string(),
  v.nullish(v.string(), ''),
  v.optional(v.string(), ''),
  v.optional(v.number(), 0),
])

/**
 * Remembers in Redis what several instances must agree on. While Redis cannot be reached nothing new is sent; what is
 * under way goes on, and its outcome is written as soon as Redis is back. For a memory that survives Redis's own
 * restart, run it with `appendonly yes`.
 * @throws RangeError when `client` is none of {@link connectRedis}, or `leaseMs` no time.
 */
export function createRedisStore(client: RedisClient, options: RedisStoreOptions = {}): DeliveryStore {
  // Another package's client, or a URL, would show only with the first upload, as a Redis that cannot be reached.
  if (!isClient(client)) throw new RangeError('The client of createRedisStore must be what connectRedis makes.')
  return new RedisStore(client, options)
}

function isClient(given: unknown): boolean {
  return typeof given === 'object' && given !== null && 'isReady' in given && 'eval' in given
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
    const [state, detail, id, leaseEndsAt] = v.parse(foundSchema, found)
    switch (state) {
      case 'delivered':
        return { state, delivered: readDelivered(detail) }
      case 'running':
      case 'other-content':
        return { state }
    }
    const held = { name, owner, fingerprint, id, filesOf: (grantId: string) => this.#filesOf(grantId) }
    const begun =
      state === 'unknown'
        ? ({ state, since: Date.now() - Number(detail), mayHaveEndedAt: NEVER_ENDED } as const)
        : ({ state: 'claimed', since: Date.now(), mayHaveEndedAt: leaseEndsAt } as const)
    return { ...begun, claim: redisClaim(this.#hold, this.#leaseMs, held, begun) }
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
}

/** Something was delivered under the key; when, and whether there was anything to remark, may be written another way. */
function readDelivered(text: string): Delivered {
  const { success, output } = v.safeParse(deliveredSchema, text)
  if (success) return output
  throw new RouteError('UPLOAD.DELIVERY_UNKNOWN', 'What is remembered under this Idempotency-Key cannot be read')
}
