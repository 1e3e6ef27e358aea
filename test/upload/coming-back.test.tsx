import { QueryClient } from '@tanstack/react-query'
import { act, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { pdf, refused, token } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const comesOnline = () => void window.dispatchEvent(new Event('online'))
const isLookedAt = () => void document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))

describe.each([
  ['the network is back', comesOnline],
  ['the page is looked at again', isLookedAt],
])('when %s', (_when, happens) => {
  it('a page whose getToken failed at first is asked once more', async () => {
    vi.stubGlobal('reportError', () => {})
    const getToken = vi.fn<() => Promise<string>>().mockRejectedValue(new Error('down'))
    const { current } = setUpUpload({ tokenless: true, getToken })
    await waitFor(() => expect(current().rules).toMatchObject({ error: { code: 'UPLOAD.TOKEN_UNAVAILABLE' } }))
    getToken.mockResolvedValue(token('application:app1'))
    act(happens)
    await waitFor(() => expect(current().rules.status).toBe('ready'))
  })

  it('rules that could not be had are asked for once more, whatever the page does with its own queries', async () => {
    const queryClient = new QueryClient({
      defaultOptions: { queries: { refetchOnWindowFocus: false, refetchOnReconnect: false } },
    })
    const { current, answers, asked } = setUpUpload({ queryClient })
    const answer = answers.rules
    answers.rules = () => Response.json(refused('UPLOAD.INTERNAL'), { status: 500 })
    await waitFor(() => expect(current().rules.status).toBe('failed'))
    const before = asked.length
    answers.rules = answer
    act(happens)
    await waitFor(() => expect(current().rules.status).toBe('ready'))
    expect(asked).toHaveLength(before + 1)
  })
})

it.each([
  ['offline', () => vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)],
  ['hidden', () => vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')],
])('nothing is asked again of a page that is %s', async (_what, goes) => {
  vi.stubGlobal('reportError', () => {})
  const getToken = vi.fn<() => Promise<string>>().mockRejectedValue(new Error('down'))
  const { current } = setUpUpload({ tokenless: true, getToken })
  await waitFor(() => expect(current().rules.status).toBe('failed'))
  const calls = getToken.mock.calls.length
  goes()
  act(() => {
    window.dispatchEvent(new Event('offline'))
    isLookedAt()
    comesOnline()
  })
  expect(current().rules.status).toBe('failed')
  expect(getToken).toHaveBeenCalledTimes(calls)
})

it('rules that one widget was refused are asked for by the next, whatever the page does with its own queries', async () => {
  const queryClient = new QueryClient({
    defaultOptions: { queries: { refetchOnMount: false, retryOnMount: false, staleTime: Infinity } },
  })
  const { hook, current, answers } = setUpUpload({ queryClient })
  answers.rules = () => Response.json(refused('UPLOAD.TOKEN_EXPIRED'), { status: 401 })
  await waitFor(() => expect(current().rules.status).toBe('failed'))
  hook.unmount()
  const next = setUpUpload({ queryClient, token: token('application:app1', { jti: 'fresh' }) })
  await waitFor(() => expect(next.current().rules.status).toBe('ready'))
})

it('what another tab attached a moment ago is a duplicate as soon as the page is looked at', async () => {
  // By sha256sum of `%PDF-1.7\n`.
  const sha256 = '0716f9264c9fe19f5d7455276107f3ddcc1d3497f63d60689a73558ae8a1bf5e'
  const document = { id: 'doc1', name: 'cv.pdf', type: 'CV', content_type: 'application/pdf', created_at: null }
  const { current, add, file, answers, reaches } = setUpUpload({}, { can_read: true })
  await add(pdf('cv.pdf'))
  await waitFor(() => expect(current().existing).toEqual([]))
  answers.existing = () =>
    Response.json({
      status: 'success',
      data: { attachments: [{ ...document, sha256, size_bytes: 9 }] },
      warnings: [],
    })
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 15_000)
  act(isLookedAt)
  await reaches('cv.pdf', 'rejected')
  expect(file('cv.pdf')).toMatchObject({ problem: { code: 'UPLOAD.FILE_DUPLICATE', of: 'record' } })
})
