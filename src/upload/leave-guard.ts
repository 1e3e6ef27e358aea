import type { Upload } from './upload.ts'
import { isUnderWay } from './upload.ts'

/** A file that would be lost or cut off if the page were left now. */
export function needsGuard(upload: Upload): boolean {
  return upload.state === 'ready' || isUnderWay(upload)
}

/**
 * Lets the browser ask before the page is left. Set only while that is needed: a page with such a listener is kept out of the
 * back/forward cache.
 */
export class LeaveGuard {
  readonly #isNeeded: () => boolean
  #isSet = false

  /** @param isNeeded asked again at the moment the page is left: the last file may have been attached just before. */
  constructor(isNeeded: () => boolean) {
    this.#isNeeded = isNeeded
  }

  /** Sets it, or takes it away. */
  update(): void {
    const isNeeded = this.#isNeeded()
    if (isNeeded === this.#isSet) return
    this.#isSet = isNeeded
    if (isNeeded) window.addEventListener('beforeunload', this.#ask)
    else window.removeEventListener('beforeunload', this.#ask)
  }

  readonly #ask = (event: BeforeUnloadEvent): void => {
    if (this.#isNeeded()) event.preventDefault()
  }
}
