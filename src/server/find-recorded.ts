import type { AttachmentType } from '../contract/attachment.ts'
import { digestContent } from './content-digest.ts'
import type { KomboClient } from './kombo-client.ts'
import type { RecordedAttachment } from './recorded-attachments.ts'

/** The file whose fate is not known. */
export interface Sought {
  readonly name: string
  readonly type: AttachmentType
  readonly sizeBytes: number
  readonly sha256: string
  /** When it was first sent, in milliseconds since the epoch. */
  readonly sentAt: number
}

export type Finding = 'found' | 'absent' | 'unclear'

/** How far the ATS's clock may be behind ours, in milliseconds. */
const CLOCK_SKEW_MS = 2 * 60_000

/** Most documents downloaded for one finding. */
const MAX_DOWNLOADS = 8

/**
 * Looks for a file among the record's documents. A list names neither size nor checksum, so content decides, and only
 * content: a document of the same bytes is the file. One of the same name with other bytes, or with bytes that cannot be
 * had, may be the file as the ATS keeps it, or another one: that leaves it unclear. Documents made before it was sent
 * are not looked at; one without a date is, when it carries the name or the type.
 */
export async function findRecorded(
  documents: readonly RecordedAttachment[],
  sought: Sought,
  kombo: KomboClient,
  signal: AbortSignal,
): Promise<{ readonly finding: Finding; readonly document: RecordedAttachment | null }> {
  const plausible = documents
    .filter((each) => isPlausible(each, sought))
    .sort((one, other) => likeness(other, sought) - likeness(one, sought))
  let isUnclear = plausible.length > MAX_DOWNLOADS
  for (const document of plausible.slice(0, MAX_DOWNLOADS)) {
    const isSame = await hasContent(document, sought, kombo, signal)
    if (isSame === true) return { finding: 'found', document }
    if (isSame === null || document.file_name === sought.name) isUnclear = true
  }
  return { finding: isUnclear ? 'unclear' : 'absent', document: null }
}

function isPlausible(document: RecordedAttachment, { name, type, sentAt }: Sought): boolean {
  const createdAt = document.remote_created_at === null ? Number.NaN : Date.parse(document.remote_created_at)
  if (Number.isNaN(createdAt)) return document.file_name === name || document.type === type
  return createdAt >= sentAt - CLOCK_SKEW_MS
}

function likeness(document: RecordedAttachment, { name, type }: Sought): number {
  return (document.file_name === name ? 2 : 0) + (document.type === type ? 1 : 0)
}

/** @returns `null` when the content cannot be had. */
async function hasContent(
  document: RecordedAttachment,
  { sizeBytes, sha256 }: Sought,
  kombo: KomboClient,
  signal: AbortSignal,
): Promise<boolean | null> {
  const digest = await digestContent(document, sizeBytes, kombo, signal)
  if (digest === null) return null
  return digest !== 'larger' && digest.sizeBytes === sizeBytes && digest.sha256 === sha256
}
