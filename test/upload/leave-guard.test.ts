import { expect, it } from 'vitest'
import { guardLeaving } from '../../src/upload/leave-guard.ts'

function isAskedOnLeaving(): boolean {
  return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
}

it('asks as long as a file would be lost at that very moment, and no longer', () => {
  let isNeeded = true
  const stop = guardLeaving(() => isNeeded)
  expect(isAskedOnLeaving()).toBe(true)
  isNeeded = false
  expect(isAskedOnLeaving()).toBe(false)
  isNeeded = true
  stop()
  expect(isAskedOnLeaving()).toBe(false)
})
