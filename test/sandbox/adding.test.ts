import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  SANDBOX_APPLICATION_ID,
  SANDBOX_CANDIDATE_ID,
  SANDBOX_INTEGRATION_ID,
  SANDBOX_SHARED_ID,
} from '../../src/sandbox.ts'
import { add, codeOf, CV, get, post, startSandbox } from './caller.ts'

const BASE64 = CV.toString('base64')

describe('adding an attachment', () => {
  it('answers with the documented envelope and keeps every byte', async () => {
    const sandbox = await startSandbox()
    const response = await add(sandbox)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ status: 'success', data: {}, warnings: [] })
    expect(sandbox.received).toMatchObject([
      {
        target: { kind: 'application', id: SANDBOX_APPLICATION_ID },
        storedOn: { kind: 'application', id: SANDBOX_APPLICATION_ID },
        integrationId: SANDBOX_INTEGRATION_ID,
        name: 'cv.pdf',
        type: 'CV',
        contentType: 'application/pdf',
        sizeBytes: CV.length,
        sha256: createHash('sha256').update(CV).digest('hex'),
        via: 'data',
      },
    ])
    expect(sandbox.received[0]?.bytes).toEqual(CV)
  })

  it('takes attachments for candidates', async () => {
    const sandbox = await startSandbox()
    await add(sandbox, {}, { path: `/ats/candidates/${SANDBOX_CANDIDATE_ID}/attachments` })
    expect(sandbox.received[0]?.target).toEqual({ kind: 'candidate', id: SANDBOX_CANDIDATE_ID })
  })

  it('stores the same file twice when it is sent twice', async () => {
    const sandbox = await startSandbox()
    await add(sandbox)
    await add(sandbox)
    expect(sandbox.received).toHaveLength(2)
    expect(new Set(sandbox.received.map(({ id }) => id)).size).toBe(2)
  })

  it('tells an application from a candidate of the same id', async () => {
    const sandbox = await startSandbox()
    await add(sandbox, {}, { path: `/ats/applications/${SANDBOX_SHARED_ID}/attachments` })
    const other = await get(sandbox, { path: `/ats/candidates/${SANDBOX_SHARED_ID}/attachments` })
    expect(await other.json()).toMatchObject({ data: { results: [] } })
  })

  it('keeps remote fields and ignores members it does not know', async () => {
    const sandbox = await startSandbox()
    const attachment = { name: 'cv.pdf', type: 'CV', content_type: 'application/pdf', data: BASE64, extra: 1 }
    const remote_fields = { greenhouse: { post_headers: { 'On-Behalf-Of': '42' } } }
    const body = { application_id: SANDBOX_APPLICATION_ID, remote_fields, attachment }
    expect((await post(sandbox, JSON.stringify(body))).status).toBe(200)
    expect(sandbox.received[0]?.remoteFields).toEqual(remote_fields)
  })

  it('finds data wherever it stands in the body, also with escaped slashes', async () => {
    const sandbox = await startSandbox()
    const bytes = Buffer.from([255, 239, 255, 0, 63, 255])
    const data = bytes.toString('base64').replaceAll('/', String.raw`\/`)
    const head = `{"attachment":{"data":"${data}","name":"data","type":"OTHER","content_type":"a/b"},"data":"no"}`
    expect((await post(sandbox, head)).status).toBe(200)
    expect(sandbox.received[0]?.bytes).toEqual(bytes)
  })

  it('keeps only size and SHA-256 when told to', async () => {
    const sandbox = await startSandbox({ keepContent: false })
    await add(sandbox)
    expect(sandbox.received[0]).toMatchObject({ bytes: null, sizeBytes: CV.length })
  })

  it('stores before it takes its time to answer', async () => {
    const sandbox = await startSandbox({ latencyMs: 60_000 })
    const controller = new AbortController()
    const answer = add(sandbox, {}, { signal: controller.signal })
    await sandbox.until(({ received }) => received.length === 1)
    controller.abort()
    await expect(answer).rejects.toThrow(/abort/i)
  })
})

describe('refusing a body', () => {
  const DATA_URL = 'https://files.example/cv.pdf'
  const cases: readonly (readonly [string, object])[] = [
    ['a name that is missing', { name: undefined }],
    ['a name that is no string', { name: 7 }],
    ['a type that is missing', { type: undefined }],
    ['a type outside the enum', { type: 'RESUME' }],
    ['a content type with a plus', { content_type: 'image/svg+xml' }],
    ['a content type with a parameter', { content_type: 'text/plain; charset=utf-8' }],
    ['an empty content type', { content_type: '' }],
    ['data without a content type', { content_type: undefined }],
    ['neither data nor data_url', { data: undefined }],
    ['both data and data_url', { data_url: DATA_URL }],
    ['data that is no string', { data: 5 }],
    ['a data_url that is no URL', { data: undefined, data_url: 'cv.pdf' }],
    ['a data_url with another scheme', { data: undefined, data_url: 'file:///etc/passwd' }],
    ['base64 with a data-URI prefix', { data: `data:application/pdf;base64,${BASE64}` }],
    ['base64 with a line break', { data: `${BASE64.slice(0, 8)}\n${BASE64.slice(8)}` }],
    ['base64 with a space at its end', { data: `${BASE64} ` }],
    ['base64 of the URL-safe alphabet', { data: '_-__' }],
    ['base64 without its padding', { data: 'QQ' }],
    ['base64 with half of its padding', { data: 'QQ=' }],
    ['base64 with too much padding', { data: 'Q===' }],
    ['base64 with padding in its middle', { data: 'QQ==QQ==' }],
    ['base64 with a letter after one pad', { data: 'QQ=Q' }],
  ]

  it.each(cases)('refuses %s', async (_what, attachment) => {
    const sandbox = await startSandbox()
    const response = await add(sandbox, attachment)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      status: 'error',
      error: {
        code: 'PLATFORM.INPUT_INVALID',
        title: expect.any(String),
        message: expect.any(String),
        log_url: expect.stringMatching(/^http/),
      },
    })
    expect(sandbox.received).toEqual([])
  })

  it.each([
    ['no body', ''],
    ['half a body', '{"attachment":{"name":"cv.pdf","data":"QQ=='],
    ['a body that is no object', '[]'],
    ['no attachment', '{}'],
    ['an attachment that is a list', '{"attachment":[]}'],
    [
      'remote fields that are a list',
      '{"remote_fields":[],"attachment":{"name":"a","type":"CV","content_type":"a/b","data":"QQ=="}}',
    ],
    ['data given twice', '{"attachment":{"name":"a","type":"CV","content_type":"a/b","data":"QQ==","data":"QQ=="}}'],
  ])('refuses %s', async (_what, body) => {
    const sandbox = await startSandbox()
    expect(await codeOf(await post(sandbox, body))).toBe('PLATFORM.INPUT_INVALID')
    expect(sandbox.received).toEqual([])
  })

  it('refuses a body over the limit', async () => {
    const sandbox = await startSandbox({ maxRequestBytes: 100 })
    const response = await add(sandbox, { data: Buffer.alloc(300).toString('base64') })
    expect([response.status, await codeOf(response)]).toEqual([413, null])
  })
})

describe('refusing a caller', () => {
  it('checks the key before anything else', async () => {
    const sandbox = await startSandbox()
    const options = { headers: { authorization: 'Bearer ks_dev_other' }, integrationId: 'sandbox:none', path: '/none' }
    const response = await post(sandbox, 'no json', options)
    expect([response.status, await codeOf(response)]).toEqual([401, 'PLATFORM.AUTHENTICATION_INVALID'])
  })

  it('checks the integration before the body', async () => {
    const sandbox = await startSandbox()
    const response = await post(sandbox, 'no json', { integrationId: 'sandbox:none' })
    expect(await codeOf(response)).toBe('PLATFORM.INTEGRATION_NOT_FOUND')
  })

  it.each([
    ['disabled', 'INTEGRATION.ACTION_DISABLED'],
    ['unavailable', 'INTEGRATION.ACTION_NOT_AVAILABLE'],
  ] as const)('checks that the action is not %s before the body', async (addAction, code) => {
    const sandbox = await startSandbox({ integrations: { [SANDBOX_INTEGRATION_ID]: { addAction } } })
    expect(await codeOf(await post(sandbox, 'no json'))).toBe(code)
  })

  it('knows no record that nobody put there', async () => {
    const sandbox = await startSandbox()
    const path = '/ats/applications/unheard-of/attachments'
    expect((await add(sandbox, {}, { path })).status).toBe(404)
    expect((await get(sandbox, { path })).status).toBe(404)
  })

  it('takes any record when told to, and decodes its id', async () => {
    const sandbox = await startSandbox({ acceptAnyRecord: true })
    await add(sandbox, {}, { path: '/ats/candidates/a%2F..%2Fb%3Fc/attachments' })
    expect(sandbox.received[0]?.target).toEqual({ kind: 'candidate', id: 'a/../b?c' })
  })

  it('lets a key be checked on its own', async () => {
    const sandbox = await startSandbox()
    const response = await get(sandbox, { path: '/check-api-key' })
    expect(await response.json()).toEqual({ status: 'success', data: { environment_id: 'sandbox' } })
    const wrong = await get(sandbox, { path: '/check-api-key', headers: { authorization: 'Bearer no' } })
    expect(wrong.status).toBe(401)
  })
})
