import { useEffect, useState } from 'react'
import { AttachmentUpload } from '../widget/AttachmentUpload.tsx'
import type { Messages } from '../widget/messages.ts'
import { outcomeMessages } from './embed-message.ts'
import { HISTORY_ENTRY, useLastToken } from './last-token.ts'
import { PortalConnection } from './portal-connection.ts'
import { allowedOrigins } from './portal-origin.ts'

export interface EmbeddedUploadProps {
  /** Base URL of the route. */
  readonly endpoint: string
  /** Element whose height the frame should have. */
  readonly place: Element
  /** Words, in the reader's language. */
  readonly messages: Messages
}

/** Whether the page was asked to leave its own heading and margins out: `?embed=1`. */
export function isEmbedded({ search }: Pick<Location, 'search'>): boolean {
  return new URLSearchParams(search).get('embed') === '1'
}

/**
 * The upload page in a portal's frame: the widget alone. The token comes with the address (`#token=…`) or, better, by
 * message; a fresh one is asked for ahead of expiry. No storage is used: a frame may have none (`HISTORY_ENTRY`).
 */
export function EmbeddedUpload({ endpoint, place, messages }: EmbeddedUploadProps) {
  const [token, takeToken] = useLastToken(HISTORY_ENTRY)
  const [connection, setConnection] = useState<PortalConnection | null>(null)

  useEffect(() => {
    const controller = new AbortController()
    let opened: PortalConnection | null = null
    const open = async () => {
      const origins = await allowedOrigins(controller.signal).catch((error: unknown) => {
        // Documents can be attached all the same; only the portal hears nothing, and the console says why.
        if (!controller.signal.aborted) reportError(error)
        return new Set([location.origin])
      })
      if (controller.signal.aborted) return
      opened = new PortalConnection(window, { allowedOrigins: origins, onToken: takeToken })
      setConnection(opened)
    }
    void open()
    return () => {
      controller.abort()
      opened?.close()
    }
  }, [takeToken])

  useEffect(() => {
    if (connection === null) return undefined
    const tellHeight = () => connection.say({ type: 'height', height: Math.ceil(place.getBoundingClientRect().height) })
    const observer = new ResizeObserver(tellHeight)
    observer.observe(place)
    return () => observer.disconnect()
  }, [connection, place])

  if (connection === null) return null

  return (
    <AttachmentUpload
      endpoint={endpoint}
      messages={messages}
      {...(token === undefined ? {} : { token })}
      {...(window.parent === window ? {} : { getToken: (signal) => connection.requestToken(signal) })}
      dropAnywhere
      onOutcome={(outcome) => {
        for (const message of outcomeMessages(outcome)) connection.say(message)
      }}
      onSettled={(outcomes) => connection.say({ type: 'attachments-settled', detail: { outcomes } })}
    />
  )
}
