import type { AttachmentDescription } from '../contract/attachment.ts'
import type { Grant } from '../contract/grant.ts'
import type { Warning } from '../contract/wire.ts'
import { komboBody } from './kombo-body.ts'
import type { KomboClient } from './kombo-client.ts'
import { readReply } from './kombo-reply.ts'
import type { Spool } from './spool.ts'
import { replyError } from './verdict.ts'

export interface Delivered {
  readonly warnings: readonly Warning[]
  /** ISO 8601. */
  readonly deliveredAt: string
}

/** Sends one file to Kombo, once. */
export async function deliver(
  attachment: AttachmentDescription,
  text: Spool,
  grant: Grant,
  kombo: KomboClient,
): Promise<Delivered> {
  const body = komboBody(attachment, grant.remoteFields, text)
  const reply = readReply(await kombo.attach(grant.target, grant.integrationId, body))
  if (reply.kind !== 'delivered') throw replyError(reply)
  const undocumented: Warning = {
    code: 'UPLOAD.ANSWER_UNDOCUMENTED',
    message: 'Kombo confirmed the attachment in a shape that is not documented',
  }
  const fromAts = reply.warnings.map((message) => ({ message, code: null }))
  return {
    warnings: reply.isDocumented ? fromAts : [...fromAts, undocumented],
    deliveredAt: new Date().toISOString(),
  }
}
