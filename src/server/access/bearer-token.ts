import { Buffer } from 'node:buffer'

/** The token of an `Authorization` header; `null` when it carries none. */
export function bearerToken(authorization: string | null): string | null {
  return authorization === null ? null : (/^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? null)
}

/**
 * Whether a token's signature is written as RFC 7515 says: base64url without padding, and nothing in the bits left over.
 * Header and payload are signed as they are written, so with that one token is one text, and whoever counts by the text
 * counts by the token.
 */
export function isWrittenOneWay(token: string): boolean {
  const signature = token.slice(token.lastIndexOf('.') + 1)
  return Buffer.from(signature, 'base64url').toString('base64url') === signature
}
