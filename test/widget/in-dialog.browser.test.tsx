import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../src/styles.css'
import { AttachmentUploadView } from '../../src/widget/AttachmentUploadView.tsx'
import { sampleFile, sampleUpload } from '../../src/widget/stories/sample-upload.ts'

afterEach(cleanup)

it('keeps the dialog around it open when Escape gives up a new name, and only then', async () => {
  const rename = vi.fn<() => void>()
  const chosen = sampleFile({ name: 'cv.pdf', sizeBytes: 9 }, { state: 'ready', checking: false })
  render(
    <dialog style={{ inlineSize: 600 }} ref={(dialog) => dialog?.showModal()}>
      <AttachmentUploadView upload={sampleUpload([chosen], { rename })} />
    </dialog>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Rename cv.pdf' }))
  await userEvent.keyboard('new{Escape}')
  expect(screen.queryByRole('textbox')).toBeNull()
  expect(rename).not.toHaveBeenCalled()
  expect(screen.getByRole('dialog')).toHaveAttribute('open')
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByRole('dialog')).toBeNull()
})

it('leaves Escape to no dialog of a library, which listens before anything within it does', async () => {
  const close = vi.fn<() => void>()
  // As Radix does it, and others.
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) close()
  }
  document.addEventListener('keydown', onKey, { capture: true })
  const chosen = sampleFile({ name: 'cv.pdf', sizeBytes: 9 }, { state: 'ready', checking: false })
  render(<AttachmentUploadView upload={sampleUpload([chosen])} />)
  await userEvent.click(screen.getByRole('button', { name: 'Rename cv.pdf' }))
  await userEvent.keyboard('new{Escape}')
  expect(screen.queryByRole('textbox')).toBeNull()
  expect(close).not.toHaveBeenCalled()
  await userEvent.keyboard('{Escape}')
  expect(close).toHaveBeenCalledOnce()
  document.removeEventListener('keydown', onKey, { capture: true })
})
