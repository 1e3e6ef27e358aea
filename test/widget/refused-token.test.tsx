import { QueryClient } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { chooseFiles } from '../../src/testing/give-files.ts'
import type { ScriptedRoute } from '../../src/testing/scripted-route.ts'
import { scriptedRoute } from '../../src/testing/scripted-route.ts'
import { unsignedToken } from '../../src/testing/unsigned-token.ts'
import type { AttachmentUploadOptions } from '../../src/upload/hook/attachment-upload-options.ts'
import { AttachmentUpload } from '../../src/widget/AttachmentUpload.tsx'
import { sampleError, sampleFile, sampleUpload } from '../../src/widget/stories/sample-upload.ts'
import { renderView } from './render-view.tsx'

const EXPIRED = { outcome: 'refused', code: 'UPLOAD.TOKEN_EXPIRED' } as const
const BROKEN = { outcome: 'broken' } as const

/** The widget of a page whose token the route refuses as long as `refusals` lasts. */
function setUp(options: Partial<AttachmentUploadOptions>) {
  const route = scriptedRoute()
  route.nextRules(EXPIRED)
  render(<AttachmentUpload {...route.props} {...options} />)
  return { route, user: userEvent.setup() }
}

const endingInAnHour = () =>
  unsignedToken({ sub: 'application:GRKdd9dibYKKCrmGRSMJf3wu', exp: Date.now() / 1000 + 3600 })

/** With the clock in the test's hands. */
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

/** The widget of a link whose end passes, with what the route says of the rules then. */
async function setUpEnd(...ends: readonly (typeof EXPIRED | typeof BROKEN)[]) {
  const route = scriptedRoute()
  const asked = vi.spyOn(route.props, 'fetch')
  render(<AttachmentUpload {...route.props} token={endingInAnHour()} />)
  await screen.findByRole('button', { name: 'Choose files' })
  await pass(3_600_000)
  expect(asked).toHaveBeenCalledTimes(1)
  for (const end of ends) route.nextRules(end)
  // The route takes it for a few seconds more: clocks differ.
  await pass(6_000)
  expect(asked).toHaveBeenCalledTimes(2)
  return asked
}

/** The widget with one file in it, and the button that attaches it. */
async function setUpFile(route: ScriptedRoute, options: Partial<AttachmentUploadOptions> = {}) {
  const user = userEvent.setup()
  const { container, rerender } = render(<AttachmentUpload {...route.props} {...options} />)
  await screen.findByRole('button', { name: 'Choose files' })
  chooseFiles(container, new File(['%PDF-1.7'], 'cv.pdf', { type: 'application/pdf' }))
  return { user, rerender, attach: await screen.findByRole('button', { name: 'Attach 1 file' }) }
}

const again = () => screen.queryByRole('button', { name: /again/u })

afterEach(() => vi.unstubAllGlobals())

describe('where the route refuses the token', () => {
  it('another try is offered to a page that can fetch one, which is asked for it', async () => {
    vi.stubGlobal('reportError', () => {})
    const getToken = vi
      .fn<() => Promise<string>>()
      .mockRejectedValueOnce(new Error('the portal is away for a moment'))
      .mockResolvedValueOnce(scriptedRoute().props.token)
      .mockResolvedValue(endingInAnHour())
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
    const { user, attach, rerender } = await setUpFile(route)
    route.next({ outcome: 'refused', code: 'UPLOAD.TOKEN_INVALID' })
    route.nextRules({ outcome: 'refused', code: 'UPLOAD.TOKEN_INVALID' })
    await user.click(attach)
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Choose files' })).not.toBeInTheDocument())
    expect(again()).not.toBeInTheDocument()
    expect(screen.getByRole('listitem', { name: 'cv.pdf' })).toBeVisible()
    // What the route had said of the record stays true.
    expect(screen.getByText(/^goes to /u)).toBeVisible()
    // Nothing could send it under another name or type.
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Rename cv.pdf' })).not.toBeInTheDocument()

    // With another token all goes on.
    rerender(<AttachmentUpload {...route.props} token={scriptedRoute({ view: 'candidate' }).props.token} />)
    await user.click(await screen.findByRole('button', { name: 'Try again cv.pdf' }))
    await waitFor(() => expect(route.attached).toHaveLength(1))
    expect(screen.getByRole('button', { name: 'Choose files' })).toBeVisible()
  })

  it('a file that is refused for it closes nothing, where the rules are given', async () => {
    const route = scriptedRoute()
    const asked = vi.spyOn(route.props, 'fetch')
    const { user, attach } = await setUpFile(route)
    route.next({ outcome: 'refused', code: 'UPLOAD.TOKEN_INVALID' })
    await user.click(attach)
    await screen.findByRole('button', { name: 'Try again cv.pdf' })
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(2))
    expect(screen.getByRole('button', { name: 'Choose files' })).toBeVisible()
  })

  describe('at the end of a link, by this clock', () => {
    beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
    afterEach(() => void vi.useRealTimers())

    it('the zone closes where the route refuses it, and nothing more is asked', async () => {
      const asked = await setUpEnd(EXPIRED)
      expect(screen.getByText('This link has expired.')).toBeVisible()
      expect(screen.queryByRole('button')).not.toBeInTheDocument()
      await pass(600_000)
      expect(asked).toHaveBeenCalledTimes(2)
    })

    it('nothing changes where the route cannot be asked, which is asked again a minute later', async () => {
      await setUpEnd(BROKEN, EXPIRED)
      expect(screen.getByRole('button', { name: 'Choose files' })).toBeVisible()
      await pass(60_000)
      expect(screen.getByText('This link has expired.')).toBeVisible()
    })

    it('the route that could not be asked is asked again when the network is back', async () => {
      await setUpEnd(BROKEN, EXPIRED)
      act(() => void window.dispatchEvent(new Event('online')))
      await pass(1)
      expect(screen.getByText('This link has expired.')).toBeVisible()
    })

    it('no other widget of the page closes, whose link goes on', async () => {
      const queryClient = new QueryClient()
      const [route, other] = [scriptedRoute(), scriptedRoute()]
      render(
        <>
          <AttachmentUpload {...route.props} queryClient={queryClient} token={endingInAnHour()} />
          <AttachmentUpload {...other.props} queryClient={queryClient} />
        </>,
      )
      expect(await screen.findAllByRole('button', { name: 'Choose files' })).toHaveLength(2)
      route.nextRules(EXPIRED)
      await pass(3_606_000)
      expect(screen.getAllByText('This link has expired.')).toHaveLength(1)
      expect(screen.getAllByRole('button', { name: 'Choose files' })).toHaveLength(1)
    })
  })

  it('is asked about once, however many files are refused for it one after another', async () => {
    const route = scriptedRoute()
    const asked = vi.spyOn(route.props, 'fetch')
    const user = userEvent.setup()
    const widget = render(<AttachmentUpload {...route.props} />)
    await screen.findByRole('button', { name: 'Choose files' })
    const names = ['1.txt', '2.txt', '3.txt']
    chooseFiles(
      widget.container,
      names.map((name) => new File([`words of ${name}`], name)),
    )
    const attach = await screen.findByRole('button', { name: 'Attach 3 files' })
    const held = names.map(() => route.hold())
    for (const _ of names) route.nextRules(EXPIRED)
    await user.click(attach)
    for (const [index, request] of held.entries()) {
      await (await request).answer(EXPIRED)
      await waitFor(() => expect(screen.getAllByText('This link has expired.')).toHaveLength(index + 2))
    }
    expect(asked).toHaveBeenCalledTimes(2)
  })

  it('a maybe attached file that is refused for it when it is asked about closes the zone', async () => {
    const route = scriptedRoute()
    const { user, attach } = await setUpFile(route)
    route.next({ outcome: 'refused', code: 'UPLOAD.DELIVERY_UNKNOWN' }, EXPIRED)
    await user.click(attach)
    route.nextRules(EXPIRED)
    await user.click(await screen.findByRole('button', { name: 'Check again cv.pdf' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Choose files' })).not.toBeInTheDocument())
    expect(again()).not.toBeInTheDocument()
    expect(screen.getByRole('listitem', { name: 'cv.pdf' })).toHaveTextContent('Maybe attached')
  })

  it('still says whose record it is, to a page whose session has ended', async () => {
    const route = scriptedRoute()
    const ended = { outcome: 'refused', code: 'UPLOAD.TOKEN_MISSING' } as const
    const target = 'application:GRKdd9dibYKKCrmGRSMJf3wu'
    const { user, attach } = await setUpFile(route, { token: undefined, target })
    route.next(ended)
    route.nextRules(ended)
    await user.click(attach)
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Choose files' })).not.toBeInTheDocument())
    expect(screen.getByRole('heading', { name: 'Frank Doe' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('button', { name: 'Choose files' })).toBeVisible()
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
