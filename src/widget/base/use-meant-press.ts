import { useRef } from 'react'
import type { KeyboardEvent, MouseEvent } from 'react'
import { useCommitEffect } from './use-commit-effect.ts'

/** Longest time between the two clicks of a double-click, as systems have it by default, in milliseconds. */
const DOUBLE_CLICK_MS = 500

/**
 * For a button that gives something up. Where it stands or what it does may have changed under the pointer: "Cancel all"
 * comes where "Attach" was, and the cross that cancels becomes the one that takes out of the list. Then it does not take
 * the second click of a double-click. By the time of the click, since a second tap of a finger is not told from the
 * first; by `detail` where the button stood there before, in the row that has moved up.
 * @param place - another one when another button stands there, or the same for something else
 */
export function useMeantPress(place: string) {
  const before = useRef(place)
  const changedAt = useRef(Number.NEGATIVE_INFINITY)
  useCommitEffect(() => {
    if (before.current === place) return
    before.current = place
    changedAt.current = performance.now()
  }, [place])
  return (press: () => void) =>
    ({ timeStamp, detail }: MouseEvent) => {
      if (detail !== 2 && timeStamp - changedAt.current > DOUBLE_CLICK_MS) press()
    }
}

/** A key that is held presses a button once, and not what has the keyboard after that: browsers click with every repeat. */
export function pressOnce(event: KeyboardEvent): void {
  if (event.repeat && event.key === 'Enter' && event.target instanceof HTMLButtonElement) event.preventDefault()
}
