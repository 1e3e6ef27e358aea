import { AttachmentUploadElement } from './attachment-upload-element.tsx'
import { wearParts } from './wear-parts.ts'

const TAG_NAME = 'kombo-attachment-upload'

/** Defines the element. A page may load the script twice, from two places: the first one stays. */
export function defineElement(): void {
  if (customElements.get(TAG_NAME) !== undefined) return
  wearParts()
  customElements.define(TAG_NAME, AttachmentUploadElement)
}
