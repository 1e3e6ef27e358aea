import type { Messages } from '../widget/words/messages.ts'
import type { UploadState } from '../widget/base/settings.ts'
import { attachLabel } from '../widget/words/attach-label.ts'
import { accessOf } from '../widget/words/can-send-again.ts'
import { whyClosed } from '../widget/obstacles.ts'
import { formatFor } from '../widget/words/format.ts'
import type { Delivered } from '../widget/outcome-events.ts'
import { roundShare } from '../widget/words/round-share.ts'
import { whatIsLeft } from '../widget/words/what-is-left.ts'

export interface FormControl {
  /** Name of the form field; empty when the form is not told anything. */
  readonly name: string
  readonly required: boolean
  /** Whether another token can be had. */
  readonly canRenewToken: boolean
  readonly messages: Messages
}

/**
 * What the form submits: one field per attached document, JSON with the `name` and `type` it has in the ATS and the
 * SHA-256 of its content. The documents themselves are with the ATS already.
 */
export function formValue(documents: readonly Delivered['receipt'][], { name: field }: FormControl): FormData | null {
  if (field === '') return null
  const form = new FormData()
  for (const { name, type, sha256 } of documents) form.append(field, JSON.stringify({ name, type, sha256 }))
  return form
}

/** What the form hears of, in the list. */
interface FormUploads extends Pick<UploadState, 'rules' | 'view' | 'tokenEndsAt'> {
  readonly uploads: UploadState['uploads']
  readonly summary: Pick<UploadState['summary'], 'ready' | 'asked' | 'checking' | 'underWay' | 'unmeasured' | 'round'>
}

/** A form may be submitted before the element is drawn: where a document is required, that one is missing too. */
export const NOT_SHOWN_YET = {
  target: null,
  view: 'recruiter',
  tokenEndsAt: null,
  rules: { status: 'loading' },
  uploads: [],
  summary: { ready: 0, asked: 0, checking: 0, underWay: 0, unmeasured: 0, round: { totalBytes: 0, sentBytes: 0 } },
} as const

export interface Validity {
  readonly flags: ValidityStateFlags
  readonly message: string
}

/**
 * Chosen files that are not attached hold the form back, also those that failed: submitting it would lose them unnoticed.
 * A person who does without one removes it.
 */
export function formValidity(
  upload: FormUploads,
  documents: readonly unknown[],
  { required, canRenewToken, messages }: FormControl,
): Validity {
  const { uploads, summary } = upload
  const closed = whyClosed(upload, messages)
  if (summary.ready > summary.asked) {
    // In the words of the button that attaches them, which is there only where it could.
    return { flags: { customError: true }, message: closed ?? attachLabel(summary, messages) }
  }
  if (summary.underWay + summary.asked > 0) {
    const percent = formatFor(messages.locale).percent(roundShare(summary) ?? 0)
    return { flags: { customError: true }, message: messages.sending(percent) }
  }
  const access = accessOf(upload, canRenewToken)
  const [left] = uploads.flatMap((each) => whatIsLeft(each, messages, access) ?? [])
  if (left !== undefined) return { flags: { customError: true }, message: left }
  if (!required || documents.length > 0) return { flags: {}, message: '' }
  const message = closed ?? (upload.rules.status === 'loading' ? messages.loading : messages.chooseFiles)
  return { flags: { valueMissing: true }, message }
}
