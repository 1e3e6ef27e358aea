import { BODY_TAIL, base64Length, bodyHead } from '../contract/body-layout.ts'
import type { AttachmentDescription } from '../contract/attachment.ts'
import { encodeBase64 } from './encode-base64.ts'

/**
 * Bytes read at once. A multiple of 3, so that the base64 of each slice ends without padding and the pieces join into
 * the base64 of the whole. Small enough that no slice holds the page's main thread for long, large enough that the
 * cost of a read does not matter.
 */
export const SLICE_BYTES = 3 * 256 * 1024

/** The browser could not read the file: moved, changed or unplugged since it was chosen. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable'
}

export interface ReadOptions {
  readonly signal: AbortSignal
  /** Called after each slice with the file's bytes read so far. */
  readonly onProgress: (readBytes: number) => void
}

/**
 * Builds the request body of one attachment. The file never exists as one text: each slice is read by `FileReader`,
 * encoded, and put into a `Blob`, which the browser keeps outside the page's heap; the body is one `Blob` of those. No
 * base64 string exists at any moment: `readAsDataURL` would make one for each slice, at twice the work.
 * @throws {FileUnreadable} and the signal's reason when it is aborted.
 */
export async function readBody(content: Blob, attachment: AttachmentDescription, options: ReadOptions): Promise<Blob> {
  const room = new Uint16Array(base64Length(Math.min(content.size, SLICE_BYTES)) / 2)
  const parts: BlobPart[] = [bodyHead(attachment)]
  await eachSlice(content, options, (bytes) => {
    const base64 = encodeBase64(bytes, room)
    // Copied before the room is used again; the only slice of a small file can be left as it is.
    parts.push(content.size > SLICE_BYTES ? new Blob([base64]) : base64)
  })
  parts.push(BODY_TAIL)
  return new Blob(parts, { type: 'application/json' })
}

/** Reads the next slice while the one before is used. */
async function eachSlice(
  content: Blob,
  { signal, onProgress }: ReadOptions,
  use: (bytes: Uint8Array) => void,
): Promise<void> {
  // Cutting costs a call into another process: a file of one slice is read as it is.
  const read = (at: number) =>
    readBytes(content.size > SLICE_BYTES ? content.slice(at, at + SLICE_BYTES) : content, signal)
  signal.throwIfAborted()
  let coming = content.size > 0 ? read(0) : null
  for (let at = 0; coming !== null; at += SLICE_BYTES) {
    const bytes = await coming
    signal.throwIfAborted()
    const next = at + SLICE_BYTES
    coming = next < content.size ? read(next) : null
    use(bytes)
    onProgress(Math.min(next, content.size))
  }
}

function readBytes(slice: Blob, signal: AbortSignal): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    const stop = () => reader.abort()
    reader.addEventListener('load', () => {
      resolve(new Uint8Array(reader.result instanceof ArrayBuffer ? reader.result : new ArrayBuffer(0)))
    })
    reader.addEventListener('error', () => reject(new FileUnreadable('unreadable', { cause: reader.error })))
    reader.addEventListener('abort', () => reject(signal.reason))
    reader.addEventListener('loadend', () => signal.removeEventListener('abort', stop))
    signal.addEventListener('abort', stop)
    reader.readAsArrayBuffer(slice)
  })
}
