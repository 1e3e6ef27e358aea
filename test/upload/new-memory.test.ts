import { expect, it, vi } from 'vitest'
import { isNewMemoryQuick, tryNewMemory } from '../../src/upload/bytes/new-memory.ts'

/** A clock by which each try takes the next of these times, in milliseconds. */
function clock(...tries: readonly number[]): () => number {
  const looks = tries.flatMap((ms, index) => [index * 1000, index * 1000 + ms])
  return () => looks.shift() ?? Number.NaN
}

it('is quick where it is had within a millisecond or two', () => {
  expect(tryNewMemory(clock(1))).toBe(true)
  // As coarse as the clocks of some browsers are.
  expect(tryNewMemory(clock(0))).toBe(true)
})

it('is not called slow for one interruption', () => {
  expect(tryNewMemory(clock(12, 1.2))).toBe(true)
})

it('is slow where each page of it costs microseconds', () => {
  expect(tryNewMemory(clock(6.4, 6.1))).toBe(false)
})

it('is tried out once', () => {
  const now = vi.spyOn(performance, 'now')
  isNewMemoryQuick()
  const looks = now.mock.calls.length
  expect(looks).toBeGreaterThan(0)
  isNewMemoryQuick()
  expect(now).toHaveBeenCalledTimes(looks)
})
