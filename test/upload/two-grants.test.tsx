import { QueryClient } from '@tanstack/react-query'
import { renderHook, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RulesResponse } from '../../src/contract/wire.ts'
import { useAttachmentUpload } from '../../src/upload/use-attachment-upload.ts'
import { EVERYTHING, rulesAnswer, scriptedSend, token } from './scripted-route.ts'

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

function widget(queryClient: QueryClient, given: string) {
  const { send } = scriptedSend()
  const hook = renderHook(
    (props: { token: string }) => useAttachmentUpload({ endpoint: '/api', send, queryClient, ...props }),
    { initialProps: { token: given } },
  )
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

describe('two widgets for one record with grants of their own', () => {
  it('have rules of their own', async () => {
    routeByGrant()
    const client = new QueryClient()
    const one = widget(client, grant(['CV']))
    const other = widget(client, grant(['OTHER']))
    await waitFor(() => expect(one.offered()).toEqual(['CV']))
    await waitFor(() => expect(other.offered()).toEqual(['OTHER']))
  })
})

describe('a token that changes', () => {
  it('asks for nothing anew when it is only renewed', async () => {
    const asked = routeByGrant()
    const { rerender, offered, result } = widget(
      new QueryClient(),
      grant(['CV'], { exp: 4e9, iat: 1, nbf: 1, jti: 'a' }),
    )
    await waitFor(() => expect(offered()).toEqual(['CV']))
    rerender({ token: grant(['CV'], { exp: 5e9, iat: 2, nbf: 2, jti: 'b' }) })
    expect(result.current.rules.status).toBe('ready')
    expect(asked).toHaveLength(1)
  })

  it('brings the rules of its own when it allows something else', async () => {
    routeByGrant()
    const { rerender, offered } = widget(new QueryClient(), grant(['CV']))
    await waitFor(() => expect(offered()).toEqual(['CV']))
    rerender({ token: grant(['CV', 'OTHER']) })
    await waitFor(() => expect(offered()).toEqual(['CV', 'OTHER']))
  })
})
