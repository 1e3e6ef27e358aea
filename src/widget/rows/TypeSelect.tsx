import { memo } from 'react'
import type { AttachmentType } from '../../contract/attachment.ts'
import { isAttachmentType } from '../../contract/attachment.ts'
import type { UploadId } from '../../upload/list/upload.ts'
import { shownName } from '../words/file-name.ts'
import { useWidget } from '../base/widget-context.ts'

export interface TypeSelectProps {
  readonly id: UploadId
  /** The file's. */
  readonly name: string
  readonly type: AttachmentType
  /** Id of the sentence that says what is wrong with the present type. */
  readonly describedBy: string | undefined
}

/** The type a file will have in the ATS: always visible, and only those it has a place for. */
export const TypeSelect = /* @__PURE__ */ memo(function TypeSelect({ id, name, type, describedBy }: TypeSelectProps) {
  const { messages, latest, types } = useWidget()
  const isOffered = types.includes(type)
  return (
    <select
      data-part="type"
      className="kau-select"
      // Of no form: one around the widget would show another type than is sent when it is reset.
      form=""
      aria-label={messages.typeOf(shownName(name))}
      aria-describedby={describedBy}
      aria-invalid={describedBy === undefined ? undefined : true}
      value={isOffered ? type : ''}
      onChange={({ currentTarget: { value } }) => {
        if (isAttachmentType(value)) latest.current.setType(id, value)
      }}
    >
      {!isOffered && <option value="">{messages.types[type]}</option>}
      {types.map((each) => (
        <option key={each} value={each}>
          {messages.types[each]}
        </option>
      ))}
    </select>
  )
})
