import { useEffect, useState } from 'react'
import { LONGEST_TIMER_MS } from '../upload/hook/use-token-check.ts'

/** How long before its end a link says so, in milliseconds: long enough to find a document and send it over a slow line. */
const ENDS_SOON_MS = 600_000

/**
 * Whether a moment, in milliseconds since the epoch, is ten minutes away or less. Not once it is over: this clock may be wrong,
 * and whether a link still holds is for the route to say.
 */
export function useEndsSoon(endsAt: number | null): boolean {
  const [soon, setSoon] = useState<number | null>(null)
  useEffect(() => {
    if (endsAt === null) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      const left = endsAt - Date.now()
      const isNear = left <= ENDS_SOON_MS
      setSoon(left > 0 && isNear ? endsAt : null)
      if (left > 0) timer = setTimeout(look, Math.min(isNear ? left : left - ENDS_SOON_MS, LONGEST_TIMER_MS))
    }
    look()
    return () => clearTimeout(timer)
  }, [endsAt])
  // By the moment it is of: another one is drawn once before it is looked at.
  return soon !== null && soon === endsAt
}
