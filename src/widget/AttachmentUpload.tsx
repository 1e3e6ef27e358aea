import { useEffect } from 'react'
import type { AttachmentUploadOptions } from '../upload/hook/attachment-upload-options.ts'
import type { AttachmentUpload as AttachmentUploadState } from '../upload/engine/attachment-upload.ts'
import { callHost } from '../upload/tasks/host-callback.ts'
import { useUpload } from '../upload/hook/use-upload.ts'
import type { AppearanceProps } from './AttachmentUploadView.tsx'
import { canRenew } from './words/can-send-again.ts'
import { AttachmentUploadView } from './AttachmentUploadView.tsx'

export interface AttachmentUploadProps extends AttachmentUploadOptions, AppearanceProps {
  /**
   * Called with the whole state, whose methods steer the widget from outside, after each drawing in which it has changed, or
   * the function itself. The state is the same object until then.
   */
  readonly onState?: ((upload: AttachmentUploadState) => void) | undefined
}

/**
 * Attaches documents to one application or candidate.
 *
 *     <AttachmentUpload endpoint="/api" token={token} onSettled={refresh} />
 */
export function AttachmentUpload(props: AttachmentUploadProps) {
  const { onState } = props
  const upload = useUpload(props)
  // What it returns is no clean-up of ours, and what it throws would take the widget off the page.
  useEffect(() => callHost(onState, upload), [onState, upload])
  return <AttachmentUploadView {...props} upload={upload} canRenewToken={canRenew(props)} />
}
