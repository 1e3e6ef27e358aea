import { act, render, waitFor } from '@testing-library/react'
import { Activity } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AttachmentUploadOptions } from '../../src/upload/hook/attachment-upload-options.ts'
import type { AttachmentUpload } from '../../src/upload/engine/attachment-upload.ts'
import { useAttachmentUpload } from '../../src/upload/hook/use-attachment-upload.ts'
import { attached, pdf, token } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function asksBeforeLeaving(): boolean {
  const event = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(event)
  return event.defaultPrevented
}

/** The widget as it was drawn, the latest last. */
const shown: AttachmentUpload[] = []

function Widget() {
  const upload = useAttachmentUpload({ endpoint: '/api' })
  shown.push(upload)
  return upload.uploads.length
}

const Tab = ({ mode }: { readonly mode: 'visible' | 'hidden' }) => (
  <Activity mode={mode}>
    <Widget />
  </Activity>
)

describe('leaving the page', () => {
  it('is asked about only while something is unsent or under way', async () => {
    const { add, current, next, reaches } = setUpUpload()
    expect(asksBeforeLeaving()).toBe(false)
    await add(pdf())
    expect(asksBeforeLeaving()).toBe(true)
    act(() => current().start())
    const sent = await next()
    expect(asksBeforeLeaving()).toBe(true)
    act(() => sent.answer(200, attached()))
    await reaches('cv.pdf', 'done')
    expect(asksBeforeLeaving()).toBe(false)
  })

  it('is asked about until what is on its way has ended, also when the component has gone', async () => {
    const { add, current, next, hook } = setUpUpload()
    await add(pdf('1.pdf', '%PDF-1'))
    act(() => current().start())
    const sent = await next()
    await add(pdf('never sent.pdf', '%PDF-2'))
    hook.unmount()
    expect(asksBeforeLeaving()).toBe(true)
    sent.answer(200, attached())
    await waitFor(() => expect(asksBeforeLeaving()).toBe(false))
  })

  it('is not asked about for files that went with the component', async () => {
    const { add, hook } = setUpUpload()
    await add(pdf())
    hook.unmount()
    expect(asksBeforeLeaving()).toBe(false)
  })

  it('is asked about while React hides the component, which shows the same files again', () => {
    const view = render(<Tab mode="visible" />, { reactStrictMode: true })
    act(() => shown.at(-1)?.addFiles([pdf()]))
    view.rerender(<Tab mode="hidden" />)
    expect(asksBeforeLeaving()).toBe(true)
    view.rerender(<Tab mode="visible" />)
    expect(view.container).toHaveTextContent('1')
    view.unmount()
    expect(asksBeforeLeaving()).toBe(false)
  })

  it('ends what is asked for and waits for rules that nobody brings any more, and says so', async () => {
    const onOutcome = vi.fn<NonNullable<AttachmentUploadOptions['onOutcome']>>()
    const onSettled = vi.fn<NonNullable<AttachmentUploadOptions['onSettled']>>()
    const { add, current, next, hook, answers } = setUpUpload({ onOutcome, onSettled })
    await add(pdf('under way.pdf', '%PDF-1'))
    act(() => current().start())
    const sent = await next()
    answers.rules = () => new Promise(() => {})
    hook.rerender({ token: token('application:app1', { types: ['CV'] }) })
    act(() => current().addFiles([pdf('asked for.pdf', '%PDF-2')]))
    act(() => current().start())
    hook.unmount()
    await waitFor(() => expect(onOutcome).toHaveBeenCalledOnce())
    sent.answer(200, attached())
    await waitFor(() => expect(onSettled).toHaveBeenCalledOnce())
    expect(onOutcome.mock.calls.map(([{ name, state }]) => [name, state])).toEqual([
      ['asked for.pdf', 'cancelled'],
      ['under way.pdf', 'done'],
    ])
  })

  it('is never asked about when the page does not want that, nor for refused files', async () => {
    const { add, hook } = setUpUpload({ leaveGuard: false })
    await add(pdf())
    expect(asksBeforeLeaving()).toBe(false)
    hook.rerender({ leaveGuard: true })
    expect(asksBeforeLeaving()).toBe(true)
    hook.rerender({ leaveGuard: false })
    expect(asksBeforeLeaving()).toBe(false)
    hook.unmount()
    const { add: addRefused } = setUpUpload()
    await addRefused(new File([], 'empty.pdf'))
    expect(asksBeforeLeaving()).toBe(false)
  })
})
