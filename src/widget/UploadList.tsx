import { useEffect, useState } from 'react'
import type { Upload } from '../upload/upload.ts'
import type { Messages } from './messages.ts'
import { UploadRow } from './UploadRow.tsx'

/** Rows drawn at once; the rest follow in steps, so that a thousand files never block the page. */
const STEP = 60

export interface UploadListProps {
  readonly uploads: readonly Upload[]
  readonly messages: Messages
}

/** The chosen files in the order they were added. */
export function UploadList({ uploads, messages }: UploadListProps) {
  const [drawn, setDrawn] = useState(STEP)
  const isBehind = drawn < uploads.length
  useEffect(() => {
    if (!isBehind) return undefined
    const timer = setInterval(() => setDrawn((before) => before + STEP))
    return () => clearInterval(timer)
  }, [isBehind])
  if (uploads.length === 0) return null
  return (
    <ul
      data-part="list"
      className="kau-list"
      data-long={uploads.length > STEP || undefined}
      aria-label={messages.files}
      aria-busy={isBehind || undefined}
    >
      {uploads.slice(0, drawn).map((upload) => (
        <UploadRow key={upload.id} upload={upload} />
      ))}
    </ul>
  )
}
