import { BODY_TAIL, bodyHead } from '../contract/body-layout.ts'
import type { AttachmentDescription } from '../contract/attachment.ts'

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
 * Builds the request body of one attachment. The file never exists as one string: each slice's base64 goes into a
 * `Blob`, which the browser keeps outside the page's heap, and the body is one `Blob` made of those.
 * @throws {FileUnreadable} and the signal's reason when it is aborted.
 */
export async function readBody(
  content: Blob,
  attachment: AttachmentDescription,
  { signal, onProgress }: ReadOptions,
): Promise<Blob> {
  const parts: BlobPart[] = [bodyHead(attachment)]
  for (let at = 0; at < content.size; at += SLICE_BYTES) {
    signal.throwIfAborted()
    const base64 = await readAsBase64(content.slice(at, at + SLICE_BYTES), signal)
    // Wrapped at once: a string in the list would stay on the heap until the last slice is read. Not so when it is the
    // only one: a hundred small files would pay for a hundred blobs more.
    parts.push(content.size > SLICE_BYTES ? new Blob([base64]) : base64)
    onProgress(Math.min(at + SLICE_BYTES, content.size))
  }
  parts.push(BODY_TAIL)
  return new Blob(parts, { type: 'application/json' })
}

function readAsBase64(slice: Blob, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    const stop = () => reader.abort()
    reader.addEventListener('load', () => {
      const url = typeof reader.result === 'string' ? reader.result : ''
      resolve(url.slice(url.indexOf(',') + 1))
    })
    reader.addEventListener('error', () => reject(new FileUnreadable('unreadable', { cause: reader.error })))
    reader.addEventListener('abort', () => reject(signal.reason))
    reader.addEventListener('loadend', () => signal.removeEventListener('abort', stop))
    signal.addEventListener('abort', stop)
    reader.readAsDataURL(slice)
  })
}
