/*
 * States made by hand, for stories, the gallery and tests; no door leads here. Figures and names are those of a plausible
 * afternoon in a hospital's recruiting office.
 */
import { parseTargetId } from '../../contract/target.ts'
import type { AttachmentType } from '../../contract/attachment.ts'
import { kindByName } from '../../contract/file-kinds.ts'
import type { Rules, TypeRule } from '../../contract/rules.ts'
import type { Target } from '../../contract/target.ts'
import type { Receipt, UploadError, Warning } from '../../contract/wire.ts'
import { browserError } from '../../contract/wire.ts'
import type { ErrorCode } from '../../contract/error-code.ts'
import type { AttachmentUpload } from '../../upload/engine/attachment-upload.ts'
import { typeInName } from '../../upload/list/guess-type.ts'
import { summarise } from '../../upload/hook/summarise.ts'
import type { Upload, UploadId } from '../../upload/list/upload.ts'

const MB = 1024 * 1024
const PDF_AND_WORD = [
  'application/pdf',
  'application/msword',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
]

const supported = (maxFileSizeBytes: number | null, acceptedMimeTypes: readonly string[] | null): TypeRule => ({
  supported: true,
  maxFileSizeBytes,
  acceptedMimeTypes,
})

function sampleTarget(): Target {
  const id = parseTargetId('9QGNv3B98kL3hyELE1qsZ86s')
  if (id === null) throw new Error('not an id')
  return { kind: 'application', id }
}

export const sampleRules: Rules = {
  target: { ...sampleTarget(), label: 'Frank Doe · Senior Nurse, Berlin', ats: 'Workday' },
  types: {
    CV: supported(10 * MB, PDF_AND_WORD),
    COVER_LETTER: supported(10 * MB, PDF_AND_WORD),
    OTHER: supported(5 * MB, [...PDF_AND_WORD, 'image/png', 'image/jpeg']),
  },
  maxFiles: null,
  canRead: true,
  source: 'ats',
}

/** What Kombo's own documentation shows: only OTHER, PDF and the old Word format, 10,485,760 bytes. */
export const komboExampleRules: Rules = {
  ...sampleRules,
  types: {
    CV: { supported: false, reason: 'ats' },
    COVER_LETTER: { supported: false, reason: 'ats' },
    OTHER: supported(10_485_760, ['application/pdf', 'application/msword']),
  },
}

export const unknownRules: Rules = {
  ...sampleRules,
  types: { CV: supported(null, null), COVER_LETTER: supported(null, null), OTHER: supported(null, null) },
  source: 'default',
}

export function sampleError(code: ErrorCode, more: Partial<UploadError> = {}): UploadError {
  return { ...browserError(code, ''), ...more }
}

let minted = 0

function mintId(): UploadId {
  minted += 1
  const id = `sample-${minted}`
  if (!isSampleId(id)) throw new TypeError('not the id of a sample')
  return id
}

/** The engine mints ids; a sample has no engine. */
function isSampleId(text: string): text is UploadId {
  return text.startsWith('sample-')
}

type States = { [State in Upload['state']]: Omit<Extract<Upload, { state: State }>, keyof UploadBase> }
type UploadBase = Omit<Extract<Upload, { state: 'queued' }>, 'state'>
type AnyState = States[Upload['state']]

export interface SampleFile {
  readonly name: string
  readonly sizeBytes: number
  readonly type?: AttachmentType
  readonly file?: File
  readonly typeIsGuessed?: boolean
}

/** One file in one state. */
export function sampleFile(
  { name, sizeBytes, type = 'OTHER', file, typeIsGuessed = false }: SampleFile,
  state: AnyState,
): Upload {
  const kind = kindByName(name)
  return {
    id: mintId(),
    file: file ?? new File(['%PDF-1.7'], name, { type: kind?.mimeTypes[0] ?? '' }),
    name,
    type,
    typeIsGuessed,
    typeInName: typeInName(name),
    sizeBytes,
    kind,
    ...state,
  }
}

export function sampleReceipt(name: string, warnings: readonly Warning[] = []): Receipt {
  return {
    name,
    type: 'OTHER',
    contentType: 'application/pdf',
    sizeBytes: 88_000,
    sha256: '',
    deliveredAt: '2026-11-23T14:32:00',
    warnings,
  }
}

const nothing = () => undefined

/** The whole answer of the hook around some files; every action does nothing unless one is given. */
export function sampleUpload(uploads: readonly Upload[], more: Partial<AttachmentUpload> = {}): AttachmentUpload {
  const rules = more.rules ?? { status: 'ready', rules: sampleRules }
  return {
    target: sampleTarget(),
    view: 'recruiter',
    label: rules.status === 'ready' ? rules.rules.target.label : null,
    tokenEndsAt: null,
    pendingTargetChange: null,
    rules,
    uploads,
    existing: null,
    summary: summarise(uploads),
    maxTotalSizeBytes: null,
    isOnline: true,
    reloadRules: nothing,
    addFiles: nothing,
    setType: nothing,
    rename: nothing,
    remove: nothing,
    clear: nothing,
    addAnyway: nothing,
    start: nothing,
    cancel: nothing,
    cancelAll: nothing,
    retry: nothing,
    checkAgain: nothing,
    sendAnyway: nothing,
    acceptTargetChange: nothing,
    ...more,
  }
}
