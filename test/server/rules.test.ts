import { afterEach, describe, expect, it } from 'vitest'
import { parseRules } from '../../src/contract/wire.ts'
import { APPLICATION, errorOf, INTEGRATION, startRig, token, type Posted, type Rig } from './harness.ts'
import { DEFAULT_LIMITS, type UploadTokenClaims } from '../../src/server.ts'

let rig: Rig
afterEach(() => rig.close())

async function ask(claims: Partial<UploadTokenClaims> = {}): Promise<Posted> {
  const response = await fetch(`${rig.url}/applications/${APPLICATION}/attachments/rules`, {
    headers: { Authorization: `Bearer ${await token(claims)}` },
  })
  return { status: response.status, headers: response.headers, json: await response.json() }
}

const restrictionReads = () => rig.sandbox.requests.filter(({ path }) => path.includes('/ats/actions/')).length

describe('the rules', () => {
  it('are the ATS’s, narrowed by the grant and by the server', async () => {
    rig = await startRig({ limits: { maxFileSizeBytes: 5_000_000 } })
    rig.sandbox.setIntegration(INTEGRATION, { restrictions: 'kombo-example' })
    const { json } = await ask({ types: ['CV', 'OTHER'], label: 'Frank Doe', maxFiles: 3, read: true })
    expect(parseRules(json)).toEqual({
      target: { kind: 'application', id: APPLICATION, label: 'Frank Doe', ats: 'Workday' },
      types: {
        CV: { supported: false, reason: 'ats' },
        COVER_LETTER: { supported: false, reason: 'ats' },
        OTHER: {
          supported: true,
          maxFileSizeBytes: 5_000_000,
          acceptedMimeTypes: ['application/pdf', 'application/msword'],
        },
      },
      maxFiles: 3,
      filesUsed: 0,
      canRead: true,
      source: 'ats',
    })
  })

  it('tell the size that the ATS does not name from one that it does', async () => {
    rig = await startRig()
    const open = { is_supported: true as const, max_file_size_bytes: null, accepted_mime_types: ['application/pdf'] }
    const named = { ...open, max_file_size_bytes: 1000 }
    const types = { CV: open, COVER_LETTER: named, OTHER: named }
    rig.sandbox.setIntegration(INTEGRATION, { restrictions: { answer: 'types', types } })
    const rules = parseRules((await ask()).json)
    expect(rules?.types.CV).toMatchObject({ maxFileSizeBytes: expect.any(Number), isAtsSizeUnknown: true })
    expect(rules?.types.OTHER).not.toHaveProperty('isAtsSizeUnknown')
  })

  it.each([
    [0, null],
    [-5, null],
    [0.5, null],
    [1000.9, 1000],
  ])('take a largest size of %s bytes for %s', async (sizeBytes, bytes) => {
    rig = await startRig()
    const rule = { is_supported: true as const, max_file_size_bytes: sizeBytes, accepted_mime_types: [] }
    const types = { CV: rule, COVER_LETTER: rule, OTHER: rule }
    rig.sandbox.setIntegration(INTEGRATION, { restrictions: { answer: 'types', types } })
    const cv = parseRules((await ask()).json)?.types.CV
    const maxFileSizeBytes = bytes ?? DEFAULT_LIMITS.maxFileSizeBytes
    // A list of nothing has no documented meaning either.
    const known = { supported: true, maxFileSizeBytes, acceptedMimeTypes: null }
    expect(cv).toEqual(bytes === null ? { ...known, isAtsSizeUnknown: true } : known)
  })

  it.each(['null', 'absent', 'not-found'] as const)(
    'fall back to the server’s own where Kombo knows none: %s',
    async (answer) => {
      rig = await startRig()
      rig.sandbox.setIntegration(INTEGRATION, { restrictions: { answer } })
      const rules = parseRules((await ask({ types: ['CV'], maxFileSizeBytes: 1000 })).json)
      expect(rules?.source).toBe('default')
      expect(rules?.types.CV).toEqual({ supported: true, maxFileSizeBytes: 1000, acceptedMimeTypes: null })
      expect(rules?.types.OTHER).toEqual({ supported: false, reason: 'grant' })
    },
  )

  it('fall back when Kombo fails, and say what is wrong with the integration', async () => {
    rig = await startRig()
    rig.sandbox.faults.arm('html-503', { on: 'restrictions' })
    expect(parseRules((await ask()).json)?.source).toBe('default')

    await rig.close()
    rig = await startRig()
    rig.sandbox.faults.arm('INTEGRATION.AUTHENTICATION_INVALID', { on: 'restrictions' })
    const refused = await ask()
    expect({ status: refused.status, ...errorOf(refused) }).toMatchObject({
      status: 409,
      code: 'INTEGRATION.AUTHENTICATION_INVALID',
    })
    const toCandidate = await ask({ view: 'candidate' })
    expect(errorOf(toCandidate)).toMatchObject({ code: 'UPLOAD.ATS_OUT_OF_ORDER' })
    expect(JSON.stringify(toCandidate.json)).not.toMatch(/INTEGRATION|INVALID|http/)
  })

  it('are asked for once, however many ask at the same time', async () => {
    rig = await startRig()
    await Promise.all(Array.from({ length: 20 }, () => ask()))
    await ask()
    expect(restrictionReads()).toBe(1)
  })

  it('name a system nobody listed by its tidied slug', async () => {
    rig = await startRig({}, { integrations: { 'acme_hire:abc': {} } })
    const rules = parseRules((await ask({ integrationId: 'acme_hire:abc' })).json)
    expect(rules?.target.ats).toBe('Acme Hire')
  })
})
