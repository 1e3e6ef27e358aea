import { act, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { sizeOf } from '../../src/upload/blob-or-bytes.ts'
import { attached, pdf } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

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
    act(() => second.progress(sizeOf(second.request.body) - 203))
    await waitFor(() => expect(current().summary.round).toEqual({ totalBytes: 300, sentBytes: 150 }))
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
