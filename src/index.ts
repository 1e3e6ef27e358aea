export type { AttachmentUpload } from './upload/attachment-upload.ts'
