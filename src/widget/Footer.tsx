import type { AttachmentUpload } from '../upload/engine/attachment-upload.ts'
import { attachLabel } from './words/attach-label.ts'
import type { Format } from './words/format.ts'
import type { Messages } from './words/messages.ts'
import { roundShare } from './words/round-share.ts'
import { useMeantPress } from './base/use-meant-press.ts'
import { useTimeLeft } from './use-time-left.ts'

export interface FooterProps {
  readonly upload: AttachmentUpload
  readonly messages: Messages
  readonly format: Format
}

const NOTHING = { sentBytes: 0, totalBytes: 0 }

/** Figures over the whole list, and what can be done with all of it. Progress is weighted by bytes. */
export function Footer({ upload, messages, format }: FooterProps) {
  const { summary } = upload
  // What is asked for is on its way to whoever asked, also while it is still being checked.
  const isRunning = summary.underWay + summary.asked > 0
  const unasked = summary.ready - summary.asked
  const isReady = unasked > 0
  const meant = useMeantPress(`${isRunning} ${isReady}`)
  const share = isRunning ? roundShare(summary) : null
  const notAttached = summary.failed + summary.cancelled
  const { sentBytes, totalBytes } = share === null ? NOTHING : summary.round
  const secondsLeft = useTimeLeft({ sentBytes, totalBytes }, notAttached + summary.unknown)
  if (upload.uploads.length === 0) return null
  const over = summary.done + summary.unknown + notAttached
  const isStarted = isRunning || over > 0
  const figures = [
    share !== null && messages.sentOf(format.sizeWithin(sentBytes, totalBytes), format.size(totalBytes)),
    secondsLeft !== null && messages.timeLeft(format.duration(secondsLeft)),
    !isStarted && isReady && summary.unmeasured === 0 && format.size(summary.totalBytes),
    !isRunning && notAttached > 0 && messages.notAttachedCount(notAttached),
    summary.unknown > 0 && messages.maybeAttachedCount(summary.unknown),
    summary.rejected > 0 && messages.notAddedCount(summary.rejected),
  ]
    .filter((figure) => figure !== false)
    // A line ends behind a figure, and not within.
    .map((figure) => figure.replaceAll(' ', '\u00A0'))
  return (
    <footer data-part="footer" className="kau-footer">
      {isRunning && (
        <progress
          data-part="progress"
          className="kau-bar kau-bar-overall"
          aria-label={messages.overall}
          value={share ?? undefined}
        />
      )}
      <p className="kau-summary">
        {isStarted ? (
          <b>{messages.attachedCount(summary.done, over + summary.underWay + summary.ready)}</b>
        ) : (
          isReady && <b>{messages.readyCount(unasked)}</b>
        )}
        {figures.map((figure, index) => (
          <span key={index}>{index === 0 && !isStarted && !isReady ? figure : `\u00A0· ${figure}`}</span>
        ))}
      </p>
      <div className="kau-footer-buttons">
        <button
          type="button"
          className="kau-quiet"
          onClick={meant(() => (isRunning ? upload.cancelAll() : upload.clear()))}
        >
          {isRunning ? messages.cancelAll : messages.clear}
        </button>
        {isReady && upload.rules.status !== 'failed' && (
          <button type="button" className="kau-primary" onClick={() => upload.start()}>
            {attachLabel(summary, messages)}
          </button>
        )}
      </div>
    </footer>
  )
}
