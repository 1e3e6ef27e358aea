import { containerOf } from '../../contract/container.ts'
import { extensionOf, kindByContent } from '../../contract/file-kinds.ts'
import type { Circumstances } from './circumstances.ts'
import { checkUpload } from './check-upload.ts'
import type { Sample } from '../bytes/content.ts'
import { Contents } from '../bytes/contents.ts'
import { nameOfChosen } from '../list/clean-name.ts'
import type { OwnFinding } from '../list/judge-list.ts'
import { FileUnreadable } from '../bytes/read-slices.ts'
import type { UploadList } from '../list/upload-list.ts'
import type { UploadId } from '../list/upload.ts'

/** What is checked, and by what. */
export interface CheckerPorts {
  readonly list: UploadList
  readonly now: Circumstances
  /** Files that a person let in although they are duplicates. */
  readonly waived: ReadonlySet<UploadId>
  readonly onFound: () => void
}

/** Runs the checks of each file; a newer check of the same file supersedes the older one. */
export class Checker {
  readonly findings = new Map<UploadId, OwnFinding>()
  readonly contents: Contents
  readonly #running = new Map<UploadId, AbortController>()
  /** Files to be checked once more when the check that runs has ended. */
  readonly #again = new Set<UploadId>()
  readonly #ports: CheckerPorts

  constructor(ports: CheckerPorts) {
    const { list } = ports
    this.#ports = ports
    this.contents = new Contents({
      upload: (id) => list.find(id),
      onCopied: (id, file) => list.apply([[id, { action: 'replaced-file', file }]]),
    })
  }

  /** @param keepsFinding whether what was found before stands until there is something else. Default: false. */
  check(id: UploadId, keepsFinding = false): void {
    // A slow first check that were begun anew whenever somebody asks would never end.
    if (keepsFinding && this.findings.get(id)?.verdict === 'pending') return void this.#again.add(id)
    this.#running.get(id)?.abort()
    const controller = new AbortController()
    this.#running.set(id, controller)
    const before = this.findings.get(id)
    if (!keepsFinding || before === undefined) {
      this.findings.set(id, { verdict: 'pending', content: before?.content ?? null })
    }
    this.#check(id, controller.signal).catch((error: unknown) => {
      if (!controller.signal.aborted) throw error
    })
  }

  forget(id: UploadId): void {
    this.#running.get(id)?.abort()
    this.#running.delete(id)
    this.#again.delete(id)
    this.contents.forget(id)
    this.findings.delete(id)
  }

  async #check(id: UploadId, signal: AbortSignal): Promise<void> {
    const { list, now, waived } = this.#ports
    const chosen = list.find(id)
    if (chosen === undefined) return
    try {
      // Goes on when this check is superseded: the next one of the same file wants the same facts.
      const { sample, content } = await this.contents.look(id, chosen.file)
      signal.throwIfAborted()
      this.#addEnding(id, sample)
      const { existing, rules, options } = now
      // Read whole where the record may hold it.
      if (existing?.some(({ sizeBytes }) => sizeBytes === chosen.sizeBytes)) this.contents.secure(id)
      // Without rules there is nothing to judge by; their arrival checks every waiting file.
      if (rules === null) return this.#found(id, { verdict: 'pending', content })
      const { file, name, type } = list.find(id) ?? chosen
      const verdict = await checkUpload(
        { file, name, type, sample },
        { rules, existing, isDuplicateWaived: waived.has(id), validators: options.validators ?? [], signal },
      )
      signal.throwIfAborted()
      this.#found(id, { verdict, content })
    } catch (error) {
      if (signal.aborted || !(error instanceof FileUnreadable)) throw error
      this.#found(id, { verdict: { code: 'UPLOAD.FILE_UNREADABLE' }, content: null })
    }
  }

  /** Android hands over what lies in a cloud drive by the name it has there, and on a phone nobody can add an ending. */
  #addEnding(id: UploadId, { head }: Sample): void {
    const { list } = this.#ports
    const upload = list.find(id)
    if (upload === undefined || upload.name.trim() === '' || extensionOf(upload.name) !== '') return
    const kind = kindByContent(containerOf(head), upload.file.type)
    if (kind === null) return
    list.apply([[id, { action: 'renamed', name: nameOfChosen(`${upload.name}.${kind.extensions[0]}`) }]])
  }

  #found(id: UploadId, finding: OwnFinding): void {
    this.#running.delete(id)
    this.findings.set(id, finding)
    this.#ports.onFound()
    // While it is pending, that only notes it once more.
    if (this.#again.delete(id)) this.check(id, true)
  }
}
