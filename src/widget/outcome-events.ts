import type { Outcome } from './base/settings.ts'

export type Delivered = Extract<Outcome, { state: 'done' }>
export type NotDelivered = Extract<Outcome, { state: 'failed' | 'unknown' }>

export interface SettledDetail {
  /** Everything that ended since the event before. */
  readonly outcomes: readonly Outcome[]
}

/** What is told of endings where there are no callbacks: as events of the element, as messages of the page in a frame. */
export type OutcomeEvent =
  | { readonly type: 'attachment-uploaded' | 'attachment-warning'; readonly detail: Delivered }
  | { readonly type: 'attachment-failed'; readonly detail: NotDelivered }
  | { readonly type: 'attachments-settled'; readonly detail: SettledDetail }

/** What one outcome is told as; a cancelled file is told as nothing. */
export function outcomeEvents(detail: Outcome): readonly OutcomeEvent[] {
  if (detail.state === 'cancelled') return []
  if (detail.state !== 'done') return [{ type: 'attachment-failed', detail }]
  const uploaded: OutcomeEvent = { type: 'attachment-uploaded', detail }
  return detail.receipt.warnings.length > 0 ? [uploaded, { ...uploaded, type: 'attachment-warning' }] : [uploaded]
}
