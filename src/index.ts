// First, so that the tables of codes and words stand side by side in a bundle: gzip looks back 32 kB and no further.
export { explain } from './widget/words/explain.ts'
export { en } from './widget/locales/en.ts'
export { AttachmentUpload } from './widget/AttachmentUpload.tsx'
export type { AttachmentUploadProps } from './widget/AttachmentUpload.tsx'
export { AttachmentUploadView } from './widget/AttachmentUploadView.tsx'
export type { AppearanceProps, AttachmentUploadViewProps } from './widget/AttachmentUploadView.tsx'
export { AttachmentUploadRoot } from './widget/AttachmentUploadRoot.tsx'
export type { AttachmentUploadRootProps } from './widget/AttachmentUploadRoot.tsx'
export { UploadExisting, UploadFooter, UploadHeader, UploadRows, UploadZone } from './widget/layout-parts.tsx'
export type { UploadHeaderProps } from './widget/layout-parts.tsx'
export type { HeadingLevel } from './widget/base/settings.ts'
export { UploadRow } from './widget/rows/UploadRow.tsx'
export type { Explanation, Facts, Messages, OutcomeWord } from './widget/words/messages.ts'
export { PARTS, TONES } from './widget/words/parts.ts'
export type { Part, Tone } from './widget/words/parts.ts'
export type { Reason } from './widget/words/reasons.ts'
export type { Slots } from './widget/base/widget-context.ts'

export { useAttachmentUpload } from './upload/hook/use-attachment-upload.ts'
export type {
  AttachmentUpload as AttachmentUploadState,
  Outcome,
  PendingTargetChange,
  RulesState,
  Summary,
  Validator,
} from './upload/engine/attachment-upload.ts'
export type { AttachmentUploadOptions } from './upload/hook/attachment-upload-options.ts'
export type { Ask } from './upload/send/route-client.ts'
export type { Send } from './upload/send/send.ts'
export { UPLOAD_STATES } from './upload/list/upload.ts'
export type { FileProblem, Upload, UploadId, UploadState } from './upload/list/upload.ts'

export type { AttachmentType } from './contract/attachment.ts'
export type { ErrorCode } from './contract/error-code.ts'
export type { Rules, TypeRule } from './contract/rules.ts'
export type { Target } from './contract/target.ts'
export type { ExistingAttachment, Receipt, UploadError, Warning } from './contract/wire.ts'
