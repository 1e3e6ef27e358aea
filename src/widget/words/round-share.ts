import type { Summary } from '../../upload/engine/attachment-upload.ts'

/** How much of the files sent together is sent, from 0 to 1; `null` until their sizes are known. */
export function roundShare({ unmeasured, round }: Pick<Summary, 'unmeasured' | 'round'>): number | null {
  if (unmeasured > 0) return null
  const { totalBytes, sentBytes } = round
  return totalBytes === 0 ? 0 : sentBytes / totalBytes
}
