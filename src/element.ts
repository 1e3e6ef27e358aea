import { defineElement } from './element/define.ts'

/* The custom element's door: loading it defines `<kombo-attachment-upload>`. It exports types only. */
defineElement()

export type { AttachmentUploadElement } from './element/attachment-upload-element.tsx'
export type { SettledDetail } from './element/events.ts'
