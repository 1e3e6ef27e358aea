import { createHash } from 'node:crypto'
import type { AttachmentDescription } from '../../contract/attachment.ts'
import type { Grant } from '../../contract/grant.ts'
import { formatSubject } from '../../contract/target.ts'
import type { Sought } from './find-recorded.ts'
import type { ReceivedFile } from '../receive/receive-attachment.ts'
import type { SentFile, SentFiles } from './sent-files.ts'
import type { UploadTrace } from '../answers/upload-trace.ts'

/** One file to be delivered. */
export interface Consignment {
  readonly attachment: AttachmentDescription
  readonly file: ReceivedFile
  readonly grant: Grant
  readonly trace: UploadTrace
}

/** What makes two requests the same: content, record, type and name. */
export function fingerprintOf({ attachment, file, grant }: Consignment): string {
  const parts = [file.sha256, grant.integrationId, formatSubject(grant.target), attachment.type, attachment.name]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** What is remembered of a file that is sent. */
export function sentFileOf(consignment: Consignment): SentFile {
  const { integrationId, target } = consignment.grant
  const { sizeBytes, sha256 } = consignment.file
  return {
    record: `${integrationId} ${formatSubject(target)}`,
    fingerprint: fingerprintOf(consignment),
    digest: { sizeBytes, sha256 },
  }
}

/** What is looked for on the record when nobody says whether it was kept. */
export function soughtOf(consignment: Consignment, sentAt: number, sent: SentFiles): Sought {
  const { name, type } = consignment.attachment
  const own = sentFileOf(consignment)
  return { name, type, ...own.digest, sentAt, others: () => sent.others(own) }
}
