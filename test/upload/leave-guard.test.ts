import { expect, it } from 'vitest'
import { LeaveGuard } from '../../src/upload/leave-guard.ts'

function isAskedOnLeaving(): boolean {
  return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
}

it('asks as long as a file would be lost at that very moment, and no longer', () => {
  let isNeeded = true
  const guard = new LeaveGuard(() => isNeeded)
  guard.update()
  expect(isAskedOnLeaving()).toBe(true)
  isNeeded = false
  expect(isAskedOnLeaving()).toBe(false)
})

it('leaves the page without a listener while nothing would be lost', () => {
  let isNeeded = true
  const guard = new LeaveGuard(() => isNeeded)
  expect(isAskedOnLeaving()).toBe(false)
  guard.update()
  isNeeded = false
  guard.update()
  isNeeded = true
  expect(isAskedOnLeaving()).toBe(false)
  guard.update()
  expect(isAskedOnLeaving()).toBe(true)
})
