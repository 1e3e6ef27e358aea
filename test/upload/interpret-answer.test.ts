import { describe, expect, it } from 'vitest'
import { parseReceipt } from '../../src/contract/wire.ts'
import { interpretAnswer } from '../../src/upload/send/interpret-answer.ts'
import { attached, refused } from './scripted-route.ts'

function interpret(status: number, body: unknown) {
  return interpretAnswer({ status, text: typeof body === 'string' ? body : JSON.stringify(body) }, parseReceipt)
}

describe('an answer', () => {
  it('is a receipt only with status 200 and the whole envelope', () => {
    expect(interpret(200, attached({ name: 'cv.pdf' }))).toMatchObject({ value: { name: 'cv.pdf', warnings: [] } })
    expect(interpret(201, attached())).toMatchObject({ error: { delivery: 'unknown' } })
    expect(interpret(200, { status: 'success', data: {} })).toMatchObject({ error: { delivery: 'unknown' } })
  })

  it('keeps what the route says about an error', () => {
    expect(interpret(503, refused('PLATFORM.RATE_LIMIT_EXCEEDED', { retryAfterMs: 5 }))).toMatchObject({
      error: { code: 'PLATFORM.RATE_LIMIT_EXCEEDED', delivery: 'none', retryAfterMs: 5 },
    })
  })

  it('shows a code newer than the table as refused, and keeps its name', () => {
    expect(interpret(502, refused('REMOTE.NEW_CODE', { delivery: 'unknown' }))).toMatchObject({
      error: { code: 'UPLOAD.ATS_REFUSED', wireCode: 'REMOTE.NEW_CODE', delivery: 'unknown' },
    })
  })

  it.each([413, 403, 404, 429])('says that nothing arrived when something on the way answers %i', (status) => {
    expect(interpret(status, '<html>nginx</html>')).toMatchObject({
      error: { code: 'UPLOAD.GATEWAY_REFUSED', delivery: 'none' },
    })
  })

  it.each([200, 302, 500, 502, 503, 504])('claims to know nothing when something on the way answers %i', (status) => {
    expect(interpret(status, '<html>Bad gateway</html>')).toMatchObject({
      error: { code: 'UPLOAD.ANSWER_INVALID', delivery: 'unknown' },
    })
  })
})
