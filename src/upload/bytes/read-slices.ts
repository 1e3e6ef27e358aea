import { BODY_TAIL, base64Length, bodyHead } from '../../contract/body-layout.ts'
import type { AttachmentDescription } from '../../contract/attachment.ts'
import type { BlobOrBytes } from './blob-or-bytes.ts'
import { inPieces, sizeOf } from './blob-or-bytes.ts'
import { encodeBase64 } from './encode-base64.ts'
import { giveBack } from './give-back.ts'
import { isNewMemoryQuick } from './new-memory.ts'
import { nextTask } from '../tasks/next-task.ts'
import { unlessAborted } from '../tasks/unless-aborted.ts'

/**
 * Most bytes read at once, a multiple of 3. Each slice costs calls into another process and memory touched for the first time, whatever its
 * size; larger ones would hold the page's main thread and its heap for no further gain.
 */
export const SLICE_BYTES = 1536 * 1024

/** The browser could not read the file: moved, changed or unplugged since it was chosen. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable'
}

export interface ReadOptions {
  readonly signal: AbortSignal
  /** Called after each slice with the file's bytes read so far. */
  readonly onProgress: (readBytes: number) => void
}

/** Up to this size, in bytes, a file's body is bytes of the page. */
export const BYTES_UP_TO = 384 * 1024

/** The same where new memory is quick: there to send a `Blob` costs a tenth more, which passes through a third process. */
export const BYTES_UP_TO_IF_QUICK = 4 * 1024 * 1024

/**
 * Builds the request body of one attachment. The file never exists as one text: each slice is read by `FileReader`,
 * unless it is in memory already, and encoded as bytes. No base64 string exists at any moment: `readAsDataURL` would make
 * one for each slice, at twice the work.
 * @param isQuick whether new memory is. Default: tried out.
 * @throws {FileUnreadable} and the signal's reason when it is aborted.
 */
export function readBody(
  content: BlobOrBytes,
  attachment: AttachmentDescription,
  options: ReadOptions,
  isQuick = isNewMemoryQuick,
): Promise<BlobOrBytes> {
  // Not made with the module: jsdom has none under Jest, and a page that only shows the widget can be tested without.
  const encoder = new TextEncoder()
  const head = encoder.encode(bodyHead(attachment))
  const tail = encoder.encode(BODY_TAIL)
  const sizeBytes = sizeOf(content)
  const isSmall = sizeBytes <= BYTES_UP_TO || (sizeBytes <= BYTES_UP_TO_IF_QUICK && isQuick())
  return isSmall ? asBytes(content, head, tail, options) : asBlob(content, head, tail, options)
}

/** One `Blob` of one for each slice: the browser keeps them outside the page, which never holds more than two slices. */
async function asBlob(content: BlobOrBytes, head: BlobPart, tail: BlobPart, options: ReadOptions): Promise<Blob> {
  const blobs: Blob[] = []
  await eachSlice(content, options, (bytes, isLast) => {
    const base64 = inPieces(encodeBase64(bytes, encodingRoom()))
    // Made at once, since that copies: the next slice of any file is written to the same room.
    const parts = [...(blobs.length === 0 ? [head] : []), ...base64, ...(isLast ? [tail] : [])]
    blobs.push(new Blob(parts, { type: JSON_TYPE }))
  })
  const [only] = blobs
  return blobs.length === 1 && only !== undefined ? only : new Blob(blobs, { type: JSON_TYPE })
}

const JSON_TYPE = 'application/json'

let room: WeakRef<Uint32Array<ArrayBuffer>> | null = null

/** Where slices are encoded, one after another. Kept while it is used: new memory costs more than the encoding itself. */
function encodingRoom(): Uint32Array<ArrayBuffer> {
  const kept = room?.deref() ?? new Uint32Array(base64Length(SLICE_BYTES) / 4)
  room = new WeakRef(kept)
  return kept
}

/** Written to where it is sent from: a `Blob` costs a synchronous call into another process. */
async function asBytes(
  content: BlobOrBytes,
  head: Uint8Array,
  tail: Uint8Array,
  options: ReadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  // Groups of four characters can be written at every fourth place only.
  const from = -head.length & 3
  const dataAt = from + head.length
  const dataLength = base64Length(sizeOf(content))
  const buffer = new ArrayBuffer(dataAt + dataLength + tail.length)
  const body = new Uint8Array(buffer, from)
  body.set(head)
  body.set(tail, head.length + dataLength)
  let to = dataAt
  await eachSlice(content, options, (bytes) => {
    to += encodeBase64(bytes, new Uint32Array(buffer, to, base64Length(bytes.length) / 4)).length
  })
  return body
}

/** Reads the next slice while the one before is used. */
async function eachSlice(
  content: BlobOrBytes,
  { signal, onProgress }: ReadOptions,
  use: (bytes: Uint8Array<ArrayBuffer>, isLast: boolean) => void,
): Promise<void> {
  const sizeBytes = sizeOf(content)
  const step = evenSlice(sizeBytes)
  signal.throwIfAborted()
  let coming = sizeBytes > 0 ? readSlice(content, 0, step, signal) : null
  for (let next = step; coming !== null; next += step) {
    const bytes = await coming
    signal.throwIfAborted()
    coming = next < sizeBytes ? readSlice(content, next, step, signal) : null
    use(bytes, coming === null)
    // Those that were read here; any others belong to somebody.
    if (content instanceof Blob) giveBack(bytes)
    onProgress(Math.min(next, sizeBytes))
  }
}

/**
 * No more slices than there have to be, as even as can be: none holds the page longer than another. Each but the last is a
 * multiple of 3, so that its base64 ends without padding and the pieces join into the base64 of the whole.
 */
function evenSlice(sizeBytes: number): number {
  return Math.ceil(sizeBytes / Math.ceil(sizeBytes / SLICE_BYTES) / 3) * 3
}

function readSlice(content: BlobOrBytes, at: number, length: number, signal: AbortSignal) {
  const end = at + length
  if (!(content instanceof Blob)) {
    // A small one is encoded in the time that another task would cost: the line has something to carry the sooner.
    return content.length > BYTES_UP_TO ? nextTask().then(() => content.subarray(at, end)) : Promise.resolve(content)
  }
  // Cutting costs a call into another process: a file of one slice is read as it is.
  return readBytes(content.size > length ? content.slice(at, end) : content, signal)
}

/** @throws {FileUnreadable} and the signal's reason when it is aborted. */
export function readBytes(slice: Blob, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  return unlessAborted(signal, (resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      // Asked by its type, since in jsdom it is an ArrayBuffer of another realm.
      const { result } = reader
      resolve(new Uint8Array(typeof result === 'object' && result !== null ? result : new ArrayBuffer(0)))
    })
    reader.addEventListener('error', () => reject(new FileUnreadable('unreadable', { cause: reader.error })))
    reader.readAsArrayBuffer(slice)
    return () => reader.abort()
  })
}
