import type { BlobOrBytes } from './blob-or-bytes.ts'
import type { Sample } from './content.ts'
import { isSameContent, printOf, sampleOf, takeSample } from './content.ts'
import { FileUnreadable } from './read-slices.ts'
import { Slots } from '../tasks/slots.ts'
import type { TakenBytesPorts } from './taken-bytes.ts'
import { TakenBytes } from './taken-bytes.ts'
import type { Upload, UploadId } from '../list/upload.ts'

/** What was learned of one file's bytes. */
export interface FileFacts {
  readonly sample: Sample
  /** Equal for files of equal content: the first of them. */
  readonly content: UploadId
}

/** Files looked at together. More would not be faster: they come from one disk. */
const READS_AT_ONCE = 4

/** Looks at the bytes of each chosen file once, takes those of small ones, and tells which are the same. */
export class Contents {
  readonly #ports: TakenBytesPorts
  readonly #taken: TakenBytes
  readonly #slots = new Slots(READS_AT_ONCE)
  /** Without the samples: those of a thousand files would be 70 MB. */
  readonly #known = new Map<UploadId, Promise<UploadId>>()
  /** Files of equal content together, by the print they have in common. */
  readonly #classes = new Map<string, [UploadId, ...UploadId[]][]>()
  #comparing: Promise<unknown> = Promise.resolve()

  constructor(ports: TakenBytesPorts) {
    this.#ports = ports
    this.#taken = new TakenBytes(ports)
  }

  /** @throws {FileUnreadable} */
  async look(id: UploadId, file: File): Promise<FileFacts> {
    const known = this.#known.get(id)
    if (known !== undefined) {
      const content = await known
      return { content, sample: await this.#slots.run(() => this.#sampleAgain(id, file)) }
    }
    const looking = this.#slots.run(() => this.#look(id, file))
    const remembered = looking.then(({ content }) => content)
    this.#known.set(id, remembered)
    // Told to whoever asked; the next check tries once more.
    remembered.catch(() => this.#known.delete(id))
    return looking
  }

  /** What to send: bytes that are in memory already, else the file. */
  toSend({ id, file }: Upload): BlobOrBytes {
    return this.#taken.bytesOf(id) ?? file
  }

  /** Makes sure that all of the file can be read, whatever becomes of the one that was chosen. */
  secure(id: UploadId): void {
    this.#taken.copyNow(id)
  }

  /** A delivery of the file is over. */
  ended(id: UploadId, isAttached: boolean): void {
    this.#taken.ended(id, isAttached)
  }

  forget(id: UploadId): void {
    this.#known.delete(id)
    this.#taken.forget(id)
  }

  async #look(id: UploadId, file: File): Promise<FileFacts> {
    // It would take up the room of others, and nobody would give that back.
    if (this.#ports.upload(id) === undefined) throw new FileUnreadable('taken out of the list')
    const bytes = await this.#taken.take(id, file)
    const sample = bytes === null ? await takeSample(file) : sampleOf(bytes)
    // Both as they were read: the file itself may have changed since it was chosen.
    const print = `${this.#sizeOf(id, file)}:${printOf(sample)}`
    // One comparison at a time, so that two equal files never found two classes.
    const content = this.#comparing.then(() => this.#classify(id, print))
    this.#comparing = content.catch(() => null)
    return { sample, content: await content }
  }

  async #sampleAgain(id: UploadId, file: File): Promise<Sample> {
    const bytes = this.#taken.bytesOf(id)
    return bytes === null ? takeSample(file) : sampleOf(bytes)
  }

  #sizeOf(id: UploadId, file: File): number {
    return (this.#ports.upload(id)?.file ?? file).size
  }

  async #classify(id: UploadId, print: string): Promise<UploadId> {
    const classes = this.#classes.get(print) ?? []
    for (const members of classes) {
      if (!(await this.#isSame(id, members))) continue
      members.push(id)
      return members[0]
    }
    this.#classes.set(print, [...classes, [id]])
    return id
  }

  /** Compares with the first of them that can still be read: attached files may be gone. */
  async #isSame(id: UploadId, members: readonly UploadId[]): Promise<boolean> {
    this.secure(id)
    for (const member of members) {
      this.secure(member)
      const one = this.#ports.upload(member)?.file
      const other = this.#ports.upload(id)?.file
      if (one === undefined || other === undefined) continue
      try {
        return await isSameContent(one, other)
      } catch (error) {
        if (!(error instanceof FileUnreadable)) throw error
      }
    }
    return false
  }
}
