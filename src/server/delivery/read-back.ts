import type { Grant } from '../../contract/grant.ts'
import type { Target } from '../../contract/target.ts'
import type { CandidateFinding } from './find-on-candidate.ts'
import { findOnCandidate } from './find-on-candidate.ts'
import type { Finding, Sought } from './find-recorded.ts'
import { findRecorded } from './find-recorded.ts'
import type { Gate } from '../stores/gate.ts'
import type { KomboAnswer, KomboClient } from '../calls/kombo-client.ts'
import { readReply } from '../calls/kombo-reply.ts'
import { listAttachments, parseAttachments } from '../calls/recorded-attachments.ts'
import { verdictOf } from '../calls/verdict.ts'
import { wait } from '../limits/wait.ts'
import { within } from '../limits/within.ts'

export interface ReadBackParts {
  readonly kombo: KomboClient
  readonly gate: Gate
  /** Pauses before each reading, in milliseconds. An ATS may show a document only after a while. */
  readonly delaysMs: readonly number[]
  readonly signal: AbortSignal
  /** Told of each list taken. */
  readonly onRead: () => void
}

export interface ReadBack {
  /** `unreadable`: reading is not permitted, not supported, or failed. */
  readonly finding: Finding | 'unreadable'
  /** The document found hangs on the candidate, although it was meant for the application. */
  readonly isOnCandidate: boolean
}

/** How long one reading may wait for slots and answers, in milliseconds. */
export const READING_MS = 30_000

/** Looks on the record, a few times, whether a file has arrived. Stops as soon as it is found or cannot be seen. */
export async function readBack(grant: Grant, sought: Sought, parts: ReadBackParts): Promise<ReadBack> {
  let last: Reading = UNREADABLE
  for (const delayMs of parts.delaysMs) {
    await wait(delayMs, parts.signal)
    last = await within(READING_MS, parts.signal, (signal) => readOnce(grant, sought, signal, parts))
    if (last.finding === 'found' || last.isFinal) break
  }
  return { finding: last.finding, isOnCandidate: last.isOnCandidate }
}

interface Reading extends ReadBack {
  /** Reading again would give the same. */
  readonly isFinal: boolean
}

const UNREADABLE = { finding: 'unreadable', isOnCandidate: false, isFinal: false } as const satisfies Reading

/** @param signal ends this reading. */
async function readOnce(grant: Grant, sought: Sought, signal: AbortSignal, parts: ReadBackParts): Promise<Reading> {
  const { target } = grant
  const answer = await list(grant, target, signal, parts)
  const recorded = parseAttachments(answer)
  if (recorded === null) return { ...UNREADABLE, isFinal: answer !== null && isRefusal(answer) }
  const onTarget = await findRecorded(recorded, sought, parts.kombo, signal)
  if (target.kind === 'candidate' || grant.candidateId === null) {
    return { finding: onTarget.finding, isOnCandidate: false, isFinal: false }
  }

  const candidate: Target = { kind: 'candidate', id: grant.candidateId }
  const candidates = parseAttachments(await list(grant, candidate, signal, parts))
  const known = onTarget.finding === 'found' ? onTarget.document : null
  const onCandidate =
    candidates === null ? NOT_SEEN : await findOnCandidate(candidates, target.id, known, sought, parts.kombo, signal)
  return { ...together(onTarget.finding, onCandidate), isFinal: false }
}

/** What could not be looked at may hold the file: that is not the same as its not being there. */
const NOT_SEEN = { finding: 'unclear', isOnCandidate: false } as const satisfies CandidateFinding

/** The application's list decides what is there; the candidate's says where it hangs, and may show what the other does not. */
function together(onTarget: Finding, onCandidate: CandidateFinding): CandidateFinding {
  const { finding, isOnCandidate } = onCandidate
  if (onTarget === 'found' || finding === 'found') {
    return { finding: 'found', isOnCandidate: finding === 'found' && isOnCandidate }
  }
  return { finding: onTarget === 'absent' ? finding : onTarget, isOnCandidate: false }
}

/** @returns `null` without a slot: nothing can be seen then, which is all that matters here. */
async function list(
  { integrationId }: Grant,
  target: Target,
  signal: AbortSignal,
  { kombo, gate, signal: closing, onRead }: ReadBackParts,
): Promise<KomboAnswer | null> {
  try {
    const deadline = performance.now() + READING_MS
    const answer = await listAttachments(target, integrationId, { kombo, gate, deadline, signal })
    onRead()
    return answer
  } catch {
    closing.throwIfAborted()
    return null
  }
}

/** Whether asking again would be refused again. */
function isRefusal(answer: KomboAnswer): boolean {
  const reply = readReply(answer)
  return reply.kind !== 'delivered' && verdictOf(reply) === 'refused'
}
