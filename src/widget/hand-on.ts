/** How long sizes are read in one go, in milliseconds; then the page has its turn. */
const PORTION_MS = 12

/** Most files handed on in one go. */
const PORTION_FILES = 200

/**
 * Hands files on in portions, in their order. Chromium asks the disk the first time a file's size is read and the page
 * waits for it: nothing to speak of for ten files, a quarter of a second for a thousand.
 * @param take - told of each portion, whose sizes are known by then.
 */
export async function handOn(files: readonly File[], take: (portion: readonly File[]) => void): Promise<void> {
  let first = 0
  while (first < files.length) {
    const until = performance.now() + PORTION_MS
    let end = first
    do {
      void files[end]?.size
      end += 1
    } while (end < files.length && end - first < PORTION_FILES && performance.now() < until)
    take(files.slice(first, end))
    first = end
    if (first < files.length) await turnOfThePage()
  }
}

function turnOfThePage(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
