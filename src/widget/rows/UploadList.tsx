import { memo } from 'react'
import type { Upload } from '../../upload/list/upload.ts'
import { Row } from './UploadRow.tsx'
import { useCommitEffect } from '../base/use-commit-effect.ts'
import { useDrawing } from './use-drawing.ts'
import type { WidgetContext } from '../base/widget-context.ts'
import { WidgetProvider } from '../base/widget-context.ts'

export interface UploadListProps {
  readonly uploads: readonly Upload[]
  /** What the rows are drawn with. */
  readonly widget: WidgetContext
  /** Looks after the focus: a step of the drawing may take a button away under it, and is no drawing of the widget around it. */
  readonly keepFocus: () => void
}

/** The chosen files in the order they were added. */
export function UploadList({ uploads, widget, keepFocus }: UploadListProps) {
  const { drawn, isBehind } = useDrawing(uploads, widget)
  useCommitEffect(keepFocus)
  const { files } = widget.messages
  if (uploads.length === 0) return null
  return (
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari takes a list without bullets for none unless it says so
    <ul data-part="list" role="list" className="kau-list" aria-label={files} aria-busy={isBehind || undefined}>
      {drawn.map(({ group, widget: then }) => (
        <WidgetProvider.Provider key={group.key} value={then}>
          <Rows uploads={group.uploads} />
        </WidgetProvider.Provider>
      ))}
    </ul>
  )
}

const Rows = /* @__PURE__ */ memo(function Rows({ uploads }: { readonly uploads: readonly Upload[] }) {
  return uploads.map((upload) => <Row key={upload.id} upload={upload} />)
})
