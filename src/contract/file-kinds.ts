/**
 * The container a file really is, told by its bytes alone. A `.docx` and an `.odt` are both `zip`; a `.doc` is `cfb`.
 * Comparing containers instead of exact MIME types is deliberate: strict equality refuses real CVs.
 */
export type Container =
  | 'pdf'
  | 'cfb'
  | 'zip'
  | 'rtf'
  | 'png'
  | 'jpeg'
  | 'gif'
  | 'tiff'
  | 'bmp'
  | 'webp'
  | 'heif'
  | 'media'
  | 'gzip'
  | 'archive'
  | 'executable'
  | 'shortcut'
  | 'markup'
  | 'text'
  | 'binary'

/** Why a kind is refused unless the server is told otherwise. */
export const KIND_RISKS = ['macros', 'active-content', 'archive'] as const

export type KindRisk = (typeof KIND_RISKS)[number]

export interface FileKind {
  /** Stable name for words and icons. */
  readonly name: string
  /** Lower case, without the dot; the first is the usual one. */
  readonly extensions: readonly [string, ...string[]]
  /** The first is canonical: what Kombo is told. The others are aliases seen in ATS restrictions and browsers. */
  readonly mimeTypes: readonly [string, ...string[]]
  readonly containers: readonly Container[]
  /** The family it is shown as: `PDF`, `Word`, `image`… */
  readonly family: KindFamily
  readonly risk?: KindRisk
}

export type KindFamily =
  | 'pdf'
  | 'word'
  | 'text'
  | 'image'
  | 'spreadsheet'
  | 'presentation'
  | 'email'
  | 'media'
  | 'other'

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const SLIDES = 'application/vnd.openxmlformats-officedocument.presentationml'
const ODF = 'application/vnd.oasis.opendocument'
const TEXT: readonly Container[] = ['text']
const ZIP: readonly Container[] = ['zip']
const CFB: readonly Container[] = ['cfb']

function kind(
  name: string,
  family: KindFamily,
  extensions: FileKind['extensions'],
  mimeTypes: FileKind['mimeTypes'],
  containers: readonly Container[],
  risk?: KindRisk,
): FileKind {
  return { name, family, extensions, mimeTypes, containers, ...(risk === undefined ? {} : { risk }) }
}

/**
 * What recruiting portals meet: the types of Greenhouse's, Workable's, Personio's and UKG's published lists, and the
 * ones people choose by mistake. MIME types are IANA's where registered; every canonical one fits Kombo's pattern
 * (`image/svg+xml` cannot, and is refused for another reason anyway).
 */
export const FILE_KINDS: readonly FileKind[] = [
  kind('pdf', 'pdf', ['pdf'], ['application/pdf', 'application/x-pdf'], ['pdf']),
  // Word has saved RTF and even HTML under .doc for decades, and ATS exports still do; RTF is common enough to accept.
  kind('doc', 'word', ['doc', 'dot'], ['application/msword', 'application/vnd.ms-word'], ['cfb', 'rtf']),
  kind('docx', 'word', ['docx', 'dotx'], [`${WORD}.document`, `${WORD}.template`], ZIP),
  kind('docm', 'word', ['docm', 'dotm'], ['application/vnd.ms-word.document.macroEnabled.12'], ZIP, 'macros'),
  kind('odt', 'word', ['odt'], [`${ODF}.text`], ZIP),
  kind('pages', 'word', ['pages'], ['application/vnd.apple.pages', 'application/x-iwork-pages-sffpages'], ZIP),
  kind('wordperfect', 'word', ['wpd'], ['application/vnd.wordperfect'], ['binary', 'text']),
  kind('rtf', 'word', ['rtf'], ['application/rtf', 'text/rtf', 'text/richtext', 'application/x-rtf'], ['rtf']),
  kind('txt', 'text', ['txt', 'text', 'log'], ['text/plain'], TEXT),
  kind('markdown', 'text', ['md', 'markdown'], ['text/markdown'], ['text', 'markup']),
  kind('csv', 'spreadsheet', ['csv'], ['text/csv', 'application/csv'], TEXT),
  kind('xls', 'spreadsheet', ['xls'], ['application/vnd.ms-excel'], CFB),
  kind('xlsx', 'spreadsheet', ['xlsx'], [`${SHEET}.sheet`], ZIP),
  kind('xlsm', 'spreadsheet', ['xlsm', 'xlsb'], ['application/vnd.ms-excel.sheet.macroEnabled.12'], ZIP, 'macros'),
  kind('ods', 'spreadsheet', ['ods'], [`${ODF}.spreadsheet`], ZIP),
  kind('ppt', 'presentation', ['ppt', 'pps'], ['application/vnd.ms-powerpoint'], CFB),
  kind('pptx', 'presentation', ['pptx', 'ppsx'], [`${SLIDES}.presentation`, `${SLIDES}.slideshow`], ZIP),
  kind('pptm', 'presentation', ['pptm'], ['application/vnd.ms-powerpoint.presentation.macroEnabled.12'], ZIP, 'macros'),
  kind('odp', 'presentation', ['odp'], [`${ODF}.presentation`], ZIP),
  kind('png', 'image', ['png'], ['image/png', 'image/x-png'], ['png']),
  kind('jpeg', 'image', ['jpg', 'jpeg', 'jpe', 'jfif'], ['image/jpeg', 'image/jpg', 'image/pjpeg'], ['jpeg']),
  kind('gif', 'image', ['gif'], ['image/gif'], ['gif']),
  kind('tiff', 'image', ['tif', 'tiff'], ['image/tiff', 'image/x-tiff'], ['tiff']),
  kind('bmp', 'image', ['bmp'], ['image/bmp', 'image/x-ms-bmp'], ['bmp']),
  kind('webp', 'image', ['webp'], ['image/webp'], ['webp']),
  kind('heic', 'image', ['heic', 'heif'], ['image/heic', 'image/heif'], ['heif']),
  kind('eml', 'email', ['eml'], ['message/rfc822'], TEXT),
  kind('msg', 'email', ['msg'], ['application/vnd.ms-outlook'], CFB),
  kind('mp4', 'media', ['mp4', 'm4v'], ['video/mp4'], ['media']),
  kind('mov', 'media', ['mov'], ['video/quicktime'], ['media']),
  kind('mp3', 'media', ['mp3'], ['audio/mpeg', 'audio/mp3'], ['media', 'binary']),
  kind('zip', 'other', ['zip'], ['application/zip', 'application/x-zip-compressed'], ZIP, 'archive'),
  kind('7z', 'other', ['7z'], ['application/x-7z-compressed'], ['archive'], 'archive'),
  kind('rar', 'other', ['rar'], ['application/vnd.rar', 'application/x-rar-compressed'], ['archive'], 'archive'),
  kind('gzip', 'other', ['gz', 'tgz'], ['application/gzip', 'application/x-gzip'], ['gzip'], 'archive'),
  kind('html', 'other', ['html', 'htm', 'xhtml', 'mht'], ['text/html'], ['markup', 'text'], 'active-content'),
  kind('svg', 'other', ['svg'], ['image/svg+xml'], ['markup', 'text'], 'active-content'),
  kind('xml', 'other', ['xml'], ['application/xml', 'text/xml'], ['markup', 'text'], 'active-content'),
  kind(
    'program',
    'other',
    [
      'exe',
      'com',
      'scr',
      'msi',
      'dll',
      'bat',
      'cmd',
      'ps1',
      'vbs',
      'js',
      'mjs',
      'jar',
      'sh',
      'app',
      'hta',
      'apk',
      'iso',
    ],
    ['application/vnd.microsoft.portable-executable', 'application/x-msdownload', 'text/javascript'],
    ['executable', 'text', 'zip', 'cfb', 'binary'],
    'active-content',
  ),
  kind(
    'shortcut',
    'other',
    // The last three are what Google Drive keeps on a computer in the place of its documents.
    ['lnk', 'url', 'webloc', 'desktop', 'gdoc', 'gsheet', 'gslides'],
    ['application/x-ms-shortcut'],
    ['shortcut', 'text', 'binary'],
    'active-content',
  ),
]

const BY_EXTENSION: ReadonlyMap<string, FileKind> = new Map(
  FILE_KINDS.flatMap((each) => each.extensions.map((extension) => [extension, each] as const)),
)

/** Letters, with digits or without: not the rest of “CV Dr. Meier”, nor of “CV 2.0”. */
const EXTENSION = /\.(\d*[a-z][a-z\d]*)\s*$/i

/** The extension of a file name, lower case, without the dot and trailing blanks; empty when there is none. */
export function extensionOf(name: string): string {
  return EXTENSION.exec(name.slice(1))?.[1]?.toLowerCase() ?? ''
}

/** The kind a file name promises; `null` for an extension outside the table. */
export function kindByName(name: string): FileKind | null {
  return BY_EXTENSION.get(extensionOf(name)) ?? null
}

/**
 * The kind of a file whose name promises none: what its bytes are for certain, or what the browser takes it for, if its bytes
 * can be that. Nothing risky is made of what is not called so.
 */
export function kindByContent(container: Container, mimeType: string): FileKind | null {
  const fits = ({ name, mimeTypes, containers, risk }: FileKind) =>
    risk === undefined && (name === container || (containers.includes(container) && mimeTypes.includes(mimeType)))
  return FILE_KINDS.find(fits) ?? null
}

/** A MIME type without parameters, lower case: `Text/Plain; charset=utf-8` → `text/plain`. */
export function normaliseMimeType(mimeType: string): string {
  return (mimeType.split(';', 1)[0] ?? '').trim().toLowerCase()
}

/** The kinds an ATS's list of MIME types admits, in the table's order. Types outside the table admit nothing. */
export function kindsByMimeTypes(mimeTypes: readonly string[]): readonly FileKind[] {
  const listed = new Set(mimeTypes.map(normaliseMimeType))
  return FILE_KINDS.filter((each) => each.mimeTypes.some((mimeType) => listed.has(mimeType.toLowerCase())))
}
