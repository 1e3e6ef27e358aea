import type { Outcome, UploadState } from '../widget/settings.ts'

export type Delivered = Extract<Outcome, { state: 'done' }>
export type NotDelivered = Extract<Outcome, { state: 'failed' | 'unknown' }>

export interface SettledDetail {
  /** Everything that ended since the event before. */
  readonly outcomes: readonly Outcome[]
}

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

export function emit<N extends keyof AttachmentEvents>(
  element: HTMLElement,
  name: N,
  detail: AttachmentEvents[N]['detail'],
): void {
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
}

export function emitOutcome(element: HTMLElement, outcome: Outcome): void {
  if (outcome.state === 'done') {
    emit(element, 'attachment-uploaded', outcome)
    if (outcome.receipt.warnings.length > 0) emit(element, 'attachment-warning', outcome)
  } else if (outcome.state !== 'cancelled') {
    emit(element, 'attachment-failed', outcome)
  }
}
