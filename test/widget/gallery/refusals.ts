import { errorPolicy } from '../../../src/contract/error-code.ts'
import type { ErrorCode } from '../../../src/contract/error-code.ts'
import { kindByName } from '../../../src/contract/file-kinds.ts'
import type { FileKind } from '../../../src/contract/file-kinds.ts'
import type { FileProblem, Upload } from '../../../src/upload/list/upload.ts'
import { sampleError, sampleFile, sampleReceipt, sampleUpload } from '../../../src/widget/stories/sample-upload.ts'
import type { Stage } from './stage.ts'

/* Each reason why a file is not attached, or maybe not, that no scene of src/widget/stories/sample-scenes.ts gives; and each note. */

function kind(name: string): FileKind {
  const found = kindByName(name)
  if (found === null) throw new Error(name)
  return found
}

const rejected = (name: string, problem: FileProblem, sizeBytes = 44_000) =>
  sampleFile(
    { name, sizeBytes, type: name.startsWith('Anschreiben') ? 'COVER_LETTER' : 'CV' },
    { state: 'rejected', problem },
  )

/** Each with what a person can do about it. */
const rejections = (): readonly Upload[] => [
  rejected('', { code: 'UPLOAD.FILE_NAME_INVALID' }),
  rejected('Lebenslauf', { code: 'UPLOAD.FILE_KIND_UNKNOWN' }),
  rejected('Anschreiben.pages', { code: 'UPLOAD.FILE_KIND_UNKNOWN' }),
  rejected('Urkunde.jpg', {
    code: 'UPLOAD.FILE_KIND_NOT_ACCEPTED',
    kind: kind('a.jpg'),
    accepted: [kind('a.pdf'), kind('a.doc'), kind('a.docx')],
  }),
  rejected('Zeugnis.pdf', { code: 'UPLOAD.FILE_CONTENT_MISMATCH', kind: kind('a.pdf'), found: 'png' }),
  rejected('Vertrag.docx', { code: 'UPLOAD.FILE_CONTENT_MISMATCH', kind: kind('a.docx'), found: 'cfb' }),
  rejected('Bewerbung.lnk', { code: 'UPLOAD.FILE_ACTIVE_CONTENT', kind: kind('a.lnk') }),
  rejected('Mappe.pdf', { code: 'UPLOAD.TYPE_NOT_SUPPORTED', type: 'CV' }),
  rejected('Anschreiben.docx', { code: 'UPLOAD.TYPE_NOT_GRANTED', type: 'COVER_LETTER' }),
  rejected('USB-Stick.pdf', { code: 'UPLOAD.FILE_UNREADABLE' }),
  rejected('Kopie.pdf', { code: 'UPLOAD.FILE_DUPLICATE', of: 'list', name: 'Lebenslauf.pdf' }),
  rejected('Elftes.pdf', { code: 'UPLOAD.TOO_MANY_FILES', limit: 10 }),
  rejected('Viertes.pdf', { code: 'UPLOAD.MAX_FILES_REACHED', limit: 3 }),
  rejected('Anlagen.pdf', { code: 'UPLOAD.TOTAL_TOO_LARGE', limitBytes: 20_971_520 }, 9_400_000),
  rejected('Foto.pdf', { code: 'UPLOAD.VALIDATOR_REFUSED', message: 'Please name the file after the applicant.' }),
]

export const failed = (code: ErrorCode, more: Parameters<typeof sampleError>[1] = {}) =>
  sampleFile(
    { name: `Anlage ${code.replace(/^.*\./u, '').toLowerCase().replaceAll('_', ' ')}.pdf`, sizeBytes: 91_000 },
    { state: errorPolicy(code).delivery === 'none' ? 'failed' : 'unknown', error: sampleError(code, more) },
  )

/** One of each reason that no other scene gives. */
const FAILURES: readonly ErrorCode[] = [
  'UPLOAD.ATS_BUSY',
  'UPLOAD.SERVER_BUSY',
  'INTEGRATION.AUTHENTICATION_INVALID',
  'INTEGRATION.SETUP_INCOMPLETE',
  'INTEGRATION.SETUP_SYNC_PENDING',
  'INTEGRATION.MODEL_NOT_AVAILABLE',
  'ATS.JOB_CLOSED',
  'ATS.APPLICATION_ALREADY_EXISTS',
  'UPLOAD.ATS_REFUSED',
  'UPLOAD.TYPE_NOT_SUPPORTED',
  'UPLOAD.TOKEN_INVALID',
  'UPLOAD.TOKEN_EXPIRED',
  'UPLOAD.MAX_FILES_REACHED',
  'UPLOAD.NETWORK',
  'UPLOAD.NOT_ATTACHED',
  'UPLOAD.GATEWAY_REFUSED',
  'UPLOAD.INTERNAL',
]

export const refusals: readonly Stage[] = [
  { name: 'rejected-otherwise', upload: sampleUpload(rejections()) },
  { name: 'not-attached', upload: sampleUpload(FAILURES.map((code) => failed(code))) },
  {
    name: 'not-attached-for-a-candidate',
    upload: sampleUpload(
      (['UPLOAD.FILE_NOT_TAKEN', 'UPLOAD.ATS_CLOSED', 'UPLOAD.ATS_OUT_OF_ORDER'] as const).map((code) => failed(code)),
      { view: 'candidate' },
    ),
  },
  {
    name: 'maybe-attached',
    upload: sampleUpload([
      failed('REMOTE.UNKNOWN_HTTP_ERROR', {
        wireCode: 'REMOTE.UNKNOWN_HTTP_ERROR',
        message: 'The remote system answered with status 502.',
        logUrl: 'https://app.kombo.dev/logs/1',
      }),
      failed('UPLOAD.CANCELLED_LATE'),
      failed('UPLOAD.ANSWER_INVALID'),
      sampleFile(
        { name: 'Viertes.pdf', sizeBytes: 91_000 },
        {
          state: 'unknown',
          error: sampleError('UPLOAD.MAX_FILES_REACHED'),
        },
      ),
    ]),
  },
  {
    name: 'attached-with-notes',
    upload: sampleUpload(
      (
        [
          'UPLOAD.NAME_CHANGED',
          'UPLOAD.ATTACHED_TO_CANDIDATE',
          'UPLOAD.ANSWER_UNDOCUMENTED',
          'UPLOAD.CONFIRMED_BY_READ_BACK',
        ] as const
      ).map((code) =>
        sampleFile(
          { name: 'Lebenslauf.pdf', sizeBytes: 412_000, type: 'CV' },
          { state: 'done', receipt: sampleReceipt('Lebenslauf.pdf', [{ code, message: '' }]) },
        ),
      ),
    ),
  },
]
