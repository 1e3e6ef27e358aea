import { createEvent, fireEvent } from '@testing-library/dom'

/** One file or several. */
export type Files = File | readonly File[]

/**
 * Drops files on the widget, as a person would: dragged over it first. Works in happy-dom, jsdom and browsers. Returns
 * at once; wait for what it leads to with Testing Library's `findBy…`.
 * @param within the widget, the custom element, or anything around one of them
 * @example
 * dropFiles(container, new File(['%PDF-1.7'], 'cv.pdf', { type: 'application/pdf' }))
 * await screen.findByRole('button', { name: 'Attach 1 file' })
 */
export function dropFiles(within: Element, files: Files): void {
  const zone = widgetIn(within)
  const dataTransfer = transferOf(files)
  for (const create of [createEvent.dragEnter, createEvent.dragOver, createEvent.drop]) {
    const event = create(zone)
    Object.defineProperty(event, 'dataTransfer', { value: dataTransfer })
    fireEvent(zone, event)
  }
}

/** Pastes files while the focus is in the widget. See {@link dropFiles}. */
export function pasteFiles(within: Element, files: Files): void {
  const zone = widgetIn(within)
  const event = createEvent.paste(zone)
  Object.defineProperty(event, 'clipboardData', { value: transferOf(files) })
  fireEvent(zone, event)
}

/** Picks files in the browser's dialog, which opens from the widget's button. See {@link dropFiles}. */
export function chooseFiles(within: Element, files: Files): void {
  const input = widgetIn(within).querySelector<HTMLInputElement>('input[type=file]')
  if (input === null) throw new Error('The widget shows no way to choose files: wait until its rules are loaded')
  fireEvent.change(input, { target: { files: listOf(files) } })
}

/** Worn by the widget's outermost element. */
const WIDGET = '[data-kau]'

function widgetIn(within: Element): Element {
  const widget = within.closest(WIDGET) ?? findWidget(within)
  if (widget === null) throw new Error('There is no upload widget here')
  return widget
}

/** Also looks into shadow roots, where the custom element keeps its widget. */
function findWidget(root: Element | ShadowRoot): Element | null {
  const found = root.querySelector(WIDGET)
  if (found !== null) return found
  const hosts = root instanceof Element ? [root, ...root.querySelectorAll('*')] : root.querySelectorAll('*')
  for (const { shadowRoot } of hosts) {
    const inside = shadowRoot === null ? null : findWidget(shadowRoot)
    if (inside !== null) return inside
  }
  return null
}

/** What a browser hands over with a drop or a paste. `items` is needed: without it no file is seen. */
function transferOf(files: Files) {
  const list = listOf(files)
  return {
    files: list,
    items: list.map((file) => ({ kind: 'file', type: file.type, getAsFile: () => file })),
    types: ['Files'],
    dropEffect: 'none',
    effectAllowed: 'all',
  }
}

function listOf(files: Files): readonly File[] {
  return files instanceof File ? [files] : files
}
