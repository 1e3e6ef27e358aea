import { act, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Outcome } from '../../src/upload/engine/attachment-upload.ts'
import { sizeOf } from '../../src/upload/bytes/blob-or-bytes.ts'
import { SendFailure } from '../../src/upload/send/send.ts'
import { attached, pdf, refused, rulesAnswer, token } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

beforeEach(() => {
  // The least that the policy waits, so that retries come at once.
  vi.spyOn(Math, 'random').mockReturnValue(0)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function onOutcome() {
  return vi.fn<(outcome: Outcome) => void>()
}

describe('sending', () => {
  it('attaches a file, from choosing it to the receipt', async () => {
    const told = onOutcome()
    const { add, current, next, reaches } = setUpUpload({ onOutcome: told })
    await add(pdf('Lebenslauf.pdf'))
    expect(current().uploads).toMatchObject([{ state: 'ready', type: 'CV', typeIsGuessed: true }])

    act(() => current().start())
    const sent = await next()
    expect(sent.request.url).toBe('https://portal.example/api/applications/app1/attachments')
    expect(sent.request.headers).toMatchObject({
      Authorization: `Bearer ${token('application:app1')}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': expect.stringMatching(/^[\da-f-]{36}$/),
    })
    expect(await sent.attachment()).toEqual({
      name: 'Lebenslauf.pdf',
      type: 'CV',
      content_type: 'application/pdf',
      data: btoa('%PDF-1.7\n'),
    })
    act(() => sent.allSent())
    await reaches('Lebenslauf.pdf', 'accepting')
    act(() => sent.answer(200, attached()))
    await reaches('Lebenslauf.pdf', 'done')
    expect(told).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ state: 'done', name: 'Lebenslauf.pdf' }))
  })

  it('sends three at a time, in the order of the list', async () => {
    const { add, current, next, states, route } = setUpUpload()
    await add(...[1, 2, 3, 4].map((n) => pdf(`${n}.pdf`, `%PDF-1.7 ${n}`)))
    act(() => current().start())
    const first = await next()
    await next()
    await next()
    expect(states().at(-1)).toBe('queued')
    expect(route.conversations).toHaveLength(3)
    act(() => first.answer(200, attached()))
    expect(await (await next()).attachment()).toMatchObject({ name: '4.pdf' })
  })

  it('shows the bytes of the file, not those of its base64', async () => {
    const { add, current, next, file } = setUpUpload()
    await add(pdf('cv.pdf', `%PDF-${'x'.repeat(2995)}`))
    act(() => current().start())
    const sent = await next()
    act(() => sent.progress(sizeOf(sent.request.body) / 2))
    await waitFor(() => expect(file('cv.pdf')).toMatchObject({ state: 'sending', sentBytes: 1500 }))
    expect(current().summary).toMatchObject({ totalBytes: 3000, sentBytes: 1500 })
  })

  it('starts a file that is still being looked at as soon as it has passed', async () => {
    const { current, next } = setUpUpload()
    act(() => current().addFiles([pdf()]))
    act(() => current().start())
    expect(await (await next()).attachment()).toMatchObject({ name: 'cv.pdf' })
  })

  it('sends what is chosen at once when it is told to', async () => {
    const { current, next } = setUpUpload({ autoUpload: true })
    act(() => current().addFiles([pdf()]))
    expect(await (await next()).attachment()).toMatchObject({ name: 'cv.pdf' })
  })

  it('logs the words of every warning, and no file name', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    const { add, current, next, reaches, file } = setUpUpload()
    await add(pdf())
    act(() => current().start())
    act(() => current().start())
    const sent = await next()
    act(() => sent.answer(200, attached({}, ['Stored on the candidate'])))
    await reaches('cv.pdf', 'done')
    expect(file('cv.pdf')).toMatchObject({ receipt: { warnings: [{ message: 'Stored on the candidate' }] } })
    expect(warn.mock.calls).toEqual([['Stored on the candidate']])
  })

  it('has three files under way where a page’s own number is none', async () => {
    const { add, current, states } = setUpUpload({ concurrency: Number(undefined) })
    await add(...['1', '2', '3', '4'].map((name) => pdf(`${name}.pdf`, `%PDF-${name}`)))
    act(() => current().start())
    await waitFor(() => expect(states()).toEqual(['sending', 'sending', 'sending', 'queued']))
  })
})

describe('cancelling', () => {
  it('stops a file on its way and takes it up again under the same key', async () => {
    const { add, current, next, reaches, file } = setUpUpload()
    await add(pdf())
    act(() => current().start())
    const sent = await next()
    act(() => current().cancel(file('cv.pdf').id))
    expect(sent.signal.aborted).toBe(true)
    await reaches('cv.pdf', 'cancelled')
    act(() => current().retry(file('cv.pdf').id))
    const again = await next()
    expect(again.request.headers['Idempotency-Key']).toBe(sent.request.headers['Idempotency-Key'])
  })

  it('says maybe attached when everything was sent already, whatever is reported late', async () => {
    const { add, current, next, reaches, file } = setUpUpload()
    await add(pdf())
    act(() => current().start())
    const sent = await next()
    act(() => sent.allSent())
    act(() => sent.progress(3))
    act(() => current().cancelAll())
    await reaches('cv.pdf', 'unknown')
    expect(file('cv.pdf')).toMatchObject({ error: { code: 'UPLOAD.CANCELLED_LATE', delivery: 'unknown' } })
  })

  it('stops a file that has not begun, and the next one moves up', async () => {
    const { add, current, next, file, states } = setUpUpload({ concurrency: 1 })
    await add(pdf('1.pdf', '%PDF-1'), pdf('2.pdf', '%PDF-2'), pdf('3.pdf', '%PDF-3'))
    act(() => current().start())
    const first = await next()
    act(() => current().cancel(file('2.pdf').id))
    expect(states()).toEqual(['sending', 'cancelled', 'queued'])
    act(() => first.answer(200, attached()))
    expect(await (await next()).attachment()).toMatchObject({ name: '3.pdf' })
  })

  it('stops what is asked for and still being checked, until it is tried again', async () => {
    const gate = new EventTarget()
    const passed = new Promise<null>((resolve) => gate.addEventListener('open', () => resolve(null)))
    const told = onOutcome()
    const { add, current, next, file, states, reaches, route } = setUpUpload({
      onOutcome: told,
      validators: [({ name }) => (name === 'slow.pdf' ? passed : null)],
    })
    await add(pdf('1.pdf', '%PDF-1'))
    act(() => current().addFiles([pdf('slow.pdf', '%PDF-2')]))
    act(() => current().start())
    await next()
    await reaches('1.pdf', 'sending')
    expect(file('slow.pdf').state).toBe('ready')
    act(() => current().cancelAll())
    await reaches('1.pdf', 'cancelled')
    expect(states()).toEqual(['cancelled', 'cancelled'])
    expect(told.mock.calls.map(([{ name, state }]) => `${name} ${state}`).toSorted()).toEqual([
      '1.pdf cancelled',
      'slow.pdf cancelled',
    ])
    await act(async () => gate.dispatchEvent(new Event('open')))
    expect(route.conversations).toHaveLength(1)
    act(() => current().retry(file('slow.pdf').id))
    expect(await (await next()).attachment()).toMatchObject({ name: 'slow.pdf' })
  })

  it('stops a file that is taken out of the list', async () => {
    const told = onOutcome()
    const { add, current, next, file } = setUpUpload({ onOutcome: told })
    await add(pdf())
    act(() => current().start())
    const sent = await next()
    act(() => current().remove(file('cv.pdf').id))
    expect(sent.signal.aborted).toBe(true)
    expect(current().uploads).toEqual([])
    await waitFor(() => expect(told).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ state: 'cancelled' })))
  })
})

describe('sending again', () => {
  it('happens by itself where the table clears it, visibly, under the same key', async () => {
    const { add, current, next, reaches, file } = setUpUpload()
    await add(pdf())
    act(() => current().start())
    const first = await next()
    const before = Date.now()
    act(() => first.answer(503, refused('PLATFORM.CONCURRENCY_LIMIT_EXCEEDED', { retryAfterMs: 500 })))
    await reaches('cv.pdf', 'waiting')
    const waiting = file('cv.pdf')
    expect(waiting).toMatchObject({ attempt: 1, error: { code: 'PLATFORM.CONCURRENCY_LIMIT_EXCEEDED' } })
    expect(waiting.state === 'waiting' && waiting.until).toBeGreaterThanOrEqual(before + 500)
    const second = await next()
    expect(second.request.headers['Idempotency-Key']).toBe(first.request.headers['Idempotency-Key'])
    act(() => second.answer(200, attached()))
    await reaches('cv.pdf', 'done')
  })

  it('can be cancelled while it waits', async () => {
    const { add, current, next, reaches, file } = setUpUpload()
    await add(pdf())
    act(() => current().start())
    const sent = await next()
    act(() => sent.answer(503, refused('UPLOAD.SERVER_BUSY', { retryAfterMs: 50_000 })))
    await reaches('cv.pdf', 'waiting')
    act(() => current().cancel(file('cv.pdf').id))
    await reaches('cv.pdf', 'cancelled')
    expect(current().summary.underWay).toBe(0)
  })

  it('is left to the person where the table does not clear it', async () => {
    const { add, current, next, reaches, route } = setUpUpload()
    await add(pdf())
    act(() => current().start())
    const sent = await next()
    act(() => sent.answer(409, refused('INTEGRATION.PERMISSION_MISSING')))
    await reaches('cv.pdf', 'failed')
    expect(route.conversations).toHaveLength(1)
  })

  it('waits for the network and goes on by itself when the browser is offline', async () => {
    const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true)
    const { add, current, next, reaches, file } = setUpUpload()
    await add(pdf())
    act(() => current().start())
    const sent = await next()
    onLine.mockReturnValue(false)
    act(() => {
      window.dispatchEvent(new Event('offline'))
      sent.breakOff(new SendFailure(false))
    })
    await reaches('cv.pdf', 'waiting')
    expect(file('cv.pdf')).toMatchObject({ until: null, error: { code: 'UPLOAD.OFFLINE' } })
    expect(current().isOnline).toBe(false)
    onLine.mockReturnValue(true)
    act(() => void window.dispatchEvent(new Event('online')))
    const again = await next()
    act(() => again.answer(200, attached()))
    await reaches('cv.pdf', 'done')
    expect(current().isOnline).toBe(true)
  })

  it('gives the file up to the person after so many attempts', async () => {
    const { add, current, next, reaches, route } = setUpUpload()
    await add(pdf())
    act(() => current().start())
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const sent = await next()
      act(() => sent.breakOff(new SendFailure(false)))
    }
    await reaches('cv.pdf', 'failed')
    expect(route.conversations).toHaveLength(5)
  })
})

/** A file whose answer never came. */
async function lost() {
  const told = onOutcome()
  const set = setUpUpload({ onOutcome: told })
  await set.add(pdf())
  act(() => set.current().start())
  const sent = await set.next()
  act(() => sent.allSent())
  act(() => sent.breakOff(new SendFailure(true)))
  await set.reaches('cv.pdf', 'unknown')
  return { ...set, sent, told, id: set.file('cv.pdf').id }
}

describe('a file that is maybe attached', () => {
  it('is not sent again by itself, nor by pressing Upload or Try again', async () => {
    const { current, route, id } = await lost()
    act(() => {
      current().start()
      current().retry(id)
    })
    expect(route.conversations).toHaveLength(1)
  })

  it('is asked about under the same key', async () => {
    const { current, next, sent, id, file, reaches, told } = await lost()
    act(() => current().checkAgain(id))
    const asked = await next()
    expect(asked.request.headers['Idempotency-Key']).toBe(sent.request.headers['Idempotency-Key'])
    expect(asked.request.headers['Idempotency-Replay-Only']).toBe('true')
    expect(sent.request.headers).not.toHaveProperty('Idempotency-Replay-Only')
    expect(file('cv.pdf').isCheckAgain).toBe(true)
    act(() => asked.answer(200, attached()))
    await reaches('cv.pdf', 'done')
    expect(told.mock.calls.map(([{ state }]) => state)).toEqual(['unknown', 'done'])
  })

  it.each([
    ['fails for another reason', 409, refused('INTEGRATION.INACTIVE')],
    ['is refused on the way', 413, '<html>'],
    ['says unknown again', 504, refused('UPLOAD.DELIVERY_UNKNOWN', { delivery: 'unknown' })],
  ])('stays so when asking %s', async (_how, status, body) => {
    const { current, next, id, reaches, file, told } = await lost()
    act(() => current().checkAgain(id))
    const asked = await next()
    act(() => asked.answer(status, body))
    await reaches('cv.pdf', 'unknown')
    expect(file('cv.pdf')).not.toHaveProperty('isCheckAgain')
    expect(told).toHaveBeenCalledTimes(1)
  })

  it('has not arrived when the route is certain of it, and is sent again under the same key', async () => {
    const { current, next, sent, id, reaches, told } = await lost()
    act(() => current().checkAgain(id))
    const asked = await next()
    act(() => asked.answer(409, refused('UPLOAD.NOT_ATTACHED')))
    await reaches('cv.pdf', 'failed')
    expect(told.mock.calls.map(([{ state }]) => state)).toEqual(['unknown', 'failed'])
    act(() => current().retry(id))
    const again = await next()
    expect(again.request.headers['Idempotency-Key']).toBe(sent.request.headers['Idempotency-Key'])
    expect(again.request.headers).not.toHaveProperty('Idempotency-Replay-Only')
  })

  it('stays so when asking is cancelled', async () => {
    const { current, next, id, reaches, file } = await lost()
    act(() => current().checkAgain(id))
    const asked = await next()
    act(() => asked.allSent())
    act(() => current().cancel(id))
    await reaches('cv.pdf', 'unknown')
    expect(file('cv.pdf')).toMatchObject({ error: { code: 'UPLOAD.ANSWER_LOST' } })
    expect(current().summary).toMatchObject({ unknown: 1, cancelled: 0 })
  })

  it('is sent once more under a new key on the person’s word', async () => {
    const { current, next, sent, id } = await lost()
    act(() => current().sendAnyway(id))
    const again = await next()
    expect(again.request.headers['Idempotency-Key']).not.toBe(sent.request.headers['Idempotency-Key'])
    expect(again.request.headers).not.toHaveProperty('Idempotency-Replay-Only')
  })
})

describe('the token', () => {
  it('is replaced once after a 401, and the file goes on', async () => {
    const fresh = token('application:app1', { jti: 'fresh' })
    const getToken = vi.fn<() => Promise<string>>(() => Promise.resolve(fresh))
    const { add, current, next, reaches } = setUpUpload({ getToken })
    await add(pdf())
    act(() => current().start())
    const first = await next()
    act(() => first.answer(401, refused('UPLOAD.TOKEN_EXPIRED')))
    const second = await next()
    expect(second.request.headers['Authorization']).toBe(`Bearer ${fresh}`)
    act(() => second.answer(401, refused('UPLOAD.TOKEN_EXPIRED')))
    await reaches('cv.pdf', 'failed')
    expect(getToken).toHaveBeenCalledTimes(1)
  })

  it('that is refused is the only one a file is sent with, where the page has no other', async () => {
    const { add, current, file, next, reaches, route } = setUpUpload()
    await add(pdf())
    act(() => current().start())
    const sent = await next()
    act(() => sent.answer(401, refused('UPLOAD.TOKEN_EXPIRED')))
    await reaches('cv.pdf', 'failed')
    expect(file('cv.pdf')).toMatchObject({ error: { code: 'UPLOAD.TOKEN_EXPIRED' } })
    expect(route.conversations).toHaveLength(1)
  })

  it('that the page no longer gives is gone on with', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const { add, current, hook, next } = setUpUpload()
    await add(pdf())
    hook.rerender({ token: undefined })
    await act(() => vi.advanceTimersByTimeAsync(10_000))
    expect(current().rules.status).toBe('ready')
    act(() => current().start())
    expect((await next()).request.headers['Authorization']).toBe(`Bearer ${token('application:app1')}`)
  })

  it('is fetched when the page gives none', async () => {
    const { asked, current } = setUpUpload({
      tokenless: true,
      getToken: () => Promise.resolve(token('application:app1', { jti: 'first' })),
    })
    await waitFor(() => expect(current().rules.status).toBe('ready'))
    expect(current().target?.id).toBe('app1')
    expect(asked[0]?.authorization).toContain('Bearer ')
  })

  it('that the page gives takes the place of the one that was fetched, also for another record', async () => {
    const { answers, asked, current, hook } = setUpUpload({
      tokenless: true,
      getToken: () => Promise.resolve(token('application:app1')),
    })
    await waitFor(() => expect(current().rules.status).toBe('ready'))
    const given = token('application:app2')
    const target = { kind: 'application' as const, id: 'app2', label: 'Ada', ats: 'Workday' }
    answers.rules = () => Response.json(rulesAnswer({ target }))
    hook.rerender({ token: given })
    await waitFor(() => expect(current()).toMatchObject({ target: { id: 'app2' }, rules: { status: 'ready' } }))
    expect(asked.at(-1)?.authorization).toBe(`Bearer ${given}`)
  })

  it('is fetched when the one the page gives cannot be read', async () => {
    const { current } = setUpUpload({
      token: 'hello',
      getToken: () => Promise.resolve(token('application:app1')),
    })
    await waitFor(() => expect(current().rules.status).toBe('ready'))
  })

  it.each([
    ['is none', 'hello'],
    ['names no record', token('application:')],
    ['is of another kind', token('job:1')],
  ])('that %s ends the waiting', (_how, unreadable) => {
    const { current, asked } = setUpUpload({ token: unreadable })
    expect(current().rules).toMatchObject({ status: 'failed', error: { code: 'UPLOAD.TOKEN_INVALID' } })
    expect(asked).toEqual([])
  })

  it('that getToken supplies unreadable ends the waiting until the page has another', async () => {
    let supplied = 'hello'
    const { current } = setUpUpload({ tokenless: true, getToken: () => Promise.resolve(supplied) })
    await waitFor(() => expect(current().rules).toMatchObject({ error: { code: 'UPLOAD.TOKEN_UNAVAILABLE' } }))
    supplied = token('application:app1')
    act(() => current().reloadRules())
    await waitFor(() => expect(current().rules.status).toBe('ready'))
  })

  it('may come a moment after the widget, but not never', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { current, hook } = setUpUpload({ tokenless: true })
    expect(current().rules.status).toBe('loading')
    act(() => {
      vi.advanceTimersByTime(5_000)
    })
    expect(current().rules).toMatchObject({ status: 'failed', error: { code: 'UPLOAD.TOKEN_MISSING' } })
    vi.useRealTimers()
    hook.rerender({ token: token('application:app1') })
    await waitFor(() => expect(current().rules.status).toBe('ready'))
  })

  it('is not missed where the page names the record, in words that can be read', () => {
    const { current } = setUpUpload({ tokenless: true, target: 'app1' })
    expect(current().rules).toMatchObject({ status: 'failed', error: { code: 'UPLOAD.NOT_FOUND' } })
  })
})

describe('the rules', () => {
  it('say why they are missing, and can be asked for again', async () => {
    const { answers, current } = setUpUpload()
    answers.rules = () => Response.json(refused('UPLOAD.TOKEN_INVALID'), { status: 401 })
    await waitFor(() => expect(current().rules).toMatchObject({ error: { code: 'UPLOAD.TOKEN_INVALID' } }))
    let answer: ((rules: Response) => void) | undefined
    answers.rules = () =>
      new Promise((resolve) => {
        answer = resolve
      })
    act(() => current().reloadRules())
    await waitFor(() => expect(current().rules.status).toBe('loading'))
    await waitFor(() => expect(answer).toBeDefined())
    answer?.(Response.json(rulesAnswer()))
    await waitFor(() => expect(current().rules.status).toBe('ready'))
  })

  it('are asked for anew where no answer comes, over a line that may have died', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const dead: (AbortSignal | null | undefined)[] = []
    let isDead = true
    const { current } = setUpUpload({
      fetch: async (_url, { signal }) => {
        if (!isDead) return Response.json(rulesAnswer())
        dead.push(signal)
        return new Promise(() => {})
      },
    })
    await act(() => vi.advanceTimersByTimeAsync(39_000))
    expect(current().rules.status).toBe('loading')
    isDead = false
    await act(() => vi.advanceTimersByTimeAsync(2_000))
    expect(current().rules.status).toBe('ready')
    expect(new Set(dead.map((signal) => signal?.aborted))).toEqual(new Set([true]))
  })

  it('are asked for twice more before the person is told that there are none', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const ask = vi.fn<() => Promise<Response>>(() => Promise.reject(new TypeError('no network')))
    const { current } = setUpUpload({ fetch: ask })
    await act(() => vi.advanceTimersByTimeAsync(0))
    ask.mockClear()
    await act(() => vi.advanceTimersByTimeAsync(1_000))
    expect(current().rules.status).toBe('loading')
    await act(() => vi.advanceTimersByTimeAsync(60_000))
    expect(current().rules).toMatchObject({ status: 'failed', error: { code: 'UPLOAD.NETWORK' } })
    expect(ask).toHaveBeenCalledTimes(2)
  })

  it('of another record are not shown as this one’s', async () => {
    const { current } = setUpUpload({}, { target: { kind: 'candidate', id: 'app1', label: 'Jane', ats: 'Workday' } })
    await waitFor(() => expect(current().rules).toMatchObject({ error: { code: 'UPLOAD.TARGET_MISMATCH' } }))
  })

  it('that come late check what was chosen before, and guess anew', async () => {
    const { current, add, answers, reaches, file } = setUpUpload()
    const late: ((response: Response) => void)[] = []
    answers.rules = () => new Promise((resolve) => late.push(resolve))
    act(() => current().addFiles([pdf('CV.pdf'), new File(['x'], 'CV.exe')]))
    await waitFor(() => expect(current().uploads).toMatchObject([{ type: 'CV', checking: true }, {}]))
    const unsupported = { supported: false, reason: 'ats' } as const
    const onlyPdfAsOther = rulesAnswer({
      types: {
        CV: unsupported,
        COVER_LETTER: unsupported,
        OTHER: { supported: true, max_file_size_bytes: 10_485_760, accepted_mime_types: ['application/pdf'] },
      },
    })
    await act(async () => late.forEach((answer) => answer(Response.json(onlyPdfAsOther))))
    await add()
    expect(file('CV.pdf')).toMatchObject({ state: 'ready', type: 'OTHER', typeIsGuessed: true })
    await reaches('CV.exe', 'rejected')
  })
})
