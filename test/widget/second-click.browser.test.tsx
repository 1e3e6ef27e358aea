import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../src/styles.css'
import type { Upload } from '../../src/upload/list/upload.ts'
import { AttachmentUploadView } from '../../src/widget/AttachmentUploadView.tsx'
import { sampleError, sampleFile, sampleUpload } from '../../src/widget/stories/sample-upload.ts'

const CV = { name: 'cv.pdf', sizeBytes: 412_000, type: 'CV' } as const
const LETTER = { ...CV, name: 'letter.pdf' } as const
const chosen = { state: 'ready', checking: false } as const
const sending = { state: 'sending', sentBytes: 1 } as const
const maybe = { state: 'unknown', error: sampleError('UPLOAD.ANSWER_LOST') } as const

/** The same file in another state. */
const turned = (upload: Upload, into: Parameters<typeof sampleFile>[1]): Upload => ({
  ...sampleFile(upload, into),
  id: upload.id,
})

/** The widget with a list that does at once what is pressed. */
function Widget({ files }: { readonly files: readonly Upload[] }) {
  const [uploads, setUploads] = useState(files)
  const turnAll = (into: Parameters<typeof sampleFile>[1]) => setUploads((all) => all.map((each) => turned(each, into)))
  const upload = sampleUpload(uploads, {
    start: () => turnAll(sending),
    cancelAll: () => turnAll(maybe),
    clear: () => setUploads([]),
    cancel: (id) => setUploads((all) => all.map((each) => (each.id === id ? turned(each, maybe) : each))),
    remove: (id) => setUploads((all) => all.filter((each) => each.id !== id)),
  })
  return <AttachmentUploadView upload={upload} />
}

const button = (name: string) => screen.getByRole('button', { name })
const states = () => screen.queryAllByRole('listitem').map(({ dataset }) => dataset['state'])

/** Two clicks of a hand, in one place, whatever stands there by then: the buttons of the footer end at the same edge. */
async function doubleClick(name: string): Promise<void> {
  const { width, height } = button(name).getBoundingClientRect()
  await userEvent.dblClick(button(name), { delay: 60, position: { x: width - 12, y: height / 2 } })
}

// On a phone the buttons of the footer stand in two lines, and none comes where another was.
beforeEach(() => page.viewport(900, 700))
afterEach(cleanup)

describe('the second click of a double-click', () => {
  it('on “Attach” does not cancel what the first has sent off', async () => {
    render(<Widget files={[sampleFile(CV, chosen), sampleFile(LETTER, chosen)]} />)
    await doubleClick('Attach 2 files')
    expect(states()).toEqual(['sending', 'sending'])
  })

  it('on “Attach” does not cancel what is under way already, where “Cancel all” stood beside it', async () => {
    render(<Widget files={[sampleFile(CV, sending), sampleFile(LETTER, chosen)]} />)
    await doubleClick('Attach 1 file')
    expect(states()).toEqual(['sending', 'sending'])
  })

  it('on “Cancel all” does not clear the list of what is maybe attached', async () => {
    render(<Widget files={[sampleFile(CV, sending), sampleFile(LETTER, sending)]} />)
    await doubleClick('Cancel all')
    expect(states()).toEqual(['unknown', 'unknown'])
  })

  it('on the cross of a file under way does not take it out of the list', async () => {
    render(<Widget files={[sampleFile(CV, sending)]} />)
    await doubleClick('Cancel cv.pdf')
    expect(states()).toEqual(['unknown'])
  })

  it('on the cross of a file does not take the next one out, which has moved up', async () => {
    render(<Widget files={[sampleFile(CV, chosen), sampleFile(LETTER, chosen)]} />)
    await doubleClick('Remove cv.pdf from the list')
    expect(screen.getByRole('listitem', { name: 'letter.pdf' })).toBeVisible()
  })
})

describe('a key that is held', () => {
  it('presses a cross once', async () => {
    render(<Widget files={[sampleFile(CV, sending)]} />)
    button('Cancel cv.pdf').focus()
    await userEvent.keyboard('{Enter>30/}')
    expect(states()).toEqual(['unknown'])
    expect(document.activeElement).toBe(button('Remove cv.pdf from the list'))
  })

  it('presses “Cancel all” once', async () => {
    render(<Widget files={[sampleFile(CV, sending)]} />)
    button('Cancel all').focus()
    await userEvent.keyboard('{Enter>30/}')
    expect(states()).toEqual(['unknown'])
  })

  it('attaches nothing where it was pressed to skip a long list', async () => {
    render(
      <Widget files={Array.from({ length: 12 }, (_, index) => sampleFile({ ...CV, name: `${index}.pdf` }, chosen))} />,
    )
    button('Skip to “Attach 12 files”').focus()
    await userEvent.keyboard('{Enter>30/}')
    expect(document.activeElement).toBe(button('Attach 12 files'))
    expect(new Set(states())).toEqual(new Set(['ready']))
  })

  it('opens the field for a new name once, and closes it once', async () => {
    render(<Widget files={[sampleFile(CV, chosen)]} />)
    button('Rename cv.pdf').focus()
    // Closed and opened anew thirty times it would be closed in the end, and thirty-one times open.
    for (const times of [30, 31]) {
      await userEvent.keyboard(`{Enter>${times}/}`)
      expect(screen.getByRole('textbox')).toHaveFocus()
      await userEvent.keyboard(`{Enter>${times}/}`)
      await waitFor(() => expect(button('Rename cv.pdf')).toHaveFocus())
      expect(screen.queryByRole('textbox')).toBeNull()
    }
  })

  it('opens a file once', async () => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null)
    render(<Widget files={[sampleFile(CV, chosen)]} />)
    button('Open cv.pdf').focus()
    await userEvent.keyboard('{Enter>30/}')
    expect(open).toHaveBeenCalledTimes(1)
    open.mockRestore()
  })

  it('moves on from it all the same', async () => {
    render(<Widget files={[sampleFile(CV, sending)]} />)
    button('Cancel cv.pdf').focus()
    await userEvent.keyboard('{Tab>2/}')
    expect(document.activeElement).not.toBe(button('Cancel all'))
    expect(document.activeElement).not.toBe(button('Cancel cv.pdf'))
  })
})

it('takes a press that is meant, once the button has stood there for a moment', async () => {
  render(<Widget files={[sampleFile(CV, sending)]} />)
  await userEvent.click(button('Cancel cv.pdf'))
  await waitFor(async () => {
    await userEvent.click(button('Remove cv.pdf from the list'))
    expect(screen.queryByRole('listitem')).toBeNull()
  })
})
