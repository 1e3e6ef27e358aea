import type { Upload } from '../upload/upload.ts'
import type { Speech } from './describe-problem.ts'
import { atsName, describeError } from './describe-problem.ts'
import type { Tone } from './parts.ts'
import { warningsFor } from './warnings-for.ts'

/** The line under a file's name: the state in a word or two, and what belongs to it. */
export interface StatusLine {
  readonly word: string
  readonly detail: string
  readonly tone: Tone
}

/** @param now - milliseconds since the epoch, for countdowns */
export function describeStatus(upload: Upload, speech: Speech, now: number): StatusLine {
  const { messages, format } = speech
  const size = format.size(upload.sizeBytes)
  switch (upload.state) {
    case 'ready': {
      const looking = speech.rules === null ? messages.uncheckable : messages.checking
      const guessed = upload.typeInName === upload.type ? messages.guessed : messages.suggested
      const remark = upload.checking ? looking : upload.typeIsGuessed ? guessed : ''
      return { word: '', detail: remark === '' ? size : `${size} · ${remark}`, tone: 'calm' }
    }
    case 'rejected':
      return { word: messages.notAdded, detail: upload.sizeBytes === 0 ? '' : size, tone: 'bad' }
    case 'queued':
      return { word: messages.queued, detail: size, tone: 'calm' }
    case 'reading':
      return { word: messages.reading, detail: size, tone: 'active' }
    case 'sending':
      return {
        word: messages.sending(format.percent(shareSent(upload))),
        detail: messages.sentOf(format.sizeWithin(upload.sentBytes, upload.sizeBytes), size),
        tone: 'active',
      }
    case 'accepting':
      return { word: messages.sent, detail: messages.waitingFor(atsName(speech)), tone: 'active' }
    case 'waiting': {
      const [what] = describeError(upload.error, speech, upload)
      const left = upload.until === null ? 0 : Math.max(1, Math.ceil((upload.until - now) / 1000))
      const detail = upload.until === null ? messages.againOnline : messages.againIn(format.seconds(left))
      return { word: what, detail, tone: 'calm' }
    }
    case 'done': {
      const noted = warningsFor(upload.receipt, speech.view).length > 0
      return {
        word: noted ? messages.attachedWithNote : messages.attached,
        detail: format.time(upload.receipt.deliveredAt),
        tone: noted ? 'warning' : 'good',
      }
    }
    case 'failed':
      return { word: messages.notAttached, detail: '', tone: 'bad' }
    case 'unknown':
      return { word: messages.maybeAttached, detail: '', tone: 'hold' }
    case 'cancelled':
      break
  }
  return { word: messages.cancelled, detail: size, tone: 'calm' }
}

/** How much of one file is sent, from 0 to 1; `null` where a bar would say nothing. */
export function shareOf(upload: Upload): number | null {
  if (upload.state === 'sending') return shareSent(upload)
  return upload.state === 'reading' ? 0 : upload.state === 'accepting' ? 1 : null
}

function shareSent(upload: { readonly sentBytes: number; readonly sizeBytes: number }): number {
  return upload.sizeBytes === 0 ? 0 : Math.min(upload.sentBytes / upload.sizeBytes, 1)
}
