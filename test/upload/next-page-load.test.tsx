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
  const { useAttachmentUpload } = await import('../../src/upload/use-attachment-upload.ts')
  const { result } = renderHook(() => useAttachmentUpload({ endpoint: '/api', queryClient, ...given }))
  return () => result.current.rules.status
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
    await waitFor(() => expect(before()).toBe('ready'))

    vi.stubGlobal('fetch', never)
    const next = new QueryClient()
    hydrate(next, dehydrate(client))
    const after = await loadPage(next, other)
    expect(after()).toBe('loading')
  })

  it('is shown at once what was said of the same token', async () => {
    vi.stubGlobal('fetch', async () => Response.json(rulesAnswer()))
    const client = new QueryClient()
    const before = await loadPage(client, { token: token(target) })
    await waitFor(() => expect(before()).toBe('ready'))
    vi.stubGlobal('fetch', never)
    const next = new QueryClient()
    hydrate(next, dehydrate(client))
    const after = await loadPage(next, { token: token(target) })
    expect(after()).toBe('ready')
  })
})
