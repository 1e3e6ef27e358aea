import type { View } from '../contract/grant.ts'
import type { Receipt, Warning } from '../contract/wire.ts'

/**
 * What there is to say about a delivered file. Not for a candidate is what the ATS remarks in its own words (the route keeps it
 * back, and here it would not be shown either), and what asks for a look at the record, which they cannot see.
 */
export function warningsFor({ warnings }: Receipt, view: View): readonly Warning[] {
  return warnings.filter(({ code }) => view !== 'candidate' || (code !== null && code !== 'UPLOAD.ANSWER_UNDOCUMENTED'))
}
