import { useCallback, useEffect, useRef, useState } from 'react'
import type { HTMLAttributes, InputHTMLAttributes, RefObject } from 'react'
import { useDropzone } from 'react-dropzone'
import { isSameTarget } from '../contract/target.ts'
import type { Target } from '../contract/target.ts'
import type { FilesEvent, FoundFiles } from './find-files.ts'
import { findFiles } from './find-files.ts'
import { inSteps } from './in-steps.ts'
import { carriesFiles, isFileInput, keepThePage } from './keep-the-page.ts'

export interface DropOptions {
  readonly disabled: boolean
  /** Take files dropped anywhere on the page, except on another widget. */
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
  /** Files are being dragged over the widget, or over the page. */
  readonly isDragged: boolean
  /** How many; `null` where the browser does not say before they are dropped. */
  readonly draggedCount: number | null
}

/**
 * Files that are dropped on the widget, pasted while it has the focus, or picked; folders are walked. Nothing is judged
 * here: every file reaches the list, where a refused one stays with its reason.
 */
export function useDrop(options: DropOptions): Drop {
  const { disabled, anywhere } = options
  const [draggedCount, setDraggedCount] = useState<number | null>(null)
  // react-dropzone looks at what is dragged before it says so, and after a quick drop it says so too late and for ever.
  const [isOver, setOver] = useState(false)
  const [isElsewhere, setElsewhere] = useState(false)
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  const getFilesFromEvent = useCallback(async (event: FilesEvent) => {
    // While files only hang over the zone nothing can be read of them, and nothing depends on it.
    if ('type' in event && event.type.startsWith('drag')) return []
    const { record } = latest.current
    for await (const some of inSteps(await findFiles(event))) {
      // Told from here, since react-dropzone forgets a folder it still looks into when the next drop comes.
      if (record === null || isSame(record, latest.current.record)) latest.current.onFiles(some)
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
  const { rootRef } = zone
  useEffect(keepThePage, [])

  useEffect(() => {
    if (!anywhere || disabled) return undefined
    const onDrop = (event: DragEvent) => {
      const root = rootRef.current
      setElsewhere(false)
      if (root === null || event.defaultPrevented || !carriesFiles(event)) return
      if (event.composedPath().some((place) => isWidget(place) || isFileInput(place))) return
      event.preventDefault()
      // Handed on at once: what is dragged can be read in this very task only.
      root.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: event.dataTransfer }))
    }
    const onDragEnter = (event: DragEvent) => {
      const path = event.composedPath()
      setElsewhere(path.some(isWidget) && (rootRef.current === null || !path.includes(rootRef.current)))
      setDraggedCount(countOf(event))
    }
    const stop = new AbortController()
    const { signal } = stop
    // Before the listener on the document that only keeps the page from opening the file.
    window.addEventListener('drop', onDrop, { capture: true, signal })
    window.addEventListener('dragenter', onDragEnter, { signal })
    return () => stop.abort()
  }, [anywhere, disabled, rootRef])

  const getRootProps: Drop['getRootProps'] = (props) => ({
    ...zone.getRootProps({
      ...props,
      onDragEnter: (event) => {
        setOver(true)
        setDraggedCount(countOf(event))
      },
      onDrop: () => setOver(false),
      // react-dropzone's own would hold for everything within, and rows and “Try again” work where nothing can be added.
      'aria-disabled': undefined,
    }),
    // Which it leaves out where it takes no keys itself.
    onKeyDown: props.onKeyDown,
  })
  const isDragged = !disabled && ((isOver && zone.isDragActive) || (anywhere && zone.isDragGlobal && !isElsewhere))
  const open = () => openPicker(zone.inputRef.current)
  return { rootRef, getRootProps, getInputProps: zone.getInputProps, open, isDragged, draggedCount }
}

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

function countOf({ dataTransfer }: Pick<DragEvent, 'dataTransfer'>): number | null {
  return dataTransfer?.items?.length ?? null
}

/** Of any record: what is dropped on another widget is for that one's record, and for no other. */
function isWidget(place: EventTarget): boolean {
  return place instanceof Element && place.hasAttribute('data-kau')
}

function isSame(record: Target, other: Target | null): boolean {
  return other !== null && isSameTarget(record, other)
}
