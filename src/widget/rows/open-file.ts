import type { FileKind } from '../../contract/file-kinds.ts'
import { FILE_KINDS } from '../../contract/file-kinds.ts'
import { bytesOf } from '../../upload/bytes/content.ts'
import type { Upload } from '../../upload/list/upload.ts'

/** Kinds every browser shows without running anything in them. HTML and SVG would run as the portal's own page. */
const SHOWN_SAFELY: ReadonlySet<string> = new Set(['pdf', 'png', 'jpeg', 'gif', 'webp', 'bmp', 'txt'])

/** How long a page opened beside this one gets to load the file, in milliseconds. */
const LOAD_WITHIN_MS = 60_000

/** How much of a text is looked at to tell how it is written, in bytes. */
const LOOKED_AT = 65_536

/** Texts that are not UTF-8. */
const otherwiseEncoded = new WeakSet<File>()

/** Before it is sent; and a refused one, by which a person sees what is wrong with it, or which of two it is. */
export function canOpen(upload: Upload): boolean {
  return shownAs(upload) !== null
}

/**
 * As what a file is shown, which alone decides that nothing in it runs: a kind of ours, and of a file that is not what its
 * ending says the kind its bytes are, a page in HTML as the text it is written in.
 */
function shownAs(upload: Upload): FileKind | null {
  let { kind } = upload
  if (upload.state === 'rejected') {
    const { problem } = upload
    if (problem.code === 'UPLOAD.FILE_EMPTY' || problem.code === 'UPLOAD.FILE_UNREADABLE') return null
    if (problem.code === 'UPLOAD.FILE_CONTENT_MISMATCH') {
      const found = problem.found === 'text' || problem.found === 'markup' ? 'txt' : problem.found
      kind = FILE_KINDS.find(({ name }) => name === found) ?? null
    }
  } else if (upload.state !== 'ready') return null
  return kind !== null && SHOWN_SAFELY.has(kind.name) ? kind : null
}

/**
 * Finds out how a text is written. Ahead of `openFile`: a page may be opened during a click only, and not once something
 * was read.
 */
export async function learnEncoding(upload: Upload): Promise<void> {
  if (shownAs(upload)?.name !== 'txt') return
  const { file } = upload
  // Gone since it was chosen: the page that is opened will say so.
  const bytes = await bytesOf(file.slice(0, LOOKED_AT)).catch(() => new Uint8Array(0))
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
  const { file } = upload
  const kind = shownAs(upload)
  if (kind === null) return
  // Without it browsers take a text for what was usual in the reader's country before Unicode.
  const charset = kind.name === 'txt' && !otherwiseEncoded.has(file) ? ';charset=utf-8' : ''
  const url = URL.createObjectURL(file.slice(0, file.size, kind.mimeTypes[0] + charset))
  window.open(url, '_blank', 'noopener,noreferrer')
  setTimeout(() => URL.revokeObjectURL(url), LOAD_WITHIN_MS)
}
