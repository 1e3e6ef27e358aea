import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { scriptedRoute } from '../../src/testing/scripted-route.ts'
import type { AttachmentUploadOptions } from '../../src/upload/attachment-upload-options.ts'
import { AttachmentUpload } from '../../src/widget/AttachmentUpload.tsx'

const EXPIRED = { outcome: 'refused', code: 'UPLOAD.TOKEN_EXPIRED' } as const

/** The widget of a page whose token the route refuses as long as `refusals` lasts. */
function setUp(options: Partial<AttachmentUploadOptions>) {
  const route = scriptedRoute()
  route.nextRules(EXPIRED)
  render(<AttachmentUpload {...route.props} {...options} />)
  return { route, user: userEvent.setup() }
}

afterEach(() => vi.unstubAllGlobals())

describe('where the route refuses the token', () => {
  it('another try is offered to a page that can fetch one, which is asked for it', async () => {
    vi.stubGlobal('reportError', () => {})
    const token = scriptedRoute().props.token
    const getToken = vi
      .fn<() => Promise<string>>()
      .mockRejectedValueOnce(new Error('the portal is away for a moment'))
      .mockResolvedValue(token)
    const { user } = setUp({ token: undefined, target: undefined, getToken })
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('button', { name: 'Choose files' })).toBeVisible()
    expect(getToken).toHaveBeenCalled()
  })

  it('another try is offered to a page with a session of its own, which may be there again', async () => {
    const { user } = setUp({ token: undefined, target: 'application:GRKdd9dibYKKCrmGRSMJf3wu' })
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('button', { name: 'Choose files' })).toBeVisible()
  })

  it('no other try is offered to a page that has given the one token it has', async () => {
    setUp({})
    expect(await screen.findByText('This link has expired.')).toBeVisible()
    expect(screen.queryByRole('button')).not.toBeInTheDocument()
  })
})
