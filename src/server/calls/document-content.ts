import type { Buffer } from 'node:buffer'
import type { Dispatcher } from 'undici'
import { request } from 'undici'
import { UNCOMPRESSED } from './uncompressed.ts'

/** How often the address of a document may lead on to another one, as to a store with signed addresses. */
const MAX_REDIRECTS = 3

/** Not all that stands there is a compression: some stores leave `aws-chunked` behind from the way in. */
const COMPRESSED = /gzip|compress|deflate|\bbr\b|zstd/i

/**
 * Fetches a document's content; `null` when it cannot be had. The URL carries its own permission, never our key.
 * @param apiUrl where the API is.
 */
export async function documentContent(
  url: string,
  apiUrl: string,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<AsyncIterable<Buffer> | null> {
  try {
    let next = url
    for (let hops = 0; hops <= MAX_REDIRECTS && mayFetch(next, apiUrl); hops += 1) {
      const { statusCode, headers, body } = await request(next, { dispatcher, signal, headers: UNCOMPRESSED })
      if (statusCode === 200 && !COMPRESSED.test(String(headers['content-encoding']))) return body
      await body.dump()
      const { location } = headers
      if (statusCode < 300 || statusCode > 399 || typeof location !== 'string') return null
      next = new URL(location, next).href
    }
  } catch {
    // Broken off, or led to no address.
  }
  return null
}

/**
 * Over TLS, or from where the API itself is: an address in a list, and what it leads on to, must not lead into the network
 * around us.
 */
function mayFetch(url: string, apiUrl: string): boolean {
  const { protocol, origin } = new URL(url)
  return protocol === 'https:' || origin === new URL(apiUrl).origin
}
