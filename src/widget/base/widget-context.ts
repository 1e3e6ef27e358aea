import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import type { AttachmentType } from '../../contract/attachment.ts'
import type { AttachmentUpload } from '../../upload/engine/attachment-upload.ts'
import type { Upload } from '../../upload/list/upload.ts'
import type { Access } from '../words/can-send-again.ts'
import type { Speech } from '../words/describe-problem.ts'
import type { Explanation } from '../words/messages.ts'
import type { Skipped } from '../words/skipped.ts'
import type { Drop } from '../files/use-drop.ts'

/** What a person can do with one file. */
export type Actions = Pick<
  AttachmentUpload,
  'setType' | 'rename' | 'remove' | 'addAnyway' | 'cancel' | 'retry' | 'checkAgain' | 'sendAnyway'
>

/** Places a page can fill itself. Each is called while rendering and may use hooks of its own components. */
export interface Slots {
  /** Instead of the line that says whose record it is. */
  readonly header?: (upload: AttachmentUpload) => ReactNode
  /** Below the zone while no file is chosen. */
  readonly emptyState?: (upload: AttachmentUpload) => ReactNode
  /** Beside a row's own buttons. */
  readonly rowActions?: (row: Upload, upload: AttachmentUpload) => ReactNode
}

export interface WidgetContext extends Speech {
  /** The state as it is when a button is pressed. Always the same object, so that a thousand rows need not be drawn again for one. */
  readonly latest: { readonly current: Actions }
  /** What a file can be attached as; none until the rules are known. */
  readonly types: readonly AttachmentType[]
  /** What the token is good for. */
  readonly access: Access
  readonly rowActions: ((row: Upload) => ReactNode) | null
}

/** What a row is drawn with, which in a long list follows in steps. Provided at the rows only: React 19 draws with an outer one, too. */
export const WidgetProvider = /* @__PURE__ */ createContext<WidgetContext | null>(null)

/** Files that have shown nothing new for a while (use-silent.ts). By itself, so that one of them draws only its own row anew. */
export const SilentProvider = /* @__PURE__ */ createContext<ReadonlySet<Upload>>(new Set())

export function useWidget(): WidgetContext {
  const widget = useContext(WidgetProvider)
  if (widget === null) throw new Error('A part of the upload widget was rendered outside <AttachmentUploadRoot>.')
  return widget
}

/** What the parts around the rows read; another one at every drawing, which rows must not see. */
export interface Layout {
  readonly upload: AttachmentUpload
  /** As it is now. */
  readonly widget: WidgetContext
  readonly drop: Drop
  /** Looks after the focus once more. */
  readonly keepFocus: () => void
  /** What the last drop left out. */
  readonly skipped: Skipped | null
  /** That the link ends soon, which nothing renews. */
  readonly ending: Explanation | null
}

export const LayoutProvider = /* @__PURE__ */ createContext<Layout | null>(null)

export function useLayout(): Layout {
  const layout = useContext(LayoutProvider)
  if (layout === null) throw new Error('A part of the upload widget was rendered outside <AttachmentUploadRoot>.')
  return layout
}
