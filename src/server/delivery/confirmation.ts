import type { Warning } from '../../contract/wire.ts'
import type { Delivered } from '../stores/delivery-store.ts'
import type { ReadBack } from './read-back.ts'

const UNDOCUMENTED: Warning = {
  code: 'UPLOAD.ANSWER_UNDOCUMENTED',
  message: 'Kombo confirmed the attachment in a shape that is not documented',
}

const BY_READ_BACK: Warning = {
  code: 'UPLOAD.CONFIRMED_BY_READ_BACK',
  message: 'The answer was lost, but the file is on the record',
}

const ON_CANDIDATE: Warning = {
  code: 'UPLOAD.ATTACHED_TO_CANDIDATE',
  message: 'The connected system keeps the file on the candidate, not on the application',
}

/** The receipt's part of a delivery that Kombo has confirmed. */
export function confirmed(messages: readonly string[], isDocumented: boolean): Delivered {
  const fromAts = messages.map((message) => ({ message, code: null }))
  return {
    warnings: isDocumented ? fromAts : [...fromAts, UNDOCUMENTED],
    deliveredAt: new Date().toISOString(),
  }
}

/** The same of one that was found on the record. */
export function confirmedByReadBack({ isOnCandidate }: Pick<ReadBack, 'isOnCandidate'>): Delivered {
  return {
    warnings: isOnCandidate ? [BY_READ_BACK, ON_CANDIDATE] : [BY_READ_BACK],
    deliveredAt: new Date().toISOString(),
  }
}
