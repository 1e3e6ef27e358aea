import type { Rules } from '../../../src/contract/rules.ts'
import type { AttachmentUpload } from '../../../src/upload/engine/attachment-upload.ts'
import { summarise } from '../../../src/upload/hook/summarise.ts'
import type { Upload } from '../../../src/upload/list/upload.ts'
import {
  sampleError,
  sampleFile,
  sampleReceipt,
  sampleRules,
  sampleUpload,
  unknownRules,
} from '../../../src/widget/stories/sample-upload.ts'
import { DisabledElement } from './DisabledElement.tsx'
import type { DisabledElementProps } from './DisabledElement.tsx'
import { drawnPicture } from './drawn-picture.ts'
import { failed } from './refusals.ts'
import type { Stage } from './stage.ts'

/*
 * What the scenes of src/widget/stories/sample-scenes.ts leave out: what stands in the way of a list that holds files already, every
 * limit at once, and what a page puts into the widget. Every sentence about one file is in refusals.ts.
 */

const READY = { state: 'ready', checking: false } as const
const CV = { name: 'Lebenslauf.pdf', sizeBytes: 412_000, type: 'CV' } as const
const LETTER = { name: 'Anschreiben.docx', sizeBytes: 38_000, type: 'COVER_LETTER' } as const

/** Taken by the ATS, and unknown here. */
const NO_KIND = { supported: true, maxFileSizeBytes: null, acceptedMimeTypes: ['application/x-unknown'] } as const

const withRules = (rules: Rules, uploads: readonly Upload[] = [], more: Partial<AttachmentUpload> = {}) =>
  sampleUpload(uploads, { rules: { status: 'ready', rules }, ...more })

/** The page has turned to another record. */
function recordLeft(uploads: readonly Upload[], unsent: number, underWay: number): AttachmentUpload {
  const upload = sampleUpload(uploads)
  const { target } = upload
  return target === null ? upload : { ...upload, pendingTargetChange: { from: target, to: target, unsent, underWay } }
}

function askedWhileChecking(): AttachmentUpload {
  const uploads = [sampleFile(CV, { state: 'ready', checking: true }), sampleFile(LETTER, READY)]
  const asked = new Set(uploads.slice(0, 1).map(({ id }) => id))
  return sampleUpload(uploads, { summary: summarise(uploads, asked, asked, 1) })
}

const manyReady = () =>
  Array.from({ length: 10 }, (_, index) => sampleFile({ name: `Zeugnis ${index + 1}.pdf`, sizeBytes: 90_000 }, READY))

const notices: readonly Stage[] = [
  {
    name: 'line-went-silent',
    upload: sampleUpload([
      sampleFile(CV, { state: 'sending', sentBytes: 264_000 }),
      sampleFile(LETTER, { state: 'accepting' }),
    ]),
  },
  { name: 'asked-while-checking', upload: askedWhileChecking() },
  {
    name: 'rules-late',
    upload: sampleUpload([sampleFile(CV, { state: 'ready', checking: true })], { rules: { status: 'loading' } }),
  },
  {
    name: 'link-expired',
    upload: sampleUpload(
      [
        sampleFile(CV, { state: 'done', receipt: sampleReceipt(CV.name) }),
        sampleFile(LETTER, { state: 'failed', error: sampleError('UPLOAD.TOKEN_EXPIRED') }),
        sampleFile({ name: 'Zeugnis.pdf', sizeBytes: 91_000 }, READY),
      ],
      {
        rules: { status: 'failed', error: sampleError('UPLOAD.TOKEN_EXPIRED'), known: sampleRules },
        label: sampleRules.target.label,
      },
    ),
  },
  {
    name: 'no-access',
    upload: sampleUpload([], {
      target: null,
      rules: { status: 'failed', error: sampleError('UPLOAD.TOKEN_UNAVAILABLE') },
    }),
    canRenewToken: true,
  },
  {
    name: 'rules-failed-in-other-words',
    upload: sampleUpload([], {
      rules: {
        status: 'failed',
        error: sampleError('PLATFORM.AUTHENTICATION_INVALID', {
          wireCode: 'PLATFORM.AUTHENTICATION_INVALID',
          message: 'The provided API key is invalid or has been revoked.',
        }),
      },
    }),
  },
  {
    name: 'no-kind-supported',
    upload: withRules({
      ...sampleRules,
      types: { CV: NO_KIND, COVER_LETTER: NO_KIND, OTHER: NO_KIND },
    }),
  },
  {
    name: 'every-limit',
    upload: withRules(
      {
        ...sampleRules,
        types: {
          CV: { supported: true, maxFileSizeBytes: null, acceptedMimeTypes: ['application/pdf'] },
          COVER_LETTER: sampleRules.types.COVER_LETTER,
          OTHER: sampleRules.types.OTHER,
        },
        maxFiles: 5,
        filesUsed: 2,
      },
      [sampleFile({ ...LETTER, name: 'Unbenannt.docx', typeIsGuessed: true }, READY)],
      { maxTotalSizeBytes: 20_971_520 },
    ),
  },
  {
    name: 'nameless-record',
    upload: withRules(
      {
        ...unknownRules,
        target: { ...sampleRules.target, kind: 'candidate', label: null, ats: '' },
      },
      [],
      { target: { ...sampleRules.target, kind: 'candidate' } },
    ),
  },
  {
    name: 'record-left-under-way',
    upload: recordLeft([sampleFile(CV, READY), sampleFile(LETTER, { state: 'queued' })], 1, 1),
  },
  { name: 'record-left-to-be-read', upload: recordLeft([failed('UPLOAD.FILE_NOT_TAKEN')], 0, 0) },
  {
    name: 'buttons-of-the-page',
    upload: sampleUpload([sampleFile(CV, READY), failed('UPLOAD.NETWORK')]),
    slots: {
      rowActions: ({ name }) => (
        <button type="button" className="kau-button kau-button-small" aria-label={`Preview ${name}`}>
          Preview
        </button>
      ),
    },
  },
  { name: 'past-a-long-list', upload: sampleUpload(manyReady()) },
]

/** With what takes a hand, or an eye, to come about: test/e2e/gallery-moments.ts lends both. */
export async function makeNotices(appearance: DisabledElementProps): Promise<readonly Stage[]> {
  const pictures = await Promise.all([
    drawnPicture('Passfoto.jpg', 300, 400),
    drawnPicture('Urkunde.png', 800, 240),
    drawnPicture('Unterschrift.png', 240, 120, 'transparent'),
  ])
  const chosen = pictures.map((file) => sampleFile({ name: file.name, sizeBytes: 88_000, file }, READY))
  return [
    ...notices,
    { name: 'nothing-but-hidden-files', upload: sampleUpload([]) },
    { name: 'pictures-seen', upload: sampleUpload(chosen) },
    { name: 'element-disabled', upload: sampleUpload([]), instead: <DisabledElement {...appearance} /> },
  ]
}
