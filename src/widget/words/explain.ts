import type { ErrorCode } from '../../contract/error-code.ts'
import type { Explanation, Facts, Messages } from './messages.ts'
import { reasonOf } from './reasons.ts'

/**
 * What happened and what to do, for a page that draws the list itself with `useAttachmentUpload`.
 *
 *     const [what, advice] = explain(upload.error.code, en, { ats: 'Workday' })
 */
export function explain(code: ErrorCode, messages: Messages, facts: Partial<Facts> = {}): Explanation {
  return messages.reasons[reasonOf(code)]({ ...nothingKnown(messages), ...facts })
}

/** For sentences about nothing in particular. */
export function nothingKnown(messages: Messages): Facts {
  return {
    ats: messages.theAts,
    name: '',
    type: messages.types.OTHER,
    kind: '',
    accepted: '',
    size: '',
    limit: '',
    count: 0,
    of: 'list',
    said: '',
    view: 'recruiter',
  }
}
