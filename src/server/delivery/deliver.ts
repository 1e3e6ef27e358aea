import { confirmed, confirmedByReadBack } from './confirmation.ts'
import { sentFileOf, soughtOf, type Consignment } from './consignment.ts'
import type { Claim, Delivered } from '../stores/delivery-store.ts'
import type { Gate } from '../stores/gate.ts'
import { komboBody } from '../calls/kombo-body.ts'
import type { KomboAnswer, KomboClient } from '../calls/kombo-client.ts'
import { readReply } from '../calls/kombo-reply.ts'
import { readBack, type ReadBack } from './read-back.ts'
import { retryDelay } from './retry-delay.ts'
import { RouteError, toRouteError } from '../answers/route-error.ts'
import type { RouteLimits } from '../limits/route-limits.ts'
import type { SentFiles } from './sent-files.ts'
import { reportOf } from '../calls/slot-report.ts'
import { replyError, verdictOf, type FailedReply } from '../calls/verdict.ts'
import { wait } from '../limits/wait.ts'

export interface DeliveryParts {
  readonly kombo: KomboClient
  readonly gate: Gate
  readonly limits: RouteLimits
  readonly sent: SentFiles
  /** Aborted when the route is closed. */
  readonly signal: AbortSignal
}

/**
 * Sends a file to Kombo until it is delivered, refused, out of time, or nobody can tell. It is sent again only when it
 * is certain that the ATS did not keep it, or when Kombo clears that and the record does not show it.
 * @param deadline when waiting for a slot or a next try ends, by `performance.now()`.
 * @throws RouteError whose `delivery` says what is known.
 */
export async function deliver(
  consignment: Consignment,
  claim: Claim,
  deadline: number,
  parts: DeliveryParts,
): Promise<Delivered> {
  const { trace } = consignment
  const file = sentFileOf(consignment)
  try {
    const delivered =
      (await lookForOpen(consignment, parts)) ?? (await sendUntilOver(consignment, claim, deadline, parts))
    parts.sent.close(file)
    return delivered
  } catch (error) {
    if (trace.openSince !== null && toRouteError(error).delivery === 'none') {
      parts.sent.leaveOpen(file, trace.openSince, parts.limits.settledMs)
    }
    throw error
  }
}

/** One reading, at once. */
const ONCE = [0]

/** A file given up as not delivered a while ago may have come to the record since. */
async function lookForOpen(consignment: Consignment, parts: DeliveryParts): Promise<Delivered | null> {
  const since = parts.sent.openSince(sentFileOf(consignment))
  if (since === null) return null
  const found = await lookFor(consignment, since, ONCE, parts)
  return found.finding === 'found' ? confirmedByReadBack(found) : null
}

async function sendUntilOver(
  consignment: Consignment,
  claim: Claim,
  deadline: number,
  parts: DeliveryParts,
): Promise<Delivered> {
  const { trace } = consignment
  for (let attempt = 1; ; attempt += 1) {
    const { answer, sentAt } = await send(consignment, claim, deadline, parts)
    const reply = readReply(answer)
    if (reply.kind === 'delivered') return confirmed(reply.warnings, reply.isDocumented)

    const verdict = verdictOf(reply)
    if (verdict === 'refused') {
      // Perhaps for being there already.
      const there = (await lookAgain(consignment, parts)) ?? (await lookForOpen(consignment, parts))
      if (there !== null) return there
      throw replyError(reply)
    }
    if (verdict !== 'repeat') {
      const openSince = (trace.openSince ??= sentAt)
      const found = await lookFor(consignment, openSince, parts.limits.readBackDelaysMs, parts)
      if (found.finding === 'found') return confirmedByReadBack(found)
      // Absent from the record is no proof so soon. Only what Kombo itself clears for repeating is sent again on it.
      if (found.finding !== 'absent' || verdict === 'open') throw replyError(reply, 'unknown')
    }
    const header = answer.kind === 'answer' ? answer.header : () => null
    const delayMs = retryDelay(attempt, header, parts.limits.firstRetryMs)
    if (performance.now() + delayMs >= deadline) throw outOfTime(reply, delayMs)
    await wait(delayMs, parts.signal)
    // The pause since the last reading may have been long, and the ATS may show now what it kept before.
    const shown = await lookAgain(consignment, parts)
    if (shown !== null) return shown
    if (performance.now() >= deadline) throw outOfTime(reply, delayMs)
  }
}

/**
 * Looks once more for a file that a try before may have brought to the record, where the readings after it did not show it.
 * @returns `null` when there was no such try, or nothing speaks against the next one still.
 */
async function lookAgain(consignment: Consignment, parts: DeliveryParts): Promise<Delivered | null> {
  const { openSince } = consignment.trace
  if (openSince === null) return null
  const found = await lookFor(consignment, openSince, ONCE, parts)
  if (found.finding === 'found') return confirmedByReadBack(found)
  if (found.finding !== 'unclear') return null
  throw new RouteError('UPLOAD.DELIVERY_UNKNOWN', 'It is not known whether the file was kept by a try before', {
    delivery: 'unknown',
  })
}

/**
 * Finds out what became of a file that may have been delivered earlier, without ever sending it.
 * @param since when its last byte may have left, in milliseconds since the epoch.
 */
export async function recheck(consignment: Consignment, since: number, parts: DeliveryParts): Promise<Delivered> {
  const found = await look(consignment, since, ONCE, parts)
  if (found.finding === 'found') {
    parts.sent.close(sentFileOf(consignment))
    return confirmedByReadBack(found)
  }
  if (found.finding === 'absent' && Date.now() - since > parts.limits.settledMs) {
    throw new RouteError('UPLOAD.NOT_ATTACHED', 'The file is not on the record and can be sent again', {
      isSettled: true,
    })
  }
  throw new RouteError('UPLOAD.DELIVERY_UNKNOWN', 'It is still not known whether the file was kept')
}

async function send(
  consignment: Consignment,
  claim: Claim,
  deadline: number,
  { kombo, gate, sent, signal }: DeliveryParts,
): Promise<{ readonly answer: KomboAnswer; readonly sentAt: number }> {
  const { attachment, file, grant, trace } = consignment
  const slot = await gate.enter(grant.integrationId, deadline, signal)
  trace.queueMs += slot.waitedMs
  let answer: KomboAnswer | null = null
  const startedAt = performance.now()
  try {
    await claim.markSending()
    trace.attempts += 1
    if (trace.attempts === 1) sent.add(sentFileOf(consignment))
    const sentAt = Date.now()
    answer = await kombo.attach(grant.target, grant.integrationId, komboBody(attachment, grant.remoteFields, file.text))
    return { answer, sentAt }
  } finally {
    trace.atsMs += performance.now() - startedAt
    slot.leave(reportOf(answer))
  }
}

/** Whatever goes wrong while looking leaves it unknown: something was sent. */
async function lookFor(
  consignment: Consignment,
  openSince: number,
  delaysMs: readonly number[],
  parts: DeliveryParts,
): Promise<ReadBack> {
  try {
    return await look(consignment, openSince, delaysMs, parts)
  } catch {
    return { finding: 'unreadable', isOnCandidate: false }
  }
}

function look(
  consignment: Consignment,
  since: number,
  delaysMs: readonly number[],
  { kombo, gate, sent, signal }: DeliveryParts,
): Promise<ReadBack> {
  const { grant, trace } = consignment
  const onRead = () => (trace.readBacks += 1)
  return readBack(grant, soughtOf(consignment, since, sent), { kombo, gate, signal, delaysMs, onRead })
}

function outOfTime(reply: FailedReply, retryAfterMs: number): RouteError {
  if (reply.kind === 'no-answer') {
    return new RouteError('UPLOAD.ATS_UNREACHABLE', 'Kombo could not be reached until the deadline', { retryAfterMs })
  }
  return new RouteError('UPLOAD.ATS_BUSY', 'The connected system stayed busy until the deadline', {
    retryAfterMs: Math.max(1000, retryAfterMs),
  })
}
