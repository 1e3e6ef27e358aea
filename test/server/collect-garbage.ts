import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')

/** Collects all garbage, with everything that nothing holds any more. */
export function collectGarbage(): void {
  if (typeof collect !== 'function') throw new TypeError('This runtime does not let its garbage be collected')
  collect()
}
