/** Where the browser does not say when it is idle (Safari), in milliseconds. */
const PAUSE_MS = 200

/** Does something when the page has nothing better to do. @param work may go on for as long as `hasTime` says so. */
export function whenIdle(work: (hasTime: () => boolean) => void): void {
  // Not in every browser, whatever its type says.
  const request: typeof requestIdleCallback | undefined = globalThis.requestIdleCallback
  if (request === undefined) setTimeout(() => work(() => false), PAUSE_MS)
  else request((deadline) => work(() => deadline.timeRemaining() > 0))
}
