import { bytesOf } from './content.ts'
import type { UploadId } from './upload.ts'
import { whenIdle } from './when-idle.ts'

/** Files up to this size are taken when they are chosen, in bytes. */
export const TAKE_AT_ONCE_BYTES = 4 * 1024 * 1024

/** All that is taken together, in bytes. */
export const TAKE_IN_ALL_BYTES = 64 * 1024 * 1024

export interface TakenBytesPorts {
  /** Whether the bytes are about to be sent: then a copy would come too late to be of use. */
  readonly isUnderWay: (id: UploadId) => boolean
  /** These files are to be used from now on in place of those that were chosen. */
  readonly onCopied: (copies: ReadonlyMap<UploadId, File>) => void
}

interface Taken {
  readonly file: File
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * The bytes of small files, out of reach of whoever changes, moves or deletes the originals: phones reuse the name of a
 * photo for the next one, and Android takes back access to files from cloud drives. They are read once, and sent as they
 * are when the person is quick. Otherwise they become a copy that the browser keeps outside the page's heap; to make one
 * is a synchronous call into another process, so it waits until the page is idle.
 */
export class TakenBytes {
  readonly #ports: TakenBytesPorts
  readonly #taken = new Map<UploadId, Taken>()
  readonly #reserved = new Map<UploadId, number>()
  #reservedBytes = 0
  #isAwaitingIdle = false

  constructor(ports: TakenBytesPorts) {
    this.#ports = ports
  }

  hasRoomFor({ size }: File): boolean {
    return size <= TAKE_AT_ONCE_BYTES && this.#reservedBytes + size <= TAKE_IN_ALL_BYTES
  }

  /** @throws {FileUnreadable} */
  async take(id: UploadId, file: File): Promise<Uint8Array<ArrayBuffer>> {
    this.#reserve(id, file.size)
    const bytes = await bytesOf(file)
    // Unless it was taken out of the list meanwhile.
    if (!this.#reserved.has(id)) return bytes
    this.#taken.set(id, { file, bytes })
    // Not the file that was chosen any more: what is shown and checked has to be what is sent.
    if (bytes.length === file.size) this.#copySoon()
    else this.copyNow(id)
    return bytes
  }

  /** Those not copied yet. */
  bytesOf(id: UploadId): Uint8Array<ArrayBuffer> | null {
    return this.#taken.get(id)?.bytes ?? null
  }

  /** Makes the copy for somebody who needs all of the file. */
  copyNow(id: UploadId): void {
    const copy = this.#copy(id)
    if (copy !== null) this.#ports.onCopied(new Map([[id, copy]]))
  }

  /** A delivery is over: what may be sent once more is copied, what is attached is needed no longer. */
  ended(id: UploadId, isAttached: boolean): void {
    if (isAttached) this.forget(id)
    else this.#copySoon()
  }

  forget(id: UploadId): void {
    this.#taken.delete(id)
    this.#reserve(id, 0)
    this.#reserved.delete(id)
  }

  #reserve(id: UploadId, bytes: number): void {
    this.#reservedBytes += bytes - (this.#reserved.get(id) ?? 0)
    this.#reserved.set(id, bytes)
  }

  #copy(id: UploadId): File | null {
    const taken = this.#taken.get(id)
    if (taken === undefined) return null
    this.#taken.delete(id)
    const { name, type, lastModified } = taken.file
    return new File([taken.bytes], name, { type, lastModified })
  }

  #copySoon(): void {
    if (this.#isAwaitingIdle || this.#next() === null) return
    this.#isAwaitingIdle = true
    whenIdle((hasTime) => {
      this.#isAwaitingIdle = false
      const copies = new Map<UploadId, File>()
      do {
        const id = this.#next()
        const copy = id === null ? null : this.#copy(id)
        if (id === null || copy === null) break
        copies.set(id, copy)
      } while (hasTime())
      if (copies.size > 0) this.#ports.onCopied(copies)
      this.#copySoon()
    })
  }

  #next(): UploadId | null {
    for (const id of this.#taken.keys()) if (!this.#ports.isUnderWay(id)) return id
    return null
  }
}
