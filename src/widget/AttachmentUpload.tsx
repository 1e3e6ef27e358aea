import type { AttachmentUploadOptions } from '../upload/attachment-upload.ts'
import { useAttachmentUpload } from '../upload/use-attachment-upload.ts'
import type { AppearanceProps } from './AttachmentUploadView.tsx'
import { AttachmentUploadView } from './AttachmentUploadView.tsx'

export interface AttachmentUploadProps extends AttachmentUploadOptions, AppearanceProps {}

/**
 * Attaches documents to one application or candidate.
 *
 *     <AttachmentUpload endpoint="/api" token={token} onSettled={refresh} />
 */
export function AttachmentUpload(props: AttachmentUploadProps) {
  const { messages, theme, size, dropAnywhere, headingLevel, slots, className, ...options } = props
  const upload = useAttachmentUpload(options)
  const appearance = { messages, theme, size, dropAnywhere, headingLevel, slots, className }
  return <AttachmentUploadView {...appearance} upload={upload} />
}
