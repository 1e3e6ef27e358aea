import type { Rejection } from '../../contract/check-file.ts'
import { RouteError } from './route-error.ts'

type SentenceOf = {
  readonly [Code in Rejection['code']]: (rejection: Extract<Rejection, { code: Code }>) => string
}

/** Made for developers; what people read is the widget's, by code. */
const SENTENCES: SentenceOf = {
  'UPLOAD.FILE_EMPTY': () => 'The file is empty',
  'UPLOAD.FILE_TOO_LARGE': ({ sizeBytes, limitBytes }) => `The file has ${sizeBytes} bytes, ${limitBytes} are allowed`,
  'UPLOAD.FILE_NAME_INVALID': () => 'The file has no usable name',
  'UPLOAD.FILE_KIND_UNKNOWN': () => "The name's extension is missing or unknown",
  'UPLOAD.FILE_KIND_NOT_ACCEPTED': ({ kind }) => `Files of the kind "${kind.name}" are not accepted for this type`,
  'UPLOAD.FILE_CONTENT_MISMATCH': ({ kind, found }) => `The name promises "${kind.name}", the content is "${found}"`,
  'UPLOAD.FILE_PASSWORD_PROTECTED': () => 'The file is protected by a password',
  'UPLOAD.FILE_HAS_MACROS': () => 'The file holds macros',
  'UPLOAD.FILE_ACTIVE_CONTENT': () => 'Files of this kind run when they are opened',
  'UPLOAD.TYPE_NOT_SUPPORTED': ({ type }) => `The connected system takes no attachments of type ${type}`,
  'UPLOAD.TYPE_NOT_GRANTED': ({ type }) => `Attachments of type ${type} are not part of this grant`,
}

/** A rejection as an error: the code says it to the widget, the message to a developer. Never the file's name. */
export function rejectionError<Code extends Rejection['code']>(
  rejection: Extract<Rejection, { code: Code }>,
): RouteError {
  const sentence: (rejection: Extract<Rejection, { code: Code }>) => string = SENTENCES[rejection.code]
  return new RouteError(rejection.code, sentence(rejection))
}
