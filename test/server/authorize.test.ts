import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parseError, parseReceipt, parseRules } from '../../src/contract/wire.ts'
import type { Grant } from '../../src/contract/grant.ts'
import type { Target } from '../../src/contract/target.ts'
import type { Sandbox } from '../../src/sandbox.ts'
import { createSandbox } from '../../src/sandbox.ts'
import { grantFor } from '../../src/server.ts'
import { bodyOf, INTEGRATION, isObject, pdfOf, startRoute, token, type RouteOnPort } from './harness.ts'

const OWN = 'GRKdd9dibYKKCrmGRSMJf3wu'
const OTHERS = 'B1hu5NGyhdjSq5X3hxEz4bAN'
const CANDIDATE = 'C5XsYWGFHpjSaVcpHoGVBJoF'

/** What the portal knows of who is signed in: a record, which they may touch. */
const SESSIONS: Readonly<Record<string, Grant>> = {
  grace: grantFor({ target: `application:${OWN}`, integrationId: INTEGRATION, label: 'Frank Doe', types: ['CV'] }),
  // Made by hand, so that nobody has looked at it.
  mistaken: { ...grantFor({ target: `application:${OWN}`, integrationId: INTEGRATION }), integrationId: 'workday:ąbc' },
  unset: handMade({ maxFiles: undefined, maxFileSizeBytes: undefined }),
  sizeless: handMade({ maxFileSizeBytes: Number.NaN }),
  countless: handMade({ maxFiles: Number.NaN }),
  halved: handMade({ maxFiles: 2.5 }),
  endless: handMade({ expiresAt: Number.NaN }),
  spent: handMade({ maxFiles: 0 }),
  homeless: handMade({ integrationId: undefined }),
  numbered: handMade({ integrationId: 7 }),
  aimless: handMade({ target: `application:${OWN}` }),
  // Says yes, as to a question that is not asked.
  agreed: JSON.parse('true'),
  misread: handMade({ read: 'false' }),
  misseen: handMade({ view: 'Candidate' }),
  mistyped: handMade({ types: 'CV' }),
  lowered: handMade({ types: ['cv'] }),
  labelled: handMade({ label: 7 }),
  identified: handMade({ id: 7 }),
  paired: handMade({ candidateId: 7 }),
  remote: handMade({ remoteFields: 'greenhouse' }),
  sparse: ofJavaScript(),
  uncounted: ofJavaScript({ maxFiles: 1 }),
  unnamed: handMade({ maxFiles: 1, id: null }),
  blank: handMade({ maxFiles: 1, id: '' }),
  counted: handMade({ maxFiles: 1 }),
  reader: grantFor({ target: `application:${OWN}`, integrationId: INTEGRATION, read: true }),
  applicant: handMade({ view: 'candidate' }),
  knowing: handMade({ candidateId: CANDIDATE, remoteFields: { workable: { on_behalf_of_user_remote_id: '7' } } }),
}

/** With what it says as JavaScript may have it. */
function handMade(bounds: {
  readonly [Name in keyof Grant]?: unknown
}): Grant {
  const grant = grantFor({ target: `application:${OWN}`, integrationId: INTEGRATION, id: 'by-hand' })
  return Object.assign(grant, bounds)
}

/** Without what a token need not say either: TypeScript asks for it, JavaScript does not. */
function ofJavaScript(more: Partial<Grant> = {}): Grant {
  const unsaid: { readonly [Name in keyof Grant]?: unknown } = {
    id: undefined,
    candidateId: undefined,
    label: undefined,
    view: undefined,
    types: undefined,
    maxFiles: undefined,
    maxFileSizeBytes: undefined,
    read: undefined,
    remoteFields: undefined,
  }
  return Object.assign(grantFor({ target: `application:${OWN}`, integrationId: INTEGRATION }), unsaid, more)
}

let sandbox: Sandbox
let portal: RouteOnPort
const failures: unknown[] = []
/** The records the portal was asked about. */
const asked: Target[] = []

beforeAll(async () => {
  sandbox = await createSandbox()
  portal = await startRoute(sandbox, { onError: (error) => void failures.push(error) }, async (request, target) => {
    asked.push(target)
    const [, name = ''] = /(?:^|; )session=(\w+)/.exec(request.headers.get('Cookie') ?? '') ?? []
    // A look-up in a map, as JavaScript has it.
    if (name === 'nobody') return Reflect.get(SESSIONS, name)
    if (name === 'broken') throw new Error('no database at /secret/path')
    return SESSIONS[name] ?? null
  })
})
beforeEach(() => {
  sandbox.reset()
  failures.length = 0
  asked.length = 0
})
afterAll(async () => {
  await portal.close()
  await sandbox.close()
})

async function call(
  cookie: string | null,
  { method = 'GET', id = OWN, kind = 'applications', path = '', body = '', headers = {} },
): Promise<{ status: number; json: unknown }> {
  const response = await fetch(`${portal.url}/${kind}/${id}/attachments${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(cookie === null ? {} : { Cookie: cookie }), ...headers },
    ...(method === 'POST' ? { body } : {}),
  })
  return { status: response.status, json: await response.json() }
}

const post = (cookie: string | null, changes: Parameters<typeof call>[1] = {}) =>
  call(cookie, { method: 'POST', body: bodyOf(pdfOf(500)), ...changes })

const refused = ({ status, json }: { status: number; json: unknown }) => [status, parseError(json)?.code]

describe('a portal’s own session', () => {
  it('attaches, without any token', async () => {
    expect((await post('session=grace')).status).toBe(200)
    expect(sandbox.received).toMatchObject([{ name: 'cv.pdf', integrationId: INTEGRATION, target: { id: OWN } }])
  })

  it('is asked about the record the path names, as it is meant', async () => {
    await call('session=grace', { kind: 'candidates', id: 'a%2Fb%20%C3%BC', path: '/rules' })
    expect(asked).toEqual([{ kind: 'candidate', id: 'a/b ü' }])
  })

  it('is told the rules of its grant', async () => {
    const rules = parseRules((await call('session=grace', { path: '/rules' })).json)
    expect(rules).toMatchObject({
      target: { kind: 'application', id: OWN, label: 'Frank Doe' },
      canRead: false,
      types: { CV: { supported: true }, OTHER: { supported: false, reason: 'grant' } },
    })
  })

  it('is held to its grant', async () => {
    const letter = bodyOf(pdfOf(500), { type: 'OTHER' })
    expect(refused(await post('session=grace', { body: letter }))).toEqual([403, 'UPLOAD.TYPE_NOT_GRANTED'])
    expect(refused(await call('session=grace', {}))).toEqual([403, 'UPLOAD.READ_NOT_GRANTED'])
    expect((await call('session=reader', {})).status).toBe(200)
    expect(sandbox.received).toEqual([])
  })

  it.each<[string, string | null, Parameters<typeof call>[1], [number, string]]>([
    ['nobody', null, {}, [401, 'UPLOAD.TOKEN_MISSING']],
    ['a stranger', 'session=mallory', {}, [401, 'UPLOAD.TOKEN_MISSING']],
    ['somebody on another’s record', 'session=grace', { id: OTHERS }, [403, 'UPLOAD.TARGET_MISMATCH']],
    ['the candidate of the same id', 'session=grace', { kind: 'candidates' }, [403, 'UPLOAD.TARGET_MISMATCH']],
  ])('lets %s in nowhere', async (_, cookie, changes, told) => {
    expect(refused(await post(cookie, changes))).toEqual(told)
    expect(refused(await call(cookie, changes))).toEqual(told)
    expect(refused(await call(cookie, { ...changes, path: '/rules' }))).toEqual(told)
    expect(sandbox.requests).toEqual([])
  })

  it('is the only way in: an upload token opens nothing here', async () => {
    const headers = { Authorization: `Bearer ${await token({ target: `application:${OWN}` })}` }
    expect(refused(await post(null, { headers }))).toEqual([401, 'UPLOAD.TOKEN_MISSING'])
    expect(sandbox.requests).toEqual([])
  })

  it('is not lent to a foreign page’s form, which can say no more than plain text', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await post('session=grace', { headers: { 'Content-Type': type } })
      expect(refused(answer)).toEqual([415, 'UPLOAD.MEDIA_TYPE_UNSUPPORTED'])
    }
    expect(sandbox.received).toEqual([])
  })

  it('whose integration no header can carry is a mistake of the portal’s at once, not a failure of the line', async () => {
    expect(refused(await call('session=mistaken', { path: '/rules' }))).toEqual([500, 'UPLOAD.INTERNAL'])
    const answer = await post('session=mistaken')
    expect(parseError(answer.json)).toMatchObject({ code: 'UPLOAD.INTERNAL', delivery: 'none' })
    expect(failures.map(String).at(-1)).toContain('integrationId of the grant must be the id of a Kombo integration')
    expect(portal.route.slotsInUse).toBe(0)
    expect(sandbox.requests).toEqual([])
  })

  it.each([
    [
      'sizeless',
      'maxFileSizeBytes of the grant is NaN, which a variable that is not set turns into. Give a whole number',
    ],
    ['countless', 'maxFiles of the grant is NaN'],
    ['halved', 'maxFiles of the grant is 2.5. Give a whole number of at least 0, or null for no limit.'],
    ['endless', 'expiresAt of the grant is NaN'],
    ['uncounted', 'maxFiles of the grant counts under its id, and there is none. Give an id,'],
    ['unnamed', 'maxFiles of the grant counts under its id, and there is none. Give an id,'],
    ['blank', 'maxFiles of the grant counts under its id, and there is none. Give an id,'],
  ])('whose grant bounds nothing with its number lets nobody in: %s', async (name, told) => {
    expect(refused(await post(`session=${name}`))).toEqual([500, 'UPLOAD.INTERNAL'])
    expect(failures.map(String)).toEqual([expect.stringContaining(told)])
    expect(sandbox.requests).toEqual([])
  })

  it.each([
    ['homeless', 'integrationId of the grant must be the id of a Kombo integration'],
    ['numbered', 'integrationId of the grant must be'],
    ['aimless', 'target of the grant must be a record such as'],
    ['agreed', 'target of the grant must be a record such as'],
    ['misread', 'read of the grant must be true or false, or left out.'],
    ['misseen', 'view of the grant must be recruiter or candidate, or left out.'],
    ['mistyped', 'types of the grant must be a list that holds nothing but CV, COVER_LETTER, OTHER, or null'],
    ['lowered', 'types of the grant must be a list'],
    ['labelled', 'label of the grant must be text, or null.'],
    ['identified', 'id of the grant must be text, or null.'],
    ['paired', 'candidateId of the grant must be text, or null.'],
    ['remote', 'remoteFields of the grant must be an object, or null.'],
  ])(
    'whose grant has something of the wrong kind lets nobody in, and the portal learns what: %s',
    async (name, told) => {
      expect(refused(await post(`session=${name}`))).toEqual([500, 'UPLOAD.INTERNAL'])
      expect(refused(await call(`session=${name}`, {}))).toEqual([500, 'UPLOAD.INTERNAL'])
      expect(refused(await call(`session=${name}`, { path: '/rules' }))).toEqual([500, 'UPLOAD.INTERNAL'])
      expect(failures.map(String)).toEqual(Array.from({ length: 3 }, () => expect.stringContaining(told)))
      expect(sandbox.requests).toEqual([])
    },
  )

  it('that leaves bounds out is not bound by them, and by none it names', async () => {
    expect((await post('session=unset')).status).toBe(200)
    expect(parseRules((await call('session=unset', { path: '/rules' })).json)).toMatchObject({ maxFiles: null })
    expect(refused(await post('session=spent'))).toEqual([403, 'UPLOAD.MAX_FILES_REACHED'])
  })

  it('that says no more than whose record it is lets in as a token does that says no more', async () => {
    const rules = parseRules((await call('session=sparse', { path: '/rules' })).json)
    expect(rules).toEqual(parseRules((await call('session=unset', { path: '/rules' })).json))
    expect((await post('session=sparse')).status).toBe(200)
    expect(sandbox.received).toMatchObject([{ remoteFields: {} }])
  })

  it.each([
    ['sparse', ['UPLOAD.CONFIRMED_BY_READ_BACK'], {}],
    [
      'knowing',
      ['UPLOAD.CONFIRMED_BY_READ_BACK', 'UPLOAD.ATTACHED_TO_CANDIDATE'],
      { workable: { on_behalf_of_user_remote_id: '7' } },
    ],
  ])('that knows whose application it is, or not, and on whose behalf: %s', async (name, codes, remoteFields) => {
    sandbox.setIntegration(INTEGRATION, { fallsBackToCandidate: true })
    sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { stored: true })
    const { json } = await post(`session=${name}`)
    expect(parseReceipt(json)?.warnings.map(({ code }) => code)).toEqual(codes)
    expect(sandbox.received).toMatchObject([{ remoteFields }])
    expect(sandbox.requests.some(({ path }) => path.includes('/candidates/'))).toBe(name === 'knowing')
  })

  it('of a candidate is told nothing in Kombo’s words', async () => {
    sandbox.faults.arm('INTEGRATION.PERMISSION_MISSING')
    const { json } = await post('session=applicant')
    expect(parseError(json)).toMatchObject({ code: 'UPLOAD.ATS_OUT_OF_ORDER', title: null, logUrl: null })
  })

  it('whose grant bounds the number of files under an identity is held to it', async () => {
    expect((await post('session=counted')).status).toBe(200)
    const other = await post('session=counted', { body: bodyOf(pdfOf(501)) })
    expect(refused(other)).toEqual([403, 'UPLOAD.MAX_FILES_REACHED'])
  })

  it('that is not there may be looked up as undefined', async () => {
    expect(refused(await post('session=nobody'))).toEqual([401, 'UPLOAD.TOKEN_MISSING'])
    expect(failures).toEqual([])
  })

  it('that cannot be looked up lets nobody in, and says nothing of why', async () => {
    const answer = await post('session=broken')
    expect(refused(answer)).toEqual([500, 'UPLOAD.INTERNAL'])
    expect(JSON.stringify(answer.json)).not.toContain('secret')
    expect(isObject(failures[0]) && failures[0]['message']).toContain('no database')
    expect(sandbox.requests).toEqual([])
  })
})
