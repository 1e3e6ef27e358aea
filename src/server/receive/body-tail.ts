import type { Buffer } from 'node:buffer'
import { RouteError } from '../answers/route-error.ts'

const MAX_TAIL_BYTES = 1024

/** Checks what follows the content: the end of `attachment`, the end of the body, and nothing else. */
export class BodyTailReader {
  #text = ''

  write(chunk: Buffer): void {
    this.#text += chunk.toString('latin1', 0, MAX_TAIL_BYTES + 1)
    const text = this.#text.trimStart()
    if (/^(?:\}\s*)?,/.test(text)) {
      throw new RouteError(
        'UPLOAD.BODY_ORDER',
        'attachment.data must be the last member of attachment, and attachment the last member of the body',
      )
    }
    if (this.#text.length > MAX_TAIL_BYTES || !/^(?:\}\s*(?:\}\s*)?)?$/.test(text)) {
      throw new RouteError('UPLOAD.BODY_INVALID', 'The body does not end after attachment.data')
    }
  }

  end(): void {
    if (!/^\s*\}\s*\}\s*$/.test(this.#text)) throw new RouteError('UPLOAD.BODY_INVALID', 'The body is cut short')
  }
}
