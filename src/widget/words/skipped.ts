import { useState } from 'react'
import type { FoundFiles } from '../files/find-files.ts'
import type { Messages } from './messages.ts'

/** What the last drop brought that is not in the list. An object, so that the same once more is news. */
export type Skipped = Pick<FoundFiles, 'skipped' | 'emptyFolders'>

export function skippedInWords({ skipped, emptyFolders }: Skipped, messages: Messages): string {
  const words = [skipped > 0 && messages.skippedCount(skipped), emptyFolders > 0 && messages.emptyFolders(emptyFolders)]
  return words.filter((each) => each !== false).join(' ')
}

/**
 * Kept until the next files come, and no longer than the list they came with: once that is cleared, nobody knows any more
 * what is spoken of.
 */
export function useSkipped(isEmpty: boolean): readonly [Skipped | null, (found: FoundFiles) => void] {
  const [skipped, setSkipped] = useState<Skipped | null>(null)
  const [wasEmpty, setWasEmpty] = useState(isEmpty)
  if (wasEmpty !== isEmpty) {
    setWasEmpty(isEmpty)
    if (isEmpty) setSkipped(null)
  }
  return [skipped, (found) => setSkipped(found.skipped + found.emptyFolders === 0 ? null : found)]
}
