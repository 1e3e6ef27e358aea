import type { TargetId } from '../../contract/target.ts'
import type { Finding, Sought } from './find-recorded.ts'
import { findRecorded } from './find-recorded.ts'
import type { KomboClient } from '../calls/kombo-client.ts'
import type { RecordedAttachment, RecordedList } from '../calls/recorded-attachments.ts'

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
  { documents, isWhole }: RecordedList,
  applicationId: TargetId,
  known: RecordedAttachment | null,
  sought: Sought,
  kombo: KomboClient,
  signal: AbortSignal,
): Promise<CandidateFinding> {
  const same = known === null ? undefined : documents.find(({ id }) => id === known.id)
  if (same !== undefined) return { finding: 'found', isOnCandidate: same.application_id === null }

  const find = (owner: string | null | undefined) => {
    const owned = documents.filter(({ application_id: of }) => of === owner)
    return findRecorded({ documents: owned, isWhole }, sought, kombo, signal)
  }
  const attached = await find(applicationId)
  if (attached.finding === 'found') return { finding: 'found', isOnCandidate: false }
  const fallen = await find(null)
  // The CV a person applied with often hangs on the candidate: unless it has certainly come since, it may be that one.
  if (fallen.finding === 'found' && fallen.age === 'since') return { finding: 'found', isOnCandidate: true }
  const nobodys = await find(undefined)
  const isAbsent = [attached, fallen, nobodys].every(({ finding }) => finding === 'absent')
  return { finding: isAbsent ? 'absent' : 'unclear', isOnCandidate: false }
}
