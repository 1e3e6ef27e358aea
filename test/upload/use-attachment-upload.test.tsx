import { act, renderHook, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AttachmentUploadOptions, Outcome } from '../../src/upload/attachment-upload.ts'
import { useAttachmentUpload } from '../../src/upload/use-attachment-upload.ts'
import { attached, pdf, rulesAnswer, scriptedSend, token } from './scripted-route.ts'

const fetched = vi.fn<(url: string) => Response>()

beforeEach(() => {
  fetched.mockImplementation(() => Response.json(rulesAnswer()))
  vi.stubGlobal('fetch', (url: string) => Promise.resolve(fetched(url)))
})

afterEach(() => {
  vi.unstubAllGlobals()
  fetched.mockReset()
})

function setUp(options: Partial<AttachmentUploadOptions> = {}) {
  const route = scriptedSend()
  const hook = renderHook(
    (props: Partial<AttachmentUploadOptions>) =>
      useAttachmentUpload({
        endpoint: 'https://portal.example/api',
        token: token('application:app1'),
        send: route.send,
        ...options,
        ...props,
      }),
    { initialProps: {}, reactStrictMode: true },
  )
  const current = () => hook.result.current
  const states = () => current().uploads.map(({ state }) => state)
  const ready = () => waitFor(() => expect(current().summary).toMatchObject({ checking: 0 }))
  return { route, hook, current, states, ready }
}

describe('useAttachmentUpload', () => {
  it('attaches a file, from choosing it to the receipt', async () => {
    const onOutcome = vi.fn<(outcome: Outcome) => void>()
    const { route, current, states, ready } = setUp({ onOutcome })
    act(() => current().addFiles([pdf('Lebenslauf.pdf')]))
    await waitFor(() => expect(current().rules.status).toBe('ready'))
    await ready()
    expect(current().uploads).toMatchObject([{ state: 'ready', type: 'CV', typeIsGuessed: true }])

    act(() => current().start())
    const sent = await act(() => route.next())
    expect(sent.request.url).toBe('https://portal.example/api/applications/app1/attachments')
    expect(await sent.attachment()).toEqual({
      name: 'Lebenslauf.pdf',
      type: 'CV',
      content_type: 'application/pdf',
      data: btoa('%PDF-1.7\n'),
    })
    act(() => sent.allSent())
    expect(states()).toEqual(['accepting'])
    await act(async () => sent.answer(200, attached()))
    await waitFor(() => expect(states()).toEqual(['done']))
    expect(onOutcome).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ state: 'done', name: 'Lebenslauf.pdf' }),
    )
  })
})
