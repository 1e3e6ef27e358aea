import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { learnSizes } from '../../src/upload/bytes/learn-sizes.ts'

const turn = vi.hoisted(() => vi.fn<() => Promise<void>>(() => Promise.resolve()))
vi.mock('../../src/upload/tasks/next-task.ts', () => ({ nextTask: turn }))

/** Each look at the clock is a millisecond later than the one before. */
beforeEach(() => {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 1
    return now
  })
})
afterEach(() => vi.restoreAllMocks())

function slowFiles(count: number, onRead: () => void): readonly File[] {
  return Array.from({ length: count }, (_, index) => {
    const file = new File(['%PDF'], `cv-${index}.pdf`)
    Object.defineProperty(file, 'size', { get: onRead })
    return file
  })
}

it('reads the size of every file once', async () => {
  let read = 0
  await learnSizes(slowFiles(100, () => void (read += 1)))
  expect(read).toBe(100)
})

it('lets the page have its turn before it was blocked for long', async () => {
  let inOneGo = 0
  let longest = 0
  turn.mockImplementation(() => {
    inOneGo = 0
    return Promise.resolve()
  })
  await learnSizes(
    slowFiles(100, () => {
      inOneGo += 1
      longest = Math.max(longest, inOneGo)
    }),
  )
  expect(longest).toBeLessThanOrEqual(20)
})
