import type { Buffer } from 'node:buffer'
import * as v from 'valibot'
import { ATTACHMENT_TYPES, type AttachmentType } from '../../contract/attachment.ts'
import { MAX_BODY_HEAD_BYTES } from '../../contract/body-layout.ts'
import { HeadScanner } from './head-scanner.ts'
import { RouteError } from '../answers/route-error.ts'

/** What the request says about the file before its content. */
export interface BodyHead {
  readonly name: string
  readonly type: AttachmentType
  /** As sent: a hint only, the route decides by name and content. */
  readonly contentType: string | null
}

const headSchema = v.object({
  attachment: v.object({
    name: v.string('attachment.name must be a string'),
    type: v.picklist(ATTACHMENT_TYPES, `attachment.type must be one of ${ATTACHMENT_TYPES.join(', ')}`),
    content_type: v.optional(v.string('attachment.content_type must be a string')),
    data_url: v.optional(v.undefined('attachment.data_url is not taken here: send the file itself as attachment.data')),
  }),
  remote_fields: v.optional(v.undefined('remote_fields are part of the grant and cannot be sent by the browser')),
})

/** Reads everything up to the first character of `data`, in any chunks, and never keeps more than its bounded length. */
export class BodyHeadReader {
  #bytes: Uint8Array = new Uint8Array(1024)
  #length = 0
  readonly #scanner = new HeadScanner()

  /**
   * Takes the next chunk of the body.
   * @returns how many bytes of the chunk belong to the head once it is complete, `null` while it is not.
   * @throws RouteError as soon as the head cannot become a legal one.
   */
  write(chunk: Buffer): number | null {
    const room = MAX_BODY_HEAD_BYTES - this.#length
    const taken = this.#scanner.scan(room < chunk.length ? chunk.subarray(0, room) : chunk)
    this.#append(chunk.subarray(0, taken ?? Math.min(room, chunk.length)))
    if (taken === null && room < chunk.length) {
      throw new RouteError(
        'UPLOAD.BODY_HEAD_TOO_LONG',
        `attachment.data must begin within the first ${MAX_BODY_HEAD_BYTES} bytes of the body`,
      )
    }
    return taken
  }

  /** The head, once {@link write} has found its end. */
  read(): BodyHead {
    const parsed = v.safeParse(headSchema, parse(this.#bytes.subarray(0, this.#length)))
    if (parsed.success) {
      const { name, type, content_type } = parsed.output.attachment
      return { name, type, contentType: content_type ?? null }
    }
    // Only what precedes `data` is known here, so a missing member may as well stand after it.
    const missing = parsed.issues.find(({ input }) => input === undefined)
    if (missing === undefined) throw new RouteError('UPLOAD.BODY_INVALID', parsed.issues[0].message)
    throw new RouteError(
      'UPLOAD.BODY_ORDER',
      `${v.getDotPath(missing)} does not precede attachment.data: data must be the last member of attachment, and attachment the last member of the body`,
    )
  }

  /** Why a body that is all in has no `data`. */
  explainEnd(): RouteError {
    if (this.#length === 0) return new RouteError('UPLOAD.BODY_MISSING', 'The request has no body')
    return new RouteError('UPLOAD.BODY_INVALID', 'The body is not JSON with attachment.data as a string')
  }

  #append(part: Uint8Array): void {
    if (this.#length + part.length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#length + part.length, this.#bytes.length * 2))
      larger.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = larger
    }
    this.#bytes.set(part, this.#length)
    this.#length += part.length
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** The head ends with the opening quote of `data`; closed behind it, it is a JSON text of its own. */
function parse(head: Uint8Array): unknown {
  try {
    return JSON.parse(`${decoder.decode(head)}"}}`)
  } catch {
    throw new RouteError('UPLOAD.BODY_INVALID', 'The body is not JSON in UTF-8')
  }
}
