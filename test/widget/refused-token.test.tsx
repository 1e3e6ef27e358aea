import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { chooseFiles } from '../../src/testing/give-files.ts'
import { scriptedRoute } from '../../src/testing/scripted-route.ts'
import { unsignedToken } from '../../src/testing/unsigned-token.ts'
import type { AttachmentUploadOptions } from '../../src/upload/attachment-upload-options.ts'
import { AttachmentUpload } from '../../src/widget/AttachmentUpload.tsx'
import { sampleError, sampleFile, sampleUpload } from '../../src/widget/sample-upload.ts'
import { renderView } from './render-view.tsx'

const EXPIRED = { outcome: 'refused', code: 'UPLOAD.TOKEN_EXPIRED' } as const

/** The widget of a page whose token the route refuses as long as `refusals` lasts. */
function setUp(options: Partial<AttachmentUploadOptions>) {
  const route = scriptedRoute()
  route.nextRules(EXPIRED)
  render(<AttachmentUpload {...route.props} {...options} />)
  return { route, user: userEvent.setup() }
}

const again = () => screen.queryByRole('button', { name: /again/u })

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

  it('no other try is offered for a file by a link that has ended, until another takes its place', async () => {
    const route = scriptedRoute()
    const target = 'application:GRKdd9dibYKKCrmGRSMJf3wu'
    const ending = (inMs: number) => unsignedToken({ sub: target, exp: (Date.now() + inMs) / 1000 })
    const user = userEvent.setup()
    const widget = render(<AttachmentUpload {...route.props} token={ending(-1000)} />)
    await screen.findByRole('button', { name: 'Choose files' })
    const held = route.hold()
    chooseFiles(widget.container, new File(['%PDF-1.7'], 'cv.pdf', { type: 'application/pdf' }))
    await user.click(await screen.findByRole('button', { name: 'Attach 1 file' }))
    await (await held).answer(EXPIRED)
    expect(await screen.findByText('This link has expired.')).toBeVisible()
    expect(screen.queryByRole('button', { name: /^Try again/u })).not.toBeInTheDocument()

    widget.rerender(<AttachmentUpload {...route.props} token={ending(3_600_000)} />)
    await user.click(await screen.findByRole('button', { name: 'Try again cv.pdf' }))
    await waitFor(() => expect(route.attached).toHaveLength(1))
  })

  it('a file that is refused for it closes the zone, where the rules are refused as well', async () => {
    const route = scriptedRoute()
    const user = userEvent.setup()
    const widget = render(<AttachmentUpload {...route.props} />)
    await screen.findByRole('button', { name: 'Choose files' })
    chooseFiles(widget.container, new File(['%PDF-1.7'], 'cv.pdf', { type: 'application/pdf' }))
    const attach = await screen.findByRole('button', { name: 'Attach 1 file' })
    route.next({ outcome: 'refused', code: 'UPLOAD.TOKEN_INVALID' })
    route.nextRules({ outcome: 'refused', code: 'UPLOAD.TOKEN_INVALID' })
    await user.click(attach)
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Choose files' })).not.toBeInTheDocument())
    expect(again()).not.toBeInTheDocument()
    expect(screen.getByRole('listitem', { name: 'cv.pdf' })).toBeVisible()

    // With another token all goes on.
    widget.rerender(<AttachmentUpload {...route.props} token={scriptedRoute({ view: 'candidate' }).props.token} />)
    await user.click(await screen.findByRole('button', { name: 'Try again cv.pdf' }))
    await waitFor(() => expect(route.attached).toHaveLength(1))
    expect(screen.getByRole('button', { name: 'Choose files' })).toBeVisible()
  })

  it('a file that is refused for it closes nothing, where the rules are given', async () => {
    const route = scriptedRoute()
    const asked = vi.spyOn(route.props, 'fetch')
    const user = userEvent.setup()
    const widget = render(<AttachmentUpload {...route.props} />)
    await screen.findByRole('button', { name: 'Choose files' })
    chooseFiles(widget.container, new File(['%PDF-1.7'], 'cv.pdf', { type: 'application/pdf' }))
    const attach = await screen.findByRole('button', { name: 'Attach 1 file' })
    route.next({ outcome: 'refused', code: 'UPLOAD.TOKEN_INVALID' })
    await user.click(attach)
    await screen.findByRole('button', { name: 'Try again cv.pdf' })
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(2))
    expect(screen.getByRole('button', { name: 'Choose files' })).toBeVisible()
  })

  describe('at the end of a link, by this clock', () => {
    beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
    afterEach(() => void vi.useRealTimers())

    it.each([
      ['the zone closes, where the route refuses it', EXPIRED, false],
      ['nothing changes, where the route cannot be asked', { outcome: 'broken' }, true],
    ] as const)('%s', async (_, outcome, isOpen) => {
      const route = scriptedRoute()
      const asked = vi.spyOn(route.props, 'fetch')
      const exp = Date.now() / 1000 + 3600
      const token = unsignedToken({ sub: 'application:GRKdd9dibYKKCrmGRSMJf3wu', exp })
      render(<AttachmentUpload {...route.props} token={token} />)
      await screen.findByRole('button', { name: 'Choose files' })
      await vi.advanceTimersByTimeAsync(3_600_000)
      expect(asked).toHaveBeenCalledTimes(1)
      for (let tries = 0; tries < 3; tries += 1) route.nextRules(outcome)
      // The route takes it for a few seconds more: clocks differ.
      await vi.advanceTimersByTimeAsync(15_000)
      expect(asked.mock.calls.length).toBeGreaterThan(1)
      expect(screen.queryByRole('button', { name: 'Choose files' }) !== null).toBe(isOpen)
      expect(screen.queryByText('This link has expired.') === null).toBe(isOpen)
    })
  })

  it.each(['failed', 'cancelled', 'unknown'] as const)(
    'nothing more is offered for a file that is %s, where nothing is in place of the zone',
    (state) => {
      const error = sampleError('UPLOAD.NETWORK')
      const file = sampleFile({ name: 'cv.pdf', sizeBytes: 9 }, state === 'cancelled' ? { state } : { state, error })
      const { show } = renderView(sampleUpload([file]))
      expect(again()).toBeVisible()
      show(sampleUpload([file], { rules: { status: 'failed', error: sampleError('UPLOAD.TOKEN_INVALID') } }))
      expect(again()).not.toBeInTheDocument()
      show(sampleUpload([file], { rules: { status: 'failed', error: sampleError('UPLOAD.SERVER_BUSY') } }))
      expect(screen.getAllByRole('button', { name: /again/u })).toHaveLength(2)
    },
  )

  it('no other try is offered to a page that has given the one token it has', async () => {
    setUp({})
    expect(await screen.findByText('This link has expired.')).toBeVisible()
    expect(screen.queryByRole('button')).not.toBeInTheDocument()
  })
})
