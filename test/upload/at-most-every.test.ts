import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AtMostEvery } from '../../src/upload/tasks/at-most-every.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function count(ms = () => 50) {
  const work = vi.fn<() => void>()
  return { work, often: new AtMostEvery(ms, work) }
}

it('works at once after a pause', () => {
  const { work, often } = count()
  often.soon()
  expect(work).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(50)
  often.soon()
  expect(work).toHaveBeenCalledTimes(2)
})

it('works once, when the time is over, for everything wanted meanwhile', () => {
  const { work, often } = count()
  for (let wanted = 0; wanted < 100; wanted += 1) often.soon()
  expect(work).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(49)
  expect(work).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1)
  expect(work).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(1000)
  expect(work).toHaveBeenCalledTimes(2)
})

it('does what is waiting with what must not wait', () => {
  const { work, often } = count()
  often.soon()
  often.soon()
  often.now()
  expect(work).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(1000)
  expect(work).toHaveBeenCalledTimes(2)
})

it('waits as long as it is to wait now, not as it was to wait before', () => {
  let ms = 50
  const { work, often } = count(() => ms)
  often.soon()
  ms = 200
  often.soon()
  vi.advanceTimersByTime(199)
  expect(work).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1)
  expect(work).toHaveBeenCalledTimes(2)
})
