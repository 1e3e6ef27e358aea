import { act, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { errorPolicy } from '../../src/contract/error-code.ts'
import { nextTask } from '../../src/upload/tasks/next-task.ts'
import { SendFailure } from '../../src/upload/send/send.ts'
import { TOKEN_PATIENCE_MS } from '../../src/upload/token/ask-for-token.ts'
import { attached, pdf, refused, token } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

const reported = vi.fn<(error: unknown) => void>()

beforeEach(() => {
  reported.mockClear()
  vi.stubGlobal('reportError', reported)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const expiring = (inMs: number) => token('application:app1', { exp: (Date.now() + inMs) / 1000 })

/** Has a file wait for the network, which was lost while it was sent. */
async function loseNetwork({ add, current, next, reaches }: ReturnType<typeof setUpUpload>) {
  const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true)
  await add(pdf())
  act(() => current().start())
  const sent = await next()
  onLine.mockReturnValue(false)
  act(() => sent.breakOff(new SendFailure(false)))
  await reaches('cv.pdf', 'waiting')
  return onLine
}

describe('a page that can get no new token', () => {
  it('is told apart from a link that has expired, and may be asked again', async () => {
    const getToken = vi.fn<() => Promise<string>>().mockRejectedValue(new Error('down'))
    const { add, current, next, reaches, file } = setUpUpload({ getToken })
    await add(pdf())
    act(() => current().start())
    const sent = await next()
    act(() => sent.answer(401, refused('UPLOAD.TOKEN_EXPIRED')))
    await reaches('cv.pdf', 'failed')
    expect(file('cv.pdf')).toMatchObject({ error: { code: 'UPLOAD.TOKEN_UNAVAILABLE', delivery: 'none' } })
    expect(errorPolicy('UPLOAD.TOKEN_UNAVAILABLE').retry).toBe('by-hand')

    const fresh = token('application:app1', { jti: 'fresh' })
    getToken.mockResolvedValue(fresh)
    act(() => current().retry(file('cv.pdf').id))
    const again = await next()
    act(() => again.answer(401, refused('UPLOAD.TOKEN_EXPIRED')))
    const third = await next()
    expect(third.request.headers['Authorization']).toBe(`Bearer ${fresh}`)
    act(() => third.answer(200, attached()))
    await reaches('cv.pdf', 'done')
  })

  it('is named for a file that waited offline until its token was over', async () => {
    const now = Date.now
    let aheadMs = 0
    vi.spyOn(Date, 'now').mockImplementation(() => now() + aheadMs)
    const getToken = vi.fn<() => Promise<string>>().mockRejectedValue(new Error('down'))
    const upload = setUpUpload({ token: expiring(120_000), getToken })
    const onLine = await loseNetwork(upload)
    const { reaches, file } = upload
    aheadMs = 3_600_000
    onLine.mockReturnValue(true)
    act(() => void window.dispatchEvent(new Event('online')))
    await reaches('cv.pdf', 'failed')
    expect(file('cv.pdf')).toMatchObject({ error: { code: 'UPLOAD.TOKEN_UNAVAILABLE' } })
  })

  it.each([undefined, 'application:app1'])(
    'is said in place of the rules, and why is reported (%s)',
    async (target) => {
      const down = new Error('down')
      const { current } = setUpUpload({ tokenless: true, target, getToken: () => Promise.reject(down) })
      await waitFor(() => expect(current().rules).toMatchObject({ error: { code: 'UPLOAD.TOKEN_UNAVAILABLE' } }))
      expect(reported).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ cause: down }))
    },
  )

  it('is said when it never answers, and asked again on the person’s word', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const getToken = vi.fn<() => Promise<string>>(() => new Promise(() => {}))
    const { current } = setUpUpload({ tokenless: true, getToken })
    await act(() => vi.advanceTimersByTimeAsync(TOKEN_PATIENCE_MS))
    expect(current().rules).toMatchObject({ error: { code: 'UPLOAD.TOKEN_UNAVAILABLE' } })
    vi.useRealTimers()
    getToken.mockResolvedValue(token('application:app1'))
    act(() => current().reloadRules())
    await waitFor(() => expect(current().rules.status).toBe('ready'))
  })

  it('is waited for no longer once the widget is gone', () => {
    const signals: AbortSignal[] = []
    const getToken = (signal: AbortSignal) => {
      signals.push(signal)
      return new Promise<string>(() => {})
    }
    const { hook } = setUpUpload({ tokenless: true, getToken })
    expect(signals.at(-1)?.aborted).toBe(false)
    hook.unmount()
    expect(signals.map(({ aborted }) => aborted)).not.toContain(false)
    expect(reported).not.toHaveBeenCalled()
  })

  it('is said when it answers with something else than a token', async () => {
    const { current } = setUpUpload({ tokenless: true, getToken: () => Response.json({ token: 'x' }).json() })
    await waitFor(() => expect(current().rules).toMatchObject({ error: { code: 'UPLOAD.TOKEN_UNAVAILABLE' } }))
    expect(reported).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ cause: expect.any(TypeError) }))
  })

  it('is said when it answers with a page to sign in at, and the page names the record', async () => {
    const page = '<!doctype html>\n<title>Sign in · Portal</title>'
    const { current } = setUpUpload({
      tokenless: true,
      target: 'application:app1',
      getToken: () => Promise.resolve(page),
    })
    await waitFor(() => expect(current().rules.status).toBe('failed'))
    expect(current().rules).toMatchObject({ error: { code: 'UPLOAD.TOKEN_UNAVAILABLE' } })
    expect(reported).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ cause: new TypeError('getToken gives HTML') }),
    )
  })

  it.each([
    ['nothing', ''],
    ['the page of an error', '<!doctype html><title>Sign in</title>'],
  ])('is reported once for each first answer that is no token: %s', async (_what, answer) => {
    let calls = 0
    const { current } = setUpUpload({
      tokenless: true,
      getToken: () => {
        calls++
        return Promise.resolve(answer)
      },
    })
    await waitFor(() => expect(current().rules).toMatchObject({ error: { code: 'UPLOAD.TOKEN_UNAVAILABLE' } }))
    expect(reported).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ cause: expect.any(TypeError) }))

    const before = calls
    act(() => current().reloadRules())
    await waitFor(() => expect(reported).toHaveBeenCalledTimes(2))
    await act(() => nextTask())
    expect(calls).toBe(before + 1)
    expect(reported).toHaveBeenCalledTimes(2)
  })

  it('is not asked twice for the rules when they are refused the first time', async () => {
    const { current, asked, answers } = setUpUpload({
      tokenless: true,
      getToken: () => Promise.resolve(token('application:app1')),
    })
    answers.rules = () => Response.json(refused('UPLOAD.INTERNAL'), { status: 500 })
    await waitFor(() => expect(current().rules.status).toBe('failed'))
    await act(() => nextTask())
    expect(new Set(asked.map(({ authorization }) => authorization))).toEqual(
      new Set([`Bearer ${token('application:app1')}`]),
    )
    expect(asked).toHaveLength(1)
  })
})

describe('a page that gives something else as its token', () => {
  const SIGN_IN = '<!doctype html>\n<title>Sign in · Portal</title>'

  it.each([SIGN_IN, `“${token('application:app1')}”`])(
    'is told so, and nothing is asked with it: %j',
    async (given) => {
      const { current, asked } = setUpUpload({ token: given, target: 'application:app1' })
      await waitFor(() => expect(current().rules).toMatchObject({ error: { code: 'UPLOAD.TOKEN_INVALID' } }))
      expect(asked).toEqual([])
    },
  )

  it('sends no file with it, and all of them once there is a token again', async () => {
    const { add, current, hook, asked, file, next, reaches } = setUpUpload({ target: 'application:app1' })
    await add(pdf())
    const before = asked.length
    hook.rerender({ token: SIGN_IN })
    await waitFor(() => expect(current().rules).toMatchObject({ error: { code: 'UPLOAD.TOKEN_INVALID' } }))
    act(() => current().start())
    expect(asked).toHaveLength(before)
    expect(file('cv.pdf').state).toBe('ready')

    hook.rerender({ token: token('application:app1', { jti: 'fresh' }) })
    const sent = await next()
    act(() => sent.answer(200, attached()))
    await reaches('cv.pdf', 'done')
  })

  it('says so of a file that waited for the network meanwhile', async () => {
    const upload = setUpUpload({ target: 'application:app1' })
    const onLine = await loseNetwork(upload)
    const { hook, reaches, file, route } = upload
    hook.rerender({ token: SIGN_IN })
    onLine.mockReturnValue(true)
    act(() => void window.dispatchEvent(new Event('online')))
    await reaches('cv.pdf', 'failed')
    expect(file('cv.pdf')).toMatchObject({ error: { code: 'UPLOAD.TOKEN_INVALID', delivery: 'none' } })
    expect(route.conversations).toHaveLength(1)
  })

  it('has its getToken asked instead', async () => {
    const fresh = token('application:app1', { jti: 'fresh' })
    const { current, asked } = setUpUpload({ token: SIGN_IN, target: 'application:app1', getToken: async () => fresh })
    await waitFor(() => expect(current().rules.status).toBe('ready'))
    expect(new Set(asked.map(({ authorization }) => authorization))).toEqual(new Set([`Bearer ${fresh}`]))
  })
})
