import { SAMPLE_HEAD_BYTES, SAMPLE_TAIL_BYTES } from '../../contract/container.ts'
import { FileUnreadable, readBytes } from './read-slices.ts'

/** The beginning and the end of a file: enough for the checks. */
export interface Sample {
  readonly head: Uint8Array
  readonly tail: Uint8Array
}

/** The sample of bytes that are in memory. Copied out: a view would keep all of them on the heap. */
export function sampleOf(bytes: Uint8Array): Sample {
  return { head: bytes.slice(0, SAMPLE_HEAD_BYTES), tail: bytes.slice(-SAMPLE_TAIL_BYTES) }
}

/** @throws {FileUnreadable} */
export async function takeSample(content: Blob): Promise<Sample> {
  const head = await bytesOf(content.slice(0, SAMPLE_HEAD_BYTES))
  const tail = await bytesOf(content.slice(Math.max(0, content.size - SAMPLE_TAIL_BYTES)))
  return { head, tail }
}

/** Bytes compared at once. */
const COMPARE_BYTES = 1024 * 1024

/** Whether two files hold the same bytes. Reads no further than the first difference. @throws {FileUnreadable} */
export async function isSameContent(one: Blob, other: Blob): Promise<boolean> {
  if (one.size !== other.size) return false
  for (let at = 0; at < one.size; at += COMPARE_BYTES) {
    const [left, right] = await Promise.all([
      bytesOf(one.slice(at, at + COMPARE_BYTES)),
      bytesOf(other.slice(at, at + COMPARE_BYTES)),
    ])
    if (!left.every((byte, index) => byte === right[index])) return false
  }
  return true
}

/** Largest file that is hashed, in bytes: WebCrypto takes a message only whole, so all of it is in memory at once. */
export const HASH_UP_TO_BYTES = 64 * 1024 * 1024

/** SHA-256 in lower-case hex; `null` where the page has no WebCrypto (no TLS) or the file is too large for it. */
export async function sha256(content: Blob): Promise<string | null> {
  // Absent outside secure contexts, whatever its type says.
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
  if (subtle === undefined || content.size > HASH_UP_TO_BYTES) return null
  const digest = new Uint8Array(await subtle.digest('SHA-256', await bytesOf(content)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Bytes from either end that make the print. */
const PRINT_BYTES = 4096

/**
 * A short print of a sample (FNV-1a, 32 bits): files of equal size whose prints differ are different, and need not be
 * read any further.
 */
export function printOf({ head, tail }: Sample): number {
  let print = 0x811c9dc5
  for (const bytes of [head.subarray(0, PRINT_BYTES), tail.subarray(-PRINT_BYTES)]) {
    // Not by iteration, which takes ten times as long.
    for (let at = 0; at < bytes.length; at += 1) print = Math.imul(print ^ (bytes[at] ?? 0), 0x01000193)
  }
  return print >>> 0
}

/** @throws {FileUnreadable} */
export async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  // jsdom had none for long, whatever its type says, and Jest's still has none.
  if (!('arrayBuffer' in blob)) return readBytes(blob, new AbortController().signal)
  try {
    return new Uint8Array(await blob.arrayBuffer())
  } catch (cause) {
    throw new FileUnreadable('unreadable', { cause })
  }
}
