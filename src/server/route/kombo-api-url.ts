import { DEFAULT_KOMBO_API_URL } from '../calls/kombo-client.ts'
import { Problem } from './problem.ts'

/* Where Kombo is, as an operator writes it: for the environment of the standalone server and for a route of one's own. */

/** Kombo's regions (docs.kombo.dev, "Querying the API"). */
const KOMBO_REGIONS: ReadonlyMap<string, string> = new Map([
  ['eu', DEFAULT_KOMBO_API_URL],
  ['us', 'https://api.us.kombo.dev/v1'],
])

/** The base URL that a region or a URL stands for, without a trailing slash. */
export function parseApiUrl(given: string): string | Problem {
  const region = KOMBO_REGIONS.get(given.toLowerCase())
  if (region !== undefined) return region
  const url = URL.canParse(given) ? new URL(given) : null
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return new Problem('must be "eu", "us", or a URL such as https://api.kombo.dev/v1.')
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return new Problem('may have neither a user, a query nor a fragment.')
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return new Problem('must begin with https://, or the API key would travel in the clear.')
  }
  return url.href.replace(/\/+$/, '')
}

/**
 * The same for `komboApiUrl`. A URL that nobody answers would show only in the first upload, as a failure of Kombo's.
 * @throws RangeError when it is neither a region nor a URL the API key may be sent to.
 */
export function komboApiUrl(given: unknown = 'eu'): string {
  // Where nothing checks types, it may be no text; what that reads as is no URL either.
  const url = parseApiUrl(String(given))
  if (url instanceof Problem) throw new RangeError(`komboApiUrl ${url.sentence}`)
  return url
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
