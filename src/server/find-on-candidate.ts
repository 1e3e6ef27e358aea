import type { TargetId } from '../contract/target.ts'
import type { Finding, Sought } from './find-recorded.ts'
import { findRecorded } from './find-recorded.ts'
import type { KomboClient } from './kombo-client.ts'
import type { RecordedAttachment } from './recorded-attachments.ts'

export interface CandidateFinding {
  readonly finding: Finding
  /** The document found hangs on the candidate, although it was meant for the application. */
  readonly isOnCandidate: boolean
}

/**
 * Looks for a file that was meant for an application among the documents of its candidate, which are the candidate's own
 * and those of all their applications; those of other applications are left alone.
 * @param known the document, when the application's list has shown it already. Its own entry then decides where it hangs.
 */
export async function findOnCandidate(
  documents: readonly RecordedAttachment[],
  applicationId: TargetId,
  known: RecordedAttachment | null,
  sought: Sought,
  kombo: KomboClient,
  signal: AbortSignal,
): Promise<CandidateFinding> {
  const same = known === null ? undefined : documents.find(({ id }) => id === known.id)
  if (same !== undefined) return { finding: 'found', isOnCandidate: same.application_id === null }

  const find = (owner: string | null) =>
    findRecorded(
      documents.filter(({ application_id: of }) => of === owner),
      sought,
      kombo,
      signal,
    )
  const attached = await find(applicationId)
  if (attached.finding === 'found') return { finding: 'found', isOnCandidate: false }
  const fallen = await find(null)
  if (fallen.finding === 'found' && isDated(fallen.document)) return { finding: 'found', isOnCandidate: true }
  // The CV a person applied with often hangs on the candidate: without a date it may be that one, of the same bytes.
  const isUnclear = attached.finding === 'unclear' || fallen.finding !== 'absent'
  return { finding: isUnclear ? 'unclear' : 'absent', isOnCandidate: false }
}

function isDated(document: RecordedAttachment | null): boolean {
  const createdAt = document?.remote_created_at ?? null
  return createdAt !== null && !Number.isNaN(Date.parse(createdAt))
}
