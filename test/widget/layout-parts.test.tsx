import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import type { AttachmentUploadOptions, Upload } from '../../src/index.ts'
import {
  AttachmentUploadRoot,
  UploadFooter,
  UploadHeader,
  UploadRow,
  UploadZone,
  useAttachmentUpload,
} from '../../src/index.ts'
import { dropFiles, scriptedRoute } from '../../src/testing.ts'

const helpWith = ({ name }: Upload) => <a href="/help">{`Help with ${name}`}</a>

/** The footer before the zone, and the rows in a list of the page's own. */
function OwnLayout(options: AttachmentUploadOptions) {
  const upload = useAttachmentUpload(options)
  return (
    <AttachmentUploadRoot upload={upload} rowActions={helpWith}>
      <UploadFooter />
      <UploadZone />
      <ol aria-label="Own list">
        {upload.uploads.map((each) => (
          <UploadRow key={each.id} upload={each} />
        ))}
      </ol>
      <UploadHeader headingLevel={4} />
    </AttachmentUploadRoot>
  )
}

it('attaches a file in an arrangement of the page’s own', async () => {
  const onSettled = vi.fn<(outcomes: readonly { readonly state: string }[]) => void>()
  const route = scriptedRoute()
  const { container } = render(<OwnLayout {...route.props} onSettled={onSettled} />)
  const user = userEvent.setup()
  await screen.findByRole('button', { name: 'Choose files' })
  dropFiles(container, new File(['%PDF-1.7\n%%EOF'], 'cv.pdf', { type: 'application/pdf' }))

  await user.click(await screen.findByRole('button', { name: 'Attach 1 file' }))
  await vi.waitFor(() =>
    expect(onSettled).toHaveBeenCalledExactlyOnceWith([expect.objectContaining({ state: 'done' })]),
  )
  expect(await screen.findByRole('listitem', { name: 'cv.pdf' })).toHaveTextContent('Attached')
  expect(screen.getByRole('link', { name: 'Help with cv.pdf' })).toBeVisible()
  expect(screen.getByRole('heading', { level: 4 })).toBeVisible()
  await vi.waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('cv.pdf, CV: Attached'))
})

it('says where a part belongs that stands alone', () => {
  vi.spyOn(console, 'error').mockReturnValue()
  expect(() => render(<UploadFooter />)).toThrow('outside <AttachmentUploadRoot>')
})
