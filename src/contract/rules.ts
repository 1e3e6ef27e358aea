import type { AttachmentType } from './attachment.ts'
import { ATTACHMENT_TYPES } from './attachment.ts'
import { acceptedKinds } from './check-file.ts'
import type { KindRisk } from './file-kinds.ts'
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
