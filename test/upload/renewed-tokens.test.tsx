import { QueryClient } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useAttachmentUpload } from '../../src/upload/hook/use-attachment-upload.ts'
import { attached, pdf, refused, rulesAnswer, scriptedSend, token } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Seconds until a token ends, as its reader's clock has it. */
const endingIn = (seconds: number) => ({ exp: Date.now() / 1000 + seconds })

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

/** A page that has each token it fetches as its `token` as well, as the frame in a portal does. */
function setUpFrame(answer: () => Response, claims: (count: number) => Readonly<Record<string, unknown>>) {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const asked = vi.fn<() => Promise<Response>>(async () => answer())
  vi.stubGlobal('fetch', asked)
  let issued = 0
  const { send } = scriptedSend()
  const queryClient = new QueryClient()
  const hook = renderHook(() => {
    const [given, take] = useState<string>()
    return useAttachmentUpload({
      endpoint: '/api',
      token: given,
      getToken: async () => {
        issued += 1
        const fresh = token('application:app1', { jti: String(issued), ...claims(issued) })
        // What is answered by message is drawn in a later task.
        setTimeout(() => take(fresh))
        return fresh
      },
      queryClient,
      send,
    })
  })
  return { current: () => hook.result.current, asked, issued: () => issued }
}

describe('a page whose token is each one that it fetches', () => {
  it.each([
    ['that end within a minute', 60, { max_files: 3 }],
    ['that are over by the clock of the reader', -3600, { max_files: 3 }],
    ['of which each allows something else', 60, 'another'],
  ] as const)('opens, and asks for nothing without end, with tokens %s', async (_what, seconds, claims) => {
    const { current, asked, issued } = setUpFrame(
      () => Response.json(rulesAnswer({ max_files: 3 })),
      (count) => ({ ...(claims === 'another' ? { [claims]: count } : claims), ...endingIn(seconds) }),
    )
    await waitFor(() => expect(current().rules.status).toBe('ready'))
    await pass(60_000)
    expect(current().rules.status).toBe('ready')
    expect(issued()).toBeLessThanOrEqual(3)
    expect(asked.mock.calls.length).toBeLessThanOrEqual(3)
  })

  it('asks no more where the route refuses each of them', async () => {
    const { current, asked, issued } = setUpFrame(
      () => Response.json(refused('UPLOAD.TOKEN_INVALID'), { status: 401 }),
      () => endingIn(3600),
    )
    await waitFor(() => expect(current().rules.status).toBe('failed'))
    await pass(60_000)
    expect(current().rules.status).toBe('failed')
    expect(issued()).toBe(2)
    expect(asked).toHaveBeenCalledTimes(2)
  })
})

const unauthorised = () => Response.json(refused('UPLOAD.TOKEN_INVALID'), { status: 401 })

describe('a page whose tokens the route refuses one after another', () => {
  it('asks once with each', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const { answers, asked, current, hook } = setUpUpload()
    // As from a network, so that it is seen to be asked for.
    answers.rules = () => new Promise((resolve) => setTimeout(() => resolve(unauthorised()), 100))
    await waitFor(() => expect(current().rules.status).toBe('failed'))
    const once = asked.length
    hook.rerender({ token: token('application:app1', { jti: 'b' }) })
    await waitFor(() => expect(asked).toHaveLength(once + 1))
    await waitFor(() => expect(current().rules.status).toBe('failed'))
    await pass(5_000)
    expect(asked).toHaveLength(once + 1)
  })
})

const under = (jti: string, more: Readonly<Record<string, unknown>> = {}) => ({
  token: token('application:app1', { jti, max_files: 1, ...more }),
})

/** A route that counts as it is told, under each token. */
function counting(used: Readonly<Record<string, number>>) {
  const set = setUpUpload({ ...under('a'), concurrency: 1 }, { max_files: 1, files_used: 0 })
  set.answers.rules = () => {
    const sent = set.asked.at(-1)?.authorization?.split('.')[1] ?? ''
    const { jti } = JSON.parse(atob(sent))
    return Response.json(rulesAnswer({ max_files: 1, files_used: used[jti] ?? 0 }))
  }
  const usedOf = () => {
    const { rules } = set.current()
    return rules.status === 'ready' ? rules.rules.filesUsed : null
  }
  return { ...set, usedOf }
}

describe('another token of the same grant, under which other files count', () => {
  it('keeps what is shown, and has the number of its files asked for', async () => {
    const used = { a: 1, b: 0 }
    const { asked, answers, hook, current, usedOf, add, states } = counting(used)
    await waitFor(() => expect(usedOf()).toBe(1))
    await add(pdf())
    expect(states()).toEqual(['rejected'])
    const { rules } = answers
    const gate = new EventTarget()
    answers.rules = async () => {
      await new Promise((resolve) => gate.addEventListener('open', resolve))
      return rules()
    }
    hook.rerender(under('b'))
    await waitFor(() => expect(states()).toEqual(['ready']))
    // Nobody has said yet how many it has taken.
    expect([current().rules.status, usedOf()]).toEqual(['ready', undefined])
    gate.dispatchEvent(new Event('open'))
    await waitFor(() => expect(usedOf()).toBe(0))
    expect(asked.filter(({ authorization }) => authorization === `Bearer ${under('b').token}`)).toHaveLength(1)
  })

  it('is refused like any other, also while rules are shown that were kept', async () => {
    const { answers, hook, current, usedOf } = counting({})
    await waitFor(() => expect(usedOf()).toBe(0))
    answers.rules = () => Response.json(refused('UPLOAD.TOKEN_INVALID'), { status: 401 })
    hook.rerender(under('b'))
    await waitFor(() => expect(current().rules.status).toBe('failed'))
  })

  it('has its own number beside the token of another widget', async () => {
    vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
      const { jti } = JSON.parse(atob(new Headers(init.headers).get('Authorization')?.split('.')[1] ?? ''))
      return Response.json(rulesAnswer({ max_files: 3, files_used: jti === 'a' ? 2 : 0 }))
    })
    const queryClient = new QueryClient()
    const show = (jti: string) => {
      const { result } = renderHook(() => useAttachmentUpload({ endpoint: '/api', queryClient, ...under(jti) }))
      return () => (result.current.rules.status === 'ready' ? result.current.rules.rules.filesUsed : null)
    }
    const [one, other] = [show('a'), show('b')]
    await waitFor(() => expect([one(), other()]).toEqual([2, 0]))
  })

  it('does not check anew what waits', async () => {
    const validate = vi.fn<() => null>(() => null)
    const set = setUpUpload({ ...under('a'), validators: [validate] }, { max_files: 1, files_used: 0 })
    await set.add(pdf())
    const checks = validate.mock.calls.length
    set.hook.rerender({ ...under('b'), validators: [validate] })
    await waitFor(() => expect(set.asked.at(-1)?.authorization).toBe(`Bearer ${under('b').token}`))
    await waitFor(() => expect(set.current().rules).toMatchObject({ rules: { filesUsed: 0 } }))
    expect(set.current().summary).toMatchObject({ ready: 1, checking: 0 })
    expect(validate).toHaveBeenCalledTimes(checks)
  })
})

/** A file that was sent under the token `a` when `b` takes its place. */
async function sentUnderA() {
  const used = { a: 0, b: 0 }
  const set = counting(used)
  await set.add(pdf('1.pdf', '%PDF-1'))
  act(() => set.current().start())
  const sent = await set.next()
  used.a = 1
  act(() => sent.allSent())
  set.hook.rerender(under('b'))
  await waitFor(() => expect(set.usedOf()).toBe(0))
  return { ...set, sent, used }
}

describe('a file counts under the token with which it was sent', () => {
  it('while it is under way, and once it is attached', async () => {
    const { add, file, reaches, sent, current } = await sentUnderA()
    await add(pdf('2.pdf', '%PDF-2'))
    expect(file('2.pdf').state).toBe('ready')
    act(() => sent.answer(200, attached()))
    await reaches('1.pdf', 'done')
    await add(pdf('3.pdf', '%PDF-3'))
    expect(file('2.pdf').state).toBe('ready')
    expect(file('3.pdf')).toMatchObject({ problem: { code: 'UPLOAD.TOO_MANY_FILES' } })
    act(() => current().remove(file('1.pdf').id))
    act(() => current().remove(file('2.pdf').id))
    await reaches('3.pdf', 'ready')
  })

  it('once it is maybe attached, also while it is asked about', async () => {
    const { add, file, next, reaches, sent, current } = await sentUnderA()
    act(() => sent.answer(504, refused('UPLOAD.DELIVERY_UNKNOWN', { delivery: 'unknown' })))
    await reaches('1.pdf', 'unknown')
    act(() => current().checkAgain(file('1.pdf').id))
    await add(pdf('2.pdf', '%PDF-2'))
    expect(file('2.pdf').state).toBe('ready')
    const question = await next()
    await reaches('1.pdf', 'sending')
    act(() => question.answer(504, refused('UPLOAD.DELIVERY_UNKNOWN', { delivery: 'unknown' })))
    await reaches('1.pdf', 'unknown')
    expect(file('2.pdf').state).toBe('ready')
  })

  it('and under the one of now as well where it is sent anyway', async () => {
    const { add, file, next, reaches, sent, current, used } = await sentUnderA()
    act(() => sent.answer(504, refused('UPLOAD.DELIVERY_UNKNOWN', { delivery: 'unknown' })))
    await reaches('1.pdf', 'unknown')
    act(() => current().sendAnyway(file('1.pdf').id))
    const again = await next()
    await add(pdf('2.pdf', '%PDF-2'))
    expect(file('2.pdf')).toMatchObject({ problem: { code: 'UPLOAD.TOO_MANY_FILES' } })
    used.b = 1
    act(() => again.answer(200, attached()))
    await reaches('1.pdf', 'done')
    await waitFor(() => expect(file('2.pdf')).toMatchObject({ problem: { code: 'UPLOAD.MAX_FILES_REACHED' } }))
  })

  it('and under none where nothing came of it', async () => {
    const { add, file, reaches, sent, current } = await sentUnderA()
    act(() => sent.answer(422, refused('REMOTE.INPUT_INVALID')))
    await reaches('1.pdf', 'failed')
    await add(pdf('2.pdf', '%PDF-2'))
    // It would be sent with the token of now.
    expect(file('2.pdf')).toMatchObject({ problem: { code: 'UPLOAD.TOO_MANY_FILES' } })
    act(() => current().remove(file('1.pdf').id))
    await reaches('2.pdf', 'ready')
  })

  it('which is the second where the first was refused', async () => {
    const { answers, add, current, next, reaches, file } = setUpUpload(
      { getToken: async () => under('b').token, ...under('a') },
      { max_files: 1 },
    )
    await add(pdf('1.pdf', '%PDF-1'))
    act(() => current().start())
    const first = await next()
    answers.rules = () => Response.json(rulesAnswer({ max_files: 1, files_used: 1 }))
    act(() => first.answer(401, refused('UPLOAD.TOKEN_EXPIRED')))
    const second = await next()
    act(() => second.answer(200, attached()))
    await reaches('1.pdf', 'done')
    await add(pdf('2.pdf', '%PDF-2'))
    await waitFor(() => expect(file('2.pdf')).toMatchObject({ problem: { code: 'UPLOAD.MAX_FILES_REACHED' } }))
  })
})

/** A file attached under a first token, which is about to end ten seconds later; the second one lives. */
async function attachOne() {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const used = { a: 0, b: 0 }
  const fetched = vi
    .fn<() => Promise<string>>(async () => under('b', endingIn(3600)).token)
    .mockImplementationOnce(async () => under('a', endingIn(65)).token)
  const set = setUpUpload({ tokenless: true, target: 'application:app1', getToken: fetched })
  set.answers.rules = () => {
    const { jti }: { jti: 'a' | 'b' } = JSON.parse(atob(set.asked.at(-1)?.authorization?.split('.')[1] ?? ''))
    return Response.json(rulesAnswer({ max_files: 1, files_used: used[jti] }))
  }
  await set.add(pdf('1.pdf', '%PDF-1'))
  act(() => set.current().start())
  const sent = await set.next()
  used.a = 1
  act(() => sent.answer(200, attached()))
  await set.reaches('1.pdf', 'done')
  await waitFor(() => expect(set.current().rules).toMatchObject({ rules: { filesUsed: 1 } }))
  return { ...set, fetched, used }
}

describe('a token that getToken alone brings', () => {
  it('is asked for the rules once, though nobody knew before what its files count under', async () => {
    const { asked } = await attachOne()
    // Once more, since a file is attached.
    expect(asked).toHaveLength(2)
  })

  it('has the number of its files asked for once it is renewed for one that is sent', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const getToken = vi
      .fn<() => Promise<string>>(async () => under('b', endingIn(3600)).token)
      .mockImplementationOnce(async () => under('a', endingIn(65)).token)
    const set = setUpUpload({ tokenless: true, target: 'application:app1', getToken }, { max_files: 3 })
    await set.add(pdf('1.pdf', '%PDF-1'))
    await pass(11_000)
    set.answers.rules = () => Response.json(rulesAnswer({ max_files: 3, files_used: 2 }))
    act(() => set.current().start())
    const sent = await set.next()
    expect(getToken).toHaveBeenCalledTimes(2)
    await waitFor(() => expect(set.current().rules).toMatchObject({ rules: { filesUsed: 2 } }))
    expect(set.asked.at(-1)?.authorization).toBe(sent.request.headers['Authorization'])
  })

  it('begins to count anew where it is renewed by one with another identity', async () => {
    const { add, current, file, next, reaches, fetched, used } = await attachOne()
    await pass(11_000)
    act(() => current().reloadRules())
    await waitFor(() => expect(fetched).toHaveBeenCalledTimes(2))
    await waitFor(() => expect(current().rules).toMatchObject({ rules: { filesUsed: 0 } }))
    await add(pdf('2.pdf', '%PDF-2'), pdf('3.pdf', '%PDF-3'))
    expect(file('2.pdf').state).toBe('ready')
    expect(file('3.pdf')).toMatchObject({ problem: { code: 'UPLOAD.TOO_MANY_FILES' } })
    act(() => current().start())
    const sent = await next()
    used.b = 1
    act(() => sent.answer(200, attached()))
    await reaches('2.pdf', 'done')
    await waitFor(() => expect(file('3.pdf')).toMatchObject({ problem: { code: 'UPLOAD.MAX_FILES_REACHED' } }))
    expect(fetched).toHaveBeenCalledTimes(2)
  })
})
