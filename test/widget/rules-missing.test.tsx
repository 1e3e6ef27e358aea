import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { scriptedRoute } from '../../src/testing/scripted-route.ts'
import { AttachmentUpload } from '../../src/widget/AttachmentUpload.tsx'
import { ar } from '../../src/widget/locales/ar.ts'
import type { AttachmentUpload as Upload } from '../../src/upload/engine/attachment-upload.ts'

afterEach(() => vi.unstubAllGlobals())

it('keeps what the other side says apart from the sentence before it, whichever way each is written', async () => {
  const route = scriptedRoute()
  route.nextRules({ outcome: 'refused', code: 'PLATFORM.AUTHENTICATION_INVALID', message: 'The key was revoked.' })
  render(<AttachmentUpload {...route.props} messages={ar} />)
  const said = await screen.findByText('The key was revoked.', { normalizer: (text) => text })
  expect(said.previousSibling).toHaveTextContent(/ $/u, { normalizeWhitespace: false })
})

describe('files chosen before it is known what can be attached', () => {
  it('say what they wait for, are not offered to be attached, and go on once it is known', async () => {
    const user = userEvent.setup()
    const route = scriptedRoute()
    route.nextRules({ outcome: 'refused', code: 'INTEGRATION.INACTIVE' })
    let upload: Upload | undefined
    const header = (current: Upload) => {
      upload = current
      return null
    }
    render(<AttachmentUpload {...route.props} slots={{ header }} />)
    await waitFor(() => expect(upload).toBeDefined())
    upload?.addFiles([new File(['%PDF-1.7'], 'cv.pdf', { type: 'application/pdf' })])

    const retry = await screen.findByRole('button', { name: 'Try again' })
    const row = screen.getByRole('listitem', { name: 'cv.pdf' })
    expect(row).toHaveTextContent('cannot be checked yet')
    expect(row).not.toHaveTextContent('Checking the file…')
    expect(screen.queryByRole('button', { name: /^Attach/u })).not.toBeInTheDocument()

    await user.click(retry)
    expect(await screen.findByRole('button', { name: 'Attach 1 file' })).toBeVisible()
    expect(row).not.toHaveTextContent('cannot be checked yet')
  })
})
