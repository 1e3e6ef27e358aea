import { Buffer } from 'node:buffer'
import { extensionOf } from '../contract/file-kinds.ts'
import { MAX_NAME_BYTES, plainName } from '../contract/file-name.ts'

/**
 * A file name every system can store: plain, and at most 255 bytes with the extension kept.
 * @returns an empty string when nothing usable is left.
 */
export function storableName(name: string): string {
  const plain = plainName(name)
  if (Buffer.byteLength(plain) <= MAX_NAME_BYTES) return plain
  const suffix = extensionOf(plain) === '' ? '' : plain.slice(plain.lastIndexOf('.'))
  const room = MAX_NAME_BYTES - Buffer.byteLength(suffix)
  if (room <= 0) return ''
  let [stem, length] = ['', 0]
  for (const { segment } of new Intl.Segmenter().segment(plain.slice(0, plain.length - suffix.length))) {
    length += Buffer.byteLength(segment)
    if (length > room) break
    stem += segment
  }
  return `${stem.trimEnd()}${suffix}`
}
