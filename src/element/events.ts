import type { AttachmentUploadProps } from '../widget/AttachmentUpload.tsx'

type Outcome = Parameters<NonNullable<AttachmentUploadProps['onOutcome']>>[0]
type Uploads = Parameters<NonNullable<AttachmentUploadProps['onChange']>>[0]

export type Delivered = Extract<Outcome, { state: 'done' }>
export type NotDelivered = Extract<Outcome, { state: 'failed' | 'unknown' }>

export interface SettledDetail {
  /** Everything that ended since the event before. */
  readonly outcomes: readonly Outcome[]
}

declare global {
  /** They bubble and cross shadow roots, so they can be heard anywhere around the element. */
  interface HTMLElementEventMap {
    /** A file is attached, with or without warnings. */
    'attachment-uploaded': CustomEvent<Delivered>
    /** A file is attached, and the ATS or the route remarked something. Follows `attachment-uploaded`. */
    'attachment-warning': CustomEvent<Delivered>
    /** A file is not attached (`failed`), or nobody knows (`unknown`). */
    'attachment-failed': CustomEvent<NotDelivered>
    /** No file is under way any more. */
    'attachments-settled': CustomEvent<SettledDetail>
    /** The list changed; `detail` is the list. */
    'attachments-changed': CustomEvent<Uploads>
  }
}

type Emitted = Pick<
  HTMLElementEventMap,
  'attachment-uploaded' | 'attachment-warning' | 'attachment-failed' | 'attachments-settled' | 'attachments-changed'
>

export function emit<N extends keyof Emitted>(element: HTMLElement, name: N, detail: Emitted[N]['detail']): void {
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
