import { memo } from 'react'
import type { ExistingAttachment } from '../contract/wire.ts'
import { shownName } from './words/file-name.ts'
import type { Format } from './words/format.ts'
import type { Messages } from './words/messages.ts'

export interface ExistingListProps {
  /** `null` where they were not asked for. */
  readonly existing: readonly ExistingAttachment[] | null
  readonly messages: Messages
  readonly format: Format
}

/** Documents that are on the record already, folded away: there to be looked up, not to be worked on. */
export const ExistingList = /* @__PURE__ */ memo(function ExistingList({
  existing,
  messages,
  format,
}: ExistingListProps) {
  if (existing === null || existing.length === 0) return null
  return (
    <details data-part="existing" className="kau-existing">
      <summary>{messages.onRecord(existing.length)}</summary>
      {/* oxlint-disable-next-line jsx-a11y/no-redundant-roles -- see UploadList.tsx */}
      <ul role="list">
        {existing.map((document) => (
          <li key={document.id}>
            <bdi translate="no">{shownName(document.name)}</bdi>
            <span>{messages.types[document.type]}</span>
            {document.createdAt !== null && <span>{format.date(document.createdAt)}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
})
