import { useContext } from 'react'
import type { Receipt, UploadError } from '../../contract/wire.ts'
import type { Upload } from '../../upload/list/upload.ts'
import { canSendAgain } from '../words/can-send-again.ts'
import { atsName, describeError, describeProblem, describeSilence, quoted } from '../words/describe-problem.ts'
import { shownName } from '../words/file-name.ts'
import { Notice, TheirWords } from '../base/Notice.tsx'
import { warningsFor } from '../words/warnings-for.ts'
import { SilentProvider, useWidget } from '../base/widget-context.ts'

/** What happened to one file, what is safe, what to do and who can do it. Nothing where the status line says it all. */
export function RowNotice({ upload, id }: { readonly upload: Upload; readonly id: string }) {
  const widget = useWidget()
  const { messages } = widget
  const canRetry = canSendAgain(upload, widget.access)
  switch (upload.state) {
    case 'rejected': {
      const isDuplicate = upload.problem.code === 'UPLOAD.FILE_DUPLICATE'
      return (
        <Notice
          tone="bad"
          id={id}
          explanation={describeProblem(upload.problem, upload, widget)}
          actions={isDuplicate ? <RowButton does="addAnyway" upload={upload} /> : undefined}
        />
      )
    }
    case 'done':
      return <Warnings receipt={upload.receipt} />
    case 'failed':
    case 'unknown': {
      const [what, advice] = describeError(upload.error, widget, upload)
      const isUnknown = upload.state === 'unknown'
      return (
        <Notice
          tone={isUnknown ? 'hold' : 'bad'}
          id={id}
          explanation={[what, `${advice} ${isUnknown ? messages.checkFirst : messages.nothingSent}`.trim()]}
          actions={
            canRetry ? (
              <>
                <RowButton does={isUnknown ? 'checkAgain' : 'retry'} upload={upload} />
                {isUnknown && upload.error.code !== 'UPLOAD.MAX_FILES_REACHED' && (
                  <RowButton does="sendAnyway" upload={upload} />
                )}
              </>
            ) : undefined
          }
        >
          <InTheirWords error={upload.error} />
        </Notice>
      )
    }
    case 'cancelled':
      return canRetry ? (
        <div data-part="actions" className="kau-actions">
          <RowButton does="retry" upload={upload} />
        </div>
      ) : null
    case 'sending':
    case 'accepting':
      return <Silence upload={upload} />
    case 'ready':
    case 'queued':
    case 'reading':
    case 'waiting':
      break
  }
  return null
}

/** That nothing has happened for a while: the person is told before they wonder. */
function Silence({ upload }: { readonly upload: Upload }) {
  const widget = useWidget()
  const silent = useContext(SilentProvider)
  if (!silent.has(upload)) return null
  return <Notice tone="warning" explanation={describeSilence(upload, widget)} />
}

function Warnings({ receipt }: { readonly receipt: Receipt }) {
  const widget = useWidget()
  const { messages } = widget
  const warnings = warningsFor(receipt, widget.view)
  if (warnings.length === 0) return null
  return (
    <div data-part="notice" data-tone="warning" className="kau-notice">
      {warnings.map(({ message, code }, index) => (
        <p key={`${index} ${message}`}>
          {code === null ? (
            <>
              <b>{`${messages.says(atsName(widget))} `}</b>
              <TheirWords>{shownName(message)}</TheirWords>
            </>
          ) : (
            messages.warnings[code]
          )}
        </p>
      ))}
    </div>
  )
}

/** The other side's own words, as text; its log only where it is a web address behind TLS. */
function InTheirWords({ error }: { readonly error: UploadError }) {
  const widget = useWidget()
  const said = quoted(error, widget)
  const log = widget.view === 'recruiter' && error.logUrl?.startsWith('https://') === true ? error.logUrl : null
  if (said === null && log === null) return null
  return (
    <span className="kau:mt-1 kau:block kau:text-soft">
      {said !== null && (
        <span>
          <span>{`${widget.messages.says(atsName(widget))} `}</span>
          <TheirWords>{said}</TheirWords>{' '}
        </span>
      )}
      {log !== null && (
        <a href={log} target="_blank" rel="noopener noreferrer" className="kau-link">
          {widget.messages.logLink}
        </a>
      )}
    </span>
  )
}

interface RowButtonProps {
  /** Its word in the catalogue, and what it does. */
  readonly does: 'retry' | 'checkAgain' | 'sendAnyway' | 'addAnyway'
  readonly upload: Upload
}

/** Its name begins with the word on it, for speech control, and goes on with the file, for screen readers. */
function RowButton({ does, upload }: RowButtonProps) {
  const { messages, latest } = useWidget()
  return (
    <button type="button" className="kau-button kau-button-small" onClick={() => latest.current[does](upload.id)}>
      <span>{messages[does]}</span>
      <span className="kau-hidden" translate="no">{` ${shownName(upload.name)}`}</span>
    </button>
  )
}
