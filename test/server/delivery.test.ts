import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseExistingAttachments, parseReceipt } from '../../src/contract/wire.ts'
import { longestBody } from '../../src/server/receive/request-body.ts'
import type { UploadEvent } from '../../src/server/answers/upload-event.ts'
import {
  APPLICATION,
  bodyOf,
  errorOf,
  INTEGRATION,
  pdfOf,
  post,
  rawRequest,
  startRig,
  token,
  type Rig,
} from './harness.ts'

let rig: Rig
const events: UploadEvent[] = []
const FAST = { firstRetryMs: 20, readBackDelaysMs: [0], deadlineMs: 5000 }

beforeEach(() => {
  events.length = 0
})
afterEach(() => rig.close())

const start = (changes: Parameters<typeof startRig>[0] = {}) =>
  startRig({ ...changes, limits: { ...FAST, ...changes.limits }, onUpload: (event) => void events.push(event) })

const key = () => ({ 'Idempotency-Key': randomUUID() })
const sent = () => rig.sandbox.requests.filter(({ method }) => method === 'POST').length
const codes = (json: unknown) => parseReceipt(json)?.warnings.map(({ code }) => code)

describe('a key', () => {
  it('brings the same receipt again without sending again', async () => {
    rig = await start()
    rig.sandbox.faults.arm('warnings', { warnings: ['Preview missing'] })
    const headers = key()
    const first = await post(rig.url, bodyOf(pdfOf(500)), headers)
    const again = await post(rig.url, bodyOf(pdfOf(500)), headers)
    expect(again.json).toEqual(first.json)
    expect(again.headers.get('Idempotency-Replayed')).toBe('true')
    expect(first.headers.get('Idempotency-Replayed')).toBeNull()
    expect(sent()).toBe(1)
    expect(events.map(({ outcome }) => outcome)).toEqual(['delivered', 'replayed'])
  })

  it.each([
    ['content', bodyOf(pdfOf(501))],
    ['type', bodyOf(pdfOf(500), { type: 'OTHER' })],
    ['name', bodyOf(pdfOf(500), { name: 'other.pdf' })],
  ])('is refused for another %s', async (_, other) => {
    rig = await start()
    const headers = key()
    await post(rig.url, bodyOf(pdfOf(500)), headers)
    const answer = await post(rig.url, other, headers)
    expect({ status: answer.status, ...errorOf(answer) }).toMatchObject({
      status: 422,
      code: 'UPLOAD.IDEMPOTENCY_KEY_REUSED',
    })
    expect(sent()).toBe(1)
  })

  it('is refused for another record, whose receipt it would be', async () => {
    rig = await start()
    const headers = key()
    expect((await post(rig.url, bodyOf(pdfOf(500)), headers)).status).toBe(200)
    const Authorization = `Bearer ${await token({ target: 'application:app2' })}`
    const other = { ...headers, Authorization }
    const answer = await post(rig.url, bodyOf(pdfOf(500)), other, '/applications/app2/attachments')
    expect(errorOf(answer).code).toBe('UPLOAD.IDEMPOTENCY_KEY_REUSED')
  })

  it('that is only asked about is never sent under, known or not', async () => {
    rig = await start()
    const asked = { ...key(), 'Idempotency-Replay-Only': 'true' }
    const answer = await post(rig.url, bodyOf(pdfOf(500)), asked)
    expect({ status: answer.status, ...errorOf(answer) }).toMatchObject({
      status: 504,
      code: 'UPLOAD.DELIVERY_UNKNOWN',
      delivery: 'unknown',
    })
    expect(sent()).toBe(0)

    const { 'Idempotency-Replay-Only': _, ...ordered } = asked
    const first = await post(rig.url, bodyOf(pdfOf(500)), ordered)
    const again = await post(rig.url, bodyOf(pdfOf(500)), asked)
    expect(again.json).toEqual(first.json)
    expect(sent()).toBe(1)
  })

  it.each(['True', 'TRUE'])('that is only asked about may be so in any case of letters: %s', async (value) => {
    rig = await start()
    const answer = await post(rig.url, bodyOf(pdfOf(500)), { ...key(), 'Idempotency-Replay-Only': value })
    expect(errorOf(answer).code).toBe('UPLOAD.DELIVERY_UNKNOWN')
    expect(sent()).toBe(0)
  })

  it.each(['false', 'False'])('that is not only asked about is sent under: %s', async (value) => {
    rig = await start()
    const answer = await post(rig.url, bodyOf(pdfOf(500)), { ...key(), 'Idempotency-Replay-Only': value })
    expect(answer.status).toBe(200)
    expect(sent()).toBe(1)
  })

  it.each(['1', 'yes', 'no', '', 'true, true', 'true;'])(
    'that is perhaps only asked about is refused: "%s"',
    async (value) => {
      rig = await start()
      for (const headers of [key(), {}]) {
        const answer = await post(rig.url, bodyOf(pdfOf(500)), { ...headers, 'Idempotency-Replay-Only': value })
        expect({ status: answer.status, ...errorOf(answer) }).toEqual({
          status: 400,
          code: 'UPLOAD.IDEMPOTENCY_KEY_INVALID',
          delivery: 'unknown',
          message: 'Idempotency-Replay-Only must be true, false or absent',
        })
      }
      expect(sent()).toBe(0)
    },
  )

  it('that is only asked about twice in one request is refused', async () => {
    rig = await start()
    const body = bodyOf(pdfOf(500))
    const asking = 'Idempotency-Replay-Only: true\r\n'
    const lines = `Authorization: Bearer ${await token()}\r\nContent-Type: application/json\r\nConnection: close\r\n`
    const head = `POST /applications/${APPLICATION}/attachments HTTP/1.1\r\nHost: route\r\n${lines}${asking}${asking}`
    const answer = await rawRequest(rig.url, `${head}Content-Length: ${body.length}\r\n\r\n${body}`, false)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(sent()).toBe(0)
  })

  it('is the same in capitals', async () => {
    rig = await start()
    const uuid = randomUUID()
    const send = (written: string) => post(rig.url, bodyOf(pdfOf(500)), { 'Idempotency-Key': written })
    expect((await send(uuid)).status).toBe(200)
    expect((await send(uuid.toUpperCase())).headers.get('Idempotency-Replayed')).toBe('true')
    expect(sent()).toBe(1)
  })

  it('that is no UUID is refused', async () => {
    rig = await start()
    const answer = await post(rig.url, bodyOf(pdfOf(500)), { 'Idempotency-Key': 'abc' })
    expect(errorOf(answer).code).toBe('UPLOAD.IDEMPOTENCY_KEY_INVALID')
  })

  it('makes a second request wait for the first', async () => {
    rig = await start()
    rig.sandbox.setLatency(300)
    const headers = key()
    const [one, two] = await Promise.all([
      post(rig.url, bodyOf(pdfOf(500)), headers),
      post(rig.url, bodyOf(pdfOf(500)), headers),
    ])
    expect([one.status, two.status]).toEqual([200, 200])
    expect(sent()).toBe(1)
  })

  it('belongs to one integration: another customer’s is another key', async () => {
    rig = await start()
    const headers = key()
    const other = `Bearer ${await token({ integrationId: 'lever:6rYfFaVNmbxu9DvsWpVkKSKB' })}`
    expect((await post(rig.url, bodyOf(pdfOf(500)), headers)).status).toBe(200)
    expect((await post(rig.url, bodyOf(pdfOf(501)), { ...headers, Authorization: other })).status).toBe(200)
  })

  it('still has the outcome when the caller left after the file was in', async () => {
    rig = await start()
    rig.sandbox.setLatency(200)
    const headers = key()
    const body = bodyOf(pdfOf(500))
    const head = `POST /applications/${APPLICATION}/attachments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`
    const rest = `Authorization: Bearer ${await token()}\r\nIdempotency-Key: ${headers['Idempotency-Key']}\r\n`
    const length = `Content-Length: ${body.length}\r\n\r\n`
    const leaving = rawRequest(rig.url, head + rest + length + body, false, () =>
      rig.sandbox.until((sandbox) => sandbox.inFlight(INTEGRATION) > 0),
    )
    await leaving
    const again = await post(rig.url, body, headers)
    expect(again.status).toBe(200)
    expect(again.headers.get('Idempotency-Replayed')).toBe('true')
    expect(rig.sandbox.received).toHaveLength(1)
  })
})

describe('time', () => {
  it('runs out with 503, when to come again, and nothing delivered', async () => {
    rig = await start({ limits: { deadlineMs: 300 } })
    rig.sandbox.faults.arm('PLATFORM.RATE_LIMIT_EXCEEDED', { times: Infinity, resetSeconds: 30 })
    const answer = await post(rig.url, bodyOf(pdfOf(500)), key())
    expect({ status: answer.status, ...errorOf(answer) }).toMatchObject({
      status: 503,
      code: 'UPLOAD.ATS_BUSY',
      delivery: 'none',
    })
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThanOrEqual(30)
    expect(sent()).toBe(1)
  })

  it('lies between tries also where Kombo says that there is none to wait', async () => {
    rig = await start({ limits: { firstRetryMs: 400, deadlineMs: 2000 } })
    rig.sandbox.faults.arm('PLATFORM.RATE_LIMIT_EXCEEDED', { times: Infinity, resetSeconds: 0 })
    expect(errorOf(await post(rig.url, bodyOf(pdfOf(500)), key())).code).toBe('UPLOAD.ATS_BUSY')
    // Pauses are of random length, and the longest doubles: a dozen tries in that time are all but impossible.
    expect(sent()).toBeLessThan(12)
  })

  it('settles what is not on the record: after it the key is free', async () => {
    rig = await start({ limits: { settledMs: 0 } })
    rig.sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT')
    const headers = key()
    const body = bodyOf(pdfOf(500))
    expect(errorOf(await post(rig.url, body, headers)).delivery).toBe('unknown')
    const asked = await post(rig.url, body, { ...headers, 'Idempotency-Replay-Only': 'true' })
    expect({ status: asked.status, ...errorOf(asked) }).toMatchObject({
      status: 409,
      code: 'UPLOAD.NOT_ATTACHED',
      delivery: 'none',
    })
    expect((await post(rig.url, body, headers)).status).toBe(200)
    expect(rig.sandbox.received).toHaveLength(1)
  })
})

describe('the slots of an integration', () => {
  it('are never exceeded once their number is known', async () => {
    rig = await start()
    rig.sandbox.setIntegration(INTEGRATION, { concurrencyLimit: 3 })
    await post(rig.url, bodyOf(pdfOf(400)))
    rig.sandbox.setLatency(10)
    const answers = await Promise.all(Array.from({ length: 30 }, (_, turn) => post(rig.url, bodyOf(pdfOf(500 + turn)))))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(rig.sandbox.requests.filter(({ status }) => status === 429)).toEqual([])
    expect(rig.route.slotsInUse).toBe(0)
  })

  it('are waited for no longer than the deadline', async () => {
    rig = await start({ limits: { deadlineMs: 200 } })
    rig.sandbox.setIntegration(INTEGRATION, { concurrencyLimit: 1 })
    await post(rig.url, bodyOf(pdfOf(400)))
    rig.sandbox.setLatency(700)
    const first = post(rig.url, bodyOf(pdfOf(401)))
    await rig.sandbox.until((sandbox) => sandbox.inFlight(INTEGRATION) === 1)
    const answer = await post(rig.url, bodyOf(pdfOf(402)))
    expect(errorOf(answer)).toMatchObject({ code: 'UPLOAD.ATS_BUSY', delivery: 'none' })
    expect((await first).status).toBe(200)
    expect(rig.route.slotsInUse).toBe(0)
  })
})

describe('a file', () => {
  it('gets a name every system can store, and a remark about it', async () => {
    rig = await start()
    const answer = await post(rig.url, bodyOf(pdfOf(500), { name: '../a\u202Eb\u0000c/CON?.pdf' }))
    expect(codes(answer.json)).toEqual(['UPLOAD.NAME_CHANGED'])
    expect(rig.sandbox.received[0]?.name).toBe('-ab c-CON-.pdf')
  })

  it('is shown whole to the scan, which may refuse it with a reason', async () => {
    const seen: string[] = []
    rig = await start({
      scan: async (file) => {
        seen.push(`${file.sizeBytes} ${file.contentType} ${(await text(file.open())).slice(-4)}`)
        return file.sizeBytes > 600_000 ? { reason: 'A virus was found' } : null
      },
    })
    expect((await post(rig.url, bodyOf(pdfOf(500, 'y')))).status).toBe(200)
    const refused = await post(rig.url, bodyOf(pdfOf(700_001, 'z')))
    expect({ status: refused.status, ...errorOf(refused) }).toMatchObject({
      status: 422,
      code: 'UPLOAD.FILE_REFUSED',
      message: 'A virus was found',
    })
    expect(seen).toEqual(['500 application/pdf yyyy', '700001 application/pdf zzzz'])
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it('is not sent when the scan fails', async () => {
    rig = await start({ scan: () => Promise.reject(new Error('scanner down: /secret/path')) })
    const answer = await post(rig.url, bodyOf(pdfOf(500)))
    expect({ status: answer.status, ...errorOf(answer) }).toMatchObject({ status: 500, code: 'UPLOAD.INTERNAL' })
    expect(JSON.stringify(answer.json)).not.toContain('secret')
    expect(sent()).toBe(0)
  })

  it('waits outside when there is no room, before its body is read', async () => {
    rig = await start({ limits: { maxFileSizeBytes: 50_000, totalBytes: longestBody(50_000) } })
    rig.sandbox.setLatency(1000)
    const first = post(rig.url, bodyOf(pdfOf(50_000)))
    await rig.sandbox.until((sandbox) => sandbox.inFlight(INTEGRATION) > 0)
    const answer = await post(rig.url, bodyOf(pdfOf(50_000)))
    expect({ status: answer.status, ...errorOf(answer) }).toMatchObject({
      status: 503,
      code: 'UPLOAD.SERVER_BUSY',
      delivery: 'none',
    })
    expect(answer.headers.get('Retry-After')).not.toBeNull()
    expect((await first).status).toBe(200)
    expect((await post(rig.url, bodyOf(pdfOf(50_000, 'y')))).status).toBe(200)
  })

  it('counts under its grant until it is known not to be delivered', async () => {
    rig = await start()
    const headers = { Authorization: `Bearer ${await token({ maxFiles: 1, id: 'grant-1' })}` }
    rig.sandbox.faults.arm('REMOTE.INPUT_INVALID')
    expect((await post(rig.url, bodyOf(pdfOf(500)), headers)).status).toBe(422)
    expect((await post(rig.url, bodyOf(pdfOf(501)), headers)).status).toBe(200)
    const third = await post(rig.url, bodyOf(pdfOf(502)), headers)
    expect({ status: third.status, ...errorOf(third) }).toMatchObject({ status: 403, code: 'UPLOAD.MAX_FILES_REACHED' })
  })
})

describe('a file that settles as not kept', () => {
  it('no longer counts under its grant', async () => {
    rig = await start({ limits: { settledMs: 0 } })
    const headers = { Authorization: `Bearer ${await token({ maxFiles: 1, id: 'grant-1' })}` }
    rig.sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT')
    const doubtful = { ...headers, ...key() }
    expect(errorOf(await post(rig.url, bodyOf(pdfOf(500)), doubtful)).delivery).toBe('unknown')
    expect(errorOf(await post(rig.url, bodyOf(pdfOf(501)), headers)).code).toBe('UPLOAD.MAX_FILES_REACHED')
    expect(errorOf(await post(rig.url, bodyOf(pdfOf(500)), doubtful)).delivery).toBe('none')
    expect((await post(rig.url, bodyOf(pdfOf(501)), headers)).status).toBe(200)
  })
})

describe('a candidate', () => {
  it('sees neither Kombo’s words nor its remarks', async () => {
    rig = await start()
    const headers = { Authorization: `Bearer ${await token({ view: 'candidate' })}` }
    rig.sandbox.faults.arm('warnings', { warnings: ['internal remark'] })
    const warned = await post(rig.url, bodyOf(pdfOf(500)), headers)
    expect(parseReceipt(warned.json)?.warnings).toEqual([])
    rig.sandbox.faults.arm('REMOTE.INPUT_INVALID', { message: 'internal reason' })
    const refused = await post(rig.url, bodyOf(pdfOf(501)), headers)
    expect(errorOf(refused)).toMatchObject({ code: 'UPLOAD.FILE_NOT_TAKEN', delivery: 'none' })
    rig.sandbox.faults.arm('null-code', { message: 'internal reason', status: 404 })
    const nameless = await post(rig.url, bodyOf(pdfOf(502)), headers)
    expect(JSON.stringify([warned.json, refused.json, nameless.json])).not.toContain('internal')
  })
})

describe('the documents on the record', () => {
  it('are listed for a grant that allows reading, without addresses to download from', async () => {
    rig = await start()
    await post(rig.url, bodyOf(pdfOf(500), { name: 'a.pdf' }))
    const list = async (read: boolean) => {
      const headers = { Authorization: `Bearer ${await token({ read })}` }
      const response = await fetch(`${rig.url}/applications/${APPLICATION}/attachments`, { headers })
      return { status: response.status, headers: response.headers, json: await response.json() }
    }
    const listed = await list(true)
    const { sha256, sizeBytes } = rig.sandbox.received[0] ?? {}
    expect(parseExistingAttachments(listed.json)).toMatchObject([{ name: 'a.pdf', type: 'CV', sha256, sizeBytes }])
    expect(JSON.stringify(listed.json)).not.toContain('http')
    expect(errorOf(await list(false))).toMatchObject({ code: 'UPLOAD.READ_NOT_GRANTED' })
    rig.sandbox.setIntegration(INTEGRATION, { readBack: { permitted: false } })
    expect(errorOf(await list(true))).toMatchObject({ code: 'INTEGRATION.PERMISSION_MISSING', delivery: 'none' })
  })
})

describe('an event', () => {
  it('says who, where, what and how it ended, and names nobody', async () => {
    rig = await start()
    rig.sandbox.faults.arm('PLATFORM.CONCURRENCY_LIMIT_EXCEEDED')
    await post(rig.url, bodyOf(pdfOf(500), { name: 'Frank Doe.pdf' }), {
      Authorization: `Bearer ${await token({ id: 'grant-9', label: 'Frank Doe' })}`,
    })
    expect(events).toMatchObject([
      {
        outcome: 'delivered',
        code: null,
        grantId: 'grant-9',
        integrationId: INTEGRATION,
        type: 'CV',
        sizeBytes: 500,
        attempts: 2,
      },
    ])
    expect(JSON.stringify(events)).not.toContain('Frank')
  })

  it('whose listener fails changes no outcome', async () => {
    const failures: unknown[] = []
    rig = await startRig({
      onUpload: () => {
        throw new Error('listener')
      },
      onError: (error) => void failures.push(error),
    })
    expect((await post(rig.url, bodyOf(pdfOf(500)))).status).toBe(200)
    expect(failures).toHaveLength(1)
  })

  it('whose listener fails, and the listener for failures with it, ends neither request nor process', async () => {
    const warned = once(process, 'warning')
    rig = await startRig({
      onUpload: () => Promise.reject(new Error('listener')),
      onError: () => Promise.reject(new TypeError('Frank Doe.pdf')),
    })
    expect((await post(rig.url, bodyOf(pdfOf(500)))).status).toBe(200)
    const [warning] = await warned
    expect(String(warning)).toBe('Warning: onError of the attachment route has failed itself (TypeError)')
  })
})
