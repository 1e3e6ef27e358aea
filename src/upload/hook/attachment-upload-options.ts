import type { QueryClient } from '@tanstack/react-query'
import type { UploadSettings } from '../engine/attachment-upload.ts'

/* By itself: a page that has the element only has no types of react-query, and must not be led to them. */
export interface AttachmentUploadOptions extends UploadSettings {
  /** The page's react-query client. Default: the one provided around the widget, or else one of its own. */
  readonly queryClient?: QueryClient | undefined
}
