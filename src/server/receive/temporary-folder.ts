import { closeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isPassing } from './spool-failure.ts'
import { openUnlinked } from './unnamed-file.ts'

/** No temporary file can be made; the message says what to change. */
export class TemporaryFolderError extends Error {
  override readonly name = 'TemporaryFolderError'
}

/**
 * Makes a temporary file and lets go of it. Only larger uploads need one: where none can be made, as in a container that
 * may not write, everything else would go well.
 * @throws TemporaryFolderError unless what stands in the way may be over soon, as a full disk.
 */
export function checkTemporaryFolder(): void {
  const folder = tmpdir()
  try {
    closeSync(openUnlinked(folder))
  } catch (cause) {
    if (isPassing(cause)) return
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no reason given'
    throw new TemporaryFolderError(
      `No temporary file can be made in ${folder} (${code}). Set TMPDIR to a folder this server may write to, such as a tmpfs.`,
      { cause },
    )
  }
}
