import type { KomboAttachmentType, KomboTypeRestriction } from '../kombo/shapes.ts'

export type TypeRestrictions = Readonly<Record<KomboAttachmentType, KomboTypeRestriction>>

/**
 * What `GET /ats/actions/ats_add_…_attachment` says. Documented: `types` (or any part of it null), `null`, and, because
 * the schema does not require the member, `absent`. Chosen: `not-found`, a 404 as an older Kombo would give.
 */
export type RestrictionAnswer =
  | { readonly answer: 'types'; readonly types: TypeRestrictions }
  | { readonly answer: 'null' }
  | { readonly answer: 'absent' }
  | { readonly answer: 'not-found' }

const PDF = 'application/pdf'
const DOC = 'application/msword'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLS = 'application/vnd.ms-excel'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const PPT = 'application/vnd.ms-powerpoint'
const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation'
const ODT = 'application/vnd.oasis.opendocument.text'
const ODS = 'application/vnd.oasis.opendocument.spreadsheet'
const RTF = 'application/rtf'
const TXT = 'text/plain'
const CSV = 'text/csv'
const IMAGES = ['image/png', 'image/jpeg', 'image/gif', 'image/tiff']
const ZIP = 'application/zip'

const MB = 1_000_000

function supported(max_file_size_bytes: number | null, accepted_mime_types: string[] | null): KomboTypeRestriction {
  return { is_supported: true, max_file_size_bytes, accepted_mime_types }
}

const NO: KomboTypeRestriction = { is_supported: false }

function profile(cv: KomboTypeRestriction, coverLetter = cv, other = cv): RestrictionAnswer {
  return { answer: 'types', types: { CV: cv, COVER_LETTER: coverLetter, OTHER: other } }
}

/**
 * Ready-made answers. `kombo-example` is the documented example of both endpoints. The ones named after an ATS carry the
 * limits that ATS publishes for itself (vendors' help pages and API references); what Kombo reports for it is not
 * public. `sandbox` and `per-type` are chosen.
 */
export const RESTRICTION_PROFILES = {
  sandbox: profile(
    supported(10_485_760, [PDF, DOC, DOCX, ODT, RTF, TXT]),
    supported(10_485_760, [PDF, DOC, DOCX, ODT, RTF, TXT]),
    supported(26_214_400, [PDF, DOC, DOCX, ODT, RTF, TXT, XLSX, PPTX, ...IMAGES]),
  ),
  'kombo-example': profile(NO, NO, supported(10_485_760, [PDF, DOC])),
  'all-unknown': profile(supported(null, null)),
  null: { answer: 'null' },
  absent: { answer: 'absent' },
  'not-found': { answer: 'not-found' },
  'empty-lists': profile(supported(10_485_760, [])),
  'nothing-supported': profile(NO),
  'cv-only': profile(supported(5 * MB, [PDF]), NO, NO),
  'per-type': profile(supported(2 * MB, [PDF]), supported(1 * MB, [PDF, DOCX, TXT]), supported(20 * MB, null)),
  greenhouse: profile(supported(null, [PDF, DOC, DOCX, XLS, XLSX, PPT, CSV, TXT, 'text/html', ZIP, ...IMAGES])),
  workday: profile(supported(null, null)),
  successfactors: profile(supported(null, null)),
  lever: profile(supported(30 * MB, null)),
  smartrecruiters: profile(supported(2 * MB, [PDF, DOC, DOCX, RTF, 'image/jpeg', 'image/png'])),
  personio: profile(
    supported(20 * MB, [PDF, PPTX, XLSX, DOCX, DOC, XLS, PPT, ODS, ODT, ZIP, CSV, TXT, RTF, 'image/bmp', ...IMAGES]),
  ),
  workable: profile(
    supported(20 * MB, [PDF, DOC, DOCX, RTF, ODT, 'text/html', TXT, XLS, XLSX, PPT, PPTX, ZIP, ...IMAGES]),
  ),
  dvinci: profile(supported(10 * MB, [PDF, DOC, DOCX, PPT, PPTX, 'image/jpeg', 'image/gif', 'image/png'])),
  ukg: profile(supported(6 * MB, [PDF, DOC, DOCX, 'image/jpeg', 'image/png'])),
  oracle: profile(supported(5 * MB, [PDF, DOC, DOCX, RTF, TXT])),
} as const satisfies Readonly<Record<string, RestrictionAnswer>>

export type RestrictionProfile = keyof typeof RESTRICTION_PROFILES

export function isRestrictionProfile(name: string): name is RestrictionProfile {
  return Object.hasOwn(RESTRICTION_PROFILES, name)
}

/** The answer of a profile by name, or one given outright. */
export function restrictionAnswer(of: RestrictionProfile | RestrictionAnswer): RestrictionAnswer {
  return typeof of === 'string' ? RESTRICTION_PROFILES[of] : of
}
