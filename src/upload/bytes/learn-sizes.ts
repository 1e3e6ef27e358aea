import { nextTask } from '../tasks/next-task.ts'

/** How long sizes are read in one go, in milliseconds; then the page has its turn. */
const PORTION_MS = 16

/**
 * Reads the sizes of files, which are known at once from then on. Chromium asks the disk the first time, and the page waits
 * for it: nothing to speak of for ten files, a third of a second for a thousand.
 */
export async function learnSizes(files: readonly File[]): Promise<void> {
  let until = performance.now() + PORTION_MS
  for (const file of files) {
    void file.size
    if (performance.now() < until) continue
    await nextTask()
    until = performance.now() + PORTION_MS
  }
}
