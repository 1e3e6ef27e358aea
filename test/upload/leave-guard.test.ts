import { expect, it } from 'vitest'
import { guardLeaving } from '../../src/upload/leave-guard.ts'
import type { Upload } from '../../src/upload/upload.ts'
import { inState } from './uploads.ts'

function isAskedOnLeaving(): boolean {
  return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
}

it('asks as long as a file would be lost at that very moment, and no longer', () => {
  let uploads: readonly Upload[] = [inState('accepting')]
  const stop = guardLeaving(() => uploads)
  expect(isAskedOnLeaving()).toBe(true)
  uploads = [inState('done')]
  expect(isAskedOnLeaving()).toBe(false)
  uploads = [inState('ready')]
  stop()
  expect(isAskedOnLeaving()).toBe(false)
})
