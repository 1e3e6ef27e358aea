import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { AttachmentUpload } from '../../src/upload/engine/attachment-upload.ts'
import type { AppearanceProps } from '../../src/widget/AttachmentUploadView.tsx'
import { AttachmentUploadView } from '../../src/widget/AttachmentUploadView.tsx'

/** Draws the widget in one state; `show` replaces the state, as the hook would. */
export function renderView(upload: AttachmentUpload, appearance: AppearanceProps = {}) {
  const view = render(<AttachmentUploadView upload={upload} {...appearance} />)
  return {
    ...view,
    user: userEvent.setup(),
    show: (next: AttachmentUpload) => view.rerender(<AttachmentUploadView upload={next} {...appearance} />),
  }
}
