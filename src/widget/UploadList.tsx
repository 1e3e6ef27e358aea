import { memo } from 'react'
import type { Upload } from '../upload/upload.ts'
import type { Messages } from './messages.ts'
import { UploadRow } from './UploadRow.tsx'
import { useDrawing } from './use-drawing.ts'

export interface UploadListProps {
  readonly uploads: readonly Upload[]
  readonly messages: Messages
}

/** The chosen files in the order they were added. */
export function UploadList({ uploads, messages }: UploadListProps) {
  const { groups, isBehind } = useDrawing(uploads)
  if (uploads.length === 0) return null
  return (
    <ul data-part="list" className="kau-list" aria-label={messages.files} aria-busy={isBehind || undefined}>
      {groups.map((group) => (
        <Rows key={group.key} uploads={group.uploads} />
      ))}
    </ul>
  )
}

const Rows = /* @__PURE__ */ memo(function Rows({ uploads }: { readonly uploads: readonly Upload[] }) {
  return uploads.map((upload) => <UploadRow key={upload.id} upload={upload} />)
})
