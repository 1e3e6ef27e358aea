import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { signUploadToken, verifyUploadToken } from '../../src/server/access/upload-token.ts'
import { MAX_KNOWN_TOKENS, VerifiedTokens } from '../../src/server/access/verified-tokens.ts'

const SECRET = 'a secret of thirty-two bytes, or more'
const OTHER_SECRET = 'another secret, and as long as the first'

const CLAIMS = { target: 'application:GRKdd9dibYKKCrmGRSMJf3wu', integrationId: 'workday:HWUTwvyx2wLoSUHphiWVrp28' }

const START = new Date('2026-05-04T08:00:00Z').getTime()

const sign = (changes: { readonly expiresInSeconds?: number; readonly id?: string } = {}, secret = SECRET) =>
  signUploadToken({ ...CLAIMS, ...changes }, secret)

// Only the clock: what is compared with it, not what waits for it.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: START }))
afterEach(() => void vi.useRealTimers())

describe('memory of verified tokens', () => {
  it('refuses a short secret at once, not with the first token', () => {
    expect(() => new VerifiedTokens('short')).toThrow('at least 32 bytes, it has 5')
    expect(() => new VerifiedTokens([SECRET, 'short'])).toThrow('at least 32 bytes, it has 5')
  })

  it('verifies a token once and answers from memory then', async () => {
    const tokens = new VerifiedTokens(SECRET)
    const token = await sign()
    const first = await tokens.verify(token)
    expect(first).toEqual(await verifyUploadToken(token, SECRET))
    expect(await tokens.verify(token)).toBe(first)
  })

  it('lets a token in no longer than it would be without', async () => {
    const tokens = new VerifiedTokens(SECRET)
    const token = await sign({ expiresInSeconds: 60 })
    for (const seconds of [0, 59, 60, 64, 65, 66, 3600]) {
      vi.setSystemTime(START + seconds * 1000)
      const verified = await tokens.verify(token)
      expect(verified, `after ${seconds} s`).toEqual(await verifyUploadToken(token, SECRET))
      expect(verified.ok, `after ${seconds} s`).toBe(seconds < 65)
    }
  })

  it('looks at a token anew when the clock was set back', async () => {
    const tokens = new VerifiedTokens(SECRET)
    const token = await sign()
    const first = await tokens.verify(token)
    vi.setSystemTime(START - 1000)
    const again = await tokens.verify(token)
    expect(again).toEqual(first)
    expect(again).not.toBe(first)
  })

  it('does not take one token for another', async () => {
    const tokens = new VerifiedTokens(SECRET)
    const token = await sign({ id: 'one' })
    await tokens.verify(token)
    expect(await tokens.verify(await sign({ id: 'other' }))).toMatchObject({ ok: true, grant: { id: 'other' } })
    expect(await tokens.verify(await sign({ id: 'one' }, OTHER_SECRET))).toMatchObject({ ok: false })
    expect(await tokens.verify(`${token}A`)).toMatchObject({ ok: false, code: 'UPLOAD.TOKEN_INVALID' })
    expect(await new VerifiedTokens(OTHER_SECRET).verify(token)).toMatchObject({ ok: false })
  })

  it('lets nobody in any more whose secret is taken away', async () => {
    const secrets = [SECRET, OTHER_SECRET]
    const tokens = new VerifiedTokens(secrets)
    const token = await sign({}, OTHER_SECRET)
    expect(await tokens.verify(token)).toMatchObject({ ok: true })
    secrets.pop()
    expect(await tokens.verify(token)).toMatchObject({ ok: false, code: 'UPLOAD.TOKEN_INVALID' })
  })

  it('holds none that is not good, however many come', async () => {
    const tokens = new VerifiedTokens(SECRET)
    const token = await sign()
    const first = await tokens.verify(token)
    for (let bad = 0; bad <= MAX_KNOWN_TOKENS; bad += 1) await tokens.verify(`${token}${bad}`)
    expect(await tokens.verify(token)).toBe(first)
  })

  it('holds a bounded number of tokens, those used last', async () => {
    const tokens = new VerifiedTokens(SECRET)
    const [used, unused] = [await sign({ id: 'used' }), await sign({ id: 'unused' })]
    const [firstUsed, firstUnused] = [await tokens.verify(used), await tokens.verify(unused)]
    for (let more = 0; more < MAX_KNOWN_TOKENS - 1; more += 1) {
      await tokens.verify(used)
      await tokens.verify(await sign({ id: `more-${more}` }))
    }
    expect(await tokens.verify(used)).toBe(firstUsed)
    expect(await tokens.verify(unused)).not.toBe(firstUnused)
  })
})
