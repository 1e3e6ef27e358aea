import { acceptedKinds, DEFAULT_MAX_FILE_SIZE_BYTES } from '../contract/check-file.ts'
import { extensionOf } from '../contract/file-kinds.ts'
import type { Rules } from '../contract/rules.ts'
import { supportedTypes } from '../contract/rules.ts'
import { isDescribable } from '../upload/reduce.ts'
import type { Upload } from '../upload/upload.ts'

/** Problems that another type can cure: the rules differ by type. */
const CURED_BY_TYPE: ReadonlySet<string> = new Set([
  'UPLOAD.FILE_TOO_LARGE',
  'UPLOAD.FILE_KIND_NOT_ACCEPTED',
  'UPLOAD.TYPE_NOT_SUPPORTED',
  'UPLOAD.TYPE_NOT_GRANTED',
])

/** Whether another type takes a file, as far as its ending and its size tell. */
export function isTakenElsewhere({ type, kind, name, sizeBytes }: Upload, rules: Rules): boolean {
  return supportedTypes(rules).some((each) => {
    const rule = rules.types[each]
    if (each === type || !rule.supported) return false
    // A name cures what is missing then.
    if (kind === null) return extensionOf(name) === ''
    return acceptedKinds(rule).includes(kind) && sizeBytes <= (rule.maxFileSizeBytes ?? DEFAULT_MAX_FILE_SIZE_BYTES)
  })
}

export function isCuredByType(upload: Upload, rules: Rules | null): boolean {
  if (upload.state !== 'rejected' || !CURED_BY_TYPE.has(upload.problem.code)) return false
  return rules !== null && isTakenElsewhere(upload, rules)
}

/** Whether another type is offered. After a failure too: the ATS may take the file in another place. */
export function canRetype(upload: Upload, rules: Rules | null): boolean {
  if (upload.state === 'rejected') {
    // A check of the page's own goes by the type as well; only the page knows whether that is what it minds.
    const mayDependOnType = upload.problem.code === 'UPLOAD.VALIDATOR_REFUSED'
    return mayDependOnType ? rules !== null && isTakenElsewhere(upload, rules) : isCuredByType(upload, rules)
  }
  return isDescribable(upload) && rules !== null && supportedTypes(rules).length > 0
}

/** Whether another name is offered. It cures a refused file that has no name, or no ending: an ending it has is kept. */
export function canRename(upload: Upload): boolean {
  if (upload.state !== 'rejected') return isDescribable(upload)
  const { code } = upload.problem
  return code === 'UPLOAD.FILE_NAME_INVALID' || (code === 'UPLOAD.FILE_KIND_UNKNOWN' && extensionOf(upload.name) === '')
}
