import type { AttachmentType } from '../contract/attachment.ts'
import { isAttachmentType } from '../contract/attachment.ts'
import type { Upload } from '../upload/upload.ts'
import { shownName } from './file-name.ts'
import { useWidget } from './widget-context.ts'

export interface TypeSelectProps {
  readonly upload: Upload
  readonly types: readonly AttachmentType[]
  /** Id of the sentence that says what is wrong with the present type. */
  readonly describedBy: string | undefined
}

/** The type a file will have in the ATS: always visible, and only those it has a place for. */
export function TypeSelect({ upload, types, describedBy }: TypeSelectProps) {
  const { messages, actions } = useWidget()
  const isOffered = types.includes(upload.type)
  return (
    <select
      data-part="type"
      className="kau-select"
      aria-label={messages.typeOf(shownName(upload.name))}
      aria-describedby={describedBy}
      aria-invalid={describedBy === undefined ? undefined : true}
      value={isOffered ? upload.type : ''}
      onChange={({ currentTarget: { value } }) => {
        if (isAttachmentType(value)) actions.setType(upload.id, value)
      }}
    >
      {!isOffered && <option value="">{messages.types[upload.type]}</option>}
      {types.map((type) => (
        <option key={type} value={type}>
          {messages.types[type]}
        </option>
      ))}
    </select>
  )
}
