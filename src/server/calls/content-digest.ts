import { createHash } from 'node:crypto'
import type { KomboClient } from './kombo-client.ts'
import type { RecordedAttachment } from './recorded-attachments.ts'

/** What identifies a content. */
export interface ContentDigest {
  readonly sizeBytes: number
  /** Lower-case hex. */
  readonly sha256: string
}

/**
 * Downloads a recorded document and keeps nothing of it but its digest.
 * @returns `larger` when it has more than `maxBytes`, `null` when its content cannot be had.
 */
export async function digestContent(
  { data_url: url }: RecordedAttachment,
  maxBytes: number,
  kombo: KomboClient,
  signal: AbortSignal,
): Promise<ContentDigest | 'larger' | null> {
  const content = url === null ? null : await kombo.download(url, signal)
  if (content === null) return null
  const hash = createHash('sha256')
  let sizeBytes = 0
  try {
    for await (const chunk of content) {
      sizeBytes += chunk.length
      if (sizeBytes > maxBytes) return 'larger'
      hash.update(chunk)
    }
  } catch {
    // It broke off: nothing is known of it, and the caller says so.
    return null
  }
  return { sizeBytes, sha256: hash.digest('hex') }
}
