import { extensionOf } from '../../contract/file-kinds.ts'
import type { Rules } from '../../contract/rules.ts'
import { acceptedKinds, DEFAULT_MAX_FILE_SIZE_BYTES, supportedTypes } from '../../contract/rules.ts'
import { canTypeCure } from '../../upload/engine/check-upload.ts'
import { isDescribable } from '../../upload/list/reduce.ts'
import type { Upload } from '../../upload/list/upload.ts'
import type { Access } from './can-send-again.ts'

/** Whether another type takes a file, as far as its ending and its size tell: what is in it, the check has seen. */
export function isTakenElsewhere({ type, kind, sizeBytes }: Upload, rules: Rules): boolean {
  return supportedTypes(rules).some((each) => {
    const rule = rules.types[each]
    return (
      each !== type &&
      rule.supported &&
      kind !== null &&
      acceptedKinds(rule).includes(kind) &&
      sizeBytes <= (rule.maxFileSizeBytes ?? DEFAULT_MAX_FILE_SIZE_BYTES)
    )
  })
}

export function isCuredByType(upload: Upload, rules: Rules | null): boolean {
  return upload.state === 'rejected' && canTypeCure(upload.problem) && rules !== null && isTakenElsewhere(upload, rules)
}

/**
 * Whether another type is offered. After a failure too: the ATS may take the file in another place. Not where nothing could
 * send it any more.
 */
export function canRetype(upload: Upload, rules: Rules | null, access: Access): boolean {
  if (access === 'refused' || rules === null) return false
  if (upload.state !== 'rejected') return isDescribable(upload) && supportedTypes(rules).length > 0
  // A check of the page's own goes by the type as well; only the page knows whether that is what it minds.
  const mayDependOnType = upload.problem.code === 'UPLOAD.VALIDATOR_REFUSED' || canTypeCure(upload.problem)
  return mayDependOnType && isTakenElsewhere(upload, rules)
}

/** The same of another name. It cures a refused file that has no name, or no ending: an ending it has is kept. */
export function canRename(upload: Upload, access: Access): boolean {
  if (access === 'refused') return false
  if (upload.state !== 'rejected') return isDescribable(upload)
  const { code } = upload.problem
  return code === 'UPLOAD.FILE_NAME_INVALID' || (code === 'UPLOAD.FILE_KIND_UNKNOWN' && extensionOf(upload.name) === '')
}
