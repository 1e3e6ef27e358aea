import type { AttachmentType } from './attachment.ts'
import { ATTACHMENT_TYPES } from './attachment.ts'
import type { FileKind, KindRisk } from './file-kinds.ts'
import { FILE_KINDS, kindsByMimeTypes } from './file-kinds.ts'
import type { Target } from './target.ts'

/** Why a type cannot be attached: the ATS has no place for it, or this caller's grant leaves it out. */
export type UnsupportedReason = 'ats' | 'grant'

/** What is accepted for one attachment type. `null` means *not known*, never *unlimited*. */
export type TypeRule =
  | {
      readonly supported: true
      /** Largest file, in bytes. */
      readonly maxFileSizeBytes: number | null
      readonly acceptedMimeTypes: readonly string[] | null
      /** The ATS names no largest size, and `maxFileSizeBytes` is the server's or the grant's. Default: false. */
      readonly isAtsSizeUnknown?: boolean
      /** Risks the server takes on purpose. Default: none. */
      readonly allowedRisks?: readonly KindRisk[]
    }
  | { readonly supported: false; readonly reason: UnsupportedReason }

export type SupportedRule = Extract<TypeRule, { supported: true }>

/** What may be attached to one target, now: the ATS's restrictions narrowed by the grant and the server's limits. */
export interface Rules {
  readonly target: Target & {
    readonly label: string | null
    /** Name of the connected system as people know it, e.g. `Workday`. */
    readonly ats: string
  }
  readonly types: Readonly<Record<AttachmentType, TypeRule>>
  /** Most files under this grant; `null` means unlimited. */
  readonly maxFiles: number | null
  /** Of these, the ones attached or under way when the route was asked; absent where it does not count or does not say. */
  readonly filesUsed?: number
  /** Whether what is on the record may be listed. */
  readonly canRead: boolean
  /** `ats` when the connected system supplied the restrictions, `default` when only our own limits apply. */
  readonly source: 'ats' | 'default'
}

/** Largest file when neither the ATS nor the grant names a limit, in bytes. Unknown is not unlimited. */
export const DEFAULT_MAX_FILE_SIZE_BYTES = 25 * 1024 * 1024

/** What is taken when the ATS does not say: what every published list of the ATSs in kombo-api has in common, and images. */
const DEFAULT_KINDS = new Set(['pdf', 'doc', 'docx', 'odt', 'rtf', 'txt', 'png', 'jpeg', 'gif', 'tiff'])

/** Looked up once for each rule: a list of a thousand files asks a thousand times. */
const kindsOfRules = new WeakMap<SupportedRule, readonly FileKind[]>()

/**
 * The kinds a rule admits, in the table's order; kinds that carry a risk only when it is allowed. An empty list, whose
 * meaning Kombo does not document, is taken as *not known*: a supported type that takes nothing makes no sense.
 */
export function acceptedKinds(rule: SupportedRule): readonly FileKind[] {
  const known = kindsOfRules.get(rule)
  if (known !== undefined) return known
  const kinds = kindsAdmitted(rule)
  kindsOfRules.set(rule, kinds)
  return kinds
}

function kindsAdmitted(rule: SupportedRule): readonly FileKind[] {
  const listed =
    rule.acceptedMimeTypes === null || rule.acceptedMimeTypes.length === 0
      ? FILE_KINDS.filter((kind) => DEFAULT_KINDS.has(kind.name))
      : kindsByMimeTypes(rule.acceptedMimeTypes)
  return listed.filter((kind) => kind.risk === undefined || isAllowed(kind.risk, rule))
}

/** Whether the server takes that risk with what the rule admits. */
export function isAllowed(risk: KindRisk, rule: SupportedRule): boolean {
  return rule.allowedRisks?.includes(risk) ?? false
}

/**
 * The types that can be chosen, in the order they are offered. Not one of which the ATS takes only kinds that are unknown
 * here, or a risk: every file would be refused.
 */
export function supportedTypes(rules: Rules): readonly AttachmentType[] {
  return ATTACHMENT_TYPES.filter((type) => {
    const rule = rules.types[type]
    return rule.supported && acceptedKinds(rule).length > 0
  })
}

/** Whether no file can be added: no type can be chosen, or the grant has taken as many files as it may. */
export function isClosed(rules: Rules): boolean {
  return supportedTypes(rules).length === 0 || (rules.maxFiles !== null && (rules.filesUsed ?? 0) >= rules.maxFiles)
}
