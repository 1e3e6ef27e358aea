import { afterEach, expect, it, vi } from 'vitest'
import { leaveGuard } from '../../src/upload/engine/leave-guard.ts'

afterEach(() => vi.unstubAllGlobals())

function isAskedOnLeaving(): boolean {
  return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
}

it('asks as long as a file would be lost at that very moment, and no longer', () => {
  let isNeeded = true
  const update = leaveGuard(() => isNeeded)
  update()
  expect(isAskedOnLeaving()).toBe(true)
  isNeeded = false
  expect(isAskedOnLeaving()).toBe(false)
})

it('leaves the page without a listener while nothing would be lost', () => {
  let isNeeded = true
  const update = leaveGuard(() => isNeeded)
  expect(isAskedOnLeaving()).toBe(false)
  update()
  isNeeded = false
  update()
  isNeeded = true
  expect(isAskedOnLeaving()).toBe(false)
  update()
  expect(isAskedOnLeaving()).toBe(true)
})

it('does without a window where nothing has changed: a page’s own test may be over', () => {
  const update = leaveGuard(() => false)
  vi.stubGlobal('window', undefined)
  expect(update).not.toThrow()
})
