import type { AttachmentUpload } from '../upload/engine/attachment-upload.ts'
import type { Messages } from './words/messages.ts'
import { Notice } from './base/Notice.tsx'
import { describeTargetChange, isSettled } from './obstacles.ts'

/** Asked when the page turns to another record while files chosen for this one are not attached. Said by the live region. */
export function TargetChange({ upload, messages }: { readonly upload: AttachmentUpload; readonly messages: Messages }) {
  const change = describeTargetChange(upload, messages)
  if (change === null) return null
  return (
    <div data-part="confirmation" className="kau-aside">
      <Notice
        tone="warning"
        explanation={change}
        actions={
          <button type="button" className="kau-button kau-button-small" onClick={() => upload.acceptTargetChange()}>
            {isSettled(upload) ? messages.goOn : messages.discard}
          </button>
        }
      />
    </div>
  )
}
