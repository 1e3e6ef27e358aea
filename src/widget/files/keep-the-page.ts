/** Whether files are dragged, and not text or a link; or what is dragged has another form as well. */
export function carriesFiles({ dataTransfer }: Pick<DragEvent, 'dataTransfer'>, form = 'Files'): boolean {
  return dataTransfer?.types.includes(form) === true
}

/** A field that takes files itself, whichever window it is from. */
export function isFileInput(place: EventTarget | null): place is EventTarget & { readonly files: FileList } {
  return place !== null && 'type' in place && place.type === 'file'
}

/**
 * Keeps a file that is dropped beside the widget from replacing the page, and the list with it. Whatever else is dragged, and
 * fields that take files, are the page's own. Until the returned function is called.
 */
export function keepThePage(): () => void {
  const stop = new AbortController()
  for (const type of ['dragover', 'drop'] as const) {
    // A function for each widget: one that all share would be listened to once, and go with the first of them.
    document.addEventListener(
      type,
      (event) => {
        if (carriesFiles(event) && !event.composedPath().some(isFileInput)) event.preventDefault()
      },
      { signal: stop.signal },
    )
  }
  return () => stop.abort()
}
