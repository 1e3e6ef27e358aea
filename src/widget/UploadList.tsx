import { memo, useContext } from 'react'
import type { Upload } from '../upload/upload.ts'
import { FocusKeeping } from './keep-focus.ts'
import type { Messages } from './messages.ts'
import { UploadRow } from './UploadRow.tsx'
import { useCommitEffect } from './use-commit-effect.ts'
import { useDrawing } from './use-drawing.ts'

export interface UploadListProps {
  readonly uploads: readonly Upload[]
  readonly messages: Messages
}

/** The chosen files in the order they were added. */
export function UploadList({ uploads, messages }: UploadListProps) {
  const { drawn, isBehind } = useDrawing(uploads)
  // A step may take a button away under the focus, and is no drawing of the widget around it.
  useCommitEffect(useContext(FocusKeeping))
  if (uploads.length === 0) return null
  return (
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari takes a list without bullets for none unless it says so
    <ul data-part="list" role="list" className="kau-list" aria-label={messages.files} aria-busy={isBehind || undefined}>
      {drawn.map((group) => (
        <Rows key={group.key} uploads={group.uploads} />
      ))}
    </ul>
  )
}

const Rows = /* @__PURE__ */ memo(function Rows({ uploads }: { readonly uploads: readonly Upload[] }) {
  return uploads.map((upload) => <UploadRow key={upload.id} upload={upload} />)
})
