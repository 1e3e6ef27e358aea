/** The numbers an option takes. */
export interface NumberRange {
  readonly least: number
  readonly most: number
  readonly isWhole?: true
  /** What may be given in place of such a number, as the end of a sentence. */
  readonly orElse: string
}

/** Longest wait of a timer, in milliseconds: Node ends a longer one at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1

/**
 * An option's number, where nobody knows what it was made of: every comparison with NaN is false, so that a limit from a
 * variable that is not set would let everything pass.
 * @throws RangeError that names the option and says what to do.
 */
export function numberIn({ least, most, isWhole, orElse }: NumberRange, name: string, value: unknown): number {
  if (typeof value === 'number' && value >= least && value <= most && (isWhole !== true || Number.isInteger(value))) {
    return value
  }
  throw new RangeError(
    `${name} is ${described(value)}. Give a ${isWhole === true ? 'whole ' : ''}number ${boundsInWords(least, most)}, or ${orElse}.`,
  )
}

/** From where to where a number may be, as the end of a clause. */
export function boundsInWords(least: number, most: number): string {
  return most < Number.MAX_SAFE_INTEGER ? `from ${least} to ${most}` : `of at least ${least}`
}

function described(value: unknown): string {
  if (Number.isNaN(value)) return 'NaN, which a variable that is not set turns into'
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object'
  return typeof value === 'number' || value == null ? String(value) : `a ${typeof value}`
}
