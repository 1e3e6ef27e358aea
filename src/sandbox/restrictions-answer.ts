import { Refusal, type Answer } from './answers.ts'
import type { SandboxIntegration } from './integration.ts'
import { restrictionAnswer } from './restriction-profiles.ts'

/** What `GET /ats/actions/ats_add_…_attachment` gives: the same for applications and candidates. */
export function restrictionsAnswer(integration: SandboxIntegration): Answer {
  const known = restrictionAnswer(integration.restrictions)
  if (known.answer === 'not-found') throw new Refusal(null, 'There is no such endpoint', 404)
  if (known.answer === 'absent') return { status: 200, body: { status: 'success', data: {} } }
  const attachment_restrictions = known.answer === 'null' ? null : { types: known.types }
  return { status: 200, body: { status: 'success', data: { attachment_restrictions } } }
}
