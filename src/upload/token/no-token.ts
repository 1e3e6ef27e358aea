import type { UploadError } from '../../contract/wire.ts'

/** A token for the wrong record: nothing may be sent with it. */
export class WrongTarget extends Error {
  override readonly name = 'WrongTarget'
}

/** The page can supply no token, for reasons of its own that say nothing about the link or the file. */
export class TokenUnavailable extends Error {
  override readonly name = 'TokenUnavailable'
}

/** What the page gives as its token is none: nothing is sent with it. */
export class NoToken extends Error {
  override readonly name = 'NoToken'
}

/** The code of an error with which a token was not to be had. */
export function codeOfNoToken(error: unknown) {
  if (error instanceof WrongTarget) return 'UPLOAD.TARGET_MISMATCH'
  return error instanceof NoToken ? 'UPLOAD.TOKEN_INVALID' : 'UPLOAD.TOKEN_UNAVAILABLE'
}

/** Codes with which the route refuses a token itself, whatever it was to be good for. */
const TOKEN_REFUSED: readonly string[] = ['UPLOAD.TOKEN_MISSING', 'UPLOAD.TOKEN_INVALID', 'UPLOAD.TOKEN_EXPIRED']

/** Whether the token was refused, and not what was asked for with it: another one may be let in. */
export function isTokenRefused({ code }: Pick<UploadError, 'code'>): boolean {
  return TOKEN_REFUSED.includes(code)
}
