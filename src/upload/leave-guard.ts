import type { Upload } from './upload.ts'
import { isUnderWay } from './upload.ts'

/** A file that would be lost or cut off if the page were left now. */
export function needsGuard(upload: Upload): boolean {
  return upload.state === 'ready' || isUnderWay(upload)
}

/**
 * Lets the browser ask before the page is left, until the returned function is called. Set only while it is needed: a
 * page with such a listener is kept out of the back/forward cache.
 * @param isNeeded whether it is at the moment the page is left: the last file may have been attached just before.
 */
export function guardLeaving(isNeeded: () => boolean): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (isNeeded()) event.preventDefault()
  }
  window.addEventListener('beforeunload', ask)
  return () => window.removeEventListener('beforeunload', ask)
}
