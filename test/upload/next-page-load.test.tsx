import { dehydrate, hydrate, QueryClient } from '@tanstack/react-query'
import { renderHook, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { rulesAnswer, token } from './scripted-route.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

interface Given {
  readonly target?: string
  readonly token?: string
  readonly getToken?: () => Promise<string>
}

/** A page load: everything begins anew but what the page has kept of its queries. */
async function loadPage(queryClient: QueryClient, given: Given) {
  vi.resetModules()
  vi.spyOn(performance, 'timeOrigin', 'get').mockReturnValue(Date.now() + Math.random())
  const { useAttachmentUpload } = await import('../../src/upload/hook/use-attachment-upload.ts')
  const { result } = renderHook(() => useAttachmentUpload({ endpoint: '/api', queryClient, ...given }))
  return () => ({ rules: result.current.rules.status, existing: result.current.existing })
}

/** The record may be read, and what is on it is answered as given. */
function answerExisting(existing: () => Response | Promise<Response>) {
  vi.stubGlobal('fetch', async (url: string) =>
    url.endsWith('/rules') ? Response.json(rulesAnswer({ can_read: true })) : existing(),
  )
}

const never = () => new Promise<never>(() => {})
const target = 'application:app1'

describe('a page that keeps its queries for the next load', () => {
  it.each([
    [
      'whose tokens getToken alone brings',
      { target, getToken: async () => token(target) },
      { target, getToken: never },
    ],
    ['with a session of its own', { target }, { target }],
  ])('shows nothing that was said to somebody else, %s', async (_what, one, other) => {
    vi.stubGlobal('fetch', async () => Response.json(rulesAnswer()))
    const client = new QueryClient()
    const before = await loadPage(client, one)
    await waitFor(() => expect(before().rules).toBe('ready'))

    vi.stubGlobal('fetch', never)
    const next = new QueryClient()
    hydrate(next, dehydrate(client))
    const after = await loadPage(next, other)
    expect(after().rules).toBe('loading')
  })

  it('shows no documents of the record that somebody else was shown', async () => {
    const document = { id: 'doc1', name: 'cv.pdf', type: 'CV', content_type: 'application/pdf' }
    const attachments = [{ ...document, created_at: null, sha256: null, size_bytes: null }]
    answerExisting(() => Response.json({ status: 'success', data: { attachments }, warnings: [] }))
    const client = new QueryClient()
    const before = await loadPage(client, { target })
    await waitFor(() => expect(before().existing).toHaveLength(1))

    answerExisting(never)
    const next = new QueryClient()
    hydrate(next, dehydrate(client))
    const after = await loadPage(next, { target })
    await waitFor(() => expect(after().rules).toBe('ready'))
    expect(after().existing).toBeNull()
  })

  it('is shown at once what was said of the same token', async () => {
    vi.stubGlobal('fetch', async () => Response.json(rulesAnswer()))
    const client = new QueryClient()
    const before = await loadPage(client, { token: token(target) })
    await waitFor(() => expect(before().rules).toBe('ready'))
    vi.stubGlobal('fetch', never)
    const next = new QueryClient()
    hydrate(next, dehydrate(client))
    const after = await loadPage(next, { token: token(target) })
    expect(after().rules).toBe('ready')
  })
})
