import { Buffer } from 'node:buffer'
import type { AttachmentDescription } from '../contract/attachment.ts'
import { BODY_TAIL, bodyHead } from '../contract/body-layout.ts'
import type { KomboBody } from './kombo-client.ts'
import type { Spool } from './spool.ts'

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
  const begin = Buffer.from(start)
  return { length: begin.length + text.sizeBytes + END.length, parts: () => parts(begin, text), end: END }
}

async function* parts(begin: Buffer, text: Spool): AsyncGenerator<Buffer> {
  let waiting: Buffer | null = begin
  for await (const block of text.read()) {
    // One packet for a small file instead of two.
    yield waiting === null ? block : Buffer.concat([waiting, block])
    waiting = null
  }
  if (waiting !== null) yield waiting
}
