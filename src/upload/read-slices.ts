import { BODY_TAIL, bodyHead } from '../contract/body-layout.ts'
import type { AttachmentDescription } from '../contract/attachment.ts'
import { Base64Encoder } from './encode-base64.ts'

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
export async function readBody(
  content: Blob,
  attachment: AttachmentDescription,
  { signal, onProgress }: ReadOptions,
): Promise<Blob> {
  const encoder = new Base64Encoder(Math.min(content.size, SLICE_BYTES))
  const parts: BlobPart[] = [bodyHead(attachment)]
  for (let at = 0; at < content.size; at += SLICE_BYTES) {
    signal.throwIfAborted()
    const base64 = encoder.encode(await readBytes(content.slice(at, at + SLICE_BYTES), signal))
    // Copied into a blob before the encoder's buffer is used again; the only slice of a small file can be left as it is.
    parts.push(content.size > SLICE_BYTES ? new Blob([base64]) : base64)
    onProgress(Math.min(at + SLICE_BYTES, content.size))
  }
  parts.push(BODY_TAIL)
  return new Blob(parts, { type: 'application/json' })
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
