import type { Upload } from '../../upload/list/upload.ts'
import type { StatusLine } from '../words/describe-status.ts'
import { describeStatus } from '../words/describe-status.ts'
import { toneIcons } from '../base/icons.tsx'
import { useNow } from '../base/use-now.ts'
import { useWidget } from '../base/widget-context.ts'

export interface RowStatusProps {
  readonly upload: Upload
  readonly status: StatusLine
}

/** The line under a file's name. Only a file that waits for its next try has a clock. */
export function RowStatus({ upload, status }: RowStatusProps) {
  if (upload.state === 'waiting' && upload.until !== null) return <Countdown upload={upload} />
  return <Line status={status} />
}

function Countdown({ upload }: { readonly upload: Upload }) {
  const widget = useWidget()
  return <Line status={describeStatus(upload, widget, useNow())} />
}

function Line({ status: { word, detail, tone } }: { readonly status: StatusLine }) {
  return (
    <p data-part="status" className="kau-status">
      {word !== '' && (
        <span className="kau-word">
          {toneIcons[tone]}
          <span>{word}</span>
        </span>
      )}
      {detail !== '' && <span>{detail}</span>}
    </p>
  )
}
