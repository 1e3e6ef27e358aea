import type { Rules } from '../../contract/rules.ts'
import type { Target } from '../../contract/target.ts'
import { attachmentsPath, rulesPath } from '../../contract/target.ts'
import type { ExistingAttachment, UploadError } from '../../contract/wire.ts'
import { browserError, parseExistingAttachments, parseRules } from '../../contract/wire.ts'
import { isOnline } from './connection.ts'
import { interpretAnswer } from './interpret-answer.ts'
import { codeOfNoToken } from '../token/no-token.ts'
import type { TokenSource } from '../token/token.ts'
import { within } from '../tasks/unless-aborted.ts'

/** How long the route may take to say what there is, in milliseconds: it waits 30 seconds for Kombo. A line can have died unnoticed. */
const ANSWER_PATIENCE_MS = 40_000

/** An {@link UploadError} on its way through code that throws. Not by `ErrorOptions`, which a project for browsers of 2020 lacks. */
export class RouteFailure extends Error {
  override readonly name = 'RouteFailure'
  readonly error: UploadError

  constructor(error: UploadError, options?: { readonly cause: unknown }) {
    super(error.message, options)
    this.error = error
  }
}

/** Asks the route for something; the part of the page's own `fetch` that is needed for it. */
export type Ask = (url: string, init: RequestInit) => Promise<Response>

export interface RouteAddress {
  readonly endpoint: string
  readonly target: Target
  readonly tokens: TokenSource
  /** Default: the page's own. */
  readonly fetch?: Ask | undefined
}

/** @throws {RouteFailure} */
export function fetchRules(route: RouteAddress, signal: AbortSignal): Promise<Rules> {
  return get(route, rulesPath(route.target), parseRules, signal)
}

/** @throws {RouteFailure} */
export function fetchExisting(route: RouteAddress, signal: AbortSignal): Promise<readonly ExistingAttachment[]> {
  return get(route, attachmentsPath(route.target), parseExistingAttachments, signal)
}

/** Where a file for this target is posted. */
export function attachUrl(endpoint: string, target: Target): string {
  return joinUrl(endpoint, attachmentsPath(target))
}

async function get<T>(
  { endpoint, tokens, fetch: ask = fetch }: RouteAddress,
  path: string,
  parse: (json: unknown) => T | null,
  signal: AbortSignal,
): Promise<T> {
  const url = joinUrl(endpoint, path)
  const response = await askWithToken(
    tokens,
    signal,
    (token) => request(ask, url, token, signal),
    ({ status }) => status === 401,
  )
  const reply = interpretAnswer(response, parse)
  if (!('error' in reply)) return reply.value
  // Nothing is sent here, so a gateway that answers for a route it cannot reach leaves nothing in doubt: it is asked again.
  const isGateway = response.status >= 500 && reply.error.code === 'UPLOAD.ANSWER_INVALID'
  throw new RouteFailure(isGateway ? browserError('UPLOAD.NETWORK', reply.error.message) : reply.error)
}

/**
 * Asks with the token of now, and at once again with another where that is refused and another is to be had.
 * @throws {RouteFailure} where the page has no token to ask with, and whatever `ask` throws.
 */
export async function askWithToken<T>(
  tokens: TokenSource,
  signal: AbortSignal,
  ask: (token: string | null) => Promise<T>,
  isRefused: (answer: T) => boolean,
): Promise<T> {
  const token = await tokenFor(tokens.current(signal), signal)
  const answer = await ask(token)
  if (!isRefused(answer)) return answer
  const other = await tokenFor(tokens.replace(token, signal), signal)
  return other === null ? answer : ask(other)
}

export function authorization(token: string | null): Readonly<Record<string, string>> {
  return token === null ? {} : { Authorization: `Bearer ${token}` }
}

/** The page may have no token, for reasons of its own which say nothing about what is asked. */
async function tokenFor(token: Promise<string | null>, signal: AbortSignal): Promise<string | null> {
  try {
    return await token
  } catch (cause) {
    if (signal.aborted) throw cause
    const error = browserError(codeOfNoToken(cause), 'the page could not supply a token for this record')
    throw new RouteFailure(error, { cause })
  }
}

async function request(ask: Ask, url: string, token: string | null, signal: AbortSignal) {
  const headers = { Accept: 'application/json', ...authorization(token) }
  const asking = new AbortController()
  const read = async () => {
    const response = await ask(url, { headers, signal: asking.signal })
    return { status: response.status, text: await response.text() }
  }
  try {
    return await within(ANSWER_PATIENCE_MS, read(), signal)
  } catch (cause) {
    const code = isOnline() ? 'UPLOAD.NETWORK' : 'UPLOAD.OFFLINE'
    throw new RouteFailure(browserError(code, 'the upload route could not be reached'), { cause })
  } finally {
    asking.abort()
  }
}

function joinUrl(endpoint: string, path: string): string {
  return endpoint.replace(/\/+$/, '') + path
}
