import type { AttachmentType } from '../contract/attachment.ts'
import { extensionOf } from '../contract/file-kinds.ts'
import { isDescribable } from '../upload/reduce.ts'
import type { Upload } from '../upload/upload.ts'

/** Problems that another type can cure: the rules differ by type. */
const CURED_BY_TYPE: ReadonlySet<string> = new Set([
  'UPLOAD.FILE_TOO_LARGE',
  'UPLOAD.FILE_KIND_NOT_ACCEPTED',
  'UPLOAD.TYPE_NOT_SUPPORTED',
  'UPLOAD.TYPE_NOT_GRANTED',
])

/** @param types those that are offered: where there is only its own, none can cure it. */
export function isCuredByType(upload: Upload, types: readonly AttachmentType[]): boolean {
  if (upload.state !== 'rejected' || !CURED_BY_TYPE.has(upload.problem.code)) return false
  return types.some((type) => type !== upload.type)
}

/** Whether another type is offered. After a failure too: the ATS may take the file in another place. */
export function canRetype(upload: Upload, types: readonly AttachmentType[]): boolean {
  return upload.state === 'rejected' ? isCuredByType(upload, types) : types.length > 0 && isDescribable(upload)
}

/** Whether another name is offered. It cures a refused file that has no name, or no ending: an ending it has is kept. */
export function canRename(upload: Upload): boolean {
  if (upload.state !== 'rejected') return isDescribable(upload)
  const { code } = upload.problem
  return code === 'UPLOAD.FILE_NAME_INVALID' || (code === 'UPLOAD.FILE_KIND_UNKNOWN' && extensionOf(upload.name) === '')
}
