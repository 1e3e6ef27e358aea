import type { Grant } from '../contract/grant.ts'
import type { Finding, Sought } from './find-recorded.ts'
import { findRecorded } from './find-recorded.ts'
import type { Gate } from './gate.ts'
import type { KomboClient } from './kombo-client.ts'
import { readReply } from './kombo-reply.ts'
import { listAttachments, parseAttachments } from './recorded-attachments.ts'
import { reportOf } from './slot-report.ts'
import { verdictOf } from './verdict.ts'
import { wait } from './wait.ts'

export interface ReadBackParts {
  readonly kombo: KomboClient
  readonly gate: Gate
  /** Pauses before each reading, in milliseconds. An ATS may show a document only after a while. */
  readonly delaysMs: readonly number[]
  readonly signal: AbortSignal
  /** Told of each reading. */
  readonly onRead: () => void
}

export interface ReadBack {
  /** `unreadable`: reading is not permitted, not supported, or failed. */
  readonly finding: Finding | 'unreadable'
  /** The document found hangs on the candidate, although it was meant for the application. */
  readonly isOnCandidate: boolean
}

/** How long one reading may wait for a slot and its answer, in milliseconds. */
const READING_MS = 30_000

/** Looks on the record, a few times, whether a file has arrived. Stops as soon as it is found or cannot be seen. */
export async function readBack(grant: Grant, sought: Sought, parts: ReadBackParts): Promise<ReadBack> {
  let last: ReadBack = UNREADABLE
  for (const delayMs of parts.delaysMs) {
    await wait(delayMs, parts.signal)
    const reading = await readOnce(grant, sought, parts)
    last = reading
    if (reading.finding === 'found' || reading.isFinal) break
  }
  return { finding: last.finding, isOnCandidate: last.isOnCandidate }
}

interface Reading extends ReadBack {
  /** Reading again would give the same. */
  readonly isFinal: boolean
}

const UNREADABLE = { finding: 'unreadable', isOnCandidate: false, isFinal: false } as const satisfies Reading

async function readOnce(grant: Grant, sought: Sought, parts: ReadBackParts): Promise<Reading> {
  const { kombo, gate, signal, onRead } = parts
  const { target, integrationId } = grant
  const limited = AbortSignal.any([signal, AbortSignal.timeout(READING_MS)])
  let slot
  try {
    slot = await gate.enter(integrationId, Date.now() + READING_MS, signal)
  } catch {
    // Without a slot nothing can be seen, which is all that matters here.
    signal.throwIfAborted()
    return UNREADABLE
  }
  onRead()
  const answer = await listAttachments(kombo, target, integrationId, limited)
  slot.leave(reportOf(answer))
  const documents = parseAttachments(answer)
  if (documents === null) {
    const reply = readReply(answer)
    return { ...UNREADABLE, isFinal: reply.kind !== 'delivered' && verdictOf(reply) === 'refused' }
  }
  const { finding, document } = await findRecorded(documents, sought, kombo, limited)
  const isOnCandidate = target.kind === 'application' && document?.application_id === null
  return { finding, isOnCandidate, isFinal: false }
}
