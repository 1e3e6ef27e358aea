// Over 200 lines: one scene for each state a person can meet.
import type { ErrorCode } from '../../contract/error-code.ts'
import type { Rules, UnsupportedReason } from '../../contract/rules.ts'
import type { ExistingAttachment } from '../../contract/wire.ts'
import type { AttachmentUpload } from '../../upload/engine/attachment-upload.ts'
import type { Upload } from '../../upload/list/upload.ts'
import {
  komboExampleRules,
  sampleError,
  sampleFile,
  sampleReceipt,
  sampleRules,
  sampleUpload,
  unknownRules,
} from './sample-upload.ts'
import type { FileKind } from '../../contract/file-kinds.ts'
import { kindByName } from '../../contract/file-kinds.ts'

const CV_ON_RECORD: ExistingAttachment = {
  id: '1',
  name: 'CV Frank Doe 2024.pdf',
  type: 'CV',
  contentType: 'application/pdf',
  createdAt: '2024-05-02T09:00:00Z',
  sha256: null,
  sizeBytes: null,
}

/** Of an ATS that does not tell when. */
const REFERENCE_ON_RECORD: ExistingAttachment = {
  ...CV_ON_RECORD,
  id: '2',
  name: 'Reference Charité.pdf',
  type: 'OTHER',
  createdAt: null,
}

const CV = { name: 'Frank Doe – Lebenslauf 2026.pdf', sizeBytes: 412_000, type: 'CV' } as const
const LETTER = { name: 'Anschreiben Charité.docx', sizeBytes: 38_000, type: 'COVER_LETTER' } as const

function kind(name: string): FileKind {
  const found = kindByName(name)
  if (found === null) throw new Error(name)
  return found
}

/** Every outcome there is. */
/** @param closed - what the route says where the ATS does not let anybody attach: to candidates something else. */
const finished = (closed: ErrorCode = 'INTEGRATION.ACTION_DISABLED'): readonly Upload[] => [
  sampleFile(CV, { state: 'done', receipt: sampleReceipt(CV.name) }),
  sampleFile(
    { name: 'Passfoto.jpg', sizeBytes: 88_000 },
    {
      state: 'done',
      receipt: sampleReceipt('Passfoto.jpg', [
        { code: 'UPLOAD.ATTACHED_TO_CANDIDATE', message: '' },
        { code: null, message: 'File category "Photo" was mapped to "Miscellaneous".' },
      ]),
    },
  ),
  sampleFile(
    { name: 'Referenzen.pdf', sizeBytes: 91_000 },
    { state: 'unknown', error: sampleError('UPLOAD.ANSWER_LOST') },
  ),
  sampleFile(
    { name: 'Portfolio.doc', sizeBytes: 512_000 },
    {
      state: 'failed',
      error: sampleError(closed, { logUrl: 'https://app.kombo.dev/logs/1' }),
    },
  ),
  sampleFile(
    { name: 'Zeugnis.docx', sizeBytes: 512_000 },
    {
      state: 'failed',
      error: sampleError('REMOTE.INPUT_INVALID', {
        wireCode: 'REMOTE.INPUT_INVALID',
        message: 'The field "documentCategory" must not be empty.',
      }),
    },
  ),
  sampleFile({ name: 'Motivation.pdf', sizeBytes: 66_000, type: 'COVER_LETTER' }, { state: 'cancelled' }),
]

/** @param reason - why CVs and other documents cannot be attached; the ATS has no place for a cover letter anyway. */
function noneSupported(reason: UnsupportedReason): AttachmentUpload {
  const types: Rules['types'] = {
    CV: { supported: false, reason },
    COVER_LETTER: { supported: false, reason: 'ats' },
    OTHER: { supported: false, reason },
  }
  return sampleUpload([], { rules: { status: 'ready', rules: { ...sampleRules, types } } })
}

/** Every state the widget can be in, under the words it is found by in the gallery and in the pictures' names. */
export const scenes: Readonly<Record<string, () => AttachmentUpload>> = {
  empty: () => sampleUpload([]),
  loading: () => sampleUpload([], { rules: { status: 'loading' } }),
  'rules-failed': () =>
    sampleUpload([], { rules: { status: 'failed', error: sampleError('INTEGRATION.PERMISSION_MISSING') } }),
  'kombo-example': () => sampleUpload([], { rules: { status: 'ready', rules: komboExampleRules } }),
  'limits-unknown': () => sampleUpload([], { rules: { status: 'ready', rules: { ...unknownRules, maxFiles: 3 } } }),
  'none-supported': () => noneSupported('ats'),
  'none-granted': () => noneSupported('grant'),
  'used-up': () =>
    sampleUpload([], { rules: { status: 'ready', rules: { ...sampleRules, maxFiles: 3, filesUsed: 3 } } }),
  ready: () =>
    sampleUpload([
      sampleFile({ ...CV, typeIsGuessed: true }, { state: 'ready', checking: false }),
      sampleFile(LETTER, { state: 'ready', checking: true }),
      sampleFile(
        { name: 'IMG_4471.heic', sizeBytes: 2_310_000 },
        {
          state: 'rejected',
          problem: {
            code: 'UPLOAD.FILE_KIND_NOT_ACCEPTED',
            kind: kind('a.heic'),
            accepted: [kind('a.pdf'), kind('a.doc'), kind('a.docx'), kind('a.png'), kind('a.jpg')],
          },
        },
      ),
    ]),
  'under-way': () =>
    sampleUpload([
      sampleFile(CV, { state: 'sending', sentBytes: 264_000 }),
      sampleFile(LETTER, { state: 'accepting' }),
      sampleFile({ name: 'Approbation.pdf', sizeBytes: 910_000 }, { state: 'reading', readBytes: 80_000 }),
      sampleFile({ name: 'Zeugnis B.pdf', sizeBytes: 230_000 }, { state: 'queued' }),
      sampleFile(
        { name: 'Zeugnis Examen.pdf', sizeBytes: 1_230_000 },
        {
          state: 'waiting',
          error: sampleError('PLATFORM.CONCURRENCY_LIMIT_EXCEEDED'),
          attempt: 2,
          until: Date.now() + 12_000,
        },
      ),
      sampleFile(
        { name: 'Impfnachweis.pdf', sizeBytes: 77_000 },
        { state: 'waiting', error: sampleError('UPLOAD.OFFLINE'), attempt: 1, until: null },
      ),
    ]),
  countdown: () =>
    sampleUpload([
      sampleFile(CV, {
        state: 'waiting',
        error: sampleError('UPLOAD.ATS_BUSY'),
        attempt: 1,
        until: Date.now() + 8000,
      }),
      sampleFile(LETTER, {
        state: 'waiting',
        error: sampleError('UPLOAD.SERVER_BUSY'),
        attempt: 3,
        until: Date.now() + 95_000,
      }),
    ]),
  offline: () =>
    sampleUpload(
      [
        sampleFile(CV, { state: 'waiting', error: sampleError('UPLOAD.OFFLINE'), attempt: 1, until: null }),
        sampleFile(LETTER, { state: 'queued' }),
        sampleFile({ name: 'Zeugnis B.pdf', sizeBytes: 230_000 }, { state: 'ready', checking: false }),
      ],
      { isOnline: false },
    ),
  mixed: () =>
    sampleUpload(
      [
        sampleFile(CV, { state: 'done', receipt: sampleReceipt(CV.name) }),
        sampleFile(LETTER, { state: 'sending', sentBytes: 21_000 }),
        sampleFile(
          { name: 'Arbeitszeugnis.pdf', sizeBytes: 310_000 },
          { state: 'failed', error: sampleError('REMOTE.SERVICE_UNAVAILABLE') },
        ),
        sampleFile({ name: 'Masernnachweis.pdf', sizeBytes: 77_000 }, { state: 'ready', checking: false }),
        sampleFile(
          { name: 'cv.pdf', sizeBytes: 398_000, type: 'CV' },
          {
            state: 'rejected',
            problem: { code: 'UPLOAD.FILE_DUPLICATE', of: 'record', name: 'CV Frank Doe 2024.pdf' },
          },
        ),
      ],
      { existing: [CV_ON_RECORD, REFERENCE_ON_RECORD] },
    ),
  'all-attached': () =>
    sampleUpload([CV, LETTER].map((each) => sampleFile(each, { state: 'done', receipt: sampleReceipt(each.name) }))),
  finished: () => sampleUpload(finished(), { existing: [CV_ON_RECORD] }),
  candidate: () => sampleUpload(finished('UPLOAD.ATS_CLOSED'), { view: 'candidate' }),
  rejected: () =>
    sampleUpload([
      sampleFile({ name: 'scan.pdf', sizeBytes: 0 }, { state: 'rejected', problem: { code: 'UPLOAD.FILE_EMPTY' } }),
      sampleFile(
        { name: 'Mappe komplett.pdf', sizeBytes: 31_000_000 },
        {
          state: 'rejected',
          problem: { code: 'UPLOAD.FILE_TOO_LARGE', limitBytes: 10_485_760, sizeBytes: 31_000_000 },
        },
      ),
      sampleFile(
        { name: 'Lebenslauf.docx', sizeBytes: 44_000, type: 'CV' },
        { state: 'rejected', problem: { code: 'UPLOAD.FILE_PASSWORD_PROTECTED', kind: kind('a.docx') } },
      ),
      sampleFile(
        { name: 'cv.pdf', sizeBytes: 44_000, type: 'CV' },
        { state: 'rejected', problem: { code: 'UPLOAD.FILE_DUPLICATE', of: 'record', name: 'CV Frank Doe 2024.pdf' } },
      ),
      sampleFile(
        { name: 'Makros.docm', sizeBytes: 44_000 },
        { state: 'rejected', problem: { code: 'UPLOAD.FILE_HAS_MACROS', kind: kind('a.docm') } },
      ),
    ]),
  hostile: () =>
    sampleUpload(
      [
        sampleFile(
          { name: `${'sehr-langer-name-ohne-luecke-'.repeat(9)}.pdf`, sizeBytes: 1_000_000_000 },
          { state: 'ready', checking: false },
        ),
        sampleFile({ name: 'קורות חיים 2026.pdf', sizeBytes: 99_000 }, { state: 'ready', checking: false }),
        sampleFile(
          { name: 'cv\u202Efdp.exe', sizeBytes: 99_000 },
          { state: 'rejected', problem: { code: 'UPLOAD.FILE_ACTIVE_CONTENT', kind: kind('a.exe') } },
        ),
        sampleFile(
          { name: '<img src=x onerror=alert(1)>.pdf', sizeBytes: 99_000 },
          {
            state: 'done',
            receipt: sampleReceipt('x.pdf', [{ code: null, message: '<script>alert(1)</script> & "quotes"' }]),
          },
        ),
      ],
      {
        rules: {
          status: 'ready',
          rules: {
            ...sampleRules,
            target: {
              ...sampleRules.target,
              label:
                'Dr. Maximiliane Freifrau von Hohenstein-Wassermann zu Guttenberg · Leitende Oberärztin der Klinik für Anästhesiologie, Standort Berlin-Mitte',
              ats: 'SAP SuccessFactors Recruiting Management',
            },
          },
        },
      },
    ),
  'link-ends': () =>
    sampleUpload([sampleFile(CV, { state: 'ready', checking: false })], { tokenEndsAt: Date.now() + 300_000 }),
  'other-record': () => {
    const upload = sampleUpload([sampleFile(CV, { state: 'ready', checking: false })])
    const { target } = upload
    return target === null
      ? upload
      : { ...upload, pendingTargetChange: { from: target, to: target, unsent: 1, underWay: 0 } }
  },
}
