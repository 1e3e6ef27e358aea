import { act, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { scriptedRoute } from '../../src/testing.ts'
import type { AttachmentUpload as AttachmentUploadState } from '../../src/upload/attachment-upload.ts'
import { AttachmentUpload } from '../../src/widget/AttachmentUpload.tsx'
import { pdf } from '../upload/scripted-route.ts'

it('can be kept in a state of the page, by a function that is new at each drawing', async () => {
  const { props } = scriptedRoute()
  let drawings = 0
  let latest: AttachmentUploadState | undefined
  function Portal() {
    const [upload, keep] = useState<AttachmentUploadState>()
    drawings += 1
    latest = upload
    return (
      <>
        <p>{upload?.uploads.length} in the list</p>
        <AttachmentUpload {...props} onState={(state) => keep(state)} />
      </>
    )
  }
  render(<Portal />)
  await waitFor(() => expect(latest?.rules.status).toBe('ready'))
  act(() => latest?.addFiles([pdf()]))
  await waitFor(() => expect(latest?.summary).toMatchObject({ ready: 1, checking: 0 }))
  expect(screen.getByText('1 in the list')).toBeVisible()
  expect(drawings).toBeLessThan(30)
})
