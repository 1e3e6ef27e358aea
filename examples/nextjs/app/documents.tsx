'use client'

import { AttachmentUpload } from 'kombo-attachment-upload'
import { useState } from 'react'
import { freshToken } from './actions'

export function Documents({ token }: { token: string }) {
  const [attached, setAttached] = useState<readonly string[]>([])
  return (
    <>
      <AttachmentUpload
        endpoint="/api"
        token={token}
        getToken={() => freshToken()}
        onOutcome={(outcome) => {
          if (outcome.state === 'done') setAttached((names) => [...names, outcome.name])
        }}
      />
      <output>{attached.length > 0 && `${attached.join(', ')} is attached.`}</output>
    </>
  )
}
