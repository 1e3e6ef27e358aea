import { rulesPath } from '../contract/target.ts'
import type { Ask } from '../upload/send/route-client.ts'
import { readToken } from '../upload/token/token-claims.ts'

/**
 * Asks for the rules at once: by the time the words are fetched and the widget is drawn, they are there or nearly. What that
 * saves on a phone's line stands in docs/decisions/013.
 * @param endpoint - base URL of the route, without a trailing slash.
 * @returns the `fetch` for the widget, which has the early answer for the first question, if that is the same with the same
 *   token. Whoever comes back to it later wants to know what is so then.
 */
export function askForRulesAhead(endpoint: string, token: string | undefined): Ask {
  const target = token === undefined ? undefined : readToken(token)?.target
  if (target === undefined) return (url, init) => fetch(url, init)

  const early = endpoint + rulesPath(target)
  const authorization = `Bearer ${token}`
  let answer: Promise<Response> | null = fetch(early, {
    headers: { Accept: 'application/json', Authorization: authorization },
  })
  // Whoever asks is told; until then nobody is.
  answer.catch(() => {})
  return (url, init) => {
    const isSame = url === early && new Headers(init.headers).get('Authorization') === authorization
    const known = isSame ? answer : null
    answer = null
    return known ?? fetch(url, init)
  }
}
