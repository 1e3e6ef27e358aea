import { useEffect, useRef, useState } from 'react'
import type { Upload } from '../upload/list/upload.ts'

/**
 * How long a file may show nothing new before its row says so, in milliseconds. While it is sent: less than the 30 seconds
 * after which the route gives up on a silent body. Once it is sent: more than the 60 seconds for which the route may keep
 * it in a queue, and some for the answer of the ATS, so that an ordinary wait alarms nobody.
 */
export const SILENT_AFTER_MS = { sending: 20_000, accepting: 75_000 } as const

type Watched = Extract<Upload, { state: keyof typeof SILENT_AFTER_MS }>

const NONE: ReadonlySet<Upload> = new Set()

/**
 * The files under way that have shown nothing new for a while. Not a state of the engine, which knows no more than that:
 * the line may be slow, or gone. An upload is another object with every byte that leaves, so it is in here no longer then.
 */
export function useSilent(uploads: readonly Upload[]): ReadonlySet<Upload> {
  const [silent, setSilent] = useState(NONE)
  const seenAt = useRef(new WeakMap<Upload, number>())
  useEffect(() => {
    const now = Date.now()
    const watched = uploads.filter(isWatched)
    for (const upload of watched) if (!seenAt.current.has(upload)) seenAt.current.set(upload, now)
    const dueAt = (upload: Watched) => (seenAt.current.get(upload) ?? now) + SILENT_AFTER_MS[upload.state]
    const nextAt = Math.min(...watched.filter((upload) => !silent.has(upload)).map(dueAt))
    if (nextAt === Infinity) return undefined
    const timer = setTimeout(
      () => setSilent(new Set(watched.filter((upload) => dueAt(upload) <= Date.now()))),
      Math.max(nextAt - now, 0),
    )
    return () => clearTimeout(timer)
  }, [uploads, silent])
  return silent
}

function isWatched(upload: Upload): upload is Watched {
  return upload.state === 'sending' || upload.state === 'accepting'
}
