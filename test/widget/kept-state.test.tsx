import { act, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { scriptedRoute } from '../../src/testing.ts'
import type { AttachmentUpload as AttachmentUploadState } from '../../src/upload/engine/attachment-upload.ts'
import { AttachmentUpload } from '../../src/widget/AttachmentUpload.tsx'
import { pdf } from '../upload/scripted-route.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

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

it('can be kept by an arrow function, whatever that returns', async () => {
  const { props } = scriptedRoute()
  const kept: { upload?: AttachmentUploadState } = {}
  render(<AttachmentUpload {...props} onState={(state) => (kept.upload = state)} />)
  await expect(screen.findByRole('button', { name: /choose files/iu })).resolves.toBeVisible()
  act(() => kept.upload?.addFiles([pdf()]))
  await expect(screen.findByRole('listitem', { name: 'cv.pdf' })).resolves.toBeVisible()
})

it('stays on the page where its function throws, and the page hears of that', async () => {
  const { props } = scriptedRoute()
  const reported = vi.fn<(error: unknown) => void>()
  vi.stubGlobal('reportError', reported)
  const failure = new Error('The page has no place for it')
  const fail = () => {
    throw failure
  }
  render(<AttachmentUpload {...props} onState={fail} />)
  await expect(screen.findByRole('button', { name: /choose files/iu })).resolves.toBeVisible()
  expect(reported).toHaveBeenCalledWith(failure)
})
