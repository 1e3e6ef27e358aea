import type { Outcome, UploadState } from '../widget/settings.ts'

export interface UntoldEvent {
  readonly tell: () => void
  /** How many drawings had begun before it. */
  readonly drawing: number
  /** What it speaks of; `undefined` when that is the whole list. */
  readonly outcome: Outcome | undefined
  /** Whether the file stood in the list when it ended. Else it is not yet drawn, or gone, or was another record's. */
  readonly isListed: boolean
}

/**
 * Takes out the events that the list is up to: an ending is told first and drawn later, and a page that hears of it looks at
 * list and form. A drawing that began after the event shows all. In their order: one that waits lets none pass.
 */
export function takeDue(events: UntoldEvent[], uploads: UploadState['uploads'], drawing: number): UntoldEvent[] {
  const waiting = events.findIndex((event) => event.drawing >= drawing && !isDrawn(event, uploads))
  return events.splice(0, waiting < 0 ? events.length : waiting)
}

/** As it ended, or gone since. */
function isDrawn({ outcome, isListed }: UntoldEvent, uploads: UploadState['uploads']): boolean {
  const upload = uploads.find(({ id }) => id === outcome?.id)
  return isListed && (upload === undefined || upload.state === outcome?.state)
}
