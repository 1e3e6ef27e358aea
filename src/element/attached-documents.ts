import type { Delivered } from '../widget/outcome-events.ts'
import type { UploadState } from '../widget/base/settings.ts'

/** What was attached through the element to its present record, also what has left the list. */
export class AttachedDocuments {
  #record = ''
  readonly #ids = new Set<Delivered['id']>()
  readonly #receipts = new Map<Delivered['id'], Delivered['receipt']>()

  /** Takes over whose record is shown, and which files are for it. Another record is another memory. */
  see({ target, uploads }: Pick<UploadState, 'target' | 'uploads'>): void {
    const record = JSON.stringify(target)
    if (target !== null && record !== this.#record) {
      this.forget()
      this.#record = record
    }
    for (const { id } of uploads) this.#ids.add(id)
  }

  /** Remembers a document, unless its file was for another record or is from before it was told to forget. */
  remember({ id, receipt }: Delivered): void {
    if (this.#ids.has(id)) this.#receipts.set(id, receipt)
  }

  forget(): void {
    this.#ids.clear()
    this.#receipts.clear()
  }

  /** The remembered ones, once it is known that they are of the record shown, and those that stand in the list. */
  of({ target, uploads }: Pick<UploadState, 'target' | 'uploads'>): readonly Delivered['receipt'][] {
    const receipts = new Map(target && this.#receipts)
    for (const upload of uploads) if (upload.state === 'done') receipts.set(upload.id, upload.receipt)
    return [...receipts.values()]
  }
}
