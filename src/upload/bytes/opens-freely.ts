import type { Sample } from './content.ts'
import { within } from '../tasks/unless-aborted.ts'

/** How long that may take to come, in milliseconds. */
const PIECE_PATIENCE_MS = 10_000

/**
 * Whether an encrypted PDF opens without a password, or this page cannot tell: then the route, which is told nothing by
 * the browser, decides. What tells is fetched when the first such file is met, for they are rare.
 */
export async function opensFreely(sample: Sample): Promise<boolean> {
  try {
    const piece = import('../../contract/pdf-password.ts')
    const { tryEmptyPassword } = await within(PIECE_PATIENCE_MS, piece, new AbortController().signal)
    // Absent outside secure contexts, whatever its type says.
    const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
    const password = await tryEmptyPassword(sample, subtle)
    return password === 'opens' || password === 'no-crypto'
  } catch {
    // Mostly not fetched: a moment without network, or a deployment that took the old name away. The route can tell.
    return true
  }
}
