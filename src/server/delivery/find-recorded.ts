import type { AttachmentType } from '../../contract/attachment.ts'
import type { ContentDigest } from '../calls/content-digest.ts'
import { digestContent } from '../calls/content-digest.ts'
import type { KomboClient } from '../calls/kombo-client.ts'
import type { RecordedAttachment, RecordedList } from '../calls/recorded-attachments.ts'
import type { Age } from '../calls/recorded-date.ts'
import { ageOfContent } from '../calls/recorded-date.ts'

/** The file whose fate is not known. */
export interface Sought extends ContentDigest {
  readonly name: string
  readonly type: AttachmentType
  /** When it was first sent without its being certain that it was not kept, in milliseconds since the epoch. */
  readonly sentAt: number
  /** Contents that are known to have been sent to the record as other files. Asked anew with each reading. */
  readonly others: () => readonly ContentDigest[]
}

export type Finding = 'found' | 'absent' | 'unclear'

/** A finding, and the document that was found. */
export type Recorded =
  | { readonly finding: 'found'; readonly document: RecordedAttachment; readonly age: Age }
  | { readonly finding: Exclude<Finding, 'found'> }

/** Most documents downloaded for one finding. */
const MAX_DOWNLOADS = 20

/**
 * Looks for a file among the record's documents. A list names neither size nor checksum, so each document that may have
 * come since the file was sent is downloaded and {@link judge judged}. What cannot be looked at is not absent: a part of
 * the list that nobody can read, or more documents than are downloaded, leave it unclear.
 */
export async function findRecorded(
  { documents, isWhole }: RecordedList,
  sought: Sought,
  kombo: KomboClient,
  signal: AbortSignal,
): Promise<Recorded> {
  const others = sought.others()
  const maxBytes = Math.max(sought.sizeBytes, ...others.map(({ sizeBytes }) => sizeBytes))
  const now = Date.now()
  const plausible = documents
    .map((document) => {
      const { remote_created_at: created, remote_updated_at: updated } = document
      return { document, age: ageOfContent(created, updated, sought.sentAt, now) }
    })
    .filter(({ age }) => age !== 'before')
    .sort((one, other) => likeness(other.document, sought) - likeness(one.document, sought))
  let isUnclear = !isWhole || plausible.length > MAX_DOWNLOADS
  for (const { document, age } of plausible.slice(0, MAX_DOWNLOADS)) {
    const digest = await digestContent(document, maxBytes, kombo, signal)
    const finding = judge(document, age, digest, sought, others)
    if (finding === 'found') return { finding, document, age }
    if (finding === 'unclear') isUnclear = true
  }
  return { finding: isUnclear ? 'unclear' : 'absent' }
}

/**
 * What one document says of the file. Those created and last changed before it was sent are never it, and not asked about.
 *
 * - Bytes that cannot be had may be the file's.
 * - The same bytes, name and type: that very document is on the record.
 * - The same bytes under another name or type: the file as the ATS keeps it, if it has certainly come since and nobody
 *   here has sent the same bytes that way. Otherwise it may as well be another attachment of them.
 * - Other bytes that were sent here as another file: that one.
 * - Other bytes: the file as the ATS converts it, or another one, when the name is the same or it has come about then.
 */
function judge(
  document: RecordedAttachment,
  age: Age,
  digest: ContentDigest | 'larger' | null,
  sought: Sought,
  others: readonly ContentDigest[],
): Finding {
  if (digest === null) return 'unclear'
  const isKnown = others.some((other) => isSame(digest, other))
  if (isSame(digest, sought)) {
    const isAsSent = document.file_name === sought.name && document.type === sought.type
    return isAsSent || (age === 'since' && !isKnown) ? 'found' : 'unclear'
  }
  if (isKnown) return 'absent'
  return document.file_name === sought.name || age !== 'perhaps' ? 'unclear' : 'absent'
}

function isSame(one: ContentDigest | 'larger', other: ContentDigest): boolean {
  return one !== 'larger' && one.sha256 === other.sha256
}

function likeness(document: RecordedAttachment, { name, type }: Sought): number {
  return (document.file_name === name ? 2 : 0) + (document.type === type ? 1 : 0)
}
