import type { ChangeEvent, ClipboardEvent as ClipboardEventOfReact, DragEvent as DragEventOfReact } from 'react'
import { isFileInput } from './keep-the-page.ts'

/** What a drop, a paste or the picker brought. */
export interface FoundFiles {
  readonly files: readonly File[]
  /** Entries left out: hidden, made by the system, or not to be read. A hidden folder is one. */
  readonly skipped: number
  /** Dropped folders that hold no file at all, however deep. */
  readonly emptyFolders: number
}

/** In words of React's and the browser's: a page that installs this package has no types of react-dropzone. */
export type FilesEvent =
  | DragEventOfReact<HTMLElement>
  | ChangeEvent<HTMLInputElement>
  | ClipboardEventOfReact<HTMLElement>
  | Event
  | readonly FileSystemFileHandle[]

/** Looks into what an event carries, and into its folders. Must be called while the event is handled: later it is empty. */
export async function findFiles(event: FilesEvent): Promise<FoundFiles> {
  const transfer = transferOf(event)
  if (transfer !== null) return together(await Promise.all(lookInto(transfer)))
  const files = 'target' in event && isFileInput(event.target) ? event.target.files : []
  return together([...files].map(judge))
}

function transferOf(event: FilesEvent): DataTransfer | null {
  if ('dataTransfer' in event) return event.dataTransfer
  return 'clipboardData' in event ? event.clipboardData : null
}

/**
 * Whether something is a folder Chromium asks the disk, in the one task in which a drop can be read: nothing to speak of for
 * so many, a third of a second for a thousand. Of more only what bears no file's ending is asked. A folder among them that
 * does is listed as what cannot be read and may be a folder, and walked when it is dropped by itself. Asking for handles, which
 * answer later, holds the page as well: half as long.
 */
const ASK_EACH = 50

function lookInto(transfer: DataTransfer): readonly Promise<FoundFiles>[] {
  const carried = fileItems(transfer)
  const { files, types } = transfer
  if (carried.length === 0) {
    // Some mail programs promise files while they are dragged, and bring none to this browser.
    const isBroken = files.length === 0 && types.includes('Files')
    return isBroken ? [Promise.resolve(SKIPPED)] : [...files].map(async (file) => judge(file))
  }
  const mayBeFolder = ({ type }: DataTransferItem) => carried.length <= ASK_EACH || type === ''
  return carried.map(async (item) => {
    const entry = 'webkitGetAsEntry' in item && mayBeFolder(item) ? item.webkitGetAsEntry() : null
    if (entry !== null && isFolder(entry)) return noteEmpty(await walk(entry))
    const file = item.getAsFile()
    return file === null ? SKIPPED : judge(file)
  })
}

/** Without the text that comes with it: a picture of a page has an address and its markup as well. */
export function fileItems(transfer: DataTransfer | null): readonly DataTransferItem[] {
  // What a page's own tests dispatch may have none.
  return [...(transfer?.items ?? [])].filter(({ kind }) => kind === 'file')
}

const SKIPPED: FoundFiles = { files: [], skipped: 1, emptyFolders: 0 }

/** Only the folder somebody dropped: empty ones within it are nobody's concern. */
function noteEmpty(found: FoundFiles): FoundFiles {
  return found.files.length + found.skipped === 0 ? { ...found, emptyFolders: 1 } : found
}

const justFile = (file: File): FoundFiles => ({ files: [file], skipped: 0, emptyFolders: 0 })

/** A file somebody chose by itself is listed even when it is hidden: refused, with its reason. */
function judge(file: File): FoundFiles {
  return isMadeBySystem(file.name) ? SKIPPED : justFile(file)
}

/** What Windows and macOS leave in folders without being asked. */
const SYSTEM_NAMES = new Set([
  '.ds_store',
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  'icon\r',
  '__macosx',
  '$recycle.bin',
  'system volume information',
])

function isMadeBySystem(name: string): boolean {
  return SYSTEM_NAMES.has(name.toLowerCase())
}

/** Names with a dot; and `~$…`, which Office puts beside a document while it is open. */
function isHidden(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$')
}

/** So many entries of a folder are looked at together: answers to more of them come at once, and hold the page. */
const LOOK_AT_ONCE = 25

async function walk(folder: FileSystemDirectoryEntry): Promise<FoundFiles> {
  const entries = await entriesOf(folder)
  if (entries === null) return SKIPPED
  const found: FoundFiles[] = []
  for (let at = 0; at < entries.length; at += LOOK_AT_ONCE) {
    found.push(...(await Promise.all(entries.slice(at, at + LOOK_AT_ONCE).map(look))))
  }
  return together(found)
}

async function look(entry: FileSystemEntry): Promise<FoundFiles> {
  if (isHidden(entry.name) || isMadeBySystem(entry.name)) return SKIPPED
  if (isFolder(entry)) return walk(entry)
  return isFile(entry) ? read(entry) : SKIPPED
}

function read(entry: FileSystemFileEntry): Promise<FoundFiles> {
  return new Promise((resolve) => {
    entry.file(
      (file) => resolve(justFile(file)),
      () => resolve(SKIPPED),
    )
  })
}

/** `null` when the folder cannot be read. Browsers give its entries in portions, and an empty one last. */
function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[] | null> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  return new Promise((resolve) => {
    const next = () =>
      reader.readEntries(
        (portion) => {
          all.push(...portion)
          if (portion.length === 0) resolve(all)
          else next()
        },
        () => resolve(null),
      )
    next()
  })
}

function together(found: readonly FoundFiles[]): FoundFiles {
  return {
    files: found.flatMap(({ files }) => files),
    skipped: found.reduce((sum, { skipped }) => sum + skipped, 0),
    emptyFolders: found.reduce((sum, { emptyFolders }) => sum + emptyFolders, 0),
  }
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}
