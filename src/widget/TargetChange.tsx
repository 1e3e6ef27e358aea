import type { AttachmentUpload } from '../upload/attachment-upload.ts'
import { isolated } from './file-name.ts'
import type { Messages } from './messages.ts'
import { Notice } from './Notice.tsx'
import { recordOf } from './RecordHeader.tsx'

/** Asked when the page turns to another record while files chosen for this one are not attached. */
export function TargetChange({ upload, messages }: { readonly upload: AttachmentUpload; readonly messages: Messages }) {
  const change = upload.pendingTargetChange
  if (change === null) return null
  const [record] = recordOf(upload.target, upload.rules)
  return (
    <div data-part="confirmation" role="alert" className="kau-aside">
      <Notice
        tone="warning"
        what={messages.otherRecord}
        actions={
          <button type="button" className="kau-button kau-button-small" onClick={() => upload.acceptTargetChange()}>
            {messages.discard}
          </button>
        }
      >
        {messages.unsent(change.unsent + change.underWay, isolated(record))}
      </Notice>
    </div>
  )
}
