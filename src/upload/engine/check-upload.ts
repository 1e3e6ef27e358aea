import type { AttachmentType } from '../../contract/attachment.ts'
import type { Rejection } from '../../contract/check-file.ts'
import { checkProtected } from '../../contract/check-protected.ts'
import type { Rules } from '../../contract/rules.ts'
import { supportedTypes } from '../../contract/rules.ts'
import type { ExistingAttachment } from '../../contract/wire.ts'
import type { Validator } from './attachment-upload.ts'
import type { Sample } from '../bytes/content.ts'
import { sha256 } from '../bytes/content.ts'
import { reportHostError } from '../tasks/host-callback.ts'
import { opensFreely } from '../bytes/opens-freely.ts'
import type { FileProblem } from '../list/upload.ts'

/** One file as it is checked. */
export interface CheckedFile {
  readonly file: File
  readonly name: string
  readonly type: AttachmentType
  readonly sample: Sample
}

export interface CheckContext {
  readonly rules: Rules
  /** Documents on the record; `null` while unknown. */
  readonly existing: readonly ExistingAttachment[] | null
  readonly isDuplicateWaived: boolean
  readonly validators: readonly Validator[]
  readonly signal: AbortSignal
}

/** Judges one file by itself: by the shared rules, against the documents on record, by the page's own validators. */
export async function checkUpload(checked: CheckedFile, context: CheckContext): Promise<FileProblem | null> {
  return (
    (await judgeFile(checked, context.rules)) ??
    (await findOnRecord(checked, context)) ??
    (await askValidators(checked, context))
  )
}

/** Problems that another type can cure: the rules differ by type. */
const CURED_BY_TYPE: ReadonlySet<string> = new Set([
  'UPLOAD.FILE_TOO_LARGE',
  'UPLOAD.FILE_KIND_NOT_ACCEPTED',
  'UPLOAD.TYPE_NOT_SUPPORTED',
  'UPLOAD.TYPE_NOT_GRANTED',
])

export function canTypeCure({ code }: FileProblem): boolean {
  return CURED_BY_TYPE.has(code)
}

/** What no type would take a file for comes before what this one has against it. */
async function judgeFile({ file, name, type, sample }: CheckedFile, rules: Rules): Promise<Rejection | null> {
  const as = (each: AttachmentType) =>
    checkProtected({ name, sizeBytes: file.size, ...sample }, each, rules.types[each], opensFreely)
  const own = await as(type)
  if (own.accepted) return null
  let reason = own.rejection
  for (const each of canTypeCure(reason) ? supportedTypes(rules) : []) {
    const other = await as(each)
    if (other.accepted) return own.rejection
    if (canTypeCure(reason)) reason = other.rejection
  }
  return canTypeCure(reason) ? own.rejection : reason
}

/** By content where the record knows it; else by name and size, which together are no coincidence. */
async function findOnRecord(
  { file, name }: CheckedFile,
  { existing, isDuplicateWaived }: CheckContext,
): Promise<FileProblem | null> {
  if (existing === null || isDuplicateWaived) return null
  const sameSize = existing.filter((each) => each.sizeBytes === file.size)
  // Read whole only when there is something to compare it with.
  const digest = sameSize.some((each) => each.sha256 !== null) ? await sha256(file) : null
  const twin = sameSize.find((each) =>
    each.sha256 === null || digest === null ? each.name === name : each.sha256 === digest,
  )
  return twin === undefined ? null : { code: 'UPLOAD.FILE_DUPLICATE', of: 'record', name: twin.name }
}

/** A validator that breaks refuses the file: what it guards against is not known to be absent. The page is told why. */
async function askValidators(
  { file, type }: CheckedFile,
  { validators, signal }: CheckContext,
): Promise<FileProblem | null> {
  for (const validate of validators) {
    signal.throwIfAborted()
    try {
      // A page without types may return nothing for "no objection"; anything else that is no sentence is one without words.
      const message: unknown = await validate(file, type, signal)
      if (message === null || message === undefined) continue
      return { code: 'UPLOAD.VALIDATOR_REFUSED', message: typeof message === 'string' ? message : '' }
    } catch (error) {
      signal.throwIfAborted()
      reportHostError(error)
      return { code: 'UPLOAD.VALIDATOR_REFUSED', message: '' }
    }
  }
  return null
}
