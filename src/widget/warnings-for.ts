import type { View } from '../contract/grant.ts'
import type { Receipt, Warning } from '../contract/wire.ts'

/**
 * What there is to say about a delivered file. What the ATS remarks in its own words is not for a candidate: the route
 * keeps it back, and here it would not be shown either.
 */
export function warningsFor({ warnings }: Receipt, view: View): readonly Warning[] {
  return view === 'candidate' ? warnings.filter(({ code }) => code !== null) : warnings
}
