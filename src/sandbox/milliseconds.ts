/** What a timer takes. Anything beyond, such as `Infinity`, it takes for nothing at all. */
const MAX_TIMER_MS = 2 ** 31 - 1

/** @throws RangeError when it is no time that a timer can wait. */
export function milliseconds(name: string, value: number): number {
  if (value >= 0 && value <= MAX_TIMER_MS) return value
  throw new RangeError(`${name} is a number of milliseconds from 0 to ${MAX_TIMER_MS}, not ${String(value)}`)
}
