import { act, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { sizeOf } from '../../src/upload/bytes/blob-or-bytes.ts'
import { attached, pdf } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** The page's own check, which answers when the test says so. */
function slowCheck() {
  const answers: ((verdict: string | null) => void)[] = []
  const validator = () => new Promise<string | null>((resolve) => answers.push(resolve))
  return { validators: [validator], answers, answer: (verdict: string | null) => act(() => answers.shift()?.(verdict)) }
}

describe('progress', () => {
  it('is that of the files sent together, not of what was attached before or is not sent yet', async () => {
    const { add, current, next, reaches } = setUpUpload()
    await add(pdf('large.pdf', `%PDF-${'x'.repeat(8995)}`))
    act(() => current().start())
    const first = await next()
    expect(current().summary.round).toEqual({ totalBytes: 9000, sentBytes: 0 })
    act(() => first.answer(200, attached()))
    await reaches('large.pdf', 'done')

    await add(pdf('small.pdf', `%PDF-${'y'.repeat(295)}`))
    act(() => current().start())
    const second = await next()
    await add(pdf('later.pdf', '%PDF-later'))
    expect(current().summary).toMatchObject({ totalBytes: 9310, round: { totalBytes: 300, sentBytes: 0 } })
    act(() => second.progress(sizeOf(second.request.body) / 2))
    await waitFor(() => expect(current().summary.round).toEqual({ totalBytes: 300, sentBytes: 150 }))
  })

  it('counts no more of a file than it has, whatever else a page sends with it', async () => {
    const { add, current, next } = setUpUpload()
    await add(pdf('cv.pdf', `%PDF-${'x'.repeat(295)}`))
    act(() => current().start())
    const sent = await next()
    act(() => sent.progress(5000, 6000))
    await waitFor(() => expect(current().summary.round.sentBytes).toBe(300))
    expect(current().uploads).toMatchObject([{ state: 'sending', sentBytes: 300 }])
  })

  it('takes in what is sent while others still are', async () => {
    const { add, current, next, reaches } = setUpUpload()
    await add(pdf('1.pdf', '%PDF-1'))
    act(() => current().start())
    const first = await next()
    await add(pdf('2.pdf', '%PDF-2'))
    act(() => current().start())
    await next()
    act(() => first.answer(200, attached()))
    await reaches('1.pdf', 'done')
    expect(current().summary.round).toEqual({ totalBytes: 12, sentBytes: 6 })
  })
})

describe('a file that is asked for while it is still being checked', () => {
  it('counts as asked for until it is sent, and one that comes later does not', async () => {
    const { validators, answer, answers } = slowCheck()
    const { current, next } = setUpUpload({ validators })
    act(() => current().addFiles([pdf('1.pdf', '%PDF-1')]))
    await waitFor(() => expect(answers).toHaveLength(1))
    expect(current().summary).toMatchObject({ ready: 1, checking: 1, asked: 0 })
    act(() => current().start())
    act(() => current().addFiles([pdf('2.pdf', '%PDF-2')]))
    expect(current().summary).toMatchObject({ ready: 2, checking: 2, asked: 1 })
    answer(null)
    await next()
    await waitFor(() => expect(current().summary).toMatchObject({ ready: 1, asked: 0, underWay: 1 }))
  })

  it('is no longer asked for when it is refused, cancelled or taken out of the list', async () => {
    const { validators, answer, answers } = slowCheck()
    const { current, file, reaches } = setUpUpload({ validators })
    act(() => current().addFiles([pdf('1.pdf', '%PDF-1'), pdf('2.pdf', '%PDF-2'), pdf('3.pdf', '%PDF-3')]))
    await waitFor(() => expect(answers).toHaveLength(3))
    act(() => current().start())
    expect(current().summary.asked).toBe(3)
    act(() => current().cancel(file('2.pdf').id))
    act(() => current().remove(file('3.pdf').id))
    expect(current().summary).toMatchObject({ ready: 1, asked: 1, cancelled: 1 })
    answer('Not this one.')
    await reaches('1.pdf', 'rejected')
    act(() => current().setType(file('1.pdf').id, 'OTHER'))
    expect(current().summary).toMatchObject({ ready: 1, asked: 0 })
  })

  it('is awaited by nobody while there are no rules to check it by', async () => {
    const set = setUpUpload({ autoUpload: true })
    set.answers.rules = () => Response.json({}, { status: 400 })
    act(() => set.current().addFiles([pdf()]))
    await waitFor(() => expect(set.current().rules.status).toBe('failed'))
    expect(set.current().summary).toMatchObject({ ready: 1, checking: 1, asked: 0 })
  })

  it('is awaited by nobody while no record is known, for want of a token', async () => {
    vi.stubGlobal('reportError', vi.fn())
    const getToken = vi.fn<() => Promise<string>>().mockRejectedValue(new Error('session is over'))
    const set = setUpUpload({ tokenless: true, getToken, autoUpload: true })
    act(() => set.current().addFiles([pdf()]))
    await waitFor(() => expect(set.current().rules.status).toBe('failed'))
    expect(set.current().summary).toMatchObject({ ready: 1, asked: 0 })
  })

  it('is asked for from the beginning where files are sent by themselves', async () => {
    const { validators } = slowCheck()
    const { current } = setUpUpload({ validators, autoUpload: true })
    act(() => current().addFiles([pdf('1.pdf', '%PDF-1')]))
    expect(current().summary).toMatchObject({ ready: 1, asked: 1 })
  })
})
