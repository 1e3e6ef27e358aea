import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { chooseFiles, scriptedRoute } from '../../src/testing.ts'
import { AttachmentUpload } from '../../src/widget/AttachmentUpload.tsx'
import { pdf } from '../upload/scripted-route.ts'

afterEach(cleanup)

/** The widget on a portal's page, with fields of the portal's own beside it. */
async function putOnPage(dropAnywhere: boolean) {
  render(
    <>
      <label>
        Note <textarea />
      </label>
      <label>
        Photograph <input type="file" />
      </label>
      <p>Beside it</p>
      <AttachmentUpload {...scriptedRoute().props} dropAnywhere={dropAnywhere} />
    </>,
  )
  await screen.findByRole('button', { name: /choose files/iu })
}

function transferOf(what: 'text' | 'file'): DataTransfer {
  const transfer = new DataTransfer()
  if (what === 'text') transfer.setData('text/plain', 'a word')
  else transfer.items.add(pdf())
  return transfer
}

/** Whether the browser does what it does by itself. */
function isLeftToBrowser(place: Element, what: 'text' | 'file'): readonly boolean[] {
  return ['dragenter', 'dragover', 'drop'].map((type) =>
    place.dispatchEvent(
      new DragEvent(type, { bubbles: true, cancelable: true, composed: true, dataTransfer: transferOf(what) }),
    ),
  )
}

/** Text and a file. Whether that is left to the browser. */
function pasteInto(place: Element): boolean {
  const clipboardData = transferOf('file')
  clipboardData.setData('text/plain', 'Frank')
  const paste = new ClipboardEvent('paste', { bubbles: true, cancelable: true, composed: true, clipboardData })
  return place.dispatchEvent(paste)
}

async function openRename(): Promise<HTMLElement> {
  const user = userEvent.setup()
  chooseFiles(screen.getByRole('region'), pdf())
  await user.click(await screen.findByRole('button', { name: 'Rename cv.pdf' }))
  return screen.getByRole('textbox', { name: /cv\.pdf/u })
}

it.each([false, true])('leaves text and the page’s own fields alone; dropAnywhere: %s', async (dropAnywhere) => {
  await putOnPage(dropAnywhere)
  expect(isLeftToBrowser(screen.getByRole('textbox', { name: 'Note' }), 'text')).toEqual([true, true, true])
  expect(isLeftToBrowser(screen.getByLabelText('Photograph'), 'file')).toEqual([true, true, true])
  expect(isLeftToBrowser(screen.getByText('Beside it'), 'text')).toEqual([true, true, true])
  expect(screen.queryByRole('listitem', { name: 'cv.pdf' })).not.toBeInTheDocument()
})

it('keeps a file that is dropped beside it from replacing the page', async () => {
  await putOnPage(false)
  expect(isLeftToBrowser(screen.getByText('Beside it'), 'file')).toEqual([true, false, false])
  expect(screen.queryByRole('listitem', { name: 'cv.pdf' })).not.toBeInTheDocument()
})

it('keeps it from doing so for as long as one widget is left of several', async () => {
  await putOnPage(false)
  render(<AttachmentUpload {...scriptedRoute().props} />).unmount()
  expect(isLeftToBrowser(screen.getByText('Beside it'), 'file')).toEqual([true, false, false])
})

it('takes a file that is dropped anywhere, where the page wants that', async () => {
  await putOnPage(true)
  isLeftToBrowser(screen.getByText('Beside it'), 'file')
  await waitFor(() => expect(screen.getByRole('listitem', { name: 'cv.pdf' })).toBeInTheDocument())
})

it('leaves what is pasted or dragged into the field for a name to the field', async () => {
  await putOnPage(false)
  const field = await openRename()
  expect(isLeftToBrowser(field, 'text')).toEqual([true, true, true])
  expect(pasteInto(field)).toBe(true)
  expect(screen.getAllByRole('listitem', { name: /\.pdf$/u })).toHaveLength(1)
})

it.each([false, true])(
  'leaves the same to a field that the page puts into it; dropAnywhere: %s',
  async (dropAnywhere) => {
    const slots = {
      header: () => (
        <>
          <textarea aria-label="Note" />
          <p contentEditable suppressContentEditableWarning>
            Letter
          </p>
        </>
      ),
    }
    render(<AttachmentUpload {...scriptedRoute().props} dropAnywhere={dropAnywhere} slots={slots} />)
    const button = await screen.findByRole('button', { name: /choose files/iu })
    for (const field of [screen.getByRole('textbox', { name: 'Note' }), screen.getByText('Letter')]) {
      expect(isLeftToBrowser(field, 'text')).toEqual([true, true, true])
      // As a spreadsheet copies its cells: as text, and as a picture of them.
      expect(pasteInto(field)).toBe(true)
      expect(isLeftToBrowser(field, 'file').slice(1)).toEqual([false, false])
    }
    await waitFor(() => expect(screen.getAllByRole('listitem', { name: /\.pdf$/u })).toHaveLength(2))
    expect(pasteInto(button)).toBe(false)
    await waitFor(() => expect(screen.getAllByRole('listitem', { name: /\.pdf$/u })).toHaveLength(3))
  },
)
