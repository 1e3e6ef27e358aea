import type { Rules } from '../contract/rules.ts'
import type { Target } from '../contract/target.ts'
import { attachmentsPath, rulesPath } from '../contract/target.ts'
import type { ExistingAttachment, UploadError } from '../contract/wire.ts'
import { browserError, parseError, parseExistingAttachments, parseRules } from '../contract/wire.ts'
import { isOnline } from './connection.ts'
import { foreignAnswer, parseJson } from './interpret-answer.ts'
import { codeOfNoToken } from './no-token.ts'
import type { TokenSource } from './token.ts'

/** An {@link UploadError} on its way through code that throws. */
export class RouteFailure extends Error {
  override readonly name = 'RouteFailure'
  readonly error: UploadError

  constructor(error: UploadError, options?: ErrorOptions) {
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
  const token = await tokenFor(tokens.current(signal), signal)
  const url = joinUrl(endpoint, path)
  let response = await request(ask, url, token, signal)
  if (response.status === 401) {
    const other = await tokenFor(tokens.replace(token, signal), signal)
    if (other !== null) response = await request(ask, url, other, signal)
  }
  const json = parseJson(response.text)
  const value = response.status === 200 ? parse(json) : null
  if (value === null) throw new RouteFailure(parseError(json) ?? foreignAnswer(response.status))
  return value
}

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
  const headers = { Accept: 'application/json', ...(token === null ? {} : { Authorization: `Bearer ${token}` }) }
  try {
    const response = await ask(url, { headers, signal })
    return { status: response.status, text: await response.text() }
  } catch (cause) {
    if (signal.aborted) throw cause
    const code = isOnline() ? 'UPLOAD.NETWORK' : 'UPLOAD.OFFLINE'
    throw new RouteFailure(browserError(code, 'the upload route could not be reached'), { cause })
  }
}

function joinUrl(endpoint: string, path: string): string {
  return endpoint.replace(/\/+$/, '') + path
}
