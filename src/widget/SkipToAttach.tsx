import type { AttachmentUpload } from '../upload/engine/attachment-upload.ts'
import { attachLabel } from './words/attach-label.ts'
import type { Messages } from './words/messages.ts'

/** Rows from which on the way to the end of the list is long: each has some four controls. */
const LONG_LIST = 10

export interface SkipToAttachProps {
  readonly upload: AttachmentUpload
  readonly messages: Messages
}

/** For the keyboard: from the zone past a long list. Seen while it has the focus only. */
export function SkipToAttach({ upload, messages }: SkipToAttachProps) {
  const ready = upload.summary.ready - upload.summary.asked
  // Without rules there is no button to go to.
  if (upload.uploads.length < LONG_LIST || ready === 0 || upload.rules.status === 'failed') return null
  return (
    <button
      type="button"
      className="kau-button kau-skip"
      onClick={({ currentTarget }) =>
        currentTarget.closest('[data-kau]')?.querySelector<HTMLElement>('.kau-primary')?.focus()
      }
    >
      {messages.skipTo(attachLabel(upload.summary, messages))}
    </button>
  )
}
