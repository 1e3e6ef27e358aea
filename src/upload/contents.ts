import type { Sample } from './content.ts'
import { isSameContent, printOf, TAKE_AT_ONCE_BYTES, TAKE_IN_ALL_BYTES, takeBytes, takeSample } from './content.ts'
import { Slots } from './slots.ts'
import type { UploadId } from './upload.ts'

/** What was learned of one file's bytes. */
export interface FileFacts {
  /** The file to go on with: a copy of a small one, the chosen one otherwise. */
  readonly file: File
  readonly sample: Sample
  /** Equal for files of equal content. */
  readonly content: string
}

interface ContentClass {
  readonly key: string
  readonly file: File
  readonly members: Set<UploadId>
}

/** Files looked at together. More would not be faster: they come from one disk. */
const READS_AT_ONCE = 4

/** Looks at the bytes of each chosen file once, takes copies of small ones, and tells which are the same. */
export class Contents {
  readonly #slots = new Slots(READS_AT_ONCE)
  /** Without the samples: those of a thousand files would be 70 MB. */
  readonly #known = new Map<UploadId, Promise<Omit<FileFacts, 'sample'>>>()
  readonly #copied = new Map<UploadId, number>()
  #copiedBytes = 0
  /** The print under which each file was put into a class. */
  readonly #prints = new Map<UploadId, string>()
  readonly #classes = new Map<string, ContentClass[]>()
  #comparing: Promise<unknown> = Promise.resolve()

  /** @throws {FileUnreadable} */
  async look(id: UploadId, file: File): Promise<FileFacts> {
    const known = this.#known.get(id)
    if (known !== undefined) {
      const facts = await known
      return { ...facts, sample: await this.#slots.run(() => takeSample(facts.file)) }
    }
    const looking = this.#slots.run(() => this.#look(id, file))
    const remembered = looking.then(({ file: taken, content }) => ({ file: taken, content }))
    this.#known.set(id, remembered)
    // Told to whoever asked; the next check tries once more.
    remembered.catch(() => this.#known.delete(id))
    return looking
  }

  forget(id: UploadId): void {
    this.#known.delete(id)
    this.#copiedBytes -= this.#copied.get(id) ?? 0
    this.#copied.delete(id)
    const print = this.#prints.get(id)
    this.#prints.delete(id)
    if (print === undefined) return
    const classes = this.#classes.get(print) ?? []
    for (const each of classes) each.members.delete(id)
    const left = classes.filter(({ members }) => members.size > 0)
    if (left.length === 0) this.#classes.delete(print)
    else this.#classes.set(print, left)
  }

  async #look(id: UploadId, chosen: File): Promise<FileFacts> {
    const { file, sample } = this.#hasRoomFor(chosen)
      ? await this.#take(id, chosen)
      : { file: chosen, sample: await takeSample(chosen) }
    const print = `${file.size}:${printOf(sample)}`
    // One comparison at a time, so that two equal files never found two classes.
    const content = this.#comparing.then(() => this.#classify(id, file, print))
    this.#comparing = content.catch(() => null)
    return { file, sample, content: await content }
  }

  #take(id: UploadId, chosen: File) {
    this.#copiedBytes += chosen.size - (this.#copied.get(id) ?? 0)
    this.#copied.set(id, chosen.size)
    return takeBytes(chosen)
  }

  #hasRoomFor(file: File): boolean {
    return file.size <= TAKE_AT_ONCE_BYTES && this.#copiedBytes + file.size <= TAKE_IN_ALL_BYTES
  }

  async #classify(id: UploadId, file: File, print: string): Promise<string> {
    this.#prints.set(id, print)
    for (const each of this.#classes.get(print) ?? []) {
      if (await isSameContent(each.file, file)) {
        each.members.add(id)
        return each.key
      }
    }
    const key = `${print}:${id}`
    this.#classes.set(print, [...(this.#classes.get(print) ?? []), { key, file, members: new Set([id]) }])
    return key
  }
}
