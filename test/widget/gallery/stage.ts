import type { ReactNode } from 'react'
import type { AttachmentUpload } from '../../../src/upload/engine/attachment-upload.ts'
import type { AppearanceProps } from '../../../src/widget/AttachmentUploadView.tsx'

/** One widget of the gallery and the words it is found by. */
export interface Stage {
  readonly name: string
  readonly upload: AttachmentUpload
  /** Default: false. */
  readonly dropAnywhere?: boolean
  /** Default: false. */
  readonly canRenewToken?: boolean
  readonly slots?: AppearanceProps['slots']
  /** In the place of the component. Default: nothing. */
  readonly instead?: ReactNode
}
