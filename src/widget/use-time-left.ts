import { useEffect, useRef, useState } from 'react'
import type { Bytes } from '../upload/attachment-upload.ts'

/** How far back the speed of the line is looked for, in milliseconds: over several small files, and no longer than a line stays the same. */
const WINDOW_MS = 15_000
/** How long the line is watched before anything is said of it: what is sent first only fills buffers. */
const WATCHED_MS = 5000
/** A line on which nothing moves for that long has no speed that could be told. */
const STILL_MS = 10_000

interface Seen {
  readonly at: number
  readonly sentBytes: number
}

/**
 * How long it takes until everything is sent, in seconds: in steps of ten up to a minute and whole minutes beyond, because nobody
 * knows better. `null` while that cannot be told, and when nothing is left to send.
 */
export function useTimeLeft({ sentBytes, totalBytes }: Bytes): number | null {
  const [seconds, setSeconds] = useState<number | null>(null)
  const seen = useRef<readonly Seen[]>([])
  useEffect(() => {
    const at = performance.now()
    const before = seen.current.filter((each) => at - each.at <= WINDOW_MS && each.sentBytes <= sentBytes)
    // The line is watched from the first byte on: before, nothing may have been asked for.
    seen.current = sentBytes === 0 ? [] : [...before, { at, sentBytes }]
    const first = before[0]
    const isKnown = first !== undefined && at - first.at >= WATCHED_MS && sentBytes > first.sentBytes
    const left = totalBytes - sentBytes
    setSeconds(isKnown && left > 0 ? roughly((left / (sentBytes - first.sentBytes)) * ((at - first.at) / 1000)) : null)
    const timer = setTimeout(() => {
      seen.current = []
      setSeconds(null)
    }, STILL_MS)
    return () => clearTimeout(timer)
  }, [sentBytes, totalBytes])
  return seconds
}

function roughly(seconds: number): number {
  return seconds < 60 ? Math.ceil(seconds / 10) * 10 : Math.round(seconds / 60) * 60
}
