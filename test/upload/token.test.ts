import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseSubject } from '../../src/contract/target.ts'
import { TokenUnavailable, WrongTarget } from '../../src/upload/token/no-token.ts'
import { TOKEN_PATIENCE_MS } from '../../src/upload/token/ask-for-token.ts'
import { targetOf } from '../../src/upload/token/token-claims.ts'
import { RENEWAL_PATIENCE_MS, targetKey, TokenSource } from '../../src/upload/token/token.ts'
import { readToken } from '../../src/upload/token/token-claims.ts'
import { token } from './scripted-route.ts'

const reported = vi.fn<(error: unknown) => void>()

beforeEach(() => {
  reported.mockClear()
  vi.stubGlobal('reportError', reported)
  vi.setSystemTime(NOW)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const NOW = 1_800_000_000_000
const { signal } = new AbortController()

function source(given: string | undefined, getToken?: (signal: AbortSignal) => Promise<string>) {
  const tokens = new TokenSource(parseSubject('application:app1'))
  tokens.set(given, getToken)
  return tokens
}

function endingIn(seconds: number, subject = 'application:app1') {
  return token(subject, { exp: NOW / 1000 + seconds })
}

function grantOf(claims: Readonly<Record<string, unknown>>) {
  return readToken(token('candidate:b', claims))?.grant
}

function never() {
  return vi.fn<(signal: AbortSignal) => Promise<string>>(() => new Promise(() => {}))
}

describe('reading a token', () => {
  it('finds the record, whose it is, the end and the view', () => {
    expect(readToken(token('candidate:ä/b', { exp: 1, view: 'candidate', label: 'Zoë' }))).toMatchObject({
      target: { kind: 'candidate', id: 'ä/b' },
      expiresAt: 1000,
      view: 'candidate',
      label: 'Zoë',
    })
    expect(readToken(token('candidate:b', { label: 7, exp: 'soon' }))).toMatchObject({ label: null, expiresAt: null })
  })

  it.each(['', 'x', 'a.b.c', 'a.!!!.c', `a.${btoa('null')}.c`, `a.${btoa('{"sub":"job:1"}')}.c`])(
    'finds nothing in %j',
    (text) => {
      expect(readToken(text)).toBeNull()
    },
  )

  it('finds the same grant in a renewed token, and another where something else is allowed', () => {
    const grant = grantOf({ exp: 1, iat: 1, nbf: 1, jti: 'a', types: ['CV'] })
    expect(grantOf({ exp: 2, iat: 2, nbf: 2, jti: 'b', types: ['CV'] })).toBe(grant)
    expect(grantOf({ exp: 1, iat: 1, nbf: 1, jti: 'a', types: ['OTHER'] })).not.toBe(grant)
  })

  it('takes a claim that is null for none', () => {
    expect(grantOf({ types: ['CV'], max_files: null, read: null })).toBe(grantOf({ types: ['CV'] }))
  })

  it('finds what files count under where a number of them is granted, beside the grant', () => {
    const one = readToken(token('candidate:b', { jti: 'a', max_files: 2 }))
    const other = readToken(token('candidate:b', { jti: 'b', max_files: 2 }))
    expect(one?.grant).toBe(other?.grant)
    expect([one?.countsUnder, other?.countsUnder]).toEqual(['a', 'b'])
    expect(readToken(token('candidate:b', { jti: 'a' }))).toMatchObject({ countsUnder: null })
    expect(readToken(token('candidate:b', { jti: 'a', max_files: null }))).toMatchObject({ countsUnder: null })
  })

  it('prefers the record of the token to the one beside it', () => {
    expect(targetKey(targetOf(token('application:a'), 'candidate:b'))).toBe('application:a')
    expect(targetKey(targetOf(undefined, 'candidate:b'))).toBe('candidate:b')
    expect(targetOf(undefined, undefined)).toBeNull()
  })
})

describe('the token to send with', () => {
  it('is the given one while it holds', async () => {
    const getToken = vi.fn<() => Promise<string>>()
    const given = endingIn(3600)
    expect(await source(given, getToken).current(signal)).toBe(given)
    expect(getToken).not.toHaveBeenCalled()
  })

  it('is renewed ahead of its end, once for all who ask', async () => {
    const fresh = endingIn(3600)
    const getToken = vi.fn<() => Promise<string>>(() => Promise.resolve(fresh))
    const tokens = source(endingIn(30), getToken)
    expect(await Promise.all([tokens.current(signal), tokens.current(signal)])).toEqual([fresh, fresh])
    expect(await tokens.current(signal)).toBe(fresh)
    expect(getToken).toHaveBeenCalledTimes(1)
  })

  it('is a fetched one for a moment also where that seems to be over, and is renewed after that', async () => {
    vi.useFakeTimers({ now: NOW })
    const getToken = vi.fn<() => Promise<string>>(async () => endingIn(-3600))
    const tokens = new TokenSource(parseSubject('application:app1'))
    tokens.set(endingIn(-3600), getToken)
    for (const _ of [1, 2, 3]) expect(await tokens.current(signal)).toBe(endingIn(-3600))
    expect(getToken).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(10_000)
    await tokens.current(signal)
    expect(getToken).toHaveBeenCalledTimes(2)
  })

  it('stays the old one when renewing fails and it still holds', async () => {
    const old = endingIn(30)
    expect(await source(old, () => Promise.reject(new Error('down'))).current(signal)).toBe(old)
  })

  it('is none when renewing fails and the old one is over', async () => {
    await expect(source(endingIn(-1), () => Promise.reject(new Error('down'))).current(signal)).rejects.toThrow(
      TokenUnavailable,
    )
  })

  it('stays the renewed one when the page gives its first one again', async () => {
    const old = endingIn(30)
    const fresh = endingIn(3600)
    const getToken = () => Promise.resolve(fresh)
    const tokens = source(old, getToken)
    await tokens.current(signal)
    tokens.set(old, getToken)
    expect(await tokens.current(signal)).toBe(fresh)
  })

  it('is never one for another record', async () => {
    const tokens = source(endingIn(3600))
    tokens.set(endingIn(9999, 'application:other'), undefined)
    expect(readToken((await tokens.current(signal)) ?? '')?.target.id).toBe('app1')

    const wrong = source(endingIn(-1), () => Promise.resolve(endingIn(3600, 'candidate:app1')))
    await expect(wrong.current(signal)).rejects.toThrow(WrongTarget)
  })

  it('stays the old one while it holds, where renewing brings one for another record', async () => {
    const old = endingIn(30)
    expect(await source(old, () => Promise.resolve(endingIn(3600, 'candidate:app1'))).current(signal)).toBe(old)
    expect(reported).toHaveBeenCalledExactlyOnceWith(expect.any(WrongTarget))
  })

  it('is replaced after it was refused, but not twice for two refusals of the same one', async () => {
    const refusedToken = endingIn(3600)
    const fresh = endingIn(7200)
    const getToken = vi.fn<() => Promise<string>>(() => Promise.resolve(fresh))
    const tokens = source(refusedToken, getToken)
    expect(await tokens.replace(refusedToken, signal)).toBe(fresh)
    expect(await tokens.replace(refusedToken, signal)).toBe(fresh)
    expect(getToken).toHaveBeenCalledTimes(1)
  })

  it('is not replaced by itself: a page that has no other is not asked to have it sent twice', async () => {
    const old = endingIn(3600)
    const getToken = vi.fn<() => Promise<string>>(() => Promise.resolve(old))
    expect(await source(old, getToken).replace(old, signal)).toBeNull()
    expect(getToken).toHaveBeenCalledTimes(1)
  })

  it('does not keep a cancelled file waiting', async () => {
    const controller = new AbortController()
    const current = source(endingIn(-1), () => new Promise(() => {})).current(controller.signal)
    controller.abort(new Error('cancelled'))
    await expect(current).rejects.toThrow('cancelled')
  })

  it('is none for a file that is cancelled while it is renewed, though the old one still holds', async () => {
    const controller = new AbortController()
    const current = source(endingIn(30), never()).current(controller.signal)
    controller.abort(new Error('cancelled'))
    await expect(current).rejects.toThrow('cancelled')
  })
})

describe('what the page is told of its own getToken', () => {
  it('is why it failed, once for all files that wait, also where the old token still holds', async () => {
    const down = new Error('down')
    const old = endingIn(30)
    const tokens = source(old, () => Promise.reject(down))
    expect(await Promise.all([tokens.current(signal), tokens.current(signal)])).toEqual([old, old])
    expect(reported).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ name: 'TokenUnavailable', cause: down }))
  })

  it('is why it failed after the route refused the old token', async () => {
    const down = new Error('down')
    const old = endingIn(3600)
    await expect(source(old, () => Promise.reject(down)).replace(old, signal)).rejects.toThrow(TokenUnavailable)
    expect(reported).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ cause: down }))
  })

  it.each([
    ['the page of an error', '<h1>Internal Server Error</h1>', 'TokenUnavailable'],
    ['an empty text', '', 'TokenUnavailable'],
    ['a token for another record', endingIn(3600, 'candidate:app1'), 'WrongTarget'],
  ])('is that it answered with %s', async (_what, answer, name) => {
    const old = endingIn(3600)
    await expect(source(old, () => Promise.resolve(answer)).replace(old, signal)).rejects.toMatchObject({ name })
    expect(reported).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ name }))
  })

  it('is nothing when it gives one, nor when the file that waited was cancelled', async () => {
    const controller = new AbortController()
    const tokens = source(endingIn(-1), () => Promise.resolve(endingIn(3600)))
    const cancelled = tokens.current(controller.signal)
    controller.abort(new Error('cancelled'))
    await expect(cancelled).rejects.toThrow('cancelled')
    expect(await tokens.current(signal)).toBe(endingIn(3600))
    expect(reported).not.toHaveBeenCalled()
  })
})

describe('a page that never answers when it is asked for a token', () => {
  it('costs a moment while the old token holds, and not that moment again for each file', async () => {
    vi.useFakeTimers({ now: NOW })
    const old = endingIn(30)
    const tokens = new TokenSource(parseSubject('application:app1'))
    tokens.set(old, never())
    const first = tokens.current(signal)
    await vi.advanceTimersByTimeAsync(RENEWAL_PATIENCE_MS)
    expect(await first).toBe(old)
    const second = tokens.current(signal)
    await vi.advanceTimersByTimeAsync(1)
    expect(await second).toBe(old)
  })

  it('is given up after a while when no token holds, told so, and asked anew', async () => {
    vi.useFakeTimers({ now: NOW })
    const getToken = never()
    const tokens = source(endingIn(-1), getToken)
    const failure = tokens.current(signal).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(TOKEN_PATIENCE_MS)
    expect(await failure).toBeInstanceOf(TokenUnavailable)
    expect(getToken.mock.calls[0]?.[0].aborted).toBe(true)
    expect(reported).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ cause: expect.objectContaining({ message: 'no answer in time' }) }),
    )
    getToken.mockResolvedValue(endingIn(3600))
    expect(await tokens.current(signal)).toBe(endingIn(3600))
  })
})

describe('a clock that is set while the page is open', () => {
  it('ahead, as after an hour of sleep, gives nobody up who waits for a token', async () => {
    vi.useFakeTimers({ now: NOW })
    const answers: ((token: string) => void)[] = []
    const tokens = source(endingIn(-1), () => new Promise((resolve) => answers.push(resolve)))
    const first = tokens.current(signal)
    vi.setSystemTime(NOW + 3_600_000)
    const second = tokens.current(signal)
    await vi.advanceTimersByTimeAsync(1)
    answers[0]?.(endingIn(7200))
    expect(await Promise.all([first, second])).toEqual([endingIn(7200), endingIn(7200)])
  })

  it('back, keeps no token that was fetched before from being renewed ahead of its end', async () => {
    vi.useFakeTimers({ now: NOW })
    const getToken = vi.fn<() => Promise<string>>(async () => endingIn(-3600))
    const tokens = source(undefined, getToken)
    await tokens.current(signal)
    vi.setSystemTime(NOW - 3_650_000)
    await vi.advanceTimersByTimeAsync(20_000)
    await tokens.current(signal)
    expect(getToken).toHaveBeenCalledTimes(2)
  })
})

describe('a token that is renewed', () => {
  it('counts its files on where the next one says of them what it said', async () => {
    vi.useFakeTimers({ now: NOW })
    const onRecount = vi.fn<() => void>()
    const tokens = new TokenSource(parseSubject('application:app1'), onRecount)
    const getToken = vi.fn<() => Promise<string>>(async () => endingIn(30))
    tokens.set(undefined, getToken)
    await tokens.current(signal)
    const { counting } = tokens
    await vi.advanceTimersByTimeAsync(20_000)
    await tokens.current(signal)
    expect(getToken).toHaveBeenCalledTimes(2)
    expect(tokens.counting).toBe(counting)
    expect(onRecount).not.toHaveBeenCalled()
  })

  it('by the page itself, is renewed ahead of its end, however short ago another was fetched', async () => {
    const getToken = vi.fn<() => Promise<string>>(async () => endingIn(3600))
    const tokens = source(endingIn(30), getToken)
    await tokens.current(signal)
    tokens.set(endingIn(29), getToken)
    expect(await tokens.current(signal)).toBe(endingIn(3600))
    expect(getToken).toHaveBeenCalledTimes(2)
  })
})

describe('a token with blank space around it', () => {
  const spaced = `\n  ${endingIn(3600)}\r\n`

  it.each([
    ['as the page gives it', source(spaced)],
    ['as getToken answers', source(undefined, () => Promise.resolve(spaced))],
  ])('is sent without it, %s', async (_how, tokens) => {
    expect(await tokens.current(signal)).toBe(endingIn(3600))
  })
})

describe('an answer that is no token', () => {
  it('does not take the place of one that still holds', async () => {
    const old = endingIn(30)
    const tokens = source(old, () => Promise.resolve('<h1>Internal Server Error</h1>'))
    expect(await tokens.current(signal)).toBe(old)
    await expect(tokens.replace(old, signal)).rejects.toThrow(TokenUnavailable)
    expect(tokens.view).toBe('recruiter')
    expect(await tokens.current(signal)).toBe(old)
  })

  it('is none where it is nothing at all', async () => {
    const nothing = source(undefined, () => Promise.resolve(''))
    await expect(nothing.current(signal)).rejects.toThrow(TokenUnavailable)
  })

  it('is none where it is a page to sign in at', async () => {
    const page = '<!doctype html>\n<title>Sign in · Portal</title>\n'
    await expect(source(undefined, () => Promise.resolve(page)).current(signal)).rejects.toThrow(TokenUnavailable)
  })

  it('is the route’s to judge where no other was ever read', async () => {
    expect(await source(undefined, () => Promise.resolve('opaque')).current(signal)).toBe('opaque')
  })
})
