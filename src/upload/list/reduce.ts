import type { AttachmentType } from '../../contract/attachment.ts'
import { kindByName } from '../../contract/file-kinds.ts'
import type { Receipt, UploadError } from '../../contract/wire.ts'
import { typeInName } from './guess-type.ts'
import type { FileProblem, Upload } from './upload.ts'
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

/** What happens to one upload. */
export type UploadAction =
  | { readonly action: 'judged'; readonly verdict: Verdict }
  | { readonly action: 'replaced-file'; readonly file: File }
  | { readonly action: 'typed'; readonly type: AttachmentType; readonly isGuessed: boolean }
  | { readonly action: 'renamed'; readonly name: string }
  /** To be sent; or what is maybe attached only to be asked about. */
  | { readonly action: 'queued'; readonly isCheckAgain?: true }
  /** A person wants a file sent again that failed or was cancelled, or one in the queue has to wait: checked like any other. */
  | { readonly action: 'reopened' }
  | { readonly action: 'progressed'; readonly progress: Progress }
  | { readonly action: 'ended'; readonly ending: Ending }

/**
 * The only place where an upload changes its state. An action that does not fit the state it meets changes nothing, and the
 * very same upload comes back: reports of a delivery that is already over come late and are no error.
 */
export function reduce(upload: Upload, action: UploadAction): Upload {
  switch (action.action) {
    case 'judged':
      return judge(upload, action.verdict)
    case 'replaced-file':
      return { ...upload, file: action.file, sizeBytes: action.file.size }
    case 'typed':
      if (!isDescribable(upload)) return upload
      return toReady({ ...upload, type: action.type, typeIsGuessed: action.isGuessed })
    case 'renamed':
      return isDescribable(upload) ? toReady({ ...upload, ...toName(action.name) }) : upload
    case 'queued':
      return canQueue(upload) ? { ...base(upload), ...toAsk(action), state: 'queued' } : upload
    case 'reopened':
      return canReopen(upload) ? toReady(upload) : upload
    case 'progressed':
      return advance(upload, action.progress)
    case 'ended':
      break
  }
  return canEnd(upload, action.ending) ? { ...base(upload), ...action.ending } : upload
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
  return { ...base(upload), ...toAsk(upload), ...progress }
}

function toReady(upload: Upload): Upload {
  return { ...base(upload), state: 'ready', checking: true }
}

/** Whether it is only asked about; stays so until it has ended. */
function toAsk({ isCheckAgain }: Pick<Upload, 'isCheckAgain'>) {
  return isCheckAgain === true ? { isCheckAgain } : {}
}

/** A name, and what it says. */
function toName(name: string) {
  return { name, kind: kindByName(name), typeInName: typeInName(name) }
}

/** What is true of an upload in every state. */
function base({ id, file, name, type, typeIsGuessed, typeInName, sizeBytes, kind }: Upload) {
  return { id, file, name, type, typeIsGuessed, typeInName, sizeBytes, kind }
}
