import { createSecretKey, randomUUID, type KeyObject } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import type { AttachmentType } from '../../contract/attachment.ts'
import { CLOCK_TOLERANCE_SECONDS, type Grant, type View } from '../../contract/grant.ts'
import { formatSubject, parseSubject } from '../../contract/target.ts'
import { isWrittenOneWay } from './bearer-token.ts'
import { readClaims } from './upload-token-claims.ts'

/** The `aud` claim every upload token carries. */
export const UPLOAD_TOKEN_AUDIENCE = 'kombo-attachment-upload'

/** Shortest secret, in bytes: HS256 wants a key at least as long as its hash (RFC 7518, section 3.2). */
export const MIN_SECRET_BYTES = 32

/** Lifetime of a token when none is given, in seconds. */
export const DEFAULT_TOKEN_LIFETIME_SECONDS = 60 * 60

/** What a portal says when it lets somebody attach documents to one record. */
export interface UploadTokenClaims {
  /** The record: `application:<Kombo id>` or `candidate:<Kombo id>`. */
  readonly target: string
  /** Kombo integration id, e.g. `workday:HWUTwvyx2wLoSUHphiWVrp28`. */
  readonly integrationId: string
  /**
   * Kombo id of the candidate whose application the target is. With it the route can say when a system keeps a document
   * on the candidate instead. Default: not known. Without meaning for a candidate.
   */
  readonly candidateId?: string
  /** Whose record it is, as shown to the person, e.g. `Frank Doe · Senior Nurse`. */
  readonly label?: string
  /** Who will see the widget. Default: `recruiter`. */
  readonly view?: View
  /** Types that may be attached. Default: every type the ATS supports. */
  readonly types?: readonly AttachmentType[]
  /** Most files that may be attached under this token. Default: unlimited. */
  readonly maxFiles?: number
  /** Largest file, in bytes. Default: the server's and the ATS's limits alone. */
  readonly maxFileSizeBytes?: number
  /** Whether the documents already on the record may be listed. Default: false. */
  readonly read?: boolean
  /** Kombo's `remote_fields` for each attachment: acting user, document category. */
  readonly remoteFields?: Readonly<Record<string, unknown>>
  /** Lifetime in seconds. Default: one hour. */
  readonly expiresInSeconds?: number
  /** Identity of the token, as audit lines and `maxFiles` know it. Default: a random UUID. */
  readonly id?: string
}

export type VerifiedToken =
  /** `expiresAt` in milliseconds since the epoch. */
  | { readonly ok: true; readonly grant: Grant; readonly expiresAt: number }
  /** `reason` is a sentence for the operator; it holds nothing of the token's content. */
  | { readonly ok: false; readonly code: 'UPLOAD.TOKEN_INVALID' | 'UPLOAD.TOKEN_EXPIRED'; readonly reason: string }

/**
 * Signs an upload token (JWT, HS256) for one record.
 * @param secret at least 32 bytes, the same on the portal and the route (`UPLOAD_TOKEN_SECRET`). Of several the first
 * signs, so that both can be given the same list while one secret takes the place of another.
 * @throws RangeError when a secret is missing or too short, TypeError when a claim is not one the route would accept.
 */
export async function signUploadToken(claims: UploadTokenClaims, secret: string | readonly string[]): Promise<string> {
  const [key] = secretKeys(secret)
  const issuedAt = Math.floor(Date.now() / 1000)
  const payload = {
    ...payloadOf(claims),
    aud: UPLOAD_TOKEN_AUDIENCE,
    jti: claims.id ?? randomUUID(),
    iat: issuedAt,
    exp: issuedAt + (claims.expiresInSeconds ?? DEFAULT_TOKEN_LIFETIME_SECONDS),
  }
  const read = readClaims(payload)
  if (!read.ok) throw new TypeError(read.reason)
  return new SignJWT(payload).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(key)
}

/**
 * Makes the grant that a portal's own `authorize` answers with, from the same words as an upload token.
 * @throws TypeError when one of them is not what the route would accept; `maxFiles` needs an `id` to count under.
 */
export function grantFor(claims: Omit<UploadTokenClaims, 'expiresInSeconds'>): Grant {
  const read = readClaims({ ...payloadOf(claims), jti: claims.id, exp: 0 })
  if (!read.ok) throw new TypeError(read.reason)
  return read.grant
}

/** What both say about the record, as it stands in a token. */
function payloadOf(claims: UploadTokenClaims) {
  // Forgotten, or under another name, it is undefined where nothing checks types.
  const given: unknown = claims.target
  const target = typeof given === 'string' ? parseSubject(given) : null
  if (target === null) throw new TypeError('target must be "application:<id>" or "candidate:<id>"')
  return {
    sub: formatSubject(target),
    integration_id: claims.integrationId,
    candidate_id: claims.candidateId,
    label: claims.label,
    view: claims.view,
    types: claims.types === undefined ? undefined : [...claims.types],
    max_files: claims.maxFiles,
    max_file_size_bytes: claims.maxFileSizeBytes,
    read: claims.read,
    remote_fields: claims.remoteFields,
  }
}

/**
 * Checks an upload token and reads the grant it carries. Only HS256 is accepted, whatever the token's header says.
 * @param secret at least 32 bytes. Of several any may have signed: the current one and the one before.
 * @throws RangeError when a secret is missing or too short; a bad token is an answer, never an exception.
 */
export async function verifyUploadToken(token: string, secret: string | readonly string[]): Promise<VerifiedToken> {
  const [current, ...before] = secretKeys(secret)
  if (!isWrittenOneWay(token)) return invalid(SPELT_OTHERWISE)
  let verified = await verifyBy(current, token)
  for (const key of before) {
    if (verified.ok || verified.reason !== OTHER_SECRET) break
    verified = await verifyBy(key, token)
  }
  return verified
}

async function verifyBy(key: KeyObject, token: string): Promise<VerifiedToken> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      audience: UPLOAD_TOKEN_AUDIENCE,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    })
    const read = readClaims(payload)
    if (read.ok) return { ...read, grant: { ...read.grant, expiresAt: read.expiresAt } }
    return invalid(read.reason)
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      return { ok: false, code: 'UPLOAD.TOKEN_EXPIRED', reason: 'the token has expired' }
    }
    if (error instanceof errors.JOSEError) return invalid(reasonOf(error))
    throw error
  }
}

function invalid(reason: string): VerifiedToken {
  return { ok: false, code: 'UPLOAD.TOKEN_INVALID', reason }
}

/** What is wrong with a secret, as a clause; `null` when it can be used. */
export function secretProblem(secret: string): string | null {
  const bytes = Buffer.byteLength(secret)
  return bytes < MIN_SECRET_BYTES ? `needs at least ${MIN_SECRET_BYTES} bytes, it has ${bytes}` : null
}

/** Made once for each secret, of which a process has one or two: jose then imports it once too, not for every request. */
const keys = new Map<string, KeyObject>()

/**
 * @param name what to call it in an error.
 * @throws RangeError when there is none, or one is too short.
 */
export function secretKeys(
  secret: string | readonly string[],
  name = 'the secret of upload tokens',
): [KeyObject, ...KeyObject[]] {
  const [first, ...others] = [secret].flat().map((each) => secretKey(each, name))
  if (first === undefined) throw new RangeError(`${name} is an empty list. ${GIVE_ONE}`)
  return [first, ...others]
}

const GIVE_ONE = `Give one of at least ${MIN_SECRET_BYTES} bytes, for example from a variable UPLOAD_TOKEN_SECRET that is set where the server runs.`

/** An unset variable arrives as nothing. */
function secretKey(secret: string | undefined, name: string): KeyObject {
  if (typeof secret !== 'string') {
    throw new RangeError(`${name} is ${secret === undefined ? 'undefined' : 'not text'}. ${GIVE_ONE}`)
  }
  const known = keys.get(secret)
  if (known !== undefined) return known
  const problem = secretProblem(secret)
  if (problem !== null) throw new RangeError(`${name} ${problem}`)
  const key = createSecretKey(secret, 'utf8')
  keys.set(secret, key)
  return key
}

const SPELT_OTHERWISE = "the token's signature is not written as base64url without padding"

const OTHER_SECRET = 'the token is signed with another secret'

function reasonOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTClaimValidationFailed) return `the token's claim "${error.claim}" is missing or wrong`
  if (error instanceof errors.JOSEAlgNotAllowed) return 'the token is not signed with HS256'
  if (error instanceof errors.JWSSignatureVerificationFailed) return OTHER_SECRET
  return 'this is not a signed token'
}
