import { useEffect, useMemo, useRef, useState } from 'react'
import type { UploadError } from '../../contract/wire.ts'
import { browserError } from '../../contract/wire.ts'
import type { UploadSettings } from '../engine/attachment-upload.ts'
import { reportHostError } from '../tasks/host-callback.ts'
import { askForToken } from '../token/ask-for-token.ts'
import { targetOf } from '../token/token-claims.ts'

export interface FirstToken {
  /** The page's own, or the one fetched where that names no record. */
  readonly token: string | undefined
  /** Why no record is known; `null` when there is one, or while it may still turn up. */
  readonly problem: UploadError | null
  /** Asks once more after a failure. */
  readonly reload: () => void
}

/**
 * How long a page may leave out everything that names a record, in milliseconds: many fetch the token after the first
 * drawing, and nobody should read of an invalid link meanwhile.
 */
const PATIENCE_MS = 5_000

/* The route would refuse these too, but without a record there is no address to ask it at. */
const TOKEN_UNREADABLE = browserError('UPLOAD.TOKEN_INVALID', 'the token names no record')
const TARGET_UNREADABLE = browserError('UPLOAD.NOT_FOUND', 'the target option names no record')
const NOTHING_GIVEN = browserError('UPLOAD.TOKEN_MISSING', 'neither token, getToken nor target is given')

/** Where the page names no record but gives `getToken`, the first token has to be fetched before anything is known of it. */
export function useFirstToken({ token, target, getToken }: UploadSettings): FirstToken {
  const [fetched, setFetched] = useState<string>()
  const [error, setError] = useState<UploadError | null>(null)
  const isUnnamed = useMemo(() => targetOf(token, target) === null, [token, target])
  const isAsking = isUnnamed && getToken !== undefined && fetched === undefined && error === null
  const isSilent = token === undefined && target === undefined && getToken === undefined
  const isLate = useIsLate(isSilent)

  const latest = useRef(getToken)
  useEffect(() => {
    latest.current = getToken
  })

  useEffect(() => {
    if (!isAsking) return undefined
    const controller = new AbortController()
    let isOver = false
    const ask = async () => {
      try {
        const fresh = latest.current && (await askForToken(latest.current, true, controller))
        setFetched(fresh)
      } catch (error) {
        if (isOver) return
        reportHostError(error)
        setError(browserError('UPLOAD.TOKEN_UNAVAILABLE', 'the page could not supply a token'))
      }
    }
    void ask()
    return () => {
      isOver = true
      controller.abort()
    }
  }, [isAsking])

  const used = isUnnamed ? (fetched ?? token) : token
  const isNamed = used === token ? !isUnnamed : targetOf(used, target) !== null
  const problem = () => {
    if (isNamed || isAsking) return null
    if (error !== null) return error
    if (used !== undefined) return TOKEN_UNREADABLE
    if (target !== undefined) return TARGET_UNREADABLE
    return isLate ? NOTHING_GIVEN : null
  }
  return {
    token: used,
    problem: problem(),
    reload: () => setError(null),
  }
}

/** Whether something has ever been true for longer than patience lasts. */
function useIsLate(isTrue: boolean): boolean {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    if (!isTrue) return undefined
    const timer = setTimeout(() => setLate(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [isTrue])
  return isLate
}
