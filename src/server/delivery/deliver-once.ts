import type { Receipt } from '../../contract/wire.ts'
import { fingerprintOf, sentFileOf, type Consignment } from './consignment.ts'
import { countedMs, countedUnder } from '../stores/counted-files.ts'
import { deliver, recheck, type DeliveryParts } from './deliver.ts'
import type { Claim, ClaimResult, Delivered, DeliveryStore } from '../stores/delivery-store.ts'
import { inDoubt, RouteError, toRouteError } from '../answers/route-error.ts'
import { wait } from '../limits/wait.ts'

export interface OnceParts extends DeliveryParts {
  readonly store: DeliveryStore
}

export interface Outcome {
  readonly receipt: Receipt
  /** Remembered, or confirmed by another request under the same key: nothing was sent for this one. */
  readonly isReplayed: boolean
}

/** Pause before a key that is in use elsewhere is looked at again, in milliseconds. */
const LOOK_AGAIN_MS = 100

/** How a delivery is asked for. */
export interface Order {
  /** Chosen by the caller, new for each intended delivery. */
  readonly key: string
  /** Only asks what became of an earlier request under this key; nothing is sent whatever the answer. */
  readonly isReplayOnly: boolean
}

/** Delivers a file at most once under its key, however often and through however many instances it is asked to. */
export async function deliverOnce(
  { key, isReplayOnly }: Order,
  consignment: Consignment,
  parts: OnceParts,
): Promise<Outcome> {
  // One customer's keys must not meet another's, whatever a caller chooses.
  const scopedKey = `${consignment.grant.integrationId} ${key.toLowerCase()}`
  // One for all there is to wait for: proxies are told how long a request may take.
  const deadline = performance.now() + parts.limits.deadlineMs
  const found = await claimInTurn(scopedKey, consignment, deadline, parts)
  if (found.state === 'other-content') {
    throw new RouteError('UPLOAD.IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key already stands for another file')
  }
  if (found.state === 'delivered') return { receipt: receiptOf(consignment, found.delivered), isReplayed: true }
  if (found.state === 'unknown') {
    return { receipt: await recheckUnder(found, consignment, parts), isReplayed: true }
  }
  if (isReplayOnly) return await giveBack(found.claim, consignment)
  return { receipt: await sendUnder(found.claim, consignment, deadline, parts), isReplayed: false }
}

/** Claims the key, or learns what is known of it, once nobody else is at it any more. */
async function claimInTurn(
  key: string,
  consignment: Consignment,
  deadline: number,
  { store, signal }: OnceParts,
): Promise<Exclude<ClaimResult, { state: 'running' }>> {
  let isTaken = false
  try {
    for (;;) {
      const found = await store.claim(key, fingerprintOf(consignment))
      if (found.state !== 'running') return found
      isTaken = true
      if (performance.now() >= deadline) {
        throw new RouteError('UPLOAD.DELIVERY_UNKNOWN', 'Another request under this key is still under way')
      }
      await wait(LOOK_AGAIN_MS, signal)
    }
  } catch (error) {
    // The other one may be delivering the file right now.
    throw isTaken ? inDoubt(error) : error
  }
}

/** Nothing is known of the key any more, so the record alone can tell; sending now could be the second time. */
async function giveBack(claim: Claim, { grant }: Consignment): Promise<never> {
  // It may have been counted by an instance that is gone and had not begun to send.
  await claim.finish({ state: 'none' }, countedUnder(grant)?.id)
  throw new RouteError('UPLOAD.DELIVERY_UNKNOWN', 'Nothing is remembered under this Idempotency-Key; nothing was sent')
}

async function sendUnder(claim: Claim, consignment: Consignment, deadline: number, parts: OnceParts): Promise<Receipt> {
  const startedAt = Date.now()
  const counted = countedUnder(consignment.grant)
  try {
    if (counted !== null) {
      const file = { grantId: counted.id, claimId: claim.id, fingerprint: fingerprintOf(consignment) }
      if (!(await parts.store.countFile(file, counted.most, countedMs(consignment.grant)))) {
        throw new RouteError('UPLOAD.MAX_FILES_REACHED', `This grant allows ${counted.most} files`)
      }
    }
    const delivered = await deliver(consignment, claim, deadline, parts)
    await claim.finish({ state: 'delivered', delivered }, counted?.id)
    return receiptOf(consignment, delivered)
  } catch (error) {
    const { attempts, openSince } = consignment.trace
    // Where nothing was sent, a doubt is about the file of another request, which has taken over the key.
    const isUnknown = attempts > 0 && toRouteError(error).delivery === 'unknown'
    // Left open, it may still turn up, and must not pass for another file then.
    if (!isUnknown && attempts > 0 && openSince === null) parts.sent.remove(sentFileOf(consignment))
    const since = openSince ?? startedAt
    await claim.finish(isUnknown ? { state: 'unknown', since } : { state: 'none' }, counted?.id)
    throw error
  }
}

async function recheckUnder(
  { claim, since }: { readonly claim: Claim; readonly since: number },
  consignment: Consignment,
  parts: OnceParts,
): Promise<Receipt> {
  const grantId = countedUnder(consignment.grant)?.id
  try {
    const delivered = await recheck(consignment, since, parts)
    await claim.finish({ state: 'delivered', delivered }, grantId)
    return receiptOf(consignment, delivered)
  } catch (error) {
    const { isSettled } = toRouteError(error)
    await claim.finish(isSettled ? { state: 'none' } : { state: 'unknown', since }, grantId)
    throw isSettled ? error : inDoubt(error)
  }
}

function receiptOf({ attachment, file }: Consignment, delivered: Delivered): Receipt {
  return { ...attachment, sizeBytes: file.sizeBytes, sha256: file.sha256, ...delivered }
}
