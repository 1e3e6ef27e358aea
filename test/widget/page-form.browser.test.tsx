import { act, cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { scriptedRoute } from '../../src/testing/scripted-route.ts'
import { useAttachmentUpload } from '../../src/upload/hook/use-attachment-upload.ts'
import type { AttachmentUploadOptions } from '../../src/upload/hook/attachment-upload-options.ts'
import { AttachmentUpload } from '../../src/widget/AttachmentUpload.tsx'

afterEach(cleanup)

function notYet(): never {
  throw new Error('no input yet')
}

/** A list of the page's own, by the prop getters. */
function OwnList(options: AttachmentUploadOptions) {
  const upload = useAttachmentUpload(options)
  return (
    <>
      <input {...upload.getFileInputProps()} />
      {upload.uploads.map((each) => (
        <select key={each.id} {...upload.getTypeSelectProps(each)}>
          <option>CV</option>
          <option>COVER_LETTER</option>
          <option>OTHER</option>
        </select>
      ))}
    </>
  )
}

it.each([
  ['the component', AttachmentUpload],
  ['a page that draws its own list', OwnList],
])('shows the type that will be sent, also after a form around it was reset: %s', async (_, Widget) => {
  const route = scriptedRoute()
  const { container } = render(
    <form>
      <Widget {...route.props} />
    </form>,
  )
  const input = await vi.waitFor(
    () => container.querySelector<HTMLInputElement>('input[type=file]:enabled') ?? notYet(),
  )
  await userEvent.upload(input, new File(['%PDF-1.7'], 'cv.pdf'))
  const select = await screen.findByRole('combobox')
  expect(select).toHaveValue('CV')
  await userEvent.selectOptions(select, 'OTHER')
  act(() => container.querySelector('form')?.reset())
  expect(select).toHaveValue('OTHER')
})
