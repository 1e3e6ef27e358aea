import { useEffect, useMemo, useRef } from 'react'
import type { ReactNode } from 'react'
import { isClosed, supportedTypes } from '../contract/rules.ts'
import type { AttachmentUpload } from '../upload/engine/attachment-upload.ts'
import { Announcer } from './Announcer.tsx'
import type { Access } from './words/can-send-again.ts'
import { accessOf } from './words/can-send-again.ts'
import type { Speech } from './words/describe-problem.ts'
import { knownRules } from './words/describe-problem.ts'
import { formatFor } from './words/format.ts'
import { useKeptFocus } from './keep-focus.ts'
import { en } from './locales/en.ts'
import { describeEnding } from './obstacles.ts'
import { recordOf } from './RecordHeader.tsx'
import type { AppearanceSettings } from './base/settings.ts'
import { useSkipped } from './words/skipped.ts'
import { useDrop } from './files/use-drop.ts'
import { useEndsSoon } from './use-ends-soon.ts'
import { pressOnce } from './base/use-meant-press.ts'
import { useSilent } from './use-silent.ts'
import type { Layout, Slots, WidgetContext } from './base/widget-context.ts'
import { LayoutProvider, SilentProvider } from './base/widget-context.ts'

export interface AttachmentUploadRootProps extends Pick<
  AppearanceSettings,
  'messages' | 'theme' | 'size' | 'dropAnywhere'
> {
  /** The state to show: the answer of `useAttachmentUpload`. */
  readonly upload: AttachmentUpload
  /**
   * Offer another try when the token is refused: for a page that gives `getToken`, or has a session of its own. With one
   * token and no more it would be refused again. Default: false.
   */
  readonly canRenewToken?: boolean | undefined
  /** Beside the buttons of each row. */
  readonly rowActions?: Slots['rowActions'] | undefined
  /** Class names for the widget's outermost element, for its place on the page. Default: none. */
  readonly className?: string | undefined
  /** The parts, in the page's own order and among markup of its own. */
  readonly children: ReactNode
}

/**
 * What holds the parts together where a page lays them out itself: a named region with theme and language, which takes
 * dropped and pasted files, keeps the keyboard's place, and tells screen readers what happens.
 */
export function AttachmentUploadRoot(props: AttachmentUploadRootProps) {
  const { upload, messages = en, theme = 'auto', size = 'regular', dropAnywhere = false } = props
  const { canRenewToken = false, rowActions, children } = props
  const rules = knownRules(upload.rules)
  const { view } = upload
  const speech = useMemo<Speech>(
    () => ({ messages, format: formatFor(messages.locale), rules, view }),
    [messages, rules, view],
  )
  const widget = useWidgetValue(upload, speech, accessOf(upload, canRenewToken), rowActions)
  // Dropped or pasted before the rules are here: the file waits in the list and is judged when they come.
  const state = upload.rules
  const canDrop = state.status === 'loading' || (state.status === 'ready' && !isClosed(state.rules))
  const [skipped, noteSkipped] = useSkipped(upload.uploads.length === 0)
  const drop = useDrop({
    disabled: !canDrop,
    anywhere: dropAnywhere,
    record: upload.target,
    onFiles: (found) => {
      noteSkipped(found)
      if (found.files.length > 0) upload.addFiles(found.files)
    },
  })
  const keepFocus = useKeptFocus(drop.rootRef)
  const silent = useSilent(upload.uploads)
  const ending = useEndsSoon(upload.tokenEndsAt) ? describeEnding(upload, speech) : null

  const [record] = recordOf(upload)
  const layout: Layout = { upload, widget, drop, keepFocus, skipped, ending }
  return (
    <section
      {...drop.getRootProps({ role: 'region', onKeyDown: pressOnce })}
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
      <SilentProvider.Provider value={silent}>
        <LayoutProvider.Provider value={layout}>{children}</LayoutProvider.Provider>
      </SilentProvider.Provider>
      <Announcer upload={upload} speech={speech} skipped={skipped} ending={ending} silent={silent} />
    </section>
  )
}

/** What the rows need, made anew only when words, rules or slots change: never because one row did. */
function useWidgetValue(
  upload: AttachmentUpload,
  speech: Speech,
  access: Access,
  slot: Slots['rowActions'],
): WidgetContext {
  const latest = useRef(upload)
  useEffect(() => {
    latest.current = upload
  })
  return useMemo<WidgetContext>(
    () => ({
      ...speech,
      latest,
      access,
      types: speech.rules === null ? [] : supportedTypes(speech.rules),
      rowActions: slot === undefined ? null : (row) => slot(row, latest.current),
    }),
    [speech, access, slot],
  )
}
