import { createEvent, fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import type { AttachmentUpload } from '../../src/upload/engine/attachment-upload.ts'
import { findFiles } from '../../src/widget/files/find-files.ts'
import { sampleUpload } from '../../src/widget/stories/sample-upload.ts'
import { renderView } from './render-view.tsx'

/** Some mail programs promise a file while it is dragged, and bring none to this browser. */
it('what promised a file and brings none is said to be unreadable', async () => {
  const addFiles = vi.fn<AttachmentUpload['addFiles']>()
  const { container } = renderView(sampleUpload([], { addFiles }))
  const region = screen.getByRole('region')
  const event = createEvent.drop(region)
  Object.defineProperty(event, 'dataTransfer', { value: { items: [], files: [], types: ['Files'] } })
  fireEvent(region, event)
  await waitFor(() => expect(container.querySelector('[data-part="skipped"]')).toHaveTextContent('1 item skipped'))
  expect(addFiles).not.toHaveBeenCalled()
})

it('text that is pasted is no file that could not be read', async () => {
  const paste = createEvent.paste(document.body)
  Object.defineProperty(paste, 'clipboardData', { value: { items: [], files: [], types: ['text/plain'] } })
  expect(await findFiles(paste)).toEqual({ files: [], skipped: 0, emptyFolders: 0 })
})
