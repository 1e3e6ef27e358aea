import type { AttachmentType } from '../../contract/attachment.ts'
import type { FileKind, KindFamily } from '../../contract/file-kinds.ts'
import type { Rules } from '../../contract/rules.ts'
import { acceptedKinds, DEFAULT_MAX_FILE_SIZE_BYTES, supportedTypes } from '../../contract/rules.ts'
import type { Format } from './format.ts'
import type { Messages } from './messages.ts'

/** The kinds a person means by a family's name. Only when all of them are taken may the name stand for them. */
const MEANT_BY: Readonly<Record<KindFamily, readonly string[]>> = {
  pdf: ['pdf'],
  word: ['doc', 'docx'],
  text: ['txt'],
  image: ['jpeg', 'png'],
  spreadsheet: ['xls', 'xlsx'],
  presentation: ['ppt', 'pptx'],
  email: ['eml', 'msg'],
  media: ['mp4', 'mov', 'mp3'],
  other: [],
}

/** How a kind is written on its own: `DOCX`. */
function kindLabel(kind: FileKind): string {
  return kind.extensions[0].toUpperCase()
}

/**
 * `PDF, Word or image`; kinds of a family that is only partly taken are named one by one, so that nothing is promised.
 * @param apart - a family of which each kind is named. Default: none.
 */
export function kindsInWords(
  kinds: readonly FileKind[],
  messages: Messages,
  format: Format,
  apart?: KindFamily,
): string {
  const names = new Set(kinds.map(({ name }) => name))
  const words = new Set<string>()
  for (const kind of kinds) {
    const meant = MEANT_BY[kind.family]
    const whole = kind.family !== apart && meant.length > 0 && meant.every((name) => names.has(name))
    words.add(whole ? messages.families[kind.family] : kindLabel(kind))
  }
  return format.anyOf([...words])
}

/** What is taken for some types, said once. */
export interface RuleInWords {
  readonly types: readonly AttachmentType[]
  readonly text: string
}

/** The rules as people read them; types with the same rule share a line. */
export function rulesInWords(rules: Rules, messages: Messages, format: Format): readonly RuleInWords[] {
  const lines = new Map<string, AttachmentType[]>()
  for (const type of supportedTypes(rules)) {
    const rule = rules.types[type]
    if (!rule.supported) continue
    const kinds = kindsInWords(acceptedKinds(rule), messages, format)
    const text = messages.upTo(kinds, format.limit(rule.maxFileSizeBytes ?? DEFAULT_MAX_FILE_SIZE_BYTES))
    const same = lines.get(text)
    if (same === undefined) lines.set(text, [type])
    else same.push(type)
  }
  return [...lines].map(([text, types]) => ({ types, text }))
}

/** What the ATS leaves open about a type that can be chosen, as a sentence; `null` where it says everything. */
export function unknownInWords(rules: Rules, messages: Messages, ats: string): string | null {
  const supported = supportedTypes(rules)
    .map((type) => rules.types[type])
    .filter((rule) => rule.supported)
  if (supported.some(({ acceptedMimeTypes }) => acceptedMimeTypes === null)) return messages.limitsUnknown(ats)
  const isSizeOpen = supported.some((rule) => rule.maxFileSizeBytes === null || rule.isAtsSizeUnknown === true)
  return isSizeOpen ? messages.sizeUnknown(ats) : null
}
