import type { Messages } from '../widget/messages.ts'
import type { UploadState } from '../widget/settings.ts'
import { whatIsLeft } from '../widget/what-is-left.ts'

export interface FormControl {
  /** Name of the form field; empty when the form is not told anything. */
  readonly name: string
  readonly required: boolean
  readonly messages: Messages
}

/**
 * What the form submits: one field per attached document, JSON with the `name` and `type` it has in the ATS and the
 * SHA-256 of its content. The documents themselves are with the ATS already.
 */
export function formValue({ uploads }: Pick<UploadState, 'uploads'>, { name }: FormControl): FormData | null {
  if (name === '') return null
  const form = new FormData()
  for (const upload of uploads) {
    if (upload.state !== 'done') continue
    const { receipt } = upload
    form.append(name, JSON.stringify({ name: receipt.name, type: receipt.type, sha256: receipt.sha256 }))
  }
  return form
}

export interface Validity {
  readonly flags: ValidityStateFlags
  readonly message: string
}

/**
 * Chosen files that are not attached hold the form back, also those that failed: submitting it would lose them unnoticed.
 * A person who does without one removes it.
 */
export function formValidity(
  { uploads, summary }: Pick<UploadState, 'uploads' | 'summary'>,
  { required, messages }: FormControl,
): Validity {
  if (summary.ready > 0) return { flags: { customError: true }, message: messages.attach(summary.ready) }
  if (summary.underWay > 0) {
    const share = summary.round.totalBytes === 0 ? 0 : summary.round.sentBytes / summary.round.totalBytes
    const percent = new Intl.NumberFormat(messages.locale, { style: 'percent' }).format(share)
    return { flags: { customError: true }, message: messages.sending(percent) }
  }
  const [left] = uploads.flatMap((upload) => whatIsLeft(upload, messages) ?? [])
  if (left !== undefined) return { flags: { customError: true }, message: left }
  if (required && summary.done === 0) return { flags: { valueMissing: true }, message: messages.chooseFiles }
  return { flags: {}, message: '' }
}
