import type { Upload } from '../../upload/list/upload.ts'
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

function line(word: string, detail: string, tone: Tone = 'calm'): StatusLine {
  return { word, detail, tone }
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
      return line('', remark === '' ? size : `${size} · ${remark}`)
    }
    case 'rejected':
      return line(messages.notAdded, upload.sizeBytes === 0 ? '' : size, 'bad')
    case 'queued':
      return line(messages.queued, size)
    case 'reading':
      return line(messages.reading, size, 'active')
    case 'sending': {
      const part = messages.sentOf(format.sizeWithin(upload.sentBytes, upload.sizeBytes), size)
      return line(messages.sending(format.percent(shareSent(upload))), part, 'active')
    }
    case 'accepting':
      return line(messages.sent, messages.waitingFor(atsName(speech)), 'active')
    case 'waiting': {
      const [what] = describeError(upload.error, speech, upload)
      const left = upload.until === null ? 0 : Math.max(1, Math.ceil((upload.until - now) / 1000))
      return line(what, upload.until === null ? messages.againOnline : messages.againIn(format.seconds(left)))
    }
    case 'done': {
      const at = format.time(upload.receipt.deliveredAt)
      const noted = warningsFor(upload.receipt, speech.view).length > 0
      return noted ? line(messages.attachedWithNote, at, 'warning') : line(messages.attached, at, 'good')
    }
    case 'failed':
      return line(messages.notAttached, '', 'bad')
    case 'unknown':
      return line(messages.maybeAttached, '', 'hold')
    case 'cancelled':
      break
  }
  return line(messages.cancelled, size)
}

/** How much of one file is sent, from 0 to 1; `null` where a bar would say nothing. */
export function shareOf(upload: Upload): number | null {
  if (upload.state === 'sending') return shareSent(upload)
  return upload.state === 'reading' ? 0 : upload.state === 'accepting' ? 1 : null
}

function shareSent(upload: { readonly sentBytes: number; readonly sizeBytes: number }): number {
  return upload.sizeBytes === 0 ? 0 : upload.sentBytes / upload.sizeBytes
}
