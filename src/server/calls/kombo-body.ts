import { Buffer } from 'node:buffer'
import type { AttachmentDescription } from '../../contract/attachment.ts'
import { BODY_TAIL, bodyHead } from '../../contract/body-layout.ts'
import type { KomboBody } from './kombo-client.ts'
import type { Spool } from '../receive/spool.ts'

/** Without it Kombo has no complete request. */
const END = Buffer.from(BODY_TAIL)

/**
 * The body as Kombo gets it. Nothing of what the browser wrote around the content is passed on: the description is
 * written anew from checked values, and `remote_fields` are the grant's.
 */
export function komboBody(
  attachment: AttachmentDescription,
  remoteFields: Readonly<Record<string, unknown>> | null,
  text: Spool,
): KomboBody {
  const described = bodyHead(attachment)
  const start =
    remoteFields === null ? described : `{"remote_fields":${JSON.stringify(remoteFields)},${described.slice(1)}`
  const before = Buffer.from(start)
  return {
    length: before.length + text.sizeBytes + END.length,
    read: (onLast) => text.read({ before, after: END, onLast }),
  }
}
