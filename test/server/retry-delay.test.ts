import { describe, expect, it } from 'vitest'
import { retryDelay } from '../../src/server/delivery/retry-delay.ts'

const headers = (all: Record<string, string>) => (name: string) => all[name] ?? null
const NOW = Date.parse('2026-01-01T00:00:00Z')

describe('the pause before another try', () => {
  it('doubles with each try, jittered down to nothing, and ends at 30 seconds', () => {
    const longest = [1, 2, 3, 4, 5, 6, 20].map((attempt) => retryDelay(attempt, headers({}), 1000, 1, NOW))
    expect(longest).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
    expect(retryDelay(3, headers({}), 1000, 0, NOW)).toBe(0)
  })

  it.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' }, 9000],
    [{ 'ratelimit-reset': '57' }, 57_000],
    [{ 'ratelimit-reset': '57', 'ratelimit-remaining': '0' }, 57_000],
    [{ 'retry-after': '2', 'ratelimit-reset': '57' }, 2000],
    [{ 'retry-after': '7', 'ratelimit-remaining': '298' }, 7000],
  ])('is what %j says', (given, expected) => {
    expect(retryDelay(1, headers(given), 1000, 0, NOW)).toBe(expected)
  })

  it.each(['9'.repeat(20), '9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT'])(
    'is one that a header can say again, however long the answer says: %s',
    (value) => {
      const seconds = retryDelay(1, headers({ 'retry-after': value }), 1000, 0, NOW) / 1000
      expect(seconds).toBe(2 ** 31 - 1)
    },
  )

  it('is a little longer for each of those who are told the same, so that they do not come back together', () => {
    const told = headers({ 'retry-after': '7' })
    expect([0, 0.5, 1].map((random) => retryDelay(1, told, 1000, random, NOW))).toEqual([7000, 7125, 7250])
  })

  it.each([
    { 'retry-after': '0' },
    { 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' },
    { 'ratelimit-reset': '0', 'ratelimit-remaining': '0' },
    { 'retry-after': '3' },
  ])('doubles all the same where %j says less', (given) => {
    expect(retryDelay(4, headers(given), 1000, 0.5, NOW)).toBe(4000)
  })

  it.each([{ 'retry-after': 'soon' }, { 'ratelimit-reset': '57', 'ratelimit-remaining': '298' }])(
    'takes no notice of %j',
    (given) => {
      expect(retryDelay(1, headers(given), 1000, 0.5, NOW)).toBe(500)
    },
  )
})
