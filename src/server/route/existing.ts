import type { Grant } from '../../contract/grant.ts'
import type { AttachmentsResponse } from '../../contract/wire.ts'
import type { DeliveryParts } from '../delivery/deliver.ts'
import { readReply } from '../calls/kombo-reply.ts'
import type { RecordDigests } from '../delivery/record-digests.ts'
import { listAttachments, parseAttachments } from '../calls/recorded-attachments.ts'
import { RouteError } from '../answers/route-error.ts'
import { replyError } from '../calls/verdict.ts'

export interface ExistingParts extends DeliveryParts {
  readonly digests: RecordDigests
}

/** What is on the record. Kombo's download addresses stay here: whoever holds one needs no permission to read. */
export async function existingAttachments(grant: Grant, parts: ExistingParts): Promise<AttachmentsResponse> {
  if (!grant.read) throw new RouteError('UPLOAD.READ_NOT_GRANTED', 'This grant does not allow listing the documents')
  const { kombo, gate, limits, signal, digests } = parts
  const deadline = performance.now() + limits.deadlineMs
  const answer = await listAttachments(grant.target, grant.integrationId, { kombo, gate, deadline, signal })
  const list = parseAttachments(answer)
  if (list === null) {
    const reply = readReply(answer)
    // Nothing was to be delivered, so nothing can be in doubt.
    if (reply.kind !== 'delivered') throw replyError(reply, 'none')
    throw new RouteError('UPLOAD.ATS_REFUSED', 'Kombo answered in a shape that is not documented')
  }
  // One that cannot be read cannot be shown either; the others help all the same.
  const { documents } = list
  const known = await digests.of(grant.integrationId, documents, signal)
  return {
    status: 'success',
    data: {
      attachments: documents.map((each) => ({
        id: each.id,
        name: each.file_name,
        type: each.type,
        content_type: each.content_type,
        created_at: each.remote_created_at,
        sha256: known.get(each.id)?.sha256 ?? null,
        size_bytes: known.get(each.id)?.sizeBytes ?? null,
      })),
    },
    warnings: [],
  }
}
