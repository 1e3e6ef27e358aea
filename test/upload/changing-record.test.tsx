import { act, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { attached, pdf, rulesAnswer, token } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const tokenOf = (id: string, claims = {}) => token(`application:${id}`, claims)

/** What a page gives that is about one application at a time, as the README shows it. */
const about = (id: string) => ({ target: `application:${id}`, getToken: () => Promise.resolve(tokenOf(id)) })

/** A page about Frank's application, with a route that answers for the record it is asked about. */
async function setUpPage(options: Partial<ReturnType<typeof about>> = {}) {
  const set = setUpUpload({ tokenless: true, ...about('frank'), ...options })
  const answered = () => {
    const id = /\/applications\/(\w+)\/attachments\/rules$/.exec(set.asked.at(-1)?.url ?? '')?.[1] ?? ''
    return Response.json(rulesAnswer({ target: { kind: 'application', id, label: `${id}’s`, ats: 'Workday' } }))
  }
  set.answers.rules = answered
  const shows = (id: string) =>
    waitFor(() => expect(set.current().rules).toMatchObject({ status: 'ready', rules: { target: { id } } }))
  await shows('frank')
  return { ...set, shows }
}

describe('a page that gives getToken and target', () => {
  it('takes the widget along to another record, with a token for that one', async () => {
    const { hook, shows, asked, add, current, next, reaches } = await setUpPage()
    hook.rerender(about('ada'))
    await shows('ada')
    expect(current()).toMatchObject({ target: { kind: 'application', id: 'ada' }, pendingTargetChange: null })
    expect(asked.at(-1)).toEqual({
      url: 'https://portal.example/api/applications/ada/attachments/rules',
      authorization: `Bearer ${tokenOf('ada')}`,
    })

    await add(pdf())
    act(() => current().start())
    const sent = await next()
    expect(sent.request).toMatchObject({
      url: 'https://portal.example/api/applications/ada/attachments',
      headers: { Authorization: `Bearer ${tokenOf('ada')}` },
    })
    act(() => sent.answer(200, attached()))
    await reaches('cv.pdf', 'done')
  })

  it('has a person asked about a file that is not sent, and sends it to neither when they go on', async () => {
    const { hook, shows, add, current, route } = await setUpPage()
    await add(pdf())
    hook.rerender(about('ada'))
    expect(current()).toMatchObject({
      target: { id: 'frank' },
      uploads: [{ name: 'cv.pdf', state: 'ready' }],
      pendingTargetChange: { to: { id: 'ada' }, unsent: 1 },
    })
    act(() => current().acceptTargetChange())
    await shows('ada')
    act(() => current().start())
    expect(current()).toMatchObject({ target: { id: 'ada' }, uploads: [], pendingTargetChange: null })
    expect(route.conversations).toEqual([])
  })

  it('has a file that is sent before they go on reach the one it was chosen for', async () => {
    const { hook, add, current, next } = await setUpPage()
    await add(pdf())
    hook.rerender(about('ada'))
    act(() => current().start())
    const { request } = await next()
    expect(request).toMatchObject({
      url: 'https://portal.example/api/applications/frank/attachments',
      headers: { Authorization: `Bearer ${tokenOf('frank')}` },
    })
  })

  it('has nothing sent where the only token to be had by then is for the other record', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] })
    const ending = tokenOf('frank', { exp: Date.now() / 1000 + 60 })
    const { hook, add, current, reaches, file, route } = await setUpPage({ getToken: () => Promise.resolve(ending) })
    await add(pdf())
    hook.rerender(about('ada'))
    vi.advanceTimersByTime(60_000)
    act(() => current().start())
    await reaches('cv.pdf', 'failed')
    expect(file('cv.pdf')).toMatchObject({ error: { code: 'UPLOAD.TARGET_MISMATCH', delivery: 'none' } })
    expect(route.conversations).toEqual([])
  })
})
