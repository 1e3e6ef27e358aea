import { noRoom } from './room.ts'

/** A full disk or quota, or every file of the process or the system open: over when others are done. */
const PASSING: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE']

/** The temporary file of an upload could not be made, written or read; `cause` says why. */
export class SpoolFailure extends Error {
  override readonly name = 'SpoolFailure'

  constructor(cause: unknown) {
    super('a temporary file failed', { cause })
  }
}

/** The error that a failed call on a temporary file ends in: where it passes, the caller may come again. */
export function spoolFailure(cause: unknown): Error {
  const failure = new SpoolFailure(cause)
  return isPassing(cause) ? noRoom(failure) : failure
}

/** Whether what stands in the way of a temporary file is over when others are done. */
export function isPassing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && PASSING.includes(cause.code)
}
