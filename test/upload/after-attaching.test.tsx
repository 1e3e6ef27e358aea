import { QueryClient } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Validator } from '../../src/upload/engine/attachment-upload.ts'
import type { AttachmentUploadOptions } from '../../src/upload/hook/attachment-upload-options.ts'
import { useAttachmentUpload } from '../../src/upload/hook/use-attachment-upload.ts'
import { attached, pdf, rulesAnswer, scriptedSend, token } from './scripted-route.ts'

afterEach(() => vi.unstubAllGlobals())

/** A page with one cache of answers, whose route knows one document more after `takes`. */
function setUpPage() {
  let taken = 0
  const document = { name: 'cv.pdf', type: 'CV', content_type: 'application/pdf', created_at: null, sha256: null }
  vi.stubGlobal('fetch', async (url: string) =>
    Response.json(
      url.endsWith('/rules')
        ? rulesAnswer({ max_files: 3, files_used: taken, can_read: true })
        : {
            status: 'success',
            data: { attachments: taken === 0 ? [] : [{ id: '1', size_bytes: 9, ...document }] },
            warnings: [],
          },
    ),
  )
  const queryClient = new QueryClient()
  const route = scriptedSend()
  const show = (options: Partial<AttachmentUploadOptions> = {}) => {
    const hook = renderHook(() =>
      useAttachmentUpload({ endpoint: '/api', token: token('application:app1'), queryClient, ...route, ...options }),
    )
    const current = () => hook.result.current
    const known = () => {
      const { rules, existing } = current()
      return { used: rules.status === 'ready' ? rules.rules.filesUsed : null, onRecord: existing?.length }
    }
    return { ...hook, current, known }
  }
  return {
    show,
    /** Has the only file of the list sent, as far as the request. */
    sends: async ({ current, known }: ReturnType<typeof show>, file = pdf()) => {
      await waitFor(() => expect(known()).toEqual({ used: 0, onRecord: 0 }))
      act(() => current().addFiles([file]))
      act(() => current().start())
      return route.next()
    },
    takes: () => {
      taken += 1
    },
  }
}

describe('once documents are attached', () => {
  it('every widget of the record knows them, and how many more there may be', async () => {
    const { show, sends, takes } = setUpPage()
    const one = show()
    const other = show()
    const sent = await sends(one)
    takes()
    act(() => sent.answer(200, attached()))
    await waitFor(() => expect(one.known()).toEqual({ used: 1, onRecord: 1 }))
    await waitFor(() => expect(other.known()).toEqual({ used: 1, onRecord: 1 }))
  })

  it('so does one that is shown after the first has gone, also if that went while they were sent', async () => {
    const { show, sends, takes } = setUpPage()
    const before = show()
    const sent = await sends(before)
    before.unmount()
    takes()
    await act(async () => sent.answer(200, attached()))
    const { current, known } = show()
    await waitFor(() => expect(known()).toEqual({ used: 1, onRecord: 1 }))
    act(() => current().addFiles([pdf()]))
    await waitFor(() =>
      expect(current().uploads[0]).toMatchObject({ problem: { code: 'UPLOAD.FILE_DUPLICATE', of: 'record' } }),
    )
  })

  it('files that wait are not checked anew because fewer may follow', async () => {
    const { show, sends, takes } = setUpPage()
    const validate = vi.fn<Validator>(() => null)
    const widget = show({ validators: [validate] })
    const sent = await sends(widget)
    act(() => widget.current().addFiles([pdf('waits.pdf', '%PDF-2')]))
    await waitFor(() => expect(widget.current().summary).toMatchObject({ ready: 1, checking: 0 }))
    const checks = validate.mock.calls.length
    takes()
    act(() => sent.answer(200, attached()))
    await waitFor(() => expect(widget.known()).toEqual({ used: 1, onRecord: 1 }))
    expect(widget.current().summary).toMatchObject({ ready: 1, checking: 0 })
    expect(validate).toHaveBeenCalledTimes(checks)
  })
})
