import { describe, expect, it } from 'vitest'
import { codeFromWire, errorPolicy } from '../../src/contract/error-code.ts'
import type { ErrorCode } from '../../src/contract/error-code.ts'
import { KOMBO_ERROR_CODES } from '../../src/kombo/error-code.ts'
import { errorBody, errorResponse } from '../../src/server/answers/error-response.ts'
import { RouteError } from '../../src/server/answers/route-error.ts'

const DETAILS = { title: 'their title', logUrl: 'https://app.kombo.dev/logs/1', isKombos: true }

function toldToCandidate(code: ErrorCode, more: ConstructorParameters<typeof RouteError>[2] = {}) {
  return errorBody(new RouteError(code, 'their words', { ...DETAILS, ...more }), 'candidate').error
}

describe('a candidate', () => {
  it.each([
    ['the person can cure', 'REMOTE.INPUT_INVALID', 'UPLOAD.FILE_NOT_TAKEN'],
    ['the person can cure', 'PLATFORM.INPUT_INVALID', 'UPLOAD.FILE_NOT_TAKEN'],
    ['fails again', 'ATS.JOB_CLOSED', 'UPLOAD.ATS_CLOSED'],
    ['fails again', 'ATS.APPLICATION_ALREADY_EXISTS', 'UPLOAD.ATS_CLOSED'],
    ['fails again', 'INTEGRATION.ACTION_NOT_AVAILABLE', 'UPLOAD.ATS_CLOSED'],
    ['others may have repaired later', 'INTEGRATION.PERMISSION_MISSING', 'UPLOAD.ATS_OUT_OF_ORDER'],
    ['others may have repaired later', 'INTEGRATION.AUTHENTICATION_INVALID', 'UPLOAD.ATS_OUT_OF_ORDER'],
    ['others may have repaired later', 'PLATFORM.AUTHENTICATION_INVALID', 'UPLOAD.ATS_OUT_OF_ORDER'],
    ['others may have repaired later', 'INTEGRATION.SETUP_SYNC_PENDING', 'UPLOAD.ATS_OUT_OF_ORDER'],
    ['passes by itself', 'REMOTE.RATE_LIMIT_EXCEEDED', 'UPLOAD.ATS_BUSY'],
    ['has no known reason', 'UPLOAD.ATS_REFUSED', 'UPLOAD.ATS_REFUSED'],
  ] as const)('is told what %s, and not why: %s', (_what, code, told) => {
    expect(toldToCandidate(code)).toMatchObject({ code: told, delivery: 'none' })
  })

  it.each(['PLATFORM.TASK_TIMED_OUT', 'PLATFORM.UNKNOWN_ERROR'] as const)(
    'is never told to change a file that was not at fault: %s',
    (code) => {
      expect(toldToCandidate(code).code).toBe('UPLOAD.DELIVERY_UNKNOWN')
      expect(toldToCandidate(code, { delivery: 'none' }).code).toBe('UPLOAD.ATS_REFUSED')
    },
  )

  it('may repeat exactly what a recruiter may, and reads none of Kombo’s words', () => {
    for (const code of KOMBO_ERROR_CODES.filter((each) => errorPolicy(each).delivery === 'none')) {
      const { code: told, ...rest } = toldToCandidate(code)
      expect({ code, retry: errorPolicy(codeFromWire(told)).retry }).toEqual({ code, retry: errorPolicy(code).retry })
      expect(JSON.stringify(rest)).not.toMatch(/their|https/u)
    }
  })
})

it('tells a recruiter everything', () => {
  const error = new RouteError('ATS.JOB_CLOSED', 'their words', DETAILS)
  expect(errorBody(error, 'recruiter').error).toMatchObject({ code: 'ATS.JOB_CLOSED', message: 'their words' })
})

async function answer(retryAfterMs: number | null): Promise<readonly [body: unknown, header: string | null]> {
  const error = new RouteError('UPLOAD.SERVER_BUSY', 'Full', retryAfterMs === null ? {} : { retryAfterMs })
  const response = errorResponse(error)
  return [await response.json(), response.headers.get('Retry-After')]
}

describe('the answer to a request that failed', () => {
  it('tells a pause in whole milliseconds, and in whole seconds beside them, neither too short', async () => {
    expect(await answer(12_143.834770329522)).toEqual([
      { status: 'error', error: expect.objectContaining({ retry_after_ms: 12_144 }) },
      '13',
    ])
  })

  it('tells none where none is known', async () => {
    expect(await answer(null)).toEqual([
      { status: 'error', error: expect.objectContaining({ retry_after_ms: null }) },
      null,
    ])
  })
})
