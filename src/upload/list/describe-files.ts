import type { AttachmentType } from '../../contract/attachment.ts'
import { ATTACHMENT_TYPES } from '../../contract/attachment.ts'
import { IDEMPOTENCY_KEY_PATTERN } from '../../contract/body-layout.ts'
import type { FileKind } from '../../contract/file-kinds.ts'
import { kindByName } from '../../contract/file-kinds.ts'
import type { Rules } from '../../contract/rules.ts'
import { acceptedKinds, DEFAULT_MAX_FILE_SIZE_BYTES, supportedTypes } from '../../contract/rules.ts'
import { nameOfChosen } from './clean-name.ts'
import { guessType, typeInName } from './guess-type.ts'
import type { Upload, UploadId } from './upload.ts'
import { randomUuid } from './uuid.ts'

/** The sizes of so many files are asked for without a word, more than are drawn at once; others follow the first rows. */
export const MEASURE_AT_ONCE = 50

/**
 * Files as they enter the list: under an id of their own, with a clean name and a guess at what they are.
 * @param hasCv whether there is a CV before them.
 */
export function describeFiles(files: readonly File[], rules: Rules | null, hasCv: boolean): readonly Upload[] {
  let isCvThere = hasCv
  return files.map((file) => {
    const name = nameOfChosen(file.name)
    const kind = kindByName(name)
    const named = typeInName(name)
    const sizeBytes = files.length > MEASURE_AT_ONCE ? 0 : file.size
    const type = typeFor(named, { kind, sizeBytes }, rules, isCvThere ? 'OTHER' : 'CV')
    isCvThere ||= type === 'CV'
    return {
      id: mintId(),
      file,
      name,
      type,
      typeIsGuessed: true,
      typeInName: named,
      // When it is asked for: it is not known at once, and a thousand files are shown before all of them are.
      get sizeBytes() {
        return file.size
      },
      kind,
      state: 'ready',
      checking: true,
    }
  })
}

/** What a guess goes by beside the name; the size is 0 while it is not known. */
export interface Known {
  readonly kind: FileKind | null
  readonly sizeBytes: number
}

/**
 * The likeliest type of a file, among those that take its kind and its size.
 * @param named the type that its name says; `null` when it says none.
 * @param likeliest what it is in that case.
 */
export function typeFor(
  named: AttachmentType | null,
  { kind, sizeBytes }: Known,
  rules: Rules | null,
  likeliest: AttachmentType,
): AttachmentType {
  if (rules === null) return guessType(named, ATTACHMENT_TYPES, likeliest)
  return guessType(named, supportedTypes(rules), likeliest, (type) => {
    const rule = rules.types[type]
    if (!rule.supported || sizeBytes > (rule.maxFileSizeBytes ?? DEFAULT_MAX_FILE_SIZE_BYTES)) return false
    return kind === null || acceptedKinds(rule).includes(kind)
  })
}

/** A refused file uses no type up: the next one may be what it was guessed to be. */
export function isTaken({ state }: Upload): boolean {
  return state !== 'rejected'
}

function mintId(): UploadId {
  const id = randomUuid()
  if (!isUploadId(id)) throw new TypeError('not a UUID')
  return id
}

function isUploadId(text: string): text is UploadId {
  return IDEMPOTENCY_KEY_PATTERN.test(text)
}
