import { describe, expect, it } from 'vitest'
import { RESTRICTION_PROFILES, SANDBOX_INTEGRATION_ID, type RestrictionProfile } from '../../src/sandbox.ts'
import { add, codeOf, get, startSandbox } from './caller.ts'

const PATHS = ['/ats/actions/ats_add_application_attachment', '/ats/actions/ats_add_candidate_attachment']

async function restrictionsOf(restrictions: RestrictionProfile, path = PATHS[0] ?? ''): Promise<unknown> {
  const sandbox = await startSandbox({ integrations: { [SANDBOX_INTEGRATION_ID]: { restrictions } } })
  return (await get(sandbox, { path })).json()
}

describe('restrictions', () => {
  it.each(PATHS)('gives the documented example on %s', async (path) => {
    expect(await restrictionsOf('kombo-example', path)).toEqual({
      status: 'success',
      data: {
        attachment_restrictions: {
          types: {
            CV: { is_supported: false },
            COVER_LETTER: { is_supported: false },
            OTHER: {
              is_supported: true,
              max_file_size_bytes: 10485760,
              accepted_mime_types: ['application/pdf', 'application/msword'],
            },
          },
        },
      },
    })
  })

  it('can be null, absent or a 404', async () => {
    expect(await restrictionsOf('null')).toEqual({ status: 'success', data: { attachment_restrictions: null } })
    expect(await restrictionsOf('absent')).toEqual({ status: 'success', data: {} })
    expect(await restrictionsOf('not-found')).toMatchObject({ status: 'error', error: { code: null } })
  })

  it('follow the tool of the integration, and are null for a tool it does not know', async () => {
    const sandbox = await startSandbox({ integrations: { 'ukg:1': {}, 'join:1': {} } })
    const read = async (integrationId: string) =>
      (await get(sandbox, { path: PATHS[0] ?? '', integrationId })).json() as Promise<unknown>
    expect(await read('ukg:1')).toMatchObject({
      data: {
        attachment_restrictions: RESTRICTION_PROFILES.ukg.answer === 'types' && {
          types: RESTRICTION_PROFILES.ukg.types,
        },
      },
    })
    expect(await read('join:1')).toMatchObject({ data: { attachment_restrictions: null } })
  })

  it('are refused when set to a profile that does not exist', async () => {
    const sandbox = await startSandbox()
    const settings = JSON.parse('{ "restrictions": "smartrecruiter" }')
    expect(() => sandbox.setIntegration(SANDBOX_INTEGRATION_ID, settings)).toThrow(
      'There is no restriction profile "smartrecruiter"',
    )
    expect((await get(sandbox, { path: PATHS[0] ?? '' })).status).toBe(200)
  })

  it('take no slot, so they carry no concurrency headers', async () => {
    const sandbox = await startSandbox({ integrations: { [SANDBOX_INTEGRATION_ID]: { concurrencyLimit: 0 } } })
    const response = await get(sandbox, { path: PATHS[0] ?? '' })
    expect([response.status, response.headers.get('concurrency-limit')]).toEqual([200, null])
  })
})

describe('enforcing restrictions', () => {
  const cases = [
    ['a type that is not supported', { type: 'CV' }],
    ['a kind that is not accepted', { type: 'OTHER', content_type: 'image/png' }],
    ['a file that is too large', { type: 'OTHER', data: Buffer.alloc(10_485_761).toString('base64') }],
  ] as const

  it.each(cases)('Kombo or the tool refuses %s, or nobody does', async (_what, attachment) => {
    const answers = []
    for (const enforcement of ['nobody', 'platform', 'tool'] as const) {
      const settings = { restrictions: 'kombo-example', enforcement } as const
      const sandbox = await startSandbox({ integrations: { [SANDBOX_INTEGRATION_ID]: settings } })
      answers.push(await codeOf(await add(sandbox, attachment)))
      expect(sandbox.received).toHaveLength(enforcement === 'nobody' ? 1 : 0)
    }
    expect(answers).toEqual([undefined, 'PLATFORM.INPUT_INVALID', 'REMOTE.INPUT_INVALID'])
  })
})
