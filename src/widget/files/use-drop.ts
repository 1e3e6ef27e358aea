import { useCallback, useEffect, useRef, useState } from 'react'
import type { HTMLAttributes, InputHTMLAttributes, RefObject } from 'react'
import { useDropzone } from 'react-dropzone'
import type { Target } from '../../contract/target.ts'
import { targetKey } from '../../upload/token/token.ts'
import type { FilesEvent, FoundFiles } from './find-files.ts'
import { fileItems, findFiles } from './find-files.ts'
import { inSteps } from './in-steps.ts'
import { carriesFiles, isFileInput, keepThePage } from './keep-the-page.ts'

export interface DropOptions {
  readonly disabled: boolean
  /** Take files dropped anywhere on the page, except on another widget, while this is the only one seen that does. */
  readonly anywhere: boolean
  /** Whose files they are: what was dropped for one record is never handed to another. */
  readonly record: Target | null
  readonly onFiles: (found: FoundFiles) => void
}

/** In words of React's: react-dropzone is built in, and a page that installs this package has no types of it. */
export interface Drop {
  readonly rootRef: RefObject<HTMLElement | null>
  readonly getRootProps: (props: HTMLAttributes<HTMLElement>) => HTMLAttributes<HTMLElement>
  readonly getInputProps: (props: InputHTMLAttributes<HTMLInputElement>) => InputHTMLAttributes<HTMLInputElement>
  /** Opens the browser's own dialog. */
  readonly open: () => void
  /** So many files are dragged over the widget, or over the page: 0 where the browser does not say, `null` while none are. */
  readonly dragged: number | null
}

/**
 * Files that are dropped on the widget, pasted while it has the focus, or picked; folders are walked. Nothing is judged
 * here: every file reaches the list, where a refused one stays with its reason.
 */
export function useDrop(options: DropOptions): Drop {
  const { disabled, anywhere } = options
  const [dragged, setDragged] = useState<Drop['dragged']>(null)
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  const getFilesFromEvent = useCallback(async (event: FilesEvent) => {
    const { record } = latest.current
    for await (const some of inSteps(await findFiles(event))) {
      // Told from here, since react-dropzone forgets a folder it still looks into when the next drop comes.
      if (record === null || targetKey(record) === targetKey(latest.current.record)) latest.current.onFiles(some)
    }
    return []
  }, [])
  const zone = useDropzone({
    disabled,
    noClick: true,
    noKeyboard: true,
    // It would take text and links from the page's own fields, and files from its own inputs.
    preventDropOnDocument: false,
    getFilesFromEvent,
  })
  const { rootRef, inputRef, getInputProps } = zone
  useEffect(keepThePage, [])

  // Not as react-dropzone tells it: it waits for the end of what is taken away under the pointer, and of what is disabled.
  useEffect(() => {
    const root = rootRef.current
    if (disabled || root === null) return undefined
    let last: EventTarget | undefined
    const onDrag = (event: DragEvent) => {
      const { type, dataTransfer } = event
      const path = event.composedPath()
      // What is reached is told before what is left: where something else was reached, not all was left.
      if (type === 'dragleave' && path[0] !== last) return
      last = path[0]
      const isOurs = path.includes(root)
      // There may be one for each of several records. Of more than one that is seen, whose it is only the person knows.
      // Safari before 17.4 and jsdom cannot say: each counts as seen there.
      const isAlone = [...SEEKING].every((each) => (each === root) === (each.checkVisibility?.() ?? true))
      // Chromium drags a picture of a page as a file, too. Beside the widget, somebody may only have meant to click on it.
      const isPicture = carriesFiles(event, 'text/html')
      const lands = carriesFiles(event) && (isOurs || (isAlone && !isPicture && !path.some(takesFiles)))
      const isArrival = lands && type === 'dragenter'
      setDragged(isArrival ? fileItems(dataTransfer).length : null)
      // By the standard (HTML, "drag-and-drop processing model") what does not cancel its `dragenter` gets no drop.
      if (isArrival) event.preventDefault()
      if (!lands || isOurs || type !== 'drop' || event.defaultPrevented) return
      event.preventDefault()
      // Handed on at once: what is dragged can be read in this very task only.
      root.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }))
    }
    const stop = new AbortController()
    if (anywhere) SEEKING.add(root)
    const places: readonly GlobalEventHandlers[] = anywhere ? [window, root] : [root]
    for (const place of places) {
      for (const type of ['dragenter', 'dragleave', 'drop'] as const) {
        // Before the listener on the document that only keeps the page from opening the file.
        place.addEventListener(type, onDrag, { capture: true, signal: stop.signal })
      }
    }
    return () => {
      stop.abort()
      SEEKING.delete(root)
      setDragged(null)
    }
  }, [anywhere, disabled, rootRef])

  const getRootProps: Drop['getRootProps'] = (props) => {
    // Its `aria-disabled` would hold for everything within, and rows and “Try again” work where nothing can be added.
    const given: HTMLAttributes<HTMLElement> = zone.getRootProps({ ...props, 'aria-disabled': undefined })
    const { onPaste, onDragOver, onDrop } = given
    return {
      ...given,
      // What is pasted into a field, or dragged and no file, is the field's: one for a name, or one that the page has put among ours.
      onPaste: (event) => isField(event.target) || onPaste?.(event),
      // It would look at what only hangs over the zone, where nothing can be read yet.
      onDragEnter: undefined,
      onDragOver: (event) => carriesFiles(event) && onDragOver?.(event),
      onDrop: (event) => carriesFiles(event) && onDrop?.(event),
      // Which it leaves out where it takes no keys itself.
      onKeyDown: props.onKeyDown,
    }
  }
  const open = () => openPicker(inputRef.current)
  return { rootRef, getRootProps, getInputProps, open, dragged }
}

/** Those that take what is dropped anywhere. */
const SEEKING = new Set<HTMLElement>()

/**
 * Not by react-dropzone's own `open`: after that it takes no drops until files are picked or the window gets the focus
 * back, which is not told everywhere when the picker is closed without a choice.
 */
function openPicker(input: HTMLInputElement | null): void {
  if (input === null) return
  // Else the same file, chosen again after it was removed, would be no change.
  input.value = ''
  input.click()
}

function isField(place: EventTarget): boolean {
  return place instanceof HTMLElement && (place.isContentEditable || 'selectionStart' in place)
}

/** A widget of any record, since what is dropped on another is for that one's record and for no other; or a field of the page. */
function takesFiles(place: EventTarget): boolean {
  return isFileInput(place) || (place instanceof Element && place.hasAttribute('data-kau'))
}
