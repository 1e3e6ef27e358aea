import { generateKeyPairSync } from 'node:crypto'
import { SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import type { UploadTokenClaims } from '../../src/server/access/upload-token.ts'
import {
  grantFor,
  signUploadToken,
  UPLOAD_TOKEN_AUDIENCE,
  verifyUploadToken,
} from '../../src/server/access/upload-token.ts'

const SECRET = 'a secret of thirty-two bytes, or more'
const OTHER_SECRET = 'another secret, and as long as the first'

const CLAIMS = { target: 'application:GRKdd9dibYKKCrmGRSMJf3wu', integrationId: 'workday:HWUTwvyx2wLoSUHphiWVrp28' }

const now = () => Math.floor(Date.now() / 1000)

/** A token as another language would sign it: nothing but the claims given. */
function sign(claims: Record<string, unknown>, secret = SECRET, alg = 'HS256'): Promise<string> {
  const payload = {
    aud: UPLOAD_TOKEN_AUDIENCE,
    sub: CLAIMS.target,
    exp: now() + 60,
    integration_id: CLAIMS.integrationId,
    ...claims,
  }
  return new SignJWT(payload).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret))
}

describe('upload token', () => {
  it('carries a grant from the portal to the route', async () => {
    const token = await signUploadToken(
      {
        ...CLAIMS,
        candidateId: 'C5XsYWGFHpjSaVcpHoGVBJoF',
        label: 'Frank Doe · Senior Nurse',
        view: 'candidate',
        types: ['CV', 'OTHER'],
        maxFiles: 3,
        maxFileSizeBytes: 1_000_000,
        read: true,
        remoteFields: { greenhouse: { post_headers: { 'On-Behalf-Of': '4711' } } },
        expiresInSeconds: 120,
        id: 'link-1',
      },
      SECRET,
    )
    const verified = await verifyUploadToken(token, SECRET)
    expect(verified).toMatchObject({
      ok: true,
      grant: {
        id: 'link-1',
        integrationId: CLAIMS.integrationId,
        target: { kind: 'application', id: 'GRKdd9dibYKKCrmGRSMJf3wu' },
        candidateId: 'C5XsYWGFHpjSaVcpHoGVBJoF',
        label: 'Frank Doe · Senior Nurse',
        view: 'candidate',
        types: ['CV', 'OTHER'],
        maxFiles: 3,
        maxFileSizeBytes: 1_000_000,
        read: true,
        remoteFields: { greenhouse: { post_headers: { 'On-Behalf-Of': '4711' } } },
      },
    })
    expect(verified.ok && Math.abs(verified.expiresAt - (Date.now() + 120_000))).toBeLessThan(5000)
  })

  it('grants the least when it says nothing more', async () => {
    const verified = await verifyUploadToken(await sign({}), SECRET)
    expect(verified).toMatchObject({
      ok: true,
      grant: {
        id: null,
        candidateId: null,
        label: null,
        view: 'recruiter',
        types: null,
        maxFiles: null,
        maxFileSizeBytes: null,
        read: false,
        remoteFields: null,
      },
    })
  })

  it('takes null for a claim that is not there, as other languages write it', async () => {
    const verified = await verifyUploadToken(await sign({ label: null, types: null, max_files: null }), SECRET)
    expect(verified.ok).toBe(true)
  })

  it('knows no candidate behind a candidate', async () => {
    const verified = await verifyUploadToken(await sign({ sub: 'candidate:a', candidate_id: 'b' }), SECRET)
    expect(verified).toMatchObject({ ok: true, grant: { target: { kind: 'candidate', id: 'a' }, candidateId: null } })
  })

  it('gives each token its own id', async () => {
    const [one, other] = await Promise.all(
      [0, 1].map(async () => verifyUploadToken(await signUploadToken(CLAIMS, SECRET), SECRET)),
    )
    expect(one?.ok && other?.ok && one.grant.id !== other.grant.id).toBe(true)
  })

  it.each([
    ['another secret', () => sign({}, OTHER_SECRET)],
    ['another audience', () => sign({ aud: 'somebody-else' })],
    ['no audience', () => sign({ aud: undefined })],
    ['no expiry', () => sign({ exp: undefined })],
    ['an expiry that is not a number', () => sign({ exp: 'tomorrow' })],
    ['an expiry in milliseconds', () => sign({ exp: Date.now() + 3_600_000 })],
    ['no subject', () => sign({ sub: undefined })],
    ['a subject without a kind', () => sign({ sub: 'GRKdd9dibYKKCrmGRSMJf3wu' })],
    ['a subject of another kind', () => sign({ sub: 'job:GRKdd9dibYKKCrmGRSMJf3wu' })],
    ['a subject without an id', () => sign({ sub: 'application:' })],
    ['a subject that climbs paths', () => sign({ sub: 'application:..' })],
    ['no integration', () => sign({ integration_id: undefined })],
    ['an integration that no header can carry', () => sign({ integration_id: 'workday:ąbc' })],
    ['an integration with a blank', () => sign({ integration_id: 'workday: 1' })],
    ['an integration that breaks a header', () => sign({ integration_id: 'workday:1\r\nx: y' })],
    ['an identity of two lines', () => sign({ jti: 'a\nb' })],
    ['an identity without a letter', () => sign({ jti: '' })],
    ['an identity of a page', () => sign({ jti: 'x'.repeat(257) })],
    ['a candidate that climbs paths', () => sign({ candidate_id: '..' })],
    ['a candidate that is a number', () => sign({ candidate_id: 7 })],
    ['an unknown type', () => sign({ types: ['CV', 'PASSPORT'] })],
    ['no type at all', () => sign({ types: [] })],
    ['types in one string', () => sign({ types: 'CV' })],
    ['an unknown view', () => sign({ view: 'admin' })],
    ['a limit of no files', () => sign({ max_files: 0, jti: 'a' })],
    ['half a file', () => sign({ max_files: 1.5, jti: 'a' })],
    ['a limit of files with no id to count under', () => sign({ max_files: 3 })],
    ['a negative size', () => sign({ max_file_size_bytes: -1 })],
    ['a size that is text', () => sign({ max_file_size_bytes: '10MB' })],
    ['reading that is not yes or no', () => sign({ read: 'yes' })],
    ['remote fields that are text', () => sign({ remote_fields: 'x' })],
    ['remote fields that are a list', () => sign({ remote_fields: ['x'] })],
    ['a label that is not text', () => sign({ label: 7 })],
    ['a label of a page', () => sign({ label: 'x'.repeat(301) })],
    ['a stronger algorithm', () => sign({}, SECRET + SECRET, 'HS512')],
    ['no signature', unsigned],
    ['a key pair', signedByKeyPair],
    ['something cut off', async () => (await sign({})).slice(0, -2)],
    ['a signature that is padded', async () => `${await sign({})}=`],
    ['a signature with spare bits set', async () => withSpareBit(await sign({}))],
    ['nothing', async () => ''],
    ['words', async () => 'let me in'],
  ])('refuses a token with %s', async (_, make) => {
    expect(await verifyUploadToken(await make(), SECRET)).toMatchObject({ ok: false, code: 'UPLOAD.TOKEN_INVALID' })
  })

  it('tells an expired token from a wrong one', async () => {
    const expired = await verifyUploadToken(await sign({ exp: now() - 60 }), SECRET)
    expect(expired).toMatchObject({ ok: false, code: 'UPLOAD.TOKEN_EXPIRED' })
    const alsoForged = await verifyUploadToken(await sign({ exp: now() - 60 }, OTHER_SECRET), SECRET)
    expect(alsoForged).toMatchObject({ ok: false, code: 'UPLOAD.TOKEN_INVALID' })
  })

  describe('while one secret takes the place of another', () => {
    const both = [SECRET, OTHER_SECRET]

    it('is signed with the first of them', async () => {
      const token = await signUploadToken(CLAIMS, both)
      expect((await verifyUploadToken(token, SECRET)).ok).toBe(true)
      expect((await verifyUploadToken(token, OTHER_SECRET)).ok).toBe(false)
    })

    it('is accepted with any of them, and with no other', async () => {
      expect(await verifyUploadToken(await sign({ label: 'new' }), both)).toMatchObject({ grant: { label: 'new' } })
      const before = await sign({ label: 'before' }, OTHER_SECRET)
      expect(await verifyUploadToken(before, both)).toMatchObject({ grant: { label: 'before' } })
      const foreign = await verifyUploadToken(await sign({}, 'a third secret, that nobody here has heard of'), both)
      expect(foreign).toMatchObject({ ok: false, code: 'UPLOAD.TOKEN_INVALID' })
    })

    it('is judged as with one: by its times and claims', async () => {
      for (const secret of both) {
        const expired = await verifyUploadToken(await sign({ exp: now() - 60 }, secret), both)
        expect(expired).toMatchObject({ ok: false, code: 'UPLOAD.TOKEN_EXPIRED' })
      }
      const wrong = await verifyUploadToken(await sign({ types: [] }, OTHER_SECRET), both)
      expect(wrong).toMatchObject({ ok: false, reason: 'the token\'s claim "types" is missing or wrong' })
      const stronger = await verifyUploadToken(await sign({}, OTHER_SECRET + OTHER_SECRET, 'HS512'), both)
      expect(stronger).toMatchObject({ ok: false, code: 'UPLOAD.TOKEN_INVALID' })
    })

    it('is not looked at when one of them is short, or none is there', async () => {
      await expect(verifyUploadToken('any', [SECRET, 'short'])).rejects.toThrow('at least 32 bytes, it has 5')
      await expect(verifyUploadToken('any', [])).rejects.toThrow(
        'the secret of upload tokens is an empty list. Give one',
      )
    })
  })

  it.each([
    ['the token\'s claim "types" is missing or wrong', () => sign({ types: ['hunter2'] })],
    ['the token\'s claim "aud" is missing or wrong', () => sign({ aud: 'hunter2' })],
    ['the token\'s claim "exp" is missing or wrong', () => sign({ exp: undefined })],
    ['the token is not signed with HS256', () => sign({}, SECRET + SECRET, 'HS512')],
    ['the token is signed with another secret', () => sign({}, OTHER_SECRET)],
    ["the token's signature is not written as base64url without padding", async () => `${await sign({})}=`],
    ['this is not a signed token', async () => 'hunter2A'],
    ['the token has expired', () => sign({ exp: now() - 60 })],
  ])('says what is wrong without repeating what the token says: %s', async (reason, make) => {
    expect(await verifyUploadToken(await make(), SECRET)).toMatchObject({ ok: false, reason })
  })

  it('refuses to work with a short secret', async () => {
    await expect(signUploadToken(CLAIMS, 'short')).rejects.toThrow('at least 32 bytes, it has 5')
    await expect(verifyUploadToken('any', 'short')).rejects.toThrow('at least 32 bytes, it has 5')
  })

  it('refuses to work with a secret from a variable that is not set, where nothing checks types', async () => {
    const { secret }: { secret: string } = JSON.parse('{}')
    const problem = /^the secret of upload tokens is undefined\. Give one of at least 32 bytes/
    for (const refused of [signUploadToken(CLAIMS, secret), verifyUploadToken('any', secret)]) {
      await expect(refused).rejects.toThrow(RangeError)
      await expect(refused).rejects.toThrow(problem)
    }
  })

  it.each<[string, UploadTokenClaims, string]>([
    ['target', { ...CLAIMS, target: 'GRKdd9' }, 'application:<id>'],
    ['target that is forgotten', JSON.parse('{"integrationId":"workday:abc"}'), 'application:<id>'],
    ['types', { ...CLAIMS, types: [] }, 'types'],
    ['integration', { ...CLAIMS, integrationId: 'workday:ąbc' }, '"integration_id" holds something other than'],
    ['number of files', { ...CLAIMS, maxFiles: 0 }, 'max_files'],
    ['lifetime', { ...CLAIMS, expiresInSeconds: Number.NaN }, 'exp'],
  ])('does not sign a wrong %s', async (_, claims, told) => {
    await expect(signUploadToken(claims, SECRET)).rejects.toThrow(told)
  })
})

describe('grant of a portal with a session of its own', () => {
  it('says the same as a token', async () => {
    const claims = { ...CLAIMS, label: 'Frank Doe', types: ['CV'], maxFiles: 2, read: true, id: 'session-7' } as const
    const verified = await verifyUploadToken(await signUploadToken(claims, SECRET), SECRET)
    expect(verified).toMatchObject({ ok: true, grant: grantFor(claims) })
  })

  it('is not counted when it has no identity', () => {
    expect(grantFor(CLAIMS)).toMatchObject({ id: null, maxFiles: null })
  })

  it.each<[string, Partial<UploadTokenClaims>, string]>([
    ['a target without a kind', { target: 'GRKdd9' }, 'application:<id>'],
    ['a limit of files and no identity to count under', { maxFiles: 2 }, 'max_files'],
    ['no type at all', { types: [] }, 'types'],
    ['an integration that no header can carry', { integrationId: 'workday:ąbc' }, 'integration_id'],
  ])('is refused with %s', (_, wrong, told) => {
    expect(() => grantFor({ ...CLAIMS, ...wrong })).toThrow(told)
  })
})

async function unsigned(): Promise<string> {
  return new UnsecuredJWT({ integration_id: CLAIMS.integrationId })
    .setSubject(CLAIMS.target)
    .setAudience(UPLOAD_TOKEN_AUDIENCE)
    .setExpirationTime('1h')
    .encode()
}

/** Another text that decodes to the same signature: of the last digit's six bits four are used. */
function withSpareBit(token: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return token.slice(0, -1) + digits.charAt(digits.indexOf(token.slice(-1)) + 1)
}

function signedByKeyPair(): Promise<string> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return new SignJWT({ integration_id: CLAIMS.integrationId })
    .setProtectedHeader({ alg: 'RS256' })
    .setSubject(CLAIMS.target)
    .setAudience(UPLOAD_TOKEN_AUDIENCE)
    .setExpirationTime('1h')
    .sign(privateKey)
}
