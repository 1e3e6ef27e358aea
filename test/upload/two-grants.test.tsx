import { QueryClient } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RulesResponse } from '../../src/contract/wire.ts'
import type { AttachmentUploadOptions } from '../../src/upload/hook/attachment-upload-options.ts'
import { useAttachmentUpload } from '../../src/upload/hook/use-attachment-upload.ts'
import { EVERYTHING, pdf, rulesAnswer, scriptedSend, token } from './scripted-route.ts'

afterEach(() => vi.unstubAllGlobals())

const REFUSED = { supported: false, reason: 'grant' } as const

/** Rules that leave only what the token's `types` claim names. */
function routeByGrant() {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    const authorization = new Headers(init.headers).get('Authorization') ?? ''
    asked.push(authorization)
    const { types } = JSON.parse(atob(authorization.split('.')[1] ?? ''))
    const rule = (type: string) => (types.includes(type) ? EVERYTHING : REFUSED)
    const each: RulesResponse['data']['types'] = {
      CV: rule('CV'),
      COVER_LETTER: rule('COVER_LETTER'),
      OTHER: rule('OTHER'),
    }
    return Response.json(rulesAnswer({ types: each }))
  })
  return asked
}

type Given = Pick<AttachmentUploadOptions, 'token' | 'target' | 'getToken'>

function widget(queryClient: QueryClient, given: Given) {
  const { send } = scriptedSend()
  const hook = renderHook((props: Given) => useAttachmentUpload({ endpoint: '/api', send, queryClient, ...props }), {
    initialProps: given,
  })
  const offered = () => {
    const { rules } = hook.result.current
    return rules.status === 'ready'
      ? Object.entries(rules.rules.types).flatMap(([type, { supported }]) => (supported ? [type] : []))
      : null
  }
  return { ...hook, offered }
}

const grant = (types: string[], more: Readonly<Record<string, unknown>> = {}) =>
  token('application:app1', { types, ...more })

const fetching = (types: string[]) => ({ target: 'application:app1', getToken: async () => grant(types) })

describe('two widgets for one record with grants of their own', () => {
  it('have rules of their own', async () => {
    routeByGrant()
    const client = new QueryClient()
    const one = widget(client, { token: grant(['CV']) })
    const other = widget(client, { token: grant(['OTHER']) })
    await waitFor(() => expect(one.offered()).toEqual(['CV']))
    await waitFor(() => expect(other.offered()).toEqual(['OTHER']))
  })

  it('have them also where getToken alone brings the grants', async () => {
    const asked = routeByGrant()
    const client = new QueryClient()
    const one = widget(client, fetching(['CV']))
    const other = widget(client, fetching(['OTHER']))
    await waitFor(() => expect(one.offered()).toEqual(['CV']))
    await waitFor(() => expect(other.offered()).toEqual(['OTHER']))
    // Functions that are new at each drawing are no other grants.
    one.rerender(fetching(['CV']))
    expect(one.result.current.rules.status).toBe('ready')
    expect(asked).toHaveLength(2)
  })
})

describe('two widgets for two records in one session', () => {
  it('never say of one what the route says of the other', async () => {
    vi.stubGlobal('fetch', async (url: string) => {
      const [, id = ''] = /applications\/([^/]+)/.exec(url) ?? []
      return Response.json(rulesAnswer({ target: { kind: 'application', id, label: `Record ${id}`, ats: 'Workday' } }))
    })
    const client = new QueryClient()
    const one = widget(client, { target: 'application:app1' })
    await waitFor(() => expect(one.result.current.label).toBe('Record app1'))
    const other = widget(client, { target: 'application:app2' })
    expect(other.result.current).toMatchObject({ label: null, rules: { status: 'loading' } })
    await waitFor(() => expect(other.result.current.label).toBe('Record app2'))
    expect(one.result.current.label).toBe('Record app1')
  })
})

describe('a token that changes', () => {
  it('asks for nothing anew when it is only renewed', async () => {
    const asked = routeByGrant()
    const { rerender, offered, result } = widget(new QueryClient(), {
      token: grant(['CV'], { exp: 4e9, iat: 1, nbf: 1, jti: 'a' }),
    })
    await waitFor(() => expect(offered()).toEqual(['CV']))
    rerender({ token: grant(['CV'], { exp: 5e9, iat: 2, nbf: 2, jti: 'b' }) })
    expect(result.current.rules.status).toBe('ready')
    act(() => result.current.addFiles([pdf()]))
    await waitFor(() => expect(result.current.uploads).toMatchObject([{ state: 'ready', checking: false }]))
    expect(asked).toHaveLength(1)
  })

  it('says when the renewed one ends', async () => {
    routeByGrant()
    const { rerender, result } = widget(new QueryClient(), { token: grant(['CV'], { exp: 4e9 }) })
    expect(result.current.tokenEndsAt).toBe(4e12)
    rerender({ token: grant(['CV'], { exp: 5e9 }) })
    expect(result.current.tokenEndsAt).toBe(5e12)
    rerender({ token: grant(['CV'], { exp: 5e9 }), getToken: async () => grant(['CV']) })
    expect(result.current.tokenEndsAt).toBeNull()
  })

  it('brings the rules of its own when it allows something else', async () => {
    routeByGrant()
    const { rerender, offered } = widget(new QueryClient(), { token: grant(['CV']) })
    await waitFor(() => expect(offered()).toEqual(['CV']))
    rerender({ token: grant(['CV', 'OTHER']) })
    await waitFor(() => expect(offered()).toEqual(['CV', 'OTHER']))
  })
})
