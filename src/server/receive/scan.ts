import { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'
import type { AttachmentType } from '../../contract/attachment.ts'
import type { ReceivedFile } from './receive-attachment.ts'
import { RouteError } from '../answers/route-error.ts'

/** A whole file, before anything is sent. */
export interface ScannedFile {
  /** Name under which it will be attached. */
  readonly name: string
  /** Type it will be attached as. */
  readonly type: AttachmentType
  /** By name and content, not what the browser said. */
  readonly contentType: string
  /** Bytes of the content. */
  readonly sizeBytes: number
  /** Lower-case hex. */
  readonly sha256: string
  /**
   * The content from its beginning; may be called more than once, while the scan is running. A stream that is still open
   * when the scan has settled ends with an error, so that a scan may leave a scanner that takes too long.
   */
  open(): Readable
}

/**
 * The portal's own look at a file: a virus scanner, a text recogniser.
 * @returns `null` to let it pass, or why it is refused, as a sentence for the person who uploads. An exception is a
 * failure of the scanner: the file is not sent.
 */
export type Scan = (file: ScannedFile) => Promise<{ readonly reason: string } | null>

/** @throws RouteError `UPLOAD.FILE_REFUSED` with the scan's reason. */
export async function scanFile(
  scan: Scan,
  attachment: { readonly name: string; readonly type: AttachmentType; readonly contentType: string },
  { sizeBytes, sha256, text }: ReceivedFile,
): Promise<void> {
  const streams = new OpenStreams()
  try {
    const open = () => streams.add(Readable.from(decoded(text.read()), { objectMode: false }))
    const refusal = await scan({ ...attachment, sizeBytes, sha256, open })
    if (refusal !== null) throw new RouteError('UPLOAD.FILE_REFUSED', refusal.reason)
  } finally {
    streams.end()
  }
}

/** What a scan reads from. The file is gone soon after the scan, whether everything has been read or not. */
class OpenStreams {
  readonly #streams: Readable[] = []
  #isOver = false

  add(stream: Readable): Readable {
    // Whoever was reading may be gone, and an error nobody listens to ends the process.
    stream.on('error', () => undefined)
    this.#streams.push(stream)
    if (this.#isOver) stream.destroy(new Error('the scan is over'))
    return stream
  }

  end(): void {
    this.#isOver = true
    for (const stream of this.#streams) stream.destroy(new Error('the scan is over'))
  }
}

/** The text has been checked, so it only has to be cut into groups of four. */
async function* decoded(text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest = ''
  for await (const block of text) {
    const all = rest + block.toString('latin1')
    const length = all.length - (all.length % 4)
    rest = all.slice(length)
    yield Buffer.from(all.slice(0, length), 'base64')
  }
}
