import { isClosed } from '../contract/rules.ts'
import { DropZone } from './DropZone.tsx'
import { ExistingList } from './ExistingList.tsx'
import { Footer } from './Footer.tsx'
import type { HeadingLevel } from './base/settings.ts'
import { Notice } from './base/Notice.tsx'
import { RecordHeader } from './RecordHeader.tsx'
import { NothingTaken, RulesFailed, RulesLoading } from './RulesStates.tsx'
import { SkipToAttach } from './SkipToAttach.tsx'
import { skippedInWords } from './words/skipped.ts'
import { TargetChange } from './TargetChange.tsx'
import { UploadList } from './rows/UploadList.tsx'
import { useLayout } from './base/widget-context.ts'

export interface UploadHeaderProps {
  /** Level of the heading that says whose record it is. Default: 2. */
  readonly headingLevel?: HeadingLevel | undefined
}

/** Whose record the files go to, and into which system. */
export function UploadHeader({ headingLevel = 2 }: UploadHeaderProps) {
  const { upload, widget } = useLayout()
  const { target, rules, label } = upload
  return <RecordHeader target={target} rules={rules} label={label} messages={widget.messages} level={headingLevel} />
}

/**
 * Where files are chosen and dropped, with what is accepted; in its place, while that is not known, why. Asks before
 * chosen files are dropped for another record. Once in an `AttachmentUploadRoot`.
 */
export function UploadZone() {
  const { upload, widget, drop, skipped, ending } = useLayout()
  const { messages } = widget
  const rules = upload.rules.status === 'ready' ? upload.rules.rules : null
  return (
    <>
      <TargetChange upload={upload} messages={messages} />
      {ending !== null && (
        <div data-part="ending" className="kau-aside">
          <Notice tone="warning" explanation={ending} />
        </div>
      )}
      {upload.rules.status === 'loading' && <RulesLoading speech={widget} />}
      {upload.rules.status === 'failed' && (
        <RulesFailed
          speech={widget}
          error={upload.rules.error}
          canRetry={widget.access !== 'refused'}
          onRetry={() => upload.reloadRules()}
        />
      )}
      {rules !== null && isClosed(rules) && <NothingTaken speech={widget} rules={rules} />}
      {rules !== null && !isClosed(rules) && (
        <DropZone
          speech={widget}
          rules={rules}
          maxTotalSizeBytes={upload.maxTotalSizeBytes}
          drop={drop}
          isSlim={upload.uploads.length > 0}
        />
      )}
      {skipped !== null && (
        <p data-part="skipped" className="kau-skipped">
          {skippedInWords(skipped, messages)}
        </p>
      )}
    </>
  )
}

/** The chosen files in the order they were added; a long list is drawn in steps. Nothing while there are none. */
export function UploadRows() {
  const { upload, widget, keepFocus } = useLayout()
  return (
    <>
      <SkipToAttach upload={upload} messages={widget.messages} />
      <UploadList uploads={upload.uploads} widget={widget} keepFocus={keepFocus} />
    </>
  )
}

/** Figures over the whole list, and the buttons for all of it. Nothing while no file is chosen. */
export function UploadFooter() {
  const { upload, widget } = useLayout()
  return <Footer upload={upload} messages={widget.messages} format={widget.format} />
}

/** Documents that are on the record already, folded away. Nothing where they were not asked for. */
export function UploadExisting() {
  const { upload, widget } = useLayout()
  return <ExistingList existing={upload.existing} messages={widget.messages} format={widget.format} />
}
