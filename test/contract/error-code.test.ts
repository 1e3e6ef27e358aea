import { describe, expect, it } from 'vitest'
import {
  BROWSER_ERRORS,
  codeFromWire,
  ERROR_CODES,
  errorPolicy,
  isErrorCode,
  KOMBO_ERRORS,
  REJECTIONS,
  ROUTE_ERRORS,
} from '../../src/contract/error-code.ts'
import { KOMBO_ERROR_CODES } from '../../src/kombo/error-code.ts'

describe('the error table', () => {
  it("holds exactly Kombo's codes, and our own under UPLOAD", () => {
    expect(Object.keys(KOMBO_ERRORS)).toEqual([...KOMBO_ERROR_CODES])
    const ours = [...Object.keys(REJECTIONS), ...Object.keys(ROUTE_ERRORS), ...Object.keys(BROWSER_ERRORS)]
    expect(ours.filter((code) => !/^UPLOAD\.[A-Z0-9]+(_[A-Z0-9]+)*$/.test(code))).toEqual([])
    expect(ERROR_CODES).toEqual([...KOMBO_ERROR_CODES, ...ours])
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length)
  })

  it('retries nothing by itself that may have been delivered', () => {
    const risky = ERROR_CODES.filter((code) => errorPolicy(code).delivery === 'unknown')
    expect(risky).toContain('PLATFORM.TASK_TIMED_OUT')
    expect(risky.filter((code) => errorPolicy(code).retry !== 'never')).toEqual([])
  })

  it("retries by itself only those of Kombo's codes whose documentation clears it", () => {
    const retried = KOMBO_ERROR_CODES.filter((code) => errorPolicy(code).retry === 'automatic')
    expect(retried).toEqual([
      'PLATFORM.RATE_LIMIT_EXCEEDED',
      'PLATFORM.CONCURRENCY_LIMIT_EXCEEDED',
      'REMOTE.SERVICE_UNAVAILABLE',
      'REMOTE.RATE_LIMIT_EXCEEDED',
    ])
  })

  it('answers every code that can be on the wire with an error status', () => {
    const onTheWire = ERROR_CODES.filter((code) => !Object.hasOwn(BROWSER_ERRORS, code))
    expect(onTheWire.filter((code) => errorPolicy(code).status < 400 || errorPolicy(code).status > 504)).toEqual([])
  })

  it('never answers with a status that asks for other credentials unless the upload token is at fault', () => {
    const unauthorized = ERROR_CODES.filter((code) => errorPolicy(code).status === 401)
    expect(unauthorized).toEqual(['UPLOAD.TOKEN_MISSING', 'UPLOAD.TOKEN_INVALID', 'UPLOAD.TOKEN_EXPIRED'])
  })
})

describe('a code from the wire', () => {
  it('is itself when known and a refusal when it is newer than the table', () => {
    expect(codeFromWire('REMOTE.INPUT_INVALID')).toBe('REMOTE.INPUT_INVALID')
    expect(codeFromWire('REMOTE.QUANTUM_DECOHERENCE')).toBe('UPLOAD.ATS_REFUSED')
    expect(errorPolicy('UPLOAD.ATS_REFUSED').retry).not.toBe('automatic')
  })

  it.each(['', '__proto__', 'constructor', 'toString'])('is not mistaken for a member of the object: %j', (text) => {
    expect(isErrorCode(text)).toBe(false)
  })
})
