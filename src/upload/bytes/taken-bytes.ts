import { inPieces } from './blob-or-bytes.ts'
import { bytesOf } from './content.ts'
import { giveBack } from './give-back.ts'
import type { Upload, UploadId } from '../list/upload.ts'
import { isUnderWay } from '../list/upload.ts'
import { whenIdle } from '../tasks/when-idle.ts'

/** Files up to this size are taken when they are chosen, in bytes. */
export const TAKE_AT_ONCE_BYTES = 4 * 1024 * 1024

/** All that is taken together, in bytes. */
export const TAKE_IN_ALL_BYTES = 64 * 1024 * 1024

/** What of it may be in the page's memory at a time, in bytes; what comes after is read a little later. */
export const IN_PAGE_BYTES = 16 * 1024 * 1024

/** How much later, in milliseconds: a list that is sent at once, and quickly, needs no copies. */
const LATER_MS = 1000

export interface TakenBytesPorts {
  /** The upload as it stands now; `undefined` when it is no longer in the list. */
  readonly upload: (id: UploadId) => Upload | undefined
  /** This file is to be used from now on in place of the one that was chosen. */
  readonly onCopied: (id: UploadId, copy: File) => void
}

interface InPage {
  readonly file: File
  /** `null` while they are being read. */
  readonly bytes: Uint8Array<ArrayBuffer> | null
}

/**
 * The bytes of small files, out of reach of whoever changes, moves or deletes the originals: phones reuse the name of a
 * photo for the next one, and Android takes back access to files from cloud drives. They are read once, and sent as they
 * are when the person is quick. Otherwise they become a copy that the browser keeps outside the page's heap; to make one
 * is a synchronous call into another process, so it waits until the page is idle.
 */
export class TakenBytes {
  readonly #ports: TakenBytesPorts
  readonly #inPage = new Map<UploadId, InPage>()
  /** Not read yet. */
  readonly #later = new Map<UploadId, File>()
  readonly #sizes = new Map<UploadId, number>()
  #inPageBytes = 0
  #inAllBytes = 0
  #isCopying = false
  #isLater = false
  #isTimed = false

  constructor(ports: TakenBytesPorts) {
    this.#ports = ports
  }

  /**
   * @returns the bytes; `null` when there is no room for them, now or at all.
   * @throws {FileUnreadable}
   */
  async take(id: UploadId, file: File): Promise<Uint8Array<ArrayBuffer> | null> {
    const { size } = file
    if (size > TAKE_AT_ONCE_BYTES || this.#inAllBytes + size > TAKE_IN_ALL_BYTES) return null
    this.#sizes.set(id, size)
    this.#inAllBytes += size
    if (this.#inPageBytes + size > IN_PAGE_BYTES) {
      this.#later.set(id, file)
      this.#copyLater()
      return null
    }
    this.#keep(id, { file, bytes: null })
    try {
      const bytes = await bytesOf(file)
      // Unless it was taken out of the list meanwhile.
      if (this.#inPage.get(id)?.file === file) this.#keep(id, { file, bytes })
      // Not the file that was chosen any more: what is shown and checked has to be what is sent.
      if (bytes.length !== size) this.copyNow(id)
      this.#copySoon()
      return bytes
    } catch (error) {
      this.forget(id)
      throw error
    }
  }

  /** Those that are in the page's memory. */
  bytesOf(id: UploadId): Uint8Array<ArrayBuffer> | null {
    return this.#inPage.get(id)?.bytes ?? null
  }

  /** Makes the copy for somebody who needs all of the file; nothing where its bytes are not in the page's memory. */
  copyNow(id: UploadId): void {
    const bytes = this.bytesOf(id)
    const file = this.#inPage.get(id)?.file
    if (bytes === null || file === undefined) return
    this.#drop(id)
    this.#ports.onCopied(id, copyOf(file, bytes))
  }

  /** A delivery is over: what may be sent once more is copied, what is attached is needed no longer. */
  ended(id: UploadId, isAttached: boolean): void {
    if (!isAttached) return this.#copySoon()
    const bytes = this.bytesOf(id)
    this.forget(id)
    if (bytes !== null) giveBack(bytes)
  }

  forget(id: UploadId): void {
    this.#drop(id)
    this.#inAllBytes -= this.#sizes.get(id) ?? 0
    this.#sizes.delete(id)
  }

  #keep(id: UploadId, inPage: InPage): void {
    this.#drop(id)
    this.#inPage.set(id, inPage)
    this.#inPageBytes += inPage.file.size
  }

  #drop(id: UploadId): void {
    this.#inPageBytes -= this.#inPage.get(id)?.file.size ?? 0
    this.#inPage.delete(id)
    this.#later.delete(id)
  }

  #copyLater(): void {
    if (this.#isTimed) return
    this.#isTimed = true
    setTimeout(() => {
      this.#isTimed = false
      this.#isLater = true
      this.#copySoon()
    }, LATER_MS)
  }

  #copySoon(): void {
    if (this.#isCopying || this.#next() === null) return
    this.#isCopying = true
    whenIdle((hasTime) => void this.#copyWhile(hasTime))
  }

  async #copyWhile(hasTime: () => boolean): Promise<void> {
    do {
      const id = this.#next()
      if (id === null) break
      const bytes = this.bytesOf(id)
      const file = this.#inPage.get(id)?.file ?? this.#later.get(id)
      this.#drop(id)
      if (file === undefined) continue
      const copy = bytes === null ? await readCopy(file) : copyOf(file, bytes)
      if (bytes !== null) giveBack(bytes)
      // Unless it was taken out of the list meanwhile.
      if (copy !== null && this.#sizes.has(id)) this.#ports.onCopied(id, copy)
    } while (hasTime())
    this.#isCopying = false
    this.#copySoon()
  }

  /** Which to copy next: first, to free the memory, those in it that are not about to be sent as they are. */
  #next(): UploadId | null {
    for (const [id, { bytes }] of this.#inPage) {
      if (bytes !== null && !this.#isIn(id, isUnderWay)) return id
    }
    if (!this.#isLater) return null
    for (const id of this.#later.keys()) {
      // Waiting in a long queue it can still be lost; once it is being read it is too late.
      if (!this.#isIn(id, (upload) => isUnderWay(upload) && upload.state !== 'queued')) return id
    }
    this.#isLater = this.#later.size > 0
    return null
  }

  #isIn(id: UploadId, state: (upload: Upload) => boolean): boolean {
    const upload = this.#ports.upload(id)
    return upload !== undefined && state(upload)
  }
}

function copyOf({ name, type, lastModified }: File, bytes: Uint8Array<ArrayBuffer>): File {
  return new File([...inPieces(bytes)], name, { type, lastModified })
}

/** `null` when it cannot be read as it was chosen: whoever sends it will find that out, and say so. */
async function readCopy(file: File): Promise<File | null> {
  const bytes = await bytesOf(file).catch(() => null)
  return bytes?.length === file.size ? copyOf(file, bytes) : null
}
