import { useEffect, useLayoutEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** `useLayoutEffect`, without React 18's remark about it on a server, where neither runs. */
const useCommitEffect = typeof window === 'undefined' ? useEffect : useLayoutEffect

interface Place {
  readonly element: HTMLElement
  /** Row it stood in, and that row's position. */
  readonly rowId: string | null
  readonly index: number
}

/**
 * Keeps the keyboard where the person was. A button that disappears under the focus (a file removed, cancelled or
 * finished, "Attach" pressed) would drop it on the page's body, and a screen reader at the top of the page. It moves to
 * the same row instead, or to the row now in its place, or to the button that chooses files.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  const place = useRef<Place | null>(null)

  useEffect(() => {
    const element = root.current
    if (element === null) return undefined
    const onFocusIn = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      const row = target.closest<HTMLElement>('[data-part="row"]')
      place.current = { element: target, rowId: row?.dataset['id'] ?? null, index: row === null ? -1 : indexOf(row) }
    }
    const onFocusOut = ({ target }: FocusEvent) => {
      // An element that is gone did not lose the focus by the person's choice.
      if (target instanceof HTMLElement && target.isConnected) place.current = null
    }
    element.addEventListener('focusin', onFocusIn)
    element.addEventListener('focusout', onFocusOut)
    return () => {
      element.removeEventListener('focusin', onFocusIn)
      element.removeEventListener('focusout', onFocusOut)
    }
  }, [root])

  useCommitEffect(() => {
    const was = place.current
    if (was === null || was.element.isConnected || root.current === null || !isFocusLost(root.current)) return
    place.current = null
    goalOf(root.current, was)?.focus({ preventScroll: true })
  })
}

function goalOf(root: HTMLElement, { rowId, index }: Place): HTMLElement | null {
  const rows = [...root.querySelectorAll<HTMLElement>('[data-part="row"]')]
  const same = rowId === null ? undefined : rows.find((row) => row.dataset['id'] === rowId)
  if (same !== undefined) return same
  const neighbour = index < 0 ? undefined : (rows[index] ?? rows.at(-1))
  return (
    neighbour ??
    root.querySelector<HTMLElement>('[data-part="footer"] button') ??
    root.querySelector<HTMLElement>('[data-focus-home]') ??
    root
  )
}

function indexOf(row: HTMLElement): number {
  return row.parentElement === null ? -1 : [...row.parentElement.children].indexOf(row)
}

/** Within a shadow root the document only knows its host. */
function isFocusLost(root: HTMLElement): boolean {
  const scope = root.getRootNode()
  if (!(scope instanceof Document || scope instanceof ShadowRoot)) return false
  return scope.activeElement === null || scope.activeElement === document.body
}
