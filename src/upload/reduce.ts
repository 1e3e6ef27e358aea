import type { AttachmentType } from '../contract/attachment.ts'
import { kindByName } from '../contract/file-kinds.ts'
import type { Receipt, UploadError } from '../contract/wire.ts'
import { typeInName } from './guess-type.ts'
import type { FileProblem, Upload, UploadId } from './upload.ts'
import { isOpen, isUnderWay } from './upload.ts'

/** The end of one delivery, as the engine found it. */
export type Ending =
  | { readonly state: 'done'; readonly receipt: Receipt }
  | { readonly state: 'failed' | 'unknown'; readonly error: UploadError }
  | { readonly state: 'cancelled' }

/** What a file under way reports of itself. */
export type Progress =
  | { readonly state: 'reading'; readonly readBytes: number }
  | { readonly state: 'sending'; readonly sentBytes: number }
  | { readonly state: 'accepting' }
  | {
      readonly state: 'waiting'
      readonly error: UploadError
      readonly attempt: number
      readonly until: number | null
    }

/** What the checks say of one file: `pending` while they run, `null` when nothing stands against it. */
export type Verdict = 'pending' | FileProblem | null

export type UploadAction =
  | { readonly action: 'added'; readonly uploads: readonly Upload[] }
  | { readonly action: 'judged'; readonly verdicts: ReadonlyMap<UploadId, Verdict> }
  | { readonly action: 'replaced-file'; readonly files: ReadonlyMap<UploadId, File> }
  | { readonly action: 'typed'; readonly types: ReadonlyMap<UploadId, AttachmentType>; readonly isGuessed: boolean }
  | { readonly action: 'renamed'; readonly id: UploadId; readonly name: string }
  | { readonly action: 'removed'; readonly ids: ReadonlySet<UploadId> }
  | { readonly action: 'queued'; readonly ids: ReadonlySet<UploadId> }
  /** A person wants a file sent again that failed or was cancelled, or one in the queue has to wait: checked like any other. */
  | { readonly action: 'reopened'; readonly ids: ReadonlySet<UploadId> }
  | { readonly action: 'asked-again'; readonly id: UploadId }
  | { readonly action: 'progressed'; readonly id: UploadId; readonly progress: Progress }
  | { readonly action: 'ended'; readonly endings: ReadonlyMap<UploadId, Ending> }

/**
 * The only place where an upload changes its state. An action that does not fit the state it meets changes nothing:
 * reports of a delivery that is already over come late and are no error.
 */
export function reduce(uploads: readonly Upload[], action: UploadAction): readonly Upload[] {
  switch (action.action) {
    case 'added':
      return action.uploads.length === 0 ? uploads : [...uploads, ...action.uploads]
    case 'removed':
      return uploads.some(({ id }) => action.ids.has(id)) ? uploads.filter(({ id }) => !action.ids.has(id)) : uploads
    case 'judged':
      return mapChanged(uploads, (upload) => {
        const verdict = action.verdicts.get(upload.id)
        return verdict === undefined ? upload : judge(upload, verdict)
      })
    case 'replaced-file':
      return mapChanged(uploads, (upload) => {
        const file = action.files.get(upload.id)
        return file === undefined ? upload : { ...upload, file, sizeBytes: file.size }
      })
    case 'typed':
      return mapChanged(uploads, (upload) => {
        const type = action.types.get(upload.id)
        if (type === undefined || !isDescribable(upload)) return upload
        return toReady({ ...upload, type, typeIsGuessed: action.isGuessed })
      })
    case 'renamed':
      return change(uploads, action.id, (upload) =>
        isDescribable(upload) ? toReady({ ...upload, ...toName(action.name) }) : upload,
      )
    case 'queued':
      return mapChanged(uploads, (upload) =>
        action.ids.has(upload.id) && canQueue(upload) ? { ...base(upload), state: 'queued' } : upload,
      )
    case 'reopened':
      return mapChanged(uploads, (upload) =>
        action.ids.has(upload.id) && canReopen(upload) ? toReady(upload) : upload,
      )
    case 'asked-again':
      return change(uploads, action.id, (upload) =>
        upload.state === 'unknown' ? { ...base(upload), state: 'queued', isCheckAgain: true } : upload,
      )
    case 'progressed':
      return change(uploads, action.id, (upload) => advance(upload, action.progress))
    case 'ended':
      break
  }
  return mapChanged(uploads, (upload) => {
    const ending = action.endings.get(upload.id)
    return ending !== undefined && canEnd(upload, ending) ? { ...base(upload), ...ending } : upload
  })
}

/** Whether type and name may still be changed. */
export function isDescribable(upload: Upload): boolean {
  return isOpen(upload) || upload.state === 'failed' || upload.state === 'cancelled'
}

function canQueue(upload: Upload): boolean {
  if (upload.state === 'ready') return !upload.checking
  return upload.state === 'unknown'
}

function canReopen({ state }: Upload): boolean {
  return state === 'failed' || state === 'cancelled' || state === 'queued'
}

/** A file that is asked for can be cancelled before it has passed the checks. */
function canEnd(upload: Upload, ending: Ending): boolean {
  return isUnderWay(upload) || (upload.state === 'ready' && ending.state === 'cancelled')
}

function judge(upload: Upload, verdict: Verdict): Upload {
  if (!isOpen(upload)) return upload
  if (verdict === null || verdict === 'pending') {
    const checking = verdict === 'pending'
    return upload.state === 'ready' && upload.checking === checking
      ? upload
      : { ...base(upload), state: 'ready', checking }
  }
  if (upload.state === 'rejected' && upload.problem === verdict) return upload
  return { ...base(upload), state: 'rejected', problem: verdict }
}

function advance(upload: Upload, progress: Progress): Upload {
  if (!isUnderWay(upload)) return upload
  // A late report of bytes must not take back that everything is sent, nor let a bar run backwards.
  if (progress.state === 'sending' && upload.state === 'accepting') return upload
  if (progress.state === 'sending' && upload.state === 'sending' && progress.sentBytes <= upload.sentBytes) {
    return upload
  }
  return { ...base(upload), ...(upload.isCheckAgain ? { isCheckAgain: true } : {}), ...progress }
}

function toReady(upload: Upload): Upload {
  return { ...base(upload), state: 'ready', checking: true }
}

/** A name, and what it says. */
function toName(name: string) {
  return { name, kind: kindByName(name), typeInName: typeInName(name) }
}

/** What is true of an upload in every state. */
function base({ id, file, name, type, typeIsGuessed, typeInName, sizeBytes, kind }: Upload) {
  return { id, file, name, type, typeIsGuessed, typeInName, sizeBytes, kind }
}

function change(uploads: readonly Upload[], id: UploadId, next: (upload: Upload) => Upload): readonly Upload[] {
  return mapChanged(uploads, (upload) => (upload.id === id ? next(upload) : upload))
}

/** Keeps the very same list when no upload changed, so that nobody is told of nothing. */
function mapChanged(uploads: readonly Upload[], next: (upload: Upload) => Upload): readonly Upload[] {
  let changed = false
  const result = uploads.map((upload) => {
    const after = next(upload)
    changed ||= after !== upload
    return after
  })
  return changed ? result : uploads
}
