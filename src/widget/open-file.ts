import type { Upload } from '../upload/upload.ts'

/** Kinds every browser shows without running anything in them. HTML and SVG would run as the portal's own page. */
const SHOWN_SAFELY: ReadonlySet<string> = new Set(['pdf', 'png', 'jpeg', 'gif', 'webp', 'bmp', 'txt'])

/** How long a page opened beside this one gets to load the file, in milliseconds. */
const LOAD_WITHIN_MS = 60_000

/** How much of a text is looked at to tell how it is written, in bytes. */
const LOOKED_AT = 65_536

/** Texts that are not UTF-8. */
const otherwiseEncoded = new WeakSet<File>()

/** Before it is sent; and a refused one that is there already, so that the two can be compared. */
export function canOpen(upload: Upload): boolean {
  const isPassed = upload.state === 'ready' || (upload.state === 'rejected' && isDuplicate(upload.problem))
  return isPassed && upload.kind !== null && SHOWN_SAFELY.has(upload.kind.name)
}

function isDuplicate({ code }: { readonly code: string }): boolean {
  return code === 'UPLOAD.FILE_DUPLICATE'
}

/**
 * Finds out how a text is written. Ahead of `openFile`: a page may be opened during a click only, and not once something
 * was read.
 */
export async function learnEncoding({ kind, file }: Upload): Promise<void> {
  if (kind?.name !== 'txt') return
  const bytes = await file
    .slice(0, LOOKED_AT)
    .arrayBuffer()
    // Gone since it was chosen: the page that is opened will say so.
    .catch(() => new ArrayBuffer(0))
  try {
    // As a stream, which may end within a character.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    // The one thing it throws for.
    otherwiseEncoded.add(file)
  }
}

/** Shows the local file in a page of its own, under the MIME type of our table and never the one the file claims. */
export function openFile(upload: Upload): void {
  const { file, kind } = upload
  if (kind === null || !canOpen(upload)) return
  // Without it browsers take a text for what was usual in the reader's country before Unicode.
  const charset = kind.name === 'txt' && !otherwiseEncoded.has(file) ? ';charset=utf-8' : ''
  const url = URL.createObjectURL(file.slice(0, file.size, kind.mimeTypes[0] + charset))
  window.open(url, '_blank', 'noopener,noreferrer')
  setTimeout(() => URL.revokeObjectURL(url), LOAD_WITHIN_MS)
}
