import { randomUUID } from 'node:crypto'
import { constants, openSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'

/** Linux's `O_TMPFILE`, which Node does not name: a file that never has a name. */
const UNNAMED = constants.O_RDWR | constants.O_DIRECTORY | 0o20000000

/**
 * A file nobody can find. Where the system can, it is made without a name; elsewhere it loses its name at once, and only
 * a process killed in between leaves an empty one behind.
 */
export function openUnlinked(folder: string): number {
  if (process.platform === 'linux') {
    try {
      return openSync(folder, UNNAMED, 0o600)
    } catch {
      // A file system that cannot: the other way reports what else may be wrong.
    }
  }
  const path = join(folder, `attachment-${randomUUID()}`)
  const file = openSync(path, 'wx+', 0o600)
  unlinkSync(path)
  return file
}
