import type { AttachmentType } from './attachment.ts'
import { checkFile, type FileCheck, type FileSample } from './check-file.ts'
import { containerOf } from './container.ts'
import type { TypeRule } from './rules.ts'

/**
 * {@link checkFile}, which takes every encrypted PDF for a protected one, and a second look at those: a PDF that only
 * restricts printing or copying is encrypted, too, and opens without a password. It is then judged like any other.
 *
 * @param opensFreely is asked about such files only: both sides know when they can tell, and what to do when not.
 */
export async function checkProtected(
  file: FileSample,
  type: AttachmentType,
  rule: TypeRule,
  opensFreely: (file: FileSample) => Promise<boolean>,
): Promise<FileCheck> {
  const check = checkFile(file, type, rule)
  if (check.accepted || check.rejection.code !== 'UPLOAD.FILE_PASSWORD_PROTECTED') return check
  if (containerOf(file.head) !== 'pdf' || !(await opensFreely(file))) return check
  return checkFile({ ...file, opensFreely: true }, type, rule)
}
