import type { Upload } from '../list/upload.ts'
import { isUnderWay } from '../list/upload.ts'

/** A file that would be lost or cut off if the page were left now. */
export function needsGuard(upload: Upload): boolean {
  return upload.state === 'ready' || isUnderWay(upload)
}

/**
 * Lets the browser ask before the page is left. Set only while that is needed: a page with such a listener is kept out of the
 * back/forward cache.
 * @param isNeeded asked again at the moment the page is left: the last file may have been attached just before.
 * @returns what sets it, or takes it away.
 */
export function leaveGuard(isNeeded: () => boolean): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (isNeeded()) event.preventDefault()
  }
  let isSet = false
  return () => {
    const wasSet = isSet
    isSet = isNeeded()
    // Without a change the window is left alone: a test's may be gone by now.
    if (isSet === wasSet) return
    if (isSet) window.addEventListener('beforeunload', ask)
    else window.removeEventListener('beforeunload', ask)
  }
}
