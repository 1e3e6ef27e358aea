import { useEffect, useState } from 'react'
import type { Ask } from '../upload/send/route-client.ts'
import { AttachmentUpload } from '../widget/AttachmentUpload.tsx'
import type { Messages } from '../widget/words/messages.ts'
import { outcomeEvents } from '../widget/outcome-events.ts'
import { HISTORY_ENTRY, useLastToken } from './last-token.ts'
import { PortalConnection } from './portal-connection.ts'

export interface EmbeddedUploadProps {
  /** Base URL of the route. */
  readonly endpoint: string
  /** How it is asked. */
  readonly fetch: Ask
  /** Origins of portals that may have the page in a frame, and the page's own. */
  readonly origins: Promise<ReadonlySet<string>>
  /** Element whose height the frame should have. */
  readonly place: Element
  /** Words, in the reader's language. */
  readonly messages: Messages
}

/**
 * The upload page in a portal's frame: the widget alone. The token comes with the address (`#token=…`) or, better, by
 * message; a fresh one is asked for ahead of expiry. No storage is used: a frame may have none (`HISTORY_ENTRY`).
 */
export function EmbeddedUpload({ endpoint, fetch, origins, place, messages }: EmbeddedUploadProps) {
  const [token, takeToken] = useLastToken(HISTORY_ENTRY)
  const [connection, setConnection] = useState<PortalConnection | null>(null)

  useEffect(() => {
    let opened: PortalConnection | null = null
    let isOver = false
    const open = async () => {
      const allowed = await origins
      if (isOver) return
      opened = new PortalConnection(window, { allowedOrigins: allowed, onToken: takeToken })
      setConnection(opened)
    }
    void open()
    return () => {
      isOver = true
      opened?.close()
    }
  }, [origins, takeToken])

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
      fetch={fetch}
      messages={messages}
      {...(token === undefined ? {} : { token })}
      {...(window.parent === window ? {} : { getToken: (signal) => connection.requestToken(signal) })}
      dropAnywhere
      onOutcome={(outcome) => {
        for (const message of outcomeEvents(outcome)) connection.say(message)
      }}
      onSettled={(outcomes) => connection.say({ type: 'attachments-settled', detail: { outcomes } })}
    />
  )
}
