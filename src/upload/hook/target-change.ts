import type { Target } from '../../contract/target.ts'
import type { PendingTargetChange } from '../engine/attachment-upload.ts'
import type { Upload } from '../list/upload.ts'
import { isUnderWay } from '../list/upload.ts'

/**
 * Whether a person has to say what becomes of a file before the list goes: it is not attached, and nobody decided that. A
 * failed file has to be sent again or given up, one that is maybe attached to be looked for on this very record. A refused
 * file was never going to be sent, and a cancelled one was given up by the person. An attached one is where it belongs.
 */
export function wouldBeLost(upload: Upload): boolean {
  return isUnderWay(upload) || upload.state === 'ready' || upload.state === 'failed' || upload.state === 'unknown'
}

/** The change that a person is asked about. */
export function describeChange(from: Target, to: Target, uploads: readonly Upload[]): PendingTargetChange {
  const underWay = uploads.filter(isUnderWay).length
  return { from, to, underWay, unsent: uploads.filter(wouldBeLost).length - underWay }
}
