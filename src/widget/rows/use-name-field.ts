import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { useCommitEffect } from '../base/use-commit-effect.ts'

/** With an input method, Enter and Escape are about the word. Safari says so by the number alone. */
export function isOfInputMethod({ isComposing, keyCode }: KeyboardEvent['nativeEvent']): boolean {
  return isComposing || keyCode === 229
}

/**
 * A field that is there for as long as a name is changed: it takes the keyboard, keeps Escape from the dialog around it, and is
 * left by a key or a press elsewhere.
 * @param leave to be called when it is left.
 * @param waits whether a press that takes the focus away is let go first, because what it is meant for may move or be gone
 * as soon as the name is another.
 */
export function useNameField(leave: () => void, waits: boolean) {
  const field = useRef<HTMLInputElement>(null)
  const latest = useRef(leave)
  useCommitEffect(() => {
    latest.current = leave
  })
  /** Whether a button of the mouse, or a finger, is down; and whether the field was left by that. */
  const press = useRef({ isDown: false, isOver: false })

  useCommitEffect(() => {
    const input = field.current
    const view = input?.ownerDocument.defaultView
    if (!input || !view) return undefined
    input.focus()
    input.select()
    const stop = new AbortController()
    const { signal } = stop
    const onDown = () => {
      press.current = { isDown: true, isOver: false }
    }
    const onUp = () => {
      const { isOver } = press.current
      press.current = { isDown: false, isOver: false }
      if (isOver) latest.current()
    }
    view.addEventListener('mousedown', onDown, { capture: true, signal })
    // After what the click is meant for has heard of it; a press that is let go elsewhere is no click.
    view.addEventListener('click', onUp, { signal })
    view.addEventListener('mouseup', () => setTimeout(onUp), { capture: true, signal })
    // Dialogs listen on the document, before anything in them hears of a key, and stay where it is taken already.
    const keep = (event: globalThis.KeyboardEvent) => {
      const isOurs = event.key === 'Escape' && event.composedPath().includes(input)
      if (isOurs && !isOfInputMethod(event)) event.preventDefault()
    }
    view.addEventListener('keydown', keep, { capture: true, signal })
    return () => stop.abort()
  }, [])

  const onBlur = () => {
    if (waits && press.current.isDown) press.current.isOver = true
    else leave()
  }
  return { ref: field, onBlur }
}
