import type { Grant } from '../contract/grant.ts'
import { isSameTarget, type Target } from '../contract/target.ts'
import { RouteError } from './route-error.ts'
import { verifyUploadToken } from './upload-token.ts'

/** How callers are let in: by upload token, or by the portal's own session. */
export type Access =
  | {
      /** Checks upload tokens; at least 32 bytes. Of several any may have signed. */
      readonly tokenSecret: string | readonly string[]
    }
  | {
      /** Decides by the request's headers alone; `null` refuses. The body must not be read. */
      readonly authorize: (request: Request) => Grant | null | Promise<Grant | null>
    }

/**
 * The grant a request comes with.
 * @throws RouteError when there is none, or when it is for another record than the path names.
 */
export async function authorise(request: Request, target: Target, access: Access): Promise<Grant> {
  const grant = 'authorize' in access ? await byPortal(request, access) : await byToken(request, access.tokenSecret)
  if (!isSameTarget(grant.target, target)) {
    throw new RouteError('UPLOAD.TARGET_MISMATCH', 'The path names another record than the one granted')
  }
  return grant
}

async function byPortal(request: Request, access: Extract<Access, { authorize: unknown }>): Promise<Grant> {
  const grant = await access.authorize(request)
  if (grant === null) throw new RouteError('UPLOAD.TOKEN_MISSING', 'There is no session that allows this upload')
  return grant
}

async function byToken(request: Request, secret: string | readonly string[]): Promise<Grant> {
  const header = request.headers.get('authorization')
  const token = header === null ? null : /^Bearer +(\S+) *$/i.exec(header)?.[1]
  if (token === null || token === undefined) {
    throw new RouteError('UPLOAD.TOKEN_MISSING', 'The request carries no "Authorization: Bearer <upload token>"')
  }
  const verified = await verifyUploadToken(token, secret)
  if (verified.ok) return verified.grant
  throw new RouteError(verified.code, `The upload token cannot be used: ${verified.reason}`)
}
