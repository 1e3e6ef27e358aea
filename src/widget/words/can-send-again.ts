import { errorPolicy } from '../../contract/error-code.ts'
import type { UploadError } from '../../contract/wire.ts'
import type { AttachmentUpload, UploadSettings } from '../../upload/engine/attachment-upload.ts'
import type { Upload } from '../../upload/list/upload.ts'

/**
 * What the token is good for: it holds as far as anybody knows; by this clock it is over; or the rules were refused, and
 * asking again would not help.
 */
export type Access = 'holds' | 'over' | 'refused'

/** Without a token the page has a session of its own, which may be there again. */
export function canRenew({ getToken, token }: Pick<UploadSettings, 'getToken' | 'token'>): boolean {
  return getToken !== undefined || token === undefined
}

/** Whether the rules may be there at another try. A refused token is refused again where nothing renews it. */
export function canAskAgain(error: UploadError, canRenewToken: boolean): boolean {
  return errorPolicy(error.code).retry !== 'never' && (canRenewToken || !isOfToken(error))
}

export function accessOf(
  { rules, tokenEndsAt }: Pick<AttachmentUpload, 'rules' | 'tokenEndsAt'>,
  canRenewToken: boolean,
): Access {
  if (rules.status === 'failed' && !canAskAgain(rules.error, canRenewToken)) return 'refused'
  return !canRenewToken && tokenEndsAt !== null && tokenEndsAt <= Date.now() ? 'over' : 'holds'
}

/** Whether a failed, cancelled or maybe attached file is offered another try. That a token is over is the route's to say. */
export function canSendAgain(upload: Upload, access: Access): boolean {
  if (access === 'refused') return false
  return upload.state !== 'failed' || canAskAgain(upload.error, access === 'holds')
}

function isOfToken({ code }: UploadError): boolean {
  return code.startsWith('UPLOAD.TOKEN_')
}
