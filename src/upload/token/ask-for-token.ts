import { TokenUnavailable } from './no-token.ts'
import { readToken } from './token-claims.ts'
import { within } from '../tasks/unless-aborted.ts'

export type GetToken = (signal: AbortSignal) => Promise<string>

/** Whether it is one word, in letters that a header can carry. A page of an error, or one to sign in at, is more than that. */
export function isWord(token: string): boolean {
  return /^\s*[!-~]+\s*$/.test(token)
}

/** How long the page may take to supply a token, in milliseconds. */
export const TOKEN_PATIENCE_MS = 30_000

/**
 * Asks the page for a token; one that has to be read must name a record.
 * @throws {TokenUnavailable} when it fails, gives none or takes too long; its signal is aborted then.
 */
export async function askForToken(
  getToken: GetToken,
  isRead: boolean,
  controller = new AbortController(),
): Promise<string> {
  try {
    const token = await within(TOKEN_PATIENCE_MS, Promise.resolve(getToken(controller.signal)), controller.signal)
    // A page without types may answer with anything, or with nothing.
    if (typeof token !== 'string' || !isWord(token) || (isRead && readToken(token) === null)) {
      // A server for development answers with its page where it does not pass an address on.
      throw new TypeError(`getToken gives ${/^\s*</.test(token) ? 'HTML' : 'no token'}`)
    }
    return token
  } catch (cause) {
    controller.abort()
    throw new TokenUnavailable('the page could not supply a token', { cause })
  }
}
