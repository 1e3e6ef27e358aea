import type { Upload } from '../upload/upload.ts'

/** Kinds every browser shows without running anything in them. HTML and SVG would run as the portal's own page. */
const SHOWN_SAFELY: ReadonlySet<string> = new Set(['pdf', 'png', 'jpeg', 'gif', 'webp', 'bmp', 'txt'])

/** How long a page opened beside this one gets to load the file, in milliseconds. */
const LOAD_WITHIN_MS = 60_000

export function canOpen(upload: Upload): boolean {
  return upload.kind !== null && SHOWN_SAFELY.has(upload.kind.name)
}

/** Shows the local file in a page of its own, under the MIME type of our table and never the one the file claims. */
export function openFile(upload: Upload): void {
  if (upload.kind === null || !canOpen(upload)) return
  const copy = upload.file.slice(0, upload.file.size, upload.kind.mimeTypes[0])
  const url = URL.createObjectURL(copy)
  window.open(url, '_blank', 'noopener,noreferrer')
  setTimeout(() => URL.revokeObjectURL(url), LOAD_WITHIN_MS)
}
