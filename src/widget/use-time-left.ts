import { useEffect, useRef, useState } from 'react'
import type { Bytes } from '../upload/engine/attachment-upload.ts'

/** How far back the speed of the line is looked for, in milliseconds: over several small files, and no longer than a line stays the same. */
const WINDOW_MS = 15_000
/** How long the line is watched before anything is said of it: what is sent first only fills buffers. */
const WATCHED_MS = 5000
/** A line on which nothing moves for that long has no speed that could be told. */
const STILL_MS = 10_000

interface Seen {
  readonly at: number
  readonly sentBytes: number
  readonly givenUp: number
}

/**
 * How long it takes until everything is sent, in seconds: in steps of ten up to a minute and whole minutes beyond, because nobody
 * knows better. `null` while that cannot be told, and when nothing is left to send.
 * @param givenUp files that failed, were cancelled or maybe attached. The rest of one may count as sent, and never was: with each,
 * the line is watched anew, and has the speed it had until that is known.
 */
export function useTimeLeft({ sentBytes, totalBytes }: Bytes, givenUp: number): number | null {
  const [seconds, setSeconds] = useState<number | null>(null)
  const seen = useRef<readonly Seen[]>([])
  /** In bytes per second; 0 while it is not known. */
  const speed = useRef(0)
  useEffect(() => {
    const at = performance.now()
    const before = seen.current.filter(
      (each) => at - each.at <= WINDOW_MS && each.sentBytes <= sentBytes && each.givenUp === givenUp,
    )
    const first = before[0]
    // The line is watched from the first byte on: before, nothing may have been asked for.
    seen.current = sentBytes === 0 ? [] : [...before, { at, sentBytes, givenUp }]
    if (sentBytes === 0) speed.current = 0
    if (first !== undefined && at - first.at >= WATCHED_MS && sentBytes > first.sentBytes) {
      speed.current = ((sentBytes - first.sentBytes) / (at - first.at)) * 1000
    }
    setSeconds(speed.current > 0 ? roughly((totalBytes - sentBytes) / speed.current) : null)
    const timer = setTimeout(() => {
      seen.current = []
      speed.current = 0
      setSeconds(null)
    }, STILL_MS)
    return () => clearTimeout(timer)
  }, [sentBytes, totalBytes, givenUp])
  // When the last file is over, the figure is still the one before.
  return sentBytes < totalBytes ? seconds : null
}

function roughly(seconds: number): number {
  return seconds < 60 ? Math.ceil(seconds / 10) * 10 : Math.round(seconds / 60) * 60
}
