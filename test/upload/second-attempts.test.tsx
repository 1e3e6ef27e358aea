import { act, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sizeOf } from '../../src/upload/bytes/blob-or-bytes.ts'
import { SendFailure } from '../../src/upload/send/send.ts'
import { pdf, refused } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

// The shortest wait there is before a file is sent again.
beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0))

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A file all of which was sent once, to a route that was busy. */
async function sentOnce(retryAfterMs = 0) {
  const set = setUpUpload()
  await set.add(pdf())
  act(() => set.current().start())
  const first = await set.next()
  act(() => first.allSent())
  await set.reaches('cv.pdf', 'accepting')
  act(() => first.answer(503, refused('UPLOAD.SERVER_BUSY', { retryAfterMs })))
  return { ...set, first }
}

describe('a file that is sent again by itself', () => {
  it('is sent once more where that breaks off before all of it has left, whatever had left before', async () => {
    const { next, first } = await sentOnce()
    const second = await next()
    act(() => second.breakOff(new SendFailure(false)))
    expect((await next()).request.headers).toEqual(first.request.headers)
  })

  it('is not maybe attached when it is cancelled while it waits', async () => {
    const { current, file, reaches } = await sentOnce(60_000)
    await reaches('cv.pdf', 'waiting')
    act(() => current().cancel(file('cv.pdf').id))
    await reaches('cv.pdf', 'cancelled')
    expect(current().summary).toMatchObject({ cancelled: 1, unknown: 0 })
  })
})

describe('a file that a person sends again', () => {
  it('is not said to have left by what is still heard of the delivery before', async () => {
    const { current, file, next, reaches, first } = await sentOnce(3_600_000)
    await reaches('cv.pdf', 'failed')
    act(() => current().retry(file('cv.pdf').id))
    const second = await next()
    act(() => first.allSent())
    act(() => second.progress(sizeOf(second.request.body) - 1))
    await waitFor(() => expect(file('cv.pdf')).toMatchObject({ state: 'sending', sentBytes: pdf().size - 1 }))
  })
})
