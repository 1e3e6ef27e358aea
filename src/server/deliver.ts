import type { AttachmentDescription } from '../contract/attachment.ts'
import type { Grant } from '../contract/grant.ts'
import type { Warning } from '../contract/wire.ts'
import type { Claim, Delivered } from './delivery-store.ts'
import type { Gate } from './gate.ts'
import { komboBody } from './kombo-body.ts'
import type { KomboAnswer, KomboClient } from './kombo-client.ts'
import { readReply } from './kombo-reply.ts'
import { readBack, type ReadBack } from './read-back.ts'
import type { ReceivedFile } from './receive-attachment.ts'
import { retryDelay } from './retry-delay.ts'
import { RouteError } from './route-error.ts'
import type { RouteLimits } from './route-options.ts'
import { reportOf } from './slot-report.ts'
import type { UploadTrace } from './upload-trace.ts'
import { replyError, verdictOf, type FailedReply } from './verdict.ts'
import { wait } from './wait.ts'

export interface DeliveryParts {
  readonly kombo: KomboClient
  readonly gate: Gate
  readonly limits: RouteLimits
  /** Aborted when the route is closed. */
  readonly signal: AbortSignal
}

/** One file to be delivered. */
export interface Consignment {
  readonly attachment: AttachmentDescription
  readonly file: ReceivedFile
  readonly grant: Grant
  readonly trace: UploadTrace
}

/**
 * Sends a file to Kombo until it is delivered, refused, out of time, or nobody can tell. It is sent again only when it
 * is certain that the ATS did not keep it, or when Kombo clears that and the record does not show it.
 * @throws RouteError whose `delivery` says what is known.
 */
export async function deliver(consignment: Consignment, claim: Claim, parts: DeliveryParts): Promise<Delivered> {
  const deadline = Date.now() + parts.limits.deadlineMs
  const sentAt = Date.now()
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send(consignment, attempt === 1 ? claim : null, deadline, parts)
    const reply = readReply(answer)
    if (reply.kind === 'delivered') return confirmed(reply.warnings, reply.isDocumented)

    const verdict = verdictOf(reply)
    if (verdict === 'refused') throw replyError(reply)
    if (verdict !== 'repeat') {
      const found = await lookFor(consignment, sentAt, reply, parts)
      if (found.finding === 'found') return confirmedByReadBack(found)
      // Absent from the record is no proof so soon. Only what Kombo itself clears for repeating is sent again on it.
      if (found.finding !== 'absent' || verdict === 'open') throw replyError(reply, 'unknown')
    }
    const header = answer.kind === 'answer' ? answer.header : () => null
    const delayMs = retryDelay(attempt, header, parts.limits.firstRetryMs)
    if (Date.now() + delayMs >= deadline) throw outOfTime(reply, delayMs)
    await wait(delayMs, parts.signal)
  }
}

/**
 * Finds out what became of a file that may have been delivered earlier, without ever sending it.
 * @param since when its last byte may have left, in milliseconds since the epoch.
 */
export async function recheck(consignment: Consignment, since: number, parts: DeliveryParts): Promise<Delivered> {
  const { grant } = consignment
  const found = await readBack(grant, soughtOf(consignment, since), {
    ...readBackParts(consignment, parts),
    delaysMs: [0],
  })
  if (found.finding === 'found') return confirmedByReadBack(found)
  if (found.finding === 'absent' && Date.now() - since > parts.limits.settledMs) {
    throw new RouteError('UPLOAD.ATS_UNREACHABLE', 'The file is not on the record and can be sent again', {
      delivery: 'none',
    })
  }
  throw new RouteError('UPLOAD.DELIVERY_UNKNOWN', 'It is still not known whether the file was kept')
}

async function send(
  { attachment, file, grant, trace }: Consignment,
  claim: Claim | null,
  deadline: number,
  { kombo, gate, signal }: DeliveryParts,
): Promise<KomboAnswer> {
  const slot = await gate.enter(grant.integrationId, deadline, signal)
  trace.queueMs += slot.waitedMs
  let answer: KomboAnswer | null = null
  const startedAt = performance.now()
  try {
    await claim?.markSending()
    trace.attempts += 1
    answer = await kombo.attach(grant.target, grant.integrationId, komboBody(attachment, grant.remoteFields, file.text))
    return answer
  } finally {
    trace.atsMs += performance.now() - startedAt
    slot.leave(answer === null ? undefined : reportOf(answer))
  }
}

/** Whatever goes wrong while looking leaves it unknown: something was sent. */
async function lookFor(
  consignment: Consignment,
  sentAt: number,
  reply: FailedReply,
  parts: DeliveryParts,
): Promise<ReadBack> {
  try {
    return await readBack(consignment.grant, soughtOf(consignment, sentAt), readBackParts(consignment, parts))
  } catch {
    throw replyError(reply, 'unknown')
  }
}

function soughtOf({ attachment, file }: Consignment, sentAt: number) {
  return { name: attachment.name, type: attachment.type, sizeBytes: file.sizeBytes, sha256: file.sha256, sentAt }
}

function readBackParts({ trace }: Consignment, { kombo, gate, limits, signal }: DeliveryParts) {
  return { kombo, gate, signal, delaysMs: limits.readBackDelaysMs, onRead: () => (trace.readBacks += 1) }
}

function outOfTime(reply: FailedReply, retryAfterMs: number): RouteError {
  if (reply.kind === 'no-answer') {
    return new RouteError('UPLOAD.ATS_UNREACHABLE', 'Kombo could not be reached until the deadline', { retryAfterMs })
  }
  return new RouteError('UPLOAD.ATS_BUSY', 'The connected system stayed busy until the deadline', {
    retryAfterMs: Math.max(1000, Math.round(retryAfterMs)),
  })
}

const UNDOCUMENTED: Warning = {
  code: 'UPLOAD.ANSWER_UNDOCUMENTED',
  message: 'Kombo confirmed the attachment in a shape that is not documented',
}

const BY_READ_BACK: Warning = {
  code: 'UPLOAD.CONFIRMED_BY_READ_BACK',
  message: 'The answer was lost, but the file is on the record',
}

const ON_CANDIDATE: Warning = {
  code: 'UPLOAD.ATTACHED_TO_CANDIDATE',
  message: 'The connected system keeps the file on the candidate, not on the application',
}

function confirmed(messages: readonly string[], isDocumented: boolean): Delivered {
  const fromAts = messages.map((message) => ({ message, code: null }))
  return {
    warnings: isDocumented ? fromAts : [...fromAts, UNDOCUMENTED],
    deliveredAt: new Date().toISOString(),
  }
}

function confirmedByReadBack({ isOnCandidate }: ReadBack): Delivered {
  return {
    warnings: isOnCandidate ? [BY_READ_BACK, ON_CANDIDATE] : [BY_READ_BACK],
    deliveredAt: new Date().toISOString(),
  }
}
