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
  // An object for each widget: a function that all share would be listened to once, and go with the first of them.
  const keeper = { handleEvent: onDrag }
  document.addEventListener('dragover', keeper)
  document.addEventListener('drop', keeper)
  return () => {
    document.removeEventListener('dragover', keeper)
    document.removeEventListener('drop', keeper)
  }
}

function onDrag(event: DragEvent): void {
  if (carriesFiles(event) && !event.composedPath().some(isFileInput)) event.preventDefault()
}
