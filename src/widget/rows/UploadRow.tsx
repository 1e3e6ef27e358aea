import { memo, useId } from 'react'
import type { Upload } from '../../upload/list/upload.ts'
import { isUnderWay } from '../../upload/list/upload.ts'
import { canRetype, isCuredByType } from '../words/can-describe.ts'
import { describeStatus, shareOf } from '../words/describe-status.ts'
import { shownName } from '../words/file-name.ts'
import { crossIcon } from '../base/icons.tsx'
import { KindBadge } from './KindBadge.tsx'
import { RowNotice } from './RowNotice.tsx'
import { RowStatus } from './RowStatus.tsx'
import { TypeSelect } from './TypeSelect.tsx'
import { UploadName } from './UploadName.tsx'
import { useMeantPress } from '../base/use-meant-press.ts'
import { warningsFor } from '../words/warnings-for.ts'
import { useLayout, useWidget, WidgetProvider } from '../base/widget-context.ts'

/** One file: what it is, as what it will be attached, how far it is, what went wrong and what can be done. */
export function UploadRow({ upload }: { readonly upload: Upload }) {
  return (
    <WidgetProvider.Provider value={useLayout().widget}>
      <Row upload={upload} />
    </WidgetProvider.Provider>
  )
}

/** The same with what is provided for it, which in a long list may not be the latest yet. */
export const Row = /* @__PURE__ */ memo(function Row({ upload }: { readonly upload: Upload }) {
  const widget = useWidget()
  const { messages, latest, rules, access } = widget
  const noticeId = useId()
  // What counts down has a clock of its own.
  const status = describeStatus(upload, widget, 0)
  const share = shareOf(upload)
  const name = shownName(upload.name)
  const isRunning = isUnderWay(upload)
  const meant = useMeantPress(`${isRunning}`)
  const warnings = upload.state === 'done' ? warningsFor(upload.receipt, widget.view).length : 0

  return (
    <li
      data-part="row"
      data-state={upload.state}
      data-warnings={warnings > 0 ? warnings : undefined}
      data-tone={status.tone}
      data-id={upload.id}
      className="kau-row"
      // Its own: for the widget's alone, browsers would lay out a long list all at once when the words change.
      lang={messages.locale}
      tabIndex={-1}
      aria-label={name}
    >
      <KindBadge upload={upload} />
      <UploadName upload={upload} />
      {canRetype(upload, rules, access) ? (
        <TypeSelect
          id={upload.id}
          name={upload.name}
          type={upload.type}
          describedBy={isCuredByType(upload, rules) ? noticeId : undefined}
        />
      ) : (
        <span data-part="type" className="kau-tag">
          {messages.types[upload.type]}
        </span>
      )}
      <RowStatus upload={upload} status={status} />
      <div className="kau-row-buttons">
        {widget.rowActions !== null && <div className="kau-row-actions">{widget.rowActions(upload)}</div>}
        <button
          type="button"
          className="kau-icon-button"
          title={isRunning ? messages.cancel(name) : messages.remove(name)}
          onClick={isRunning ? () => latest.current.cancel(upload.id) : meant(() => latest.current.remove(upload.id))}
        >
          {crossIcon}
        </button>
      </div>
      {share !== null && (
        <progress
          data-part="progress"
          className="kau-bar"
          aria-label={name}
          aria-valuetext={status.word}
          value={share}
        />
      )}
      <RowNotice upload={upload} id={noticeId} />
    </li>
  )
})
