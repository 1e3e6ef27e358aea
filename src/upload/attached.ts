import type { AttachmentType } from '../contract/attachment.ts'
import type { Upload, UploadId } from './upload.ts'

/** Files that were attached and have left the list, and which of all that were attached count under another grant. */
export class Attached {
  readonly #types: AttachmentType[] = []
  /** How many of those that have left were attached under another grant than that of now. */
  #elsewhere = 0
  /** The same of those that are in the list still. */
  readonly #listed = new Set<UploadId>()

  /** Of those that have left. */
  get types(): readonly AttachmentType[] {
    return this.#types
  }

  /** How many that have left count under the grant of now, less those in the list that do not. */
  get counted(): number {
    return this.#types.length - this.#elsewhere - this.#listed.size
  }

  /** To be called when an attached file leaves the list. */
  left({ id, type }: Upload): void {
    this.#types.push(type)
    if (this.#listed.delete(id)) this.#elsewhere += 1
  }

  /** From now on files are attached under another grant, which begins to count anew. */
  beginAnew(uploads: readonly Upload[]): void {
    this.#elsewhere = this.#types.length
    for (const { id, state } of uploads) if (state === 'done') this.#listed.add(id)
  }
}
