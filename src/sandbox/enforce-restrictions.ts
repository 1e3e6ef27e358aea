import { Refusal } from './answers.ts'
import type { AttachmentBody } from './attachment-body.ts'
import type { SandboxIntegration } from './integration.ts'
import { restrictionAnswer } from './restriction-profiles.ts'

/**
 * Refuses what the integration's restrictions rule out. Whether Kombo does so itself or leaves it to the tool is not
 * documented: the integration says which, and by default nobody does.
 */
export function enforceRestrictions(
  { restrictions, enforcement }: SandboxIntegration,
  { type }: AttachmentBody,
  file: { readonly sizeBytes: number; readonly contentType: string },
): void {
  const answer = restrictionAnswer(restrictions)
  if (enforcement === 'nobody' || answer.answer !== 'types') return
  const code = enforcement === 'platform' ? 'PLATFORM.INPUT_INVALID' : 'REMOTE.INPUT_INVALID'
  const rule = answer.types[type]
  if (!rule.is_supported) throw new Refusal(code, `Attachments of type ${type} are not supported`)
  const { max_file_size_bytes: limit, accepted_mime_types: accepted } = rule
  if (limit !== null && file.sizeBytes > limit) throw new Refusal(code, `The file is larger than ${limit} bytes`)
  if (accepted !== null && accepted.length > 0 && !accepted.includes(file.contentType)) {
    throw new Refusal(code, `Files of type ${file.contentType} are not accepted`)
  }
}
