import { QueryClient } from '@tanstack/react-query'
import { act, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Rules } from '../../src/contract/rules.ts'
import { attached, EVERYTHING, pdf, refused, rulesAnswer, token } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => vi.unstubAllGlobals())

const NOT_GRANTED = { supported: false, reason: 'grant' } as const

/** Rules that leave one type. */
const onlyOther = () =>
  Response.json(rulesAnswer({ types: { CV: NOT_GRANTED, COVER_LETTER: NOT_GRANTED, OTHER: EVERYTHING } }))

const refusedRules = () => Response.json(refused('UPLOAD.INTERNAL'), { status: 500 })

const less = { token: token('application:app1', { types: ['OTHER'] }) }
const moved = { endpoint: 'https://moved.example/api' }

/** A page with one file that is ready, whose rules are refused from now on. */
async function withFile(options: Parameters<typeof setUpUpload>[0] = {}) {
  const set = setUpUpload(options)
  await set.add(pdf())
  set.answers.rules = refusedRules
  return set
}

describe.each([
  ['a token that allows something else', less],
  ['another endpoint', moved],
])('after %s', (_what, props) => {
  it('nothing is sent until its own rules are here, and then by those', async () => {
    const { answers, current, hook, next, file, route } = await withFile()
    hook.rerender(props)
    act(() => current().start())
    await waitFor(() => expect(current().rules.status).toBe('failed'))
    expect(current().summary).toMatchObject({ ready: 1, checking: 1, asked: 0, underWay: 0 })
    expect(route.conversations).toHaveLength(0)

    answers.rules = onlyOther
    act(() => current().reloadRules())
    expect(await (await next()).attachment()).toMatchObject({ name: 'cv.pdf', type: 'OTHER' })
    expect(file('cv.pdf').type).toBe('OTHER')
  })

  it('nothing is sent, not even where the list was judged that very moment', async () => {
    const { add, current, hook, route, file } = await withFile()
    await add(pdf('2.pdf', '%PDF-2'))
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now())
    act(() => current().remove(file('2.pdf').id))
    hook.rerender(props)
    act(() => current().start())
    clock.mockRestore()
    await waitFor(() => expect(current().rules.status).toBe('failed'))
    expect(current().summary).toMatchObject({ ready: 1, checking: 1, underWay: 0 })
    expect(route.conversations).toHaveLength(0)
  })

  it('nothing is sent by other rules of the one before, though they come in the same drawing', async () => {
    const queryClient = new QueryClient()
    const { current, hook, route } = await withFile({ queryClient })
    const [query] = queryClient.getQueryCache().getAll()
    act(() => {
      queryClient.setQueryData<Rules>(query?.queryKey ?? [], (before) => before && { ...before, maxFiles: 7 })
      hook.rerender(props)
    })
    act(() => current().start())
    await waitFor(() => expect(current().rules.status).toBe('failed'))
    expect(current().summary).toMatchObject({ ready: 1, checking: 1, underWay: 0 })
    expect(route.conversations).toHaveLength(0)
  })

  it('a file in the queue is checked once more before its turn', async () => {
    const { answers, add, current, hook, next, route, reaches } = setUpUpload({ concurrency: 1 })
    await add(pdf('1.pdf', '%PDF-1'), pdf('cv.pdf', '%PDF-2'))
    act(() => current().start())
    const first = await next()
    await reaches('cv.pdf', 'queued')
    answers.rules = refusedRules
    hook.rerender(props)
    await waitFor(() => expect(current().rules.status).toBe('failed'))
    act(() => first.answer(200, attached()))
    await reaches('1.pdf', 'done')
    expect(route.conversations).toHaveLength(1)
    expect(current().summary).toMatchObject({ ready: 1, underWay: 0 })

    answers.rules = onlyOther
    act(() => current().reloadRules())
    expect(await (await next()).attachment()).toMatchObject({ name: 'cv.pdf', type: 'OTHER' })
  })

  it('a file that is maybe attached and waits to be sent anyway stays what it is', async () => {
    const { add, answers, current, hook, next, reaches, file } = setUpUpload({ concurrency: 1 })
    await add(pdf('1.pdf', '%PDF-1'))
    act(() => current().start())
    const lost = await next()
    act(() => lost.answer(504, refused('UPLOAD.DELIVERY_UNKNOWN', { delivery: 'unknown' })))
    await reaches('1.pdf', 'unknown')
    await add(pdf('2.pdf', '%PDF-2'))
    act(() => current().start())
    const second = await next()
    act(() => current().sendAnyway(file('1.pdf').id))
    answers.rules = refusedRules
    hook.rerender(props)
    await waitFor(() => expect(current().rules.status).toBe('failed'))
    expect(file('1.pdf').state).toBe('queued')
    act(() => second.answer(200, attached()))
    expect(await (await next()).attachment()).toMatchObject({ name: '1.pdf' })
  })
})

describe('a route that wants to be asked again later', () => {
  it.each([61_000, 3_600_000])(
    'has no rules for now, and the person is told at once: in %d ms',
    async (retryAfterMs) => {
      const { answers, asked, current, hook } = setUpUpload()
      await waitFor(() => expect(current().rules.status).toBe('ready'))
      const before = asked.length
      answers.rules = () => Response.json(refused('UPLOAD.RATE_LIMITED', { retryAfterMs }), { status: 429 })
      hook.rerender(moved)
      await waitFor(() => expect(current().rules).toMatchObject({ error: { code: 'UPLOAD.RATE_LIMITED' } }))
      expect(asked).toHaveLength(before + 1)
    },
  )
})

describe('a gateway’s own page in place of the rules', () => {
  it('is no answer, and they are asked for again', async () => {
    const { answers, current, hook } = setUpUpload()
    await waitFor(() => expect(current().rules.status).toBe('ready'))
    let times = 0
    answers.rules = () => {
      times += 1
      return times === 1 ? new Response('<h1>Bad gateway</h1>', { status: 502 }) : Response.json(rulesAnswer())
    }
    hook.rerender(moved)
    await waitFor(() => expect(times).toBe(2), { timeout: 5000 })
    await waitFor(() => expect(current().rules.status).toBe('ready'))
  })
})
