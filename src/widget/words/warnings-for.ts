import type { View } from '../../contract/grant.ts'
import type { Receipt, Warning, WarningCode } from '../../contract/wire.ts'

/**
 * What there is to say about a delivered file: to a candidate what became of the file itself. Others' remarks (the route keeps
 * them back, and here they would not be shown either) and where on the record it lies concern those who see the record.
 */
export function warningsFor({ warnings }: Receipt, view: View): readonly Warning[] {
  return view === 'candidate' ? warnings.filter(({ code }) => code !== null && OF_THE_FILE.includes(code)) : warnings
}

const OF_THE_FILE: readonly WarningCode[] = ['UPLOAD.NAME_CHANGED', 'UPLOAD.CONFIRMED_BY_READ_BACK']
