import { useEffect, useRef, useState } from 'react'
import type { UploadError } from '../contract/wire.ts'
import { browserError } from '../contract/wire.ts'
import type { AttachmentUploadOptions } from './attachment-upload.ts'
import { reportHostError } from './host-callback.ts'

export interface FirstToken {
  /** `undefined` while it is asked for, or when the page gave what names the record. */
  readonly token: string | undefined
  readonly error: UploadError | null
  /** Asks once more after a failure. */
  readonly reload: () => void
}

/** Where the page gives only `getToken`, the first token has to be fetched before anything is known of the record. */
export function useFirstToken({ token, target, getToken }: AttachmentUploadOptions): FirstToken {
  const [fetched, setFetched] = useState<string>()
  const [error, setError] = useState<UploadError | null>(null)
  const isNeeded = token === undefined && target === undefined && getToken !== undefined && fetched === undefined
  const isAsking = isNeeded && error === null

  const latest = useRef(getToken)
  useEffect(() => {
    latest.current = getToken
  })

  useEffect(() => {
    if (!isAsking) return undefined
    const controller = new AbortController()
    const ask = async () => {
      try {
        const fresh = await latest.current?.(controller.signal)
        if (controller.signal.aborted) return
        setFetched(fresh)
      } catch (error) {
        if (controller.signal.aborted) return
        reportHostError(error)
        setError(browserError('UPLOAD.TOKEN_EXPIRED', 'the page could not supply a token'))
      }
    }
    void ask()
    return () => controller.abort()
  }, [isAsking])

  return { token: token ?? (target === undefined ? fetched : undefined), error, reload: () => setError(null) }
}
