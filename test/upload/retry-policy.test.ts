import { describe, expect, it } from 'vitest'
import { ERROR_CODES, errorPolicy } from '../../src/contract/error-code.ts'
import type { ErrorCode } from '../../src/contract/error-code.ts'
import { browserError } from '../../src/contract/wire.ts'
import type { UploadError } from '../../src/contract/wire.ts'
import { MAX_ATTEMPTS, waitBeforeRetry } from '../../src/upload/send/retry-policy.ts'

function failure(code: ErrorCode, more: Partial<UploadError> = {}): UploadError {
  return { ...browserError(code, ''), ...more }
}

describe('waiting before a retry', () => {
  it('happens for no code but those the table clears', () => {
    const retried = ERROR_CODES.filter((code) => waitBeforeRetry(failure(code), 1, 0.5) !== null)
    expect(retried).toEqual(ERROR_CODES.filter((code) => errorPolicy(code).retry === 'automatic'))
    expect(retried).toContain('PLATFORM.CONCURRENCY_LIMIT_EXCEEDED')
    expect(retried).not.toContain('UPLOAD.ANSWER_LOST')
  })

  it('never happens when something may have reached the ATS, whatever the code', () => {
    expect(waitBeforeRetry(failure('REMOTE.SERVICE_UNAVAILABLE', { delivery: 'unknown' }), 1, 0.5)).toBeNull()
  })

  it('doubles its span with each attempt and spreads over all of it', () => {
    const busy = failure('UPLOAD.SERVER_BUSY')
    expect([1, 2, 3, 4].map((attempt) => waitBeforeRetry(busy, attempt, 1))).toEqual([1000, 2000, 4000, 8000])
    expect(waitBeforeRetry(busy, 3, 0)).toBe(0)
  })

  it('waits at least as long as the route asks', () => {
    const limited = failure('PLATFORM.RATE_LIMIT_EXCEEDED', { retryAfterMs: 57_000 })
    expect(waitBeforeRetry(limited, 1, 0)).toBe(57_000)
    expect(waitBeforeRetry(limited, 1, 1)).toBe(58_000)
  })

  it('leaves a wait of more than ten minutes to the person', () => {
    expect(waitBeforeRetry(failure('UPLOAD.RATE_LIMITED', { retryAfterMs: 600_000 }), 1, 0)).toBe(600_000)
    expect(waitBeforeRetry(failure('UPLOAD.RATE_LIMITED', { retryAfterMs: 600_001 }), 1, 0)).toBeNull()
  })

  it('ends', () => {
    const busy = failure('UPLOAD.SERVER_BUSY')
    expect(waitBeforeRetry(busy, MAX_ATTEMPTS - 1, 0)).not.toBeNull()
    expect(waitBeforeRetry(busy, MAX_ATTEMPTS, 0)).toBeNull()
  })
})
