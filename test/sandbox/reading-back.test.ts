import { describe, expect, it } from 'vitest'
import {
  SANDBOX_APPLICATION_ID,
  SANDBOX_CANDIDATE_ID,
  SANDBOX_INTEGRATION_ID,
  type IntegrationSettings,
  type ReadBack,
  type Sandbox,
} from '../../src/sandbox.ts'
import { add, codeOf, CV, get, resultsOf, startSandbox } from './caller.ts'

const CANDIDATE_ATTACHMENTS = `/ats/candidates/${SANDBOX_CANDIDATE_ID}/attachments`

function startWith(settings: IntegrationSettings): Promise<Sandbox> {
  return startSandbox({ integrations: { [SANDBOX_INTEGRATION_ID]: settings } })
}

function startWithReadBack(readBack: Partial<ReadBack>): Promise<Sandbox> {
  return startWith({ readBack })
}

describe('reading back', () => {
  it('gives an application its attachments in the documented shape', async () => {
    const sandbox = await startSandbox()
    await add(sandbox)
    const response = await get(sandbox)
    const id = expect.stringMatching(/^[1-9A-HJ-NP-Za-km-z]{24}$/)
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT/)
    expect(await response.json()).toEqual({
      status: 'success',
      data: {
        results: [
          {
            type: 'CV',
            id,
            remote_id: expect.any(String),
            data_url: expect.stringContaining(sandbox.url),
            file_name: 'cv.pdf',
            content_type: 'application/pdf',
            remote_created_at: at,
            remote_updated_at: at,
          },
        ],
      },
      warnings: [],
    })
  })

  it('gives a candidate its own attachments and those of its applications', async () => {
    const sandbox = await startSandbox()
    await add(sandbox, { name: 'application.pdf' })
    await add(sandbox, { name: 'candidate.pdf' }, { path: CANDIDATE_ATTACHMENTS })
    expect(await resultsOf(await get(sandbox, { path: CANDIDATE_ATTACHMENTS }))).toMatchObject([
      { file_name: 'application.pdf', application_id: SANDBOX_APPLICATION_ID, candidate_id: SANDBOX_CANDIDATE_ID },
      { file_name: 'candidate.pdf', application_id: null, candidate_id: SANDBOX_CANDIDATE_ID },
    ])
    expect(await resultsOf(await get(sandbox))).toMatchObject([{ file_name: 'application.pdf' }])
  })

  it('keeps the documents of integrations apart', async () => {
    const sandbox = await startSandbox({ integrations: { 'join:other': {} } })
    await add(sandbox)
    expect(await resultsOf(await get(sandbox, { integrationId: 'join:other' }))).toEqual([])
  })

  it('serves the very bytes at data_url, to be saved and never to be shown', async () => {
    const sandbox = await startSandbox()
    const name = `Lebenslauf "Müller"\r\n<b>;'\u202E.pdf`
    await add(sandbox, { name, content_type: 'text/html' })
    const file = await fetch(`${sandbox.url}/files/${sandbox.received[0]?.id}`)
    expect(Buffer.from(await file.arrayBuffer())).toEqual(CV)
    expect(file.headers.get('x-content-type-options')).toBe('nosniff')
    expect(file.headers.get('content-security-policy')).toContain('sandbox')
    const disposition = file.headers.get('content-disposition') ?? ''
    expect(disposition).toMatch(/^attachment; filename="[\w .()-]+"; filename\*=UTF-8''[\w%.!~-]+$/)
    expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe(name)
  })

  it('attaches to the candidate in silence where the tool cannot do better', async () => {
    const sandbox = await startWith({ fallsBackToCandidate: true })
    const response = await add(sandbox)
    expect(await response.json()).toEqual({ status: 'success', data: {}, warnings: [] })
    const path = CANDIDATE_ATTACHMENTS
    expect(await resultsOf(await get(sandbox, { path }))).toMatchObject([{ application_id: null }])
    expect(await resultsOf(await get(sandbox))).toMatchObject([{ file_name: 'cv.pdf' }])
  })

  it('shows documents that were there before, which were never received', async () => {
    const sandbox = await startSandbox()
    const target = { kind: 'application', id: SANDBOX_APPLICATION_ID } as const
    const receivedAt = Date.parse('2026-01-02T03:04:05.678Z')
    sandbox.place(SANDBOX_INTEGRATION_ID, target, { name: 'old.pdf', bytes: CV, receivedAt })
    expect(await resultsOf(await get(sandbox))).toMatchObject([
      { file_name: 'old.pdf', type: 'OTHER', remote_created_at: '2026-01-02T03:04:05.678Z' },
    ])
    expect(sandbox.received).toEqual([])
  })
})

describe('quirks of reading back', () => {
  it('needs a permission of its own', async () => {
    const sandbox = await startWithReadBack({ permitted: false })
    expect((await add(sandbox)).status).toBe(200)
    expect(await codeOf(await get(sandbox))).toBe('INTEGRATION.PERMISSION_MISSING')
  })

  it('renames content types', async () => {
    const sandbox = await startWithReadBack({ renamesContentType: true })
    await add(sandbox)
    expect(await resultsOf(await get(sandbox))).toMatchObject([{ content_type: 'application/x-pdf' }])
  })

  it('leaves timestamps out', async () => {
    const sandbox = await startWithReadBack({ nullTimestamps: true })
    await add(sandbox)
    expect(await resultsOf(await get(sandbox))).toMatchObject([{ remote_created_at: null, remote_updated_at: null }])
  })

  it.each([
    ['second', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/],
    ['minute', /^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/],
    ['day', /^\d{4}-\d\d-\d\dT00:00:00\.000Z$/],
  ] as const)('gives timestamps to the %s', async (timestampPrecision, at) => {
    const sandbox = await startWithReadBack({ timestampPrecision })
    await add(sandbox)
    expect(await resultsOf(await get(sandbox))).toMatchObject([{ remote_created_at: expect.stringMatching(at) }])
  })

  it('has a clock of its own', async () => {
    const sandbox = await startWithReadBack({ clockAheadMs: -3_600_000 })
    await add(sandbox)
    const [{ receivedAt } = { receivedAt: 0 }] = sandbox.received
    const remote_created_at = new Date(receivedAt - 3_600_000).toISOString()
    expect(await resultsOf(await get(sandbox))).toMatchObject([{ remote_created_at }])
  })

  it('leaves ids out', async () => {
    const sandbox = await startWithReadBack({ nullIds: true })
    await add(sandbox)
    expect(await resultsOf(await get(sandbox))).toMatchObject([{ id: null, file_name: 'cv.pdf' }])
  })

  it('converts what is downloaded', async () => {
    const sandbox = await startWithReadBack({ convertsFiles: true })
    await add(sandbox)
    const file = await fetch(`${sandbox.url}/files/${sandbox.received[0]?.id}`)
    expect(Buffer.from(await file.arrayBuffer())).not.toEqual(CV)
    expect(sandbox.received[0]?.bytes).toEqual(CV)
  })

  it('shows a new attachment only after a few reads', async () => {
    const sandbox = await startWithReadBack({ hiddenReads: 2 })
    await add(sandbox)
    const lengths = []
    for (let read = 0; read < 3; read += 1) lengths.push((await resultsOf(await get(sandbox))).length)
    expect(lengths).toEqual([0, 0, 1])
  })

  it('never shows what is quarantined', async () => {
    const sandbox = await startWithReadBack({ hiddenMs: Infinity })
    await add(sandbox)
    expect(await resultsOf(await get(sandbox))).toEqual([])
    expect(sandbox.received).toHaveLength(1)
  })

  it('makes the previous CV an OTHER', async () => {
    const sandbox = await startWithReadBack({ relabelsPrevious: true })
    await add(sandbox, { name: 'first.pdf' })
    await add(sandbox, { name: 'second.pdf' })
    expect(await resultsOf(await get(sandbox))).toMatchObject([
      { file_name: 'first.pdf', type: 'OTHER' },
      { file_name: 'second.pdf', type: 'CV' },
    ])
    expect(sandbox.received.map(({ type }) => type)).toEqual(['CV', 'CV'])
  })

  it('puts a new attachment in the place of the one of its name', async () => {
    const sandbox = await startWithReadBack({ replacesSameName: true })
    const target = { kind: 'application', id: SANDBOX_APPLICATION_ID } as const
    const receivedAt = Date.parse('2026-01-02T03:04:05.678Z')
    const { id } = sandbox.place(SANDBOX_INTEGRATION_ID, target, {
      name: 'cv.pdf',
      bytes: Buffer.from('old'),
      receivedAt,
    })
    await add(sandbox, { name: 'other.pdf' })
    await add(sandbox, { name: 'cv.pdf' })
    await add(sandbox, { name: 'cv.pdf' }, { path: CANDIDATE_ATTACHMENTS })
    const received = sandbox.received[1]?.receivedAt ?? 0
    expect(await resultsOf(await get(sandbox))).toMatchObject([
      { file_name: 'other.pdf' },
      {
        id,
        file_name: 'cv.pdf',
        type: 'CV',
        remote_created_at: '2026-01-02T03:04:05.678Z',
        remote_updated_at: new Date(received).toISOString(),
      },
    ])
    const file = await fetch(`${sandbox.url}/files/${id}`)
    expect(Buffer.from(await file.arrayBuffer())).toEqual(CV)
    expect(sandbox.received.map(({ name }) => name)).toEqual(['other.pdf', 'cv.pdf', 'cv.pdf'])
    expect(await resultsOf(await get(sandbox, { path: CANDIDATE_ATTACHMENTS }))).toHaveLength(3)
  })

  it('changes types and names', async () => {
    const sandbox = await startWithReadBack({ relabelsAll: true, renamesFiles: true })
    await add(sandbox, { name: 'Lebenslauf Müller (1).pdf' })
    expect(await resultsOf(await get(sandbox))).toMatchObject([
      { type: 'OTHER', file_name: 'Lebenslauf_M_ller__1_.pdf' },
    ])
  })
})
