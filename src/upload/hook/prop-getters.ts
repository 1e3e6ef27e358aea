import type { ChangeEvent, ClipboardEvent, DragEvent } from 'react'
import { isAttachmentType } from '../../contract/attachment.ts'
import { isClosed } from '../../contract/rules.ts'
import { acceptAttribute } from './accept.ts'
import type { AttachmentUpload } from '../engine/attachment-upload.ts'
import { isDescribable } from '../list/reduce.ts'
import type { Upload } from '../list/upload.ts'

/** Props for a page's own markup: behaviour and state, no words and no looks. */
export type PropGetters = ReturnType<typeof propGetters>

/** Part of a file that is sent, from 0 to 1; `null` where that says nothing. */
export function fractionSent(upload: Upload): number | null {
  if (upload.state === 'accepting' || upload.state === 'done') return 1
  if (upload.state === 'reading') return 0
  return upload.state === 'sending' ? upload.sentBytes / Math.max(1, upload.sizeBytes) : null
}

export function propGetters(upload: Pick<AttachmentUpload, 'rules' | 'addFiles' | 'setType'>) {
  const { rules } = upload.rules.status === 'ready' ? upload.rules : { rules: null }
  const takesNone = rules === null || isClosed(rules)
  return {
    /** For `<input type="file">`. Give it a label. */
    getFileInputProps: () => ({
      type: 'file' as const,
      multiple: true,
      disabled: takesNone,
      accept: rules === null ? undefined : acceptAttribute(rules),
      onChange: (event: ChangeEvent<HTMLInputElement>) => {
        upload.addFiles([...(event.currentTarget.files ?? [])])
        // Else the same file, chosen again after it was removed, would be no change.
        event.currentTarget.value = ''
      },
    }),
    /** For the element files are dropped on, or pasted into while the focus is inside it. */
    getDropZoneProps: () => ({
      onDragOver: (event: DragEvent) => {
        // Without it the browser opens the file and the page is gone.
        event.preventDefault()
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault()
        if (!takesNone) upload.addFiles([...event.dataTransfer.files])
      },
      onPaste: (event: ClipboardEvent) => {
        if (!takesNone && event.clipboardData.files.length > 0) upload.addFiles([...event.clipboardData.files])
      },
    }),
    /** For the row of one file: `data-state`, and `data-warnings` with their number where there are any. */
    getRowProps: (each: Upload) => ({
      'data-part': 'row',
      'data-state': each.state,
      ...(each.state === 'done' && each.receipt.warnings.length > 0
        ? { 'data-warnings': each.receipt.warnings.length }
        : {}),
    }),
    /** For the `<select>` of one file's type; its options are the types that are `supported` in `rules.types`. */
    getTypeSelectProps: (each: Upload) => ({
      value: each.type,
      // Of no form: one around it would show another type than is sent when it is reset.
      form: '',
      disabled: !isDescribable(each),
      onChange: (event: ChangeEvent<HTMLSelectElement>) => {
        const { value } = event.currentTarget
        if (isAttachmentType(value)) upload.setType(each.id, value)
      },
    }),
    /** For `<progress>`: no value while there is nothing to measure. */
    getProgressProps: (each: Upload) => ({ max: 1, value: fractionSent(each) ?? undefined }),
  }
}
