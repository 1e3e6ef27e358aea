import * as v from 'valibot'
import { ATTACHMENT_TYPES } from '../../contract/attachment.ts'
import { VIEWS, type Grant } from '../../contract/grant.ts'
import { isSameTarget, type Target } from '../../contract/target.ts'
import { bearerToken } from './bearer-token.ts'
import { checkKinds, type Kind } from './checked-kinds.ts'
import { HEADER_TEXT } from '../limits/header-text.ts'
import { numberIn, type NumberRange } from '../limits/number-range.ts'
import { RouteError } from '../answers/route-error.ts'
import { VerifiedTokens } from './verified-tokens.ts'

/** How callers are let in: by upload token, or by the portal's own session. */
export type Access =
  | {
      /** Checks upload tokens; at least 32 bytes. Of several any may have signed. */
      readonly tokenSecret: string | readonly string[]
      readonly authorize?: undefined
    }
  | {
      readonly tokenSecret?: undefined
      /**
       * Decides by the request's headers and the record its path names, which the caller chose: look up whether this person
       * may reach it. `null` refuses. The body must not be read. A grant with a member of the wrong kind, or a number that bounds
       * nothing, such as `NaN` or `maxFiles` without an `id` to count under, lets nobody in (`UPLOAD.INTERNAL`).
       */
      readonly authorize: (request: Request, target: Target) => Grant | null | Promise<Grant | null>
    }

/**
 * The grant a request comes with.
 * @throws RouteError when there is none, or when it is for another record than the path names.
 */
export type Authorise = (request: Request, target: Target) => Promise<Grant>

/** @throws RangeError when it is not said how callers are let in, or two ways are given. */
export function authoriseBy(access: Access): Authorise {
  const grantOf =
    access.authorize === undefined ? byToken(new VerifiedTokens(access.tokenSecret)) : byPortal(onlyWay(access))
  return async (request, target) => {
    const grant = await grantOf(request, target)
    if (isSameTarget(grant.target, target)) return grant
    throw new RouteError('UPLOAD.TARGET_MISMATCH', 'The path names another record than the one granted')
  }
}

type Portal = Extract<Access, { authorize: unknown }>

/** Nobody can mean both: a token would open nothing, and whoever gives its secret thinks that it does. */
function onlyWay(portal: Portal): Portal {
  if (portal.tokenSecret === undefined) return portal
  throw new RangeError(
    'tokenSecret and authorize are both given. Give one: tokenSecret for upload tokens, or authorize for the session of the portal.',
  )
}

function byPortal(access: Portal) {
  return async (request: Request, target: Target): Promise<Grant> => {
    const grant = await access.authorize(request, target)
    // Looked up in a map, it may be undefined as well.
    if (grant == null) throw new RouteError('UPLOAD.TOKEN_MISSING', 'There is no session that allows this upload')
    return whole(grant)
  }
}

const textOrNone: Kind = { schema: v.nullish(v.string()), mustBe: 'text, or null' }

/** What is not as it must be may be read as more than was meant: any text as leave to read, any view as a recruiter's. */
const KINDS = {
  target: {
    schema: v.object({ kind: v.string(), id: v.string() }),
    mustBe: 'a record such as { kind: "application", id }',
  },
  integrationId: {
    schema: v.pipe(v.string(), v.regex(HEADER_TEXT)),
    mustBe: 'the id of a Kombo integration: text of letters, digits and signs of ASCII',
  },
  view: { schema: v.nullish(v.picklist(VIEWS)), mustBe: `${VIEWS.join(' or ')}, or left out` },
  read: { schema: v.nullish(v.boolean()), mustBe: 'true or false, or left out' },
  types: {
    schema: v.nullish(v.array(v.picklist(ATTACHMENT_TYPES))),
    mustBe: `a list that holds nothing but ${ATTACHMENT_TYPES.join(', ')}, or null for all of them`,
  },
  id: textOrNone,
  candidateId: textOrNone,
  label: textOrNone,
  remoteFields: { schema: v.nullish(v.object({})), mustBe: 'an object, or null' },
} as const satisfies { readonly [Name in keyof Grant]?: Kind }

/**
 * A grant made by hand may say anything of its numbers, and one that is none would bound nothing; nor would a number of files
 * that are counted under nothing, which a token may not say either. What it leaves out, as JavaScript lets it, is what a
 * token leaves out.
 * @throws RangeError
 */
function whole(grant: Grant): Grant {
  checkKinds(KINDS, grant, ' of the grant')
  if (grant.expiresAt !== undefined) numberIn(ENDS, 'expiresAt of the grant', grant.expiresAt)
  const id = grant.id ?? null
  const maxFiles = bound('maxFiles of the grant', grant.maxFiles)
  if (maxFiles !== null && (id === null || id === '')) {
    throw new RangeError(
      'maxFiles of the grant counts under its id, and there is none. Give an id, such as that of the session, or null for no limit.',
    )
  }
  return {
    ...grant,
    id,
    candidateId: grant.candidateId ?? null,
    label: grant.label ?? null,
    view: grant.view ?? 'recruiter',
    types: grant.types ?? null,
    read: grant.read ?? false,
    remoteFields: grant.remoteFields ?? null,
    maxFiles,
    maxFileSizeBytes: bound('maxFileSizeBytes of the grant', grant.maxFileSizeBytes),
  }
}

const ENDS: NumberRange = { least: 0, most: Infinity, orElse: 'leave it out where nobody knows' }
const BOUND: NumberRange = { least: 0, most: Number.MAX_SAFE_INTEGER, isWhole: true, orElse: 'null for no limit' }

function bound(name: string, value: number | null | undefined): number | null {
  return value == null ? null : numberIn(BOUND, name, value)
}

function byToken(tokens: VerifiedTokens) {
  return async (request: Request): Promise<Grant> => {
    const token = bearerToken(request.headers.get('authorization'))
    if (token === null) {
      throw new RouteError('UPLOAD.TOKEN_MISSING', 'The request carries no "Authorization: Bearer <upload token>"')
    }
    const verified = await tokens.verify(token)
    if (verified.ok) return verified.grant
    throw new RouteError(verified.code, `The upload token cannot be used: ${verified.reason}`)
  }
}
