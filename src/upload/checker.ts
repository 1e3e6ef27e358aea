import type { Rules } from '../contract/rules.ts'
import type { ExistingAttachment } from '../contract/wire.ts'
import type { Validator } from './attachment-upload.ts'
import type { BlobOrBytes } from './blob-or-bytes.ts'
import { checkUpload } from './check-upload.ts'
import { Contents } from './contents.ts'
import type { OwnFinding } from './judge-list.ts'
import { FileUnreadable } from './read-slices.ts'
import type { Upload, UploadId } from './upload.ts'

/** What the checks need to know at the moment they run. */
export interface CheckerPorts {
  readonly upload: (id: UploadId) => Upload | undefined
  readonly rules: () => Rules | null
  readonly existing: () => readonly ExistingAttachment[] | null
  readonly validators: () => readonly Validator[]
  readonly isWaived: (id: UploadId) => boolean
  readonly onFound: (id: UploadId) => void
  /** Copies to go on with in place of the files that were chosen. */
  readonly onCopied: (copies: ReadonlyMap<UploadId, File>) => void
}

const PENDING: OwnFinding = { verdict: 'pending', content: null }

/** Runs the checks of each file; a newer check of the same file supersedes the older one. */
export class Checker {
  readonly findings = new Map<UploadId, OwnFinding>()
  readonly #contents: Contents
  readonly #running = new Map<UploadId, AbortController>()
  /** Files to be checked once more when the check that runs has ended. */
  readonly #again = new Set<UploadId>()
  readonly #ports: CheckerPorts

  constructor(ports: CheckerPorts) {
    this.#ports = ports
    this.#contents = new Contents(ports)
  }

  /** @param keepsFinding whether what was found before stands until there is something else. Default: false. */
  check(id: UploadId, keepsFinding = false): void {
    // A slow first check that were begun anew whenever somebody asks would never end.
    if (keepsFinding && this.findings.get(id)?.verdict === 'pending') return void this.#again.add(id)
    this.#running.get(id)?.abort()
    const controller = new AbortController()
    this.#running.set(id, controller)
    const before = this.findings.get(id)
    if (!keepsFinding || before === undefined) this.findings.set(id, { ...PENDING, content: before?.content ?? null })
    this.#check(id, controller.signal).catch((error: unknown) => {
      if (!controller.signal.aborted) throw error
    })
  }

  forget(id: UploadId): void {
    this.#running.get(id)?.abort()
    this.#running.delete(id)
    this.#again.delete(id)
    this.#contents.forget(id)
    this.findings.delete(id)
  }

  /** What to send of a file. */
  toSend({ id, file }: Upload): BlobOrBytes {
    return this.#contents.toSend(id, file)
  }

  /** A delivery of the file is over. */
  ended(id: UploadId, isAttached: boolean): void {
    this.#contents.ended(id, isAttached)
  }

  async #check(id: UploadId, signal: AbortSignal): Promise<void> {
    const chosen = this.#ports.upload(id)
    if (chosen === undefined) return
    try {
      // Goes on when this check is superseded: the next one of the same file wants the same facts.
      const { sample, content } = await this.#contents.look(id, chosen.file)
      signal.throwIfAborted()
      const existing = this.#ports.existing()
      // Read whole where the record may hold it.
      if (existing?.some(({ sizeBytes }) => sizeBytes === chosen.sizeBytes)) this.#contents.secure(id)
      const upload = this.#ports.upload(id) ?? chosen
      const rules = this.#ports.rules()
      // Without rules there is nothing to judge by; their arrival checks every waiting file.
      if (rules === null) return this.#found(id, { verdict: 'pending', content })
      const verdict = await checkUpload(
        { file: upload.file, name: upload.name, type: upload.type, sample },
        {
          rules,
          existing,
          isDuplicateWaived: this.#ports.isWaived(id),
          validators: this.#ports.validators(),
          signal,
        },
      )
      signal.throwIfAborted()
      this.#found(id, { verdict, content })
    } catch (error) {
      if (signal.aborted || !(error instanceof FileUnreadable)) throw error
      this.#found(id, { verdict: { code: 'UPLOAD.FILE_UNREADABLE' }, content: null })
    }
  }

  #found(id: UploadId, finding: OwnFinding): void {
    this.findings.set(id, finding)
    this.#ports.onFound(id)
    if (finding.verdict !== 'pending' && this.#again.delete(id)) this.check(id, true)
  }
}
