import { QueryClient } from '@tanstack/react-query'
import { act, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { EVERYTHING, pdf, refused, rulesAnswer, token } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const REFUSED = { supported: false, reason: 'grant' } as const

const unauthorised = (code: string) => () => Response.json(refused(code), { status: 401 })

/** A page with a session that has ended: a file was refused for it, and so are the rules. */
async function endedSession() {
  const set = setUpUpload({ tokenless: true, target: 'application:app1' })
  await set.add(pdf())
  set.answers.rules = unauthorised('UPLOAD.TOKEN_MISSING')
  act(() => set.current().start())
  const sent = await set.next()
  act(() => sent.answer(401, refused('UPLOAD.TOKEN_MISSING')))
  await waitFor(() => expect(set.current().rules.status).toBe('failed'))
  return set
}

describe('after another try, in a session that has begun anew', () => {
  it('the rules are those of now, which may be another person’s', async () => {
    const { answers, current, file } = await endedSession()
    const target = { kind: 'application' as const, id: 'app1', label: 'F. D.', ats: 'Workday' }
    const types = { CV: REFUSED, COVER_LETTER: REFUSED, OTHER: EVERYTHING }
    answers.rules = () => Response.json(rulesAnswer({ target, types }))
    act(() => current().reloadRules())
    await waitFor(() => expect(current()).toMatchObject({ label: 'F. D.', rules: { status: 'ready' } }))
    await waitFor(() => expect(file('cv.pdf').type).toBe('CV'))
    expect(current().rules).toMatchObject({ rules: { types: { CV: { supported: false } } } })
  })

  it('an answer for another record takes the place of nothing', async () => {
    const { answers, current } = await endedSession()
    const target = { kind: 'application' as const, id: 'app2', label: 'Ada', ats: 'Workday' }
    answers.rules = () => Response.json(rulesAnswer({ target }))
    act(() => current().reloadRules())
    await waitFor(() => expect(current().rules.status).toBe('ready'))
    expect(current().label).toBe('Frank Doe · Senior Nurse')
  })
})

describe('what the route says of a token that is another by then', () => {
  it('is not taken for what it says of the one of now', async () => {
    const set = setUpUpload()
    await set.add(pdf())
    let answerLate: ((rules: Response) => void) | undefined
    set.answers.rules = () =>
      new Promise((resolve) => {
        answerLate = resolve
      })
    act(() => set.current().start())
    const sent = await set.next()
    act(() => sent.answer(401, refused('UPLOAD.TOKEN_INVALID')))
    await waitFor(() => expect(answerLate).toBeDefined())

    const types = { CV: REFUSED, COVER_LETTER: REFUSED, OTHER: EVERYTHING }
    set.answers.rules = () => Response.json(rulesAnswer({ types }))
    set.hook.rerender({ token: token('application:app1', { types: ['OTHER'] }) })
    await waitFor(() => expect(set.current().rules).toMatchObject({ rules: { types: { CV: { supported: false } } } }))
    answerLate?.(Response.json(rulesAnswer()))
    await set.add(pdf('other.pdf', '%PDF-other'))
    expect(set.current().rules).toMatchObject({ rules: { types: { CV: { supported: false } } } })
  })
})

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

const endingIn = (seconds: number) => token('application:app1', { exp: Date.now() / 1000 + seconds })

describe('a token that is over by this clock when the widget is shown', () => {
  it('is asked about at once where there are rules that were kept from before its end', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const given = { queryClient: new QueryClient(), token: endingIn(20) }
    const before = setUpUpload(given)
    await waitFor(() => expect(before.current().rules.status).toBe('ready'))
    before.hook.unmount()
    await pass(30_000)
    const { answers, current, asked } = setUpUpload(given)
    answers.rules = unauthorised('UPLOAD.TOKEN_EXPIRED')
    await waitFor(() => expect(current().rules).toMatchObject({ error: { code: 'UPLOAD.TOKEN_EXPIRED' } }))
    const once = asked.length
    await pass(120_000)
    expect(asked).toHaveLength(once)
  })

  it('is not asked about twice where the rules have just been given, and again each minute', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const living = setUpUpload({ token: endingIn(3600) })
    await waitFor(() => expect(living.current().rules.status).toBe('ready'))
    const once = living.asked.length
    living.hook.unmount()
    const { current, asked } = setUpUpload({ token: endingIn(-3600) })
    await waitFor(() => expect(current().rules.status).toBe('ready'))
    await pass(59_000)
    expect(asked).toHaveLength(once)
    await pass(2_000)
    expect(asked).toHaveLength(once + 1)
  })
})
