import type { View } from '../../contract/grant.ts'
import { VIEWS } from '../../contract/grant.ts'
import type { Target } from '../../contract/target.ts'
import { parseSubject } from '../../contract/target.ts'

/** What the browser reads in an upload token. It proves nothing here: only the route verifies it. */
export interface TokenClaims {
  readonly target: Target
  /** When it expires, in milliseconds since the epoch. */
  readonly expiresAt: number | null
  readonly view: View
  /** What it allows, as text that stays the same when the token is renewed. */
  readonly grant: string
  /** What its files count under, where it grants a number of them: its `jti`. Else `null`. */
  readonly countsUnder: string | null
  /** Whose record it is, as shown; `null` where it does not say. */
  readonly label: string | null
}

/** Claims that are others in each token for the same grant. */
const OF_ONE_TOKEN: readonly string[] = ['exp', 'iat', 'nbf', 'jti']

/** Reads the payload of a JWT (RFC 7519) without verifying it; `null` when it names no target. */
export function readToken(token: string): TokenClaims | null {
  const payload = decodePayload(token.split('.')[1] ?? '')
  if (typeof payload !== 'object' || payload === null) return null
  const target = 'sub' in payload && typeof payload.sub === 'string' ? parseSubject(payload.sub) : null
  if (target === null) return null
  const expiresAt = 'exp' in payload && typeof payload.exp === 'number' ? payload.exp * 1000 : null
  const view = VIEWS.find((each) => 'view' in payload && payload.view === each) ?? 'recruiter'
  // `null` counts as not there.
  const given = Object.entries(payload).filter(([, value]) => value !== null)
  const grant = JSON.stringify(given.filter(([claim]) => !OF_ONE_TOKEN.includes(claim)))
  const isCounted = given.some(([claim]) => claim === 'max_files')
  const countsUnder = isCounted && 'jti' in payload && typeof payload.jti === 'string' ? payload.jti : null
  const label = 'label' in payload && typeof payload.label === 'string' ? payload.label : null
  return { target, expiresAt, view, label, grant, countsUnder }
}

/** What a file counts under that is sent with this token, or with none. */
export function countedUnder(token: string | null): string | null {
  return token === null ? null : (readToken(token)?.countsUnder ?? null)
}

/** The target a token or a `target` option names; the option wins only where there is no readable token. */
export function targetOf(token: string | undefined, target: string | undefined): Target | null {
  const claims = token === undefined ? null : readToken(token)
  if (claims !== null) return claims.target
  return target === undefined ? null : parseSubject(target)
}

function decodePayload(base64url: string): unknown {
  try {
    const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0))))
  } catch {
    // Not base64, or not JSON: not a token, which is all the caller wants to know.
    return null
  }
}
