import type { Buffer } from 'node:buffer'
import type { Readable } from 'node:stream'
import { base64Length } from '../../contract/body-layout.ts'
import { Base64Text } from './base64-text.ts'
import type { BodyHead } from './body-head.ts'
import { BodyHeadReader } from './body-head.ts'
import { BodyTailReader } from './body-tail.ts'
import { FileDigest } from './file-digest.ts'
import type { ReadLimits } from './read-chunks.ts'
import { readChunks } from './read-chunks.ts'
import { RouteError } from '../answers/route-error.ts'
import { Spool, type SpoolOptions } from './spool.ts'

const QUOTE = 0x22

/** A file that is all in: its base64 text in a spool, and what is known of its content. */
export interface ReceivedFile extends BodyHead {
  readonly sizeBytes: number
  /** Lower-case hex. */
  readonly sha256: string
  readonly head: Uint8Array
  readonly tail: Uint8Array
  readonly text: Spool
}

export interface ReceiveOptions extends ReadLimits, SpoolOptions {
  /** Called once, as soon as the head is known; resolves to the largest file, in bytes. */
  readonly onHead: (head: BodyHead) => Promise<number>
}

/**
 * Reads one attachment from a request body. Memory stays the same whatever the size of the file. The caller closes
 * `text`; when this throws, nothing is left to close.
 */
export async function receiveAttachment(source: Readable, options: ReceiveOptions): Promise<ReceivedFile> {
  const receiver = new Receiver(options)
  try {
    await readChunks(source, options, (chunk) => receiver.write(chunk))
    return receiver.finish()
  } catch (error) {
    await receiver.text.close()
    throw error
  }
}

class Receiver {
  readonly #options: ReceiveOptions
  readonly #digest = new FileDigest()
  readonly #base64 = new Base64Text((bytes) => this.#digest.update(bytes))
  readonly #headReader = new BodyHeadReader()
  #head: BodyHead | null = null
  #limitBytes = 0
  #tail: BodyTailReader | null = null
  readonly text: Spool

  constructor(options: ReceiveOptions) {
    this.#options = options
    this.text = new Spool(options)
  }

  write(chunk: Buffer): Promise<void> | undefined {
    if (this.#tail !== null) {
      this.#tail.write(chunk)
      return undefined
    }
    if (this.#head !== null) return this.#writeText(chunk)
    const taken = this.#headReader.write(chunk)
    return taken === null ? undefined : this.#endHead(chunk.subarray(taken))
  }

  finish(): ReceivedFile {
    if (this.#head === null) throw this.#headReader.explainEnd()
    if (this.#tail === null) throw new RouteError('UPLOAD.BODY_INVALID', 'The body ends within attachment.data')
    this.#tail.end()
    return { ...this.#head, sizeBytes: this.#base64.sizeBytes, ...this.#digest.finish(), text: this.text }
  }

  async #endHead(rest: Buffer): Promise<void> {
    this.#head = this.#headReader.read()
    this.#limitBytes = await this.#options.onHead(this.#head)
    await this.#writeText(rest)
  }

  #writeText(chunk: Buffer): Promise<void> | undefined {
    const quote = chunk.indexOf(QUOTE)
    const part = quote < 0 ? chunk : chunk.subarray(0, quote)
    if (this.#base64.textLength + part.length > base64Length(this.#limitBytes)) throw tooLarge(this.#limitBytes)
    this.#base64.write(part)
    if (quote >= 0) {
      this.#base64.end()
      this.#tail = new BodyTailReader()
      this.#tail.write(chunk.subarray(quote + 1))
    }
    return part.length === 0 ? undefined : this.text.append(part)
  }
}

export function tooLarge(limitBytes: number): RouteError {
  return new RouteError('UPLOAD.FILE_TOO_LARGE', `The file is larger than ${limitBytes} bytes`)
}
