import { act, renderHook, waitFor } from '@testing-library/react'
import { expect, vi } from 'vitest'
import type { RulesResponse } from '../../src/contract/wire.ts'
import type { AttachmentUploadOptions } from '../../src/upload/hook/attachment-upload-options.ts'
import type { Upload } from '../../src/upload/list/upload.ts'
import { useAttachmentUpload } from '../../src/upload/hook/use-attachment-upload.ts'
import { rulesAnswer, scriptedSend, token } from './scripted-route.ts'

/** The answers of the route's `GET`s, by the end of their path; tests replace them. */
export interface Answers {
  rules: () => Response | Promise<Response>
  existing: () => Response | Promise<Response>
}

/** The hook in StrictMode, with a route that answers as the test says. */
export function setUpUpload(
  { tokenless = false, ...options }: Partial<AttachmentUploadOptions> & { readonly tokenless?: boolean } = {},
  rules: Partial<RulesResponse['data']> = {},
) {
  const answers: Answers = {
    rules: () => Response.json(rulesAnswer(rules)),
    existing: () => Response.json({ status: 'success', data: { attachments: [] }, warnings: [] }),
  }
  const asked: { readonly url: string; readonly authorization: string | null }[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, authorization: new Headers(init.headers).get('Authorization') })
    return url.endsWith('/rules') ? answers.rules() : answers.existing()
  })

  const route = scriptedSend()
  const hook = renderHook(
    (props: Partial<AttachmentUploadOptions>) =>
      useAttachmentUpload({
        endpoint: 'https://portal.example/api',
        ...(tokenless ? {} : { token: token('application:app1') }),
        send: route.send,
        ...options,
        ...props,
      }),
    { initialProps: {}, reactStrictMode: true },
  )
  const current = () => hook.result.current

  /** The only file of that name. */
  const file = (name: string): Upload => {
    const found = current().uploads.filter((each) => each.name === name)
    expect(found).toHaveLength(1)
    const [upload] = found
    if (upload === undefined) throw new Error('no such file')
    return upload
  }
  return {
    route,
    hook,
    current,
    answers,
    asked,
    file,
    states: () => current().uploads.map(({ state }) => state),
    /** Chooses files and waits until they are judged. */
    add: async (...files: File[]) => {
      act(() => current().addFiles(files))
      await waitFor(() => {
        expect(current().rules.status).toBe('ready')
        expect(current().summary.checking).toBe(0)
      })
    },
    /** The next request to the route, with everything it caused so far on screen. */
    next: () => act(() => route.next()),
    reaches: (name: string, state: Upload['state']) => waitFor(() => expect(file(name).state).toBe(state)),
  }
}
