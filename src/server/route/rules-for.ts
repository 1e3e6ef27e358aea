import type { AttachmentType } from '../../contract/attachment.ts'
import type { KindRisk } from '../../contract/file-kinds.ts'
import type { Grant } from '../../contract/grant.ts'
import type { Rules, TypeRule } from '../../contract/rules.ts'
import type { RulesResponse } from '../../contract/wire.ts'
import { atsName } from './ats-name.ts'
import type { Restrictions } from '../calls/restrictions.ts'
import type { RouteError } from '../answers/route-error.ts'

/** What the server itself says about files. */
export interface ServerRules {
  /** Largest file, in bytes. */
  readonly maxFileSizeBytes: number
  /** Risks taken on purpose. */
  readonly allowedRisks: readonly KindRisk[]
}

/** The rules a file is judged by. */
export interface FileRules {
  readonly rules: Rules
  /** Why it is not known just now what the ATS takes; `null` when Kombo has said what it knows. */
  readonly unknown: RouteError | null
}

/** Restrictions of the ATS narrowed by the grant and by the server's own limit. */
export function rulesFor(grant: Grant, restrictions: Restrictions | null, server: ServerRules): Rules {
  const rule = (type: AttachmentType) => typeRule(type, grant, restrictions, server)
  return {
    target: { ...grant.target, label: grant.label, ats: atsName(grant.integrationId) },
    types: { CV: rule('CV'), COVER_LETTER: rule('COVER_LETTER'), OTHER: rule('OTHER') },
    maxFiles: grant.maxFiles,
    canRead: grant.read,
    source: restrictions === null ? 'default' : 'ats',
  }
}

function typeRule(
  type: AttachmentType,
  grant: Grant,
  restrictions: Restrictions | null,
  { maxFileSizeBytes, allowedRisks }: ServerRules,
): TypeRule {
  const restriction = restrictions?.[type] ?? { supported: true, maxFileSizeBytes: null, acceptedMimeTypes: null }
  if (!restriction.supported) return { supported: false, reason: 'ats' }
  if (grant.types !== null && !grant.types.includes(type)) return { supported: false, reason: 'grant' }
  const limits = [restriction.maxFileSizeBytes, grant.maxFileSizeBytes, maxFileSizeBytes]
  return {
    supported: true,
    maxFileSizeBytes: Math.min(...limits.filter((limit) => limit !== null)),
    acceptedMimeTypes: restriction.acceptedMimeTypes,
    // Else our own limit would be taken for the system's.
    ...(restrictions !== null && restriction.maxFileSizeBytes === null && { isAtsSizeUnknown: true }),
    ...(allowedRisks.length > 0 && { allowedRisks }),
  }
}

/** The rules as they stand in the answer. */
export function rulesBody({ target, types, maxFiles, filesUsed, canRead, source }: Rules): RulesResponse {
  const { kind, id, label, ats } = target
  return {
    status: 'success',
    data: {
      target: { kind, id, label, ats },
      types: { CV: wireRule(types.CV), COVER_LETTER: wireRule(types.COVER_LETTER), OTHER: wireRule(types.OTHER) },
      max_files: maxFiles,
      ...(filesUsed !== undefined && { files_used: filesUsed }),
      can_read: canRead,
      source,
    },
    warnings: [],
  }
}

function wireRule(rule: TypeRule): RulesResponse['data']['types']['CV'] {
  if (!rule.supported) return { supported: false, reason: rule.reason }
  const { maxFileSizeBytes, acceptedMimeTypes, isAtsSizeUnknown, allowedRisks } = rule
  return {
    supported: true,
    max_file_size_bytes: maxFileSizeBytes,
    accepted_mime_types: acceptedMimeTypes === null ? null : [...acceptedMimeTypes],
    ...(isAtsSizeUnknown === true && { ats_size_unknown: true }),
    ...(allowedRisks !== undefined && { allowed_risks: [...allowedRisks] }),
  }
}
