import type { KomboApplicationAttachment, KomboAttachmentType, KomboCandidateAttachment } from '../kombo/shapes.ts'
import type { ReadBack, SandboxIntegration, TimestampPrecision } from './integration.ts'
import type { ReceivedAttachment } from './received-attachment.ts'

/** A document together with what reading back needs to know of it. */
export interface Stored {
  readonly attachment: ReceivedAttachment
  readonly candidateId: string
  /** Milliseconds since the epoch; earlier than its content where that has been replaced. */
  readonly createdAt: number
  type: KomboAttachmentType
  hiddenReads: number
  readonly visibleFrom: number
  /** Its download has other bytes. */
  readonly isConverted: boolean
}

/** Where a stored document can be downloaded. */
export type FileUrl = (attachment: ReceivedAttachment) => string

/** Whether a read shows it; a hidden one comes closer to being shown. */
export function isVisible(stored: Stored): boolean {
  if (stored.hiddenReads > 0) {
    stored.hiddenReads -= 1
    return false
  }
  return stored.visibleFrom <= Date.now()
}

/** A document as the read gives it, with whatever the integration does to it. */
export function readBackItem(
  { attachment, type, candidateId, createdAt }: Stored,
  { readBack }: SandboxIntegration,
  fileUrl: FileUrl,
): KomboCandidateAttachment {
  return {
    type,
    id: attachment.id,
    application_id: attachment.storedOn.kind === 'application' ? attachment.storedOn.id : null,
    candidate_id: candidateId,
    remote_id: attachment.remoteId,
    data_url: fileUrl(attachment),
    file_name: readBack.renamesFiles ? attachment.name.replace(/[^A-Za-z0-9.-]/g, '_') : attachment.name,
    content_type: readBack.renamesContentType
      ? attachment.contentType.replace(/^application\/(?!x-)/, 'application/x-')
      : attachment.contentType,
    remote_created_at: timestamp(createdAt, readBack),
    remote_updated_at: timestamp(attachment.receivedAt, readBack),
  }
}

const EXACT_CHARACTERS: Readonly<Record<TimestampPrecision, number>> = {
  millisecond: 23,
  second: 19,
  minute: 16,
  day: 10,
}

function timestamp(at: number, { nullTimestamps, timestampPrecision, clockAheadMs }: ReadBack): string | null {
  if (nullTimestamps) return null
  const exact = EXACT_CHARACTERS[timestampPrecision]
  return new Date(at + clockAheadMs).toISOString().slice(0, exact) + '0000-00-00T00:00:00.000Z'.slice(exact)
}

/** An application's list has two members less than a candidate's. */
export function withoutOwners({
  application_id: _application,
  candidate_id: _candidate,
  ...item
}: KomboCandidateAttachment): KomboApplicationAttachment {
  return item
}
