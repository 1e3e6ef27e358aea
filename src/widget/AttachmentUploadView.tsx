import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { supportedTypes } from '../contract/rules.ts'
import type { AttachmentUpload } from '../upload/attachment-upload.ts'
import type { Skipped } from './Announcer.tsx'
import { Announcer } from './Announcer.tsx'
import { acceptAttribute } from './describe-rules.ts'
import type { Speech } from './describe-problem.ts'
import { DropZone } from './DropZone.tsx'
import { ExistingList } from './ExistingList.tsx'
import { Footer } from './Footer.tsx'
import { formatFor } from './format.ts'
import { useKeptFocus } from './keep-focus.ts'
import { en } from './locales/en.ts'
import type { Messages } from './messages.ts'
import type { HeadingLevel } from './RecordHeader.tsx'
import { RecordHeader, recordOf } from './RecordHeader.tsx'
import { NothingSupported, RulesFailed, RulesLoading } from './RulesStates.tsx'
import { TargetChange } from './TargetChange.tsx'
import { UploadList } from './UploadList.tsx'
import { useDrop } from './use-drop.ts'
import type { Actions, Slots, WidgetContext } from './widget-context.ts'
import { WidgetProvider } from './widget-context.ts'

export interface AppearanceProps {
  /** Words, in one language. Default: English. Others: `kombo-attachment-upload/locales`. */
  readonly messages?: Messages | undefined
  /** `auto` follows the reader's system. Default: `auto`. A `data-theme` attribute on any ancestor does the same. */
  readonly theme?: 'auto' | 'light' | 'dark' | undefined
  /** `compact` for side panels and tables. Default: `regular`. */
  readonly size?: 'regular' | 'compact' | undefined
  /** Take files dropped anywhere on the page, except on another widget. Default: false. */
  readonly dropAnywhere?: boolean | undefined
  /** Level of the heading that says whose record it is. Default: 2. */
  readonly headingLevel?: HeadingLevel | undefined
  readonly slots?: Slots | undefined
  readonly className?: string | undefined
}

export interface AttachmentUploadViewProps extends AppearanceProps {
  /** The state to show: the answer of `useAttachmentUpload`, or one made by hand in a test or a story. */
  readonly upload: AttachmentUpload
}

/**
 * The whole widget as a function of its state. `<AttachmentUpload>` is this with the hook; use it alone when the page
 * holds the state itself.
 */
export function AttachmentUploadView(props: AttachmentUploadViewProps) {
  const { upload, messages = en, theme = 'auto', size = 'regular', slots, dropAnywhere = false } = props
  const rules = upload.rules.status === 'ready' ? upload.rules.rules : null
  const { view } = upload
  const speech = useMemo<Speech>(
    () => ({ messages, format: formatFor(messages.locale), rules, view }),
    [messages, rules, view],
  )
  const widget = useWidgetValue(upload, speech, slots)
  const rulesId = useId()
  const accept = useMemo(() => (rules === null ? undefined : acceptAttribute(rules)), [rules])
  const canAdd = rules !== null && supportedTypes(rules).length > 0
  // Dropped or pasted before the rules are here: the file waits in the list and is judged when they come.
  const canDrop = canAdd || upload.rules.status === 'loading'
  const [skipped, setSkipped] = useState<Skipped | null>(null)
  const drop = useDrop({
    disabled: !canDrop,
    anywhere: dropAnywhere,
    record: upload.target,
    onFiles: (files, count) => {
      setSkipped(count === 0 ? null : { count })
      if (files.length > 0) upload.addFiles(files)
    },
  })
  useKeptFocus(drop.rootRef)

  const [record] = recordOf(upload.target, upload.rules)
  const isEmpty = upload.uploads.length === 0
  return (
    <WidgetProvider.Provider value={widget}>
      <section
        {...drop.getRootProps({ role: 'region' })}
        data-kau=""
        data-part="root"
        data-theme={theme === 'auto' ? undefined : theme}
        data-size={size}
        lang={messages.locale}
        dir={messages.direction}
        aria-label={messages.region(record)}
        tabIndex={-1}
        className={props.className}
      >
        {slots?.header === undefined ? (
          <RecordHeader
            target={upload.target}
            rules={upload.rules}
            messages={messages}
            level={props.headingLevel ?? 2}
          />
        ) : (
          slots.header(upload)
        )}
        <TargetChange upload={upload} messages={messages} />
        {upload.rules.status === 'loading' && <RulesLoading speech={speech} />}
        {upload.rules.status === 'failed' && (
          <RulesFailed speech={speech} error={upload.rules.error} onRetry={() => upload.reloadRules()} />
        )}
        {rules !== null && !canAdd && <NothingSupported speech={speech} rules={rules} />}
        {rules !== null && canAdd && (
          <DropZone
            speech={speech}
            rules={rules}
            rulesId={rulesId}
            isDragged={drop.isDragged}
            draggedCount={drop.draggedCount}
            isSlim={!isEmpty}
            onChoose={drop.open}
            inputProps={drop.getInputProps({
              accept,
              'aria-label': messages.chooseFiles,
              'aria-hidden': true,
            })}
          />
        )}
        {skipped !== null && (
          <p data-part="skipped" className="kau-skipped">
            {messages.skippedCount(skipped.count)}
          </p>
        )}
        {isEmpty && slots?.emptyState?.(upload)}
        <UploadList uploads={upload.uploads} messages={messages} />
        <Footer upload={upload} messages={messages} format={speech.format} />
        {upload.existing !== null && (
          <ExistingList existing={upload.existing} messages={messages} format={speech.format} />
        )}
        <Announcer upload={upload} speech={speech} skipped={skipped} />
      </section>
    </WidgetProvider.Provider>
  )
}

/** What the rows need, made anew only when words, rules or slots change: never because one row did. */
function useWidgetValue(upload: AttachmentUpload, speech: Speech, slots: Slots | undefined): WidgetContext {
  const latest = useRef(upload)
  useEffect(() => {
    latest.current = upload
  })
  const actions = useMemo<Actions>(
    () => ({
      setType: (id, type) => latest.current.setType(id, type),
      rename: (id, name) => latest.current.rename(id, name),
      remove: (id) => latest.current.remove(id),
      addAnyway: (id) => latest.current.addAnyway(id),
      cancel: (id) => latest.current.cancel(id),
      retry: (id) => latest.current.retry(id),
      checkAgain: (id) => latest.current.checkAgain(id),
      sendAnyway: (id) => latest.current.sendAnyway(id),
    }),
    [],
  )
  const slot = slots?.rowActions
  return useMemo<WidgetContext>(
    () => ({
      ...speech,
      actions,
      types: speech.rules === null ? [] : supportedTypes(speech.rules),
      rowActions: slot === undefined ? null : (row) => slot(row, latest.current),
    }),
    [speech, actions, slot],
  )
}
