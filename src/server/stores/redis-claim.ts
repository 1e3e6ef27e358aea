import * as v from 'valibot'
import type { Claim, Delivered, RememberedOutcome } from './delivery-store.ts'
import { REMEMBERED_MS } from './delivery-store.ts'
import type { RedisHold } from './redis-hold.ts'
import * as script from './redis-scripts.ts'
import { RouteError } from '../answers/route-error.ts'

/** What a claim is known by in Redis. */
export interface Held {
  readonly name: string
  readonly owner: string
  readonly fingerprint: string
  readonly id: string
  /** The name of a grant's counted files. */
  readonly filesOf: (grantId: string) => string
}

/** As what a claim was given. */
export interface Begun {
  readonly state: 'claimed' | 'unknown'
  /** In milliseconds since the epoch. */
  readonly since: number
  /** From when on somebody else may have ended it, in milliseconds of Redis's clock; or `NEVER_ENDED`. */
  readonly mayHaveEndedAt: number
}

/**
 * Of a claim under which something may have been sent: whoever takes it over can only look at the record, so it is made
 * anew however late. A doubt too many is looked into once more; a doubt that is forgotten is sent again.
 */
export const NEVER_ENDED = Number.MAX_SAFE_INTEGER

/** Whose the claim is: ours, taken by something else under the key, or gone with nothing in its place. */
const standingSchema = v.tuple([v.picklist(['ours', 'taken', 'gone']), v.optional(v.number(), 0)])

type Standing = v.InferOutput<typeof standingSchema>[0]

/** A claim as Redis knows it. An instance may be silent for longer than its lease, and wake up to find that it is lost. */
export function redisClaim(hold: RedisHold, leaseMs: number, held: Held, begun: Begun): Claim {
  const { name, owner, fingerprint, id } = held
  let { state, since, mayHaveEndedAt }: Omit<Begun, 'state'> & { state: 'claimed' | 'sending' | 'unknown' } = begun

  async function ask(asked: string): Promise<Standing> {
    const age = Date.now() - since
    const args = [owner, leaseMs, fingerprint, state, age, REMEMBERED_MS, id, mayHaveEndedAt]
    const [standing, leaseEndsAt] = v.parse(standingSchema, await hold.run(asked, name, args))
    // By Redis's clock, as it decides who may take the claim over: ours may stand still with the machine.
    if (standing === 'ours') mayHaveEndedAt = Math.max(mayHaveEndedAt, leaseEndsAt)
    else if (mayHaveEndedAt !== NEVER_ENDED) mayHaveEndedAt = 0
    return standing
  }

  const release = hold.keep(() => ask(script.RENEW))
  return {
    id,
    async markSending() {
      // Before it is asked for: should Redis forget the claim meanwhile, it is made anew as what it is by then.
      if (state !== 'sending') since = Date.now()
      state = 'sending'
      const standing = await ask(script.MARK_SENDING)
      if (standing !== 'ours') throw lost(standing)
      mayHaveEndedAt = NEVER_ENDED
    },
    async finish(outcome, grantId) {
      release()
      await hold.insist(async () => {
        // The count first: whoever takes a key that is free counts anew. Of a claim that is gone nobody else has the file.
        if (grantId !== undefined && (outcome.state === 'delivered' || (await ask(script.RENEW)) !== 'taken')) {
          await hold.run(script.SETTLE_FILE, held.filesOf(grantId), [id, fingerprint, outcome.state])
        }
        await write(hold, held, outcome)
      })
    },
  }
}

function write(hold: RedisHold, { name, owner, fingerprint, id }: Held, outcome: RememberedOutcome): Promise<unknown> {
  if (outcome.state === 'none') return hold.run(script.FINISH_NONE, name, [owner])
  if (outcome.state === 'unknown') {
    const age = Date.now() - outcome.since
    return hold.run(script.FINISH_UNKNOWN, name, [owner, fingerprint, age, REMEMBERED_MS, id])
  }
  const delivered = JSON.stringify(outcome.delivered satisfies Delivered)
  return hold.run(script.FINISH_DELIVERED, name, [fingerprint, delivered, REMEMBERED_MS])
}

/** Nothing was sent under it; what another request under the key has done, or is doing, is that one's to say. */
function lost(standing: Exclude<Standing, 'ours'>): RouteError {
  if (standing === 'taken') {
    return new RouteError('UPLOAD.DELIVERY_UNKNOWN', 'Another request has taken over this Idempotency-Key')
  }
  return new RouteError('UPLOAD.STORE_UNAVAILABLE', 'This server was silent for too long; nothing was sent', {
    retryAfterMs: 2000,
  })
}
