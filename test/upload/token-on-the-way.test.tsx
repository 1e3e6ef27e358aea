import { act } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { SendFailure } from '../../src/upload/send/send.ts'
import { attached, pdf, refused, token } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A file that was sent, and refused for its token. */
async function refusedFile(getToken: () => Promise<string>) {
  const set = setUpUpload({ getToken })
  await set.add(pdf())
  act(() => set.current().start())
  const sent = await set.next()
  act(() => sent.allSent())
  await set.reaches('cv.pdf', 'accepting')
  act(() => sent.answer(401, refused('UPLOAD.TOKEN_EXPIRED')))
  return set
}

describe('a file whose token is refused when all of it was sent', () => {
  it('is not maybe attached when it is cancelled before there is another token', async () => {
    const { current, file, reaches } = await refusedFile(() => new Promise(() => {}))
    await reaches('cv.pdf', 'reading')
    act(() => current().cancel(file('cv.pdf').id))
    await reaches('cv.pdf', 'cancelled')
    expect(current().summary).toMatchObject({ cancelled: 1, unknown: 0 })
  })

  it('is not maybe attached when nothing can be sent with the next token, and tried again', async () => {
    const { next, reaches, file } = await refusedFile(async () => token('application:app1', { jti: 'fresh' }))
    const again = await next()
    // The most that the policy waits, so that it is seen.
    vi.spyOn(Math, 'random').mockReturnValue(1)
    act(() => again.breakOff(new SendFailure(false)))
    await reaches('cv.pdf', 'waiting')
    expect(file('cv.pdf')).toMatchObject({ error: { code: 'UPLOAD.NETWORK' } })
  })

  it('shows how much of it is sent with the next token', async () => {
    const { next, reaches, file } = await refusedFile(async () => token('application:app1', { jti: 'fresh' }))
    const again = await next()
    act(() => again.progress(1))
    await reaches('cv.pdf', 'sending')
    expect(file('cv.pdf')).toMatchObject({ sentBytes: 0 })
  })
})

describe('a file whose token is over while there is no network', () => {
  it('waits for the network, which the page needs for another token', async () => {
    vi.stubGlobal('reportError', () => {})
    const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    const getToken = vi.fn<() => Promise<string>>().mockRejectedValue(new TypeError('Failed to fetch'))
    const over = token('application:app1', { exp: Date.now() / 1000 - 1 })
    const { add, current, next, reaches, file, hook } = setUpUpload()
    await add(pdf())
    hook.rerender({ token: over, getToken })
    act(() => current().start())
    await reaches('cv.pdf', 'waiting')
    expect(file('cv.pdf')).toMatchObject({ until: null, error: { code: 'UPLOAD.OFFLINE' } })

    getToken.mockResolvedValue(token('application:app1', { jti: 'fresh' }))
    onLine.mockReturnValue(true)
    act(() => void window.dispatchEvent(new Event('online')))
    const sent = await next()
    act(() => sent.answer(200, attached()))
    await reaches('cv.pdf', 'done')
  })
})
