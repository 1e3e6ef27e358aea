import type { Delivered, NotDelivered, SettledDetail } from '../widget/outcome-events.ts'
import type { UploadState } from '../widget/base/settings.ts'

export type { SettledDetail } from '../widget/outcome-events.ts'

/**
 * They bubble and cross shadow roots, so they can be heard anywhere around the element. While one is told, the element's
 * properties, its value in a form and its validity already are as it says.
 */
export interface AttachmentEvents {
  /** A file is attached, with or without warnings. */
  'attachment-uploaded': CustomEvent<Delivered>
  /** A file is attached, and the ATS or the route remarked something. Follows `attachment-uploaded`. */
  'attachment-warning': CustomEvent<Delivered>
  /** A file is not attached (`failed`), or nobody knows (`unknown`). */
  'attachment-failed': CustomEvent<NotDelivered>
  /** No file is under way any more; `detail.outcomes` is everything that ended since the event before. */
  'attachments-settled': CustomEvent<SettledDetail>
  /** The list changed; `detail` is the list. */
  'attachments-changed': CustomEvent<UploadState['uploads']>
}

declare global {
  /** Of every element, the document and the window. */
  interface GlobalEventHandlersEventMap extends AttachmentEvents {}
  interface ShadowRootEventMap extends AttachmentEvents {}
}

/** One of them, before it is dispatched. */
export type AttachmentEvent = {
  [N in keyof AttachmentEvents]: { readonly type: N; readonly detail: AttachmentEvents[N]['detail'] }
}[keyof AttachmentEvents]

export function emit(element: HTMLElement, { type, detail }: AttachmentEvent): void {
  element.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
}
