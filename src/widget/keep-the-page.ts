/** Whether files are dragged, and not text or a link. */
export function carriesFiles({ dataTransfer }: Pick<DragEvent, 'dataTransfer'>): boolean {
  return dataTransfer?.types.includes('Files') === true
}

/** A field of the page that takes files itself. */
export function isFileInput(place: EventTarget): boolean {
  return place instanceof HTMLInputElement && place.type === 'file'
}

/**
 * Keeps a file that is dropped beside the widget from replacing the page, and the list with it. Whatever else is dragged, and
 * fields that take files, are the page's own. Until the returned function is called.
 */
export function keepThePage(): () => void {
  // One for each widget: of one that all share, the first widget to go would take it from the others.
  const onDrag = (event: DragEvent): void => {
    if (carriesFiles(event) && !event.composedPath().some(isFileInput)) event.preventDefault()
  }
  document.addEventListener('dragover', onDrag)
  document.addEventListener('drop', onDrag)
  return () => {
    document.removeEventListener('dragover', onDrag)
    document.removeEventListener('drop', onDrag)
  }
}
