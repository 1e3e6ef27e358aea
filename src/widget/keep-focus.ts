import { useCallback, useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { useCommitEffect } from './base/use-commit-effect.ts'

interface Place {
  readonly element: HTMLElement
  /** The row it stood in; `null` outside the list. */
  readonly row: { readonly id: string | undefined; readonly index: number } | null
}

/**
 * Keeps the keyboard where the person was. A button that disappears under the focus (a file removed, cancelled or
 * finished, "Attach" pressed) would drop it on the page's body, and a screen reader at the top of the page. It moves to
 * the same row instead, or to the row now in its place, or to the button that chooses files; outside the list to the
 * widget as a whole, and never to a button that undoes what was just pressed.
 * @returns what looks after the focus once more: for what is drawn by itself, and not with the widget as a whole.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): () => void {
  const place = useRef<Place | null>(null)

  useEffect(() => {
    const element = root.current
    if (element === null) return undefined
    const onFocusIn = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      const row = target.closest<HTMLElement>('[data-part="row"]')
      place.current = { element: target, row: row === null ? null : { id: row.dataset['id'], index: indexOf(row) } }
    }
    const onFocusOut = ({ target }: FocusEvent) => {
      // Chromium tells of a removed element while it is still in place. Whether it stays, and so lost the focus by the
      // person's choice, shows once the rendering that is under way has ended.
      queueMicrotask(() => {
        const was = place.current?.element
        if (was !== undefined && was === target && was.isConnected) place.current = null
      })
    }
    const stop = new AbortController()
    const { signal } = stop
    element.addEventListener('focusin', onFocusIn, { signal })
    element.addEventListener('focusout', onFocusOut, { signal })
    return () => stop.abort()
  }, [root])

  const keep = useCallback(() => {
    const was = place.current
    if (was === null || was.element.isConnected || root.current === null || !isFocusLost(root.current)) return
    place.current = null
    goalOf(root.current, was).focus({ preventScroll: true })
  }, [root])
  useCommitEffect(keep)
  return keep
}

function goalOf(root: HTMLElement, { row }: Place): HTMLElement {
  if (row === null) return root
  const rows = [...root.querySelectorAll<HTMLElement>('[data-part="row"]')]
  return (
    rows.find((each) => each.dataset['id'] === row.id) ??
    rows[row.index] ??
    rows.at(-1) ??
    root.querySelector<HTMLElement>('[data-focus-home]') ??
    root
  )
}

function indexOf(row: HTMLElement): number {
  return [...(row.parentElement?.children ?? [])].indexOf(row)
}

/** Within a shadow root the document only knows its host. */
function isFocusLost(root: HTMLElement): boolean {
  const scope = root.getRootNode()
  if (!(scope instanceof Document || scope instanceof ShadowRoot)) return false
  return scope.activeElement === null || scope.activeElement === document.body
}
