import type { AttachmentUpload } from '../upload/engine/attachment-upload.ts'
import type { AttachmentUploadRootProps } from './AttachmentUploadRoot.tsx'
import { AttachmentUploadRoot } from './AttachmentUploadRoot.tsx'
import { UploadExisting, UploadFooter, UploadHeader, UploadRows, UploadZone } from './layout-parts.tsx'
import type { AppearanceSettings } from './base/settings.ts'
import type { Slots } from './base/widget-context.ts'

export interface AppearanceProps extends AppearanceSettings {
  /** What the page puts into the widget itself: a header of its own, more buttons beside a row. Default: nothing. */
  readonly slots?: Slots | undefined
  /** Class names for the widget's outermost element, for its place on the page. Default: none. */
  readonly className?: string | undefined
}

export interface AttachmentUploadViewProps extends AppearanceProps, Pick<AttachmentUploadRootProps, 'canRenewToken'> {
  /** The state to show: the answer of `useAttachmentUpload`, or one made by hand in a test or a story. */
  readonly upload: AttachmentUpload
}

/**
 * The whole widget as a function of its state. `<AttachmentUpload>` is this with the hook; use it alone when the page
 * holds the state itself.
 */
export function AttachmentUploadView({ upload, slots, headingLevel, ...appearance }: AttachmentUploadViewProps) {
  return (
    <AttachmentUploadRoot {...appearance} upload={upload} rowActions={slots?.rowActions}>
      {slots?.header === undefined ? <UploadHeader headingLevel={headingLevel} /> : slots.header(upload)}
      <UploadZone />
      {upload.uploads.length === 0 && slots?.emptyState?.(upload)}
      <UploadRows />
      <UploadFooter />
      <UploadExisting />
    </AttachmentUploadRoot>
  )
}
