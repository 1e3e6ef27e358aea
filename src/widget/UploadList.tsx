import { memo, useContext } from 'react'
import type { Upload } from '../upload/upload.ts'
import { FocusKeeping } from './keep-focus.ts'
import { Row } from './UploadRow.tsx'
import { useCommitEffect } from './use-commit-effect.ts'
import { useDrawing } from './use-drawing.ts'
import type { WidgetContext } from './widget-context.ts'
import { WidgetProvider } from './widget-context.ts'

export interface UploadListProps {
  readonly uploads: readonly Upload[]
  /** What the rows are drawn with. */
  readonly widget: WidgetContext
}

/** The chosen files in the order they were added. */
export function UploadList({ uploads, widget }: UploadListProps) {
  const { drawn, isBehind } = useDrawing(uploads, widget)
  // A step may take a button away under the focus, and is no drawing of the widget around it.
  useCommitEffect(useContext(FocusKeeping))
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
