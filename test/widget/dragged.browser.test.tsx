import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { scriptedRoute } from '../../src/testing.ts'
import { AttachmentUpload } from '../../src/widget/AttachmentUpload.tsx'
import { pdf } from '../upload/scripted-route.ts'

afterEach(cleanup)

const LANDS_HERE = /drop to add/iu

/** @returns whether somebody has cancelled it. */
function drag(type: 'dragenter' | 'dragleave' | 'drop', place: Element, dataTransfer = new DataTransfer()): boolean {
  dataTransfer.items.add(pdf())
  return !place.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, composed: true, dataTransfer }))
}

/** As browsers tell it: the place that is reached first, then the one that is left. */
function moveOn(from: Element, to: Element): void {
  drag('dragenter', to)
  drag('dragleave', from)
}

async function showWidget(dropAnywhere: boolean) {
  const route = scriptedRoute()
  render(
    <>
      <p>
        Beside it <b>a word that is going to be another</b>
      </p>
      <label>
        Photograph <input type="file" />
      </label>
      <AttachmentUpload {...route.props} dropAnywhere={dropAnywhere} />
    </>,
  )
  const button = await screen.findByRole('button', { name: /choose files/iu })
  return { button, zone: screen.getByRole('region'), beside: screen.getByText('Beside it') }
}

it('says where files land for as long as they hang over the widget, and over the page where it takes them', async () => {
  const { button, zone, beside } = await showWidget(true)
  drag('dragenter', beside)
  await expect(screen.findByText(LANDS_HERE)).resolves.toBeVisible()
  moveOn(beside, zone)
  moveOn(zone, button)
  expect(screen.getByText(LANDS_HERE)).toBeVisible()
  drag('dragleave', button)
  await waitFor(() => expect(screen.queryByText(LANDS_HERE)).toBeNull())
})

it.each([false, true])(
  'says so no longer once they are gone, whatever they hung over; dropAnywhere: %s',
  async (dropAnywhere) => {
    const { button, zone, beside } = await showWidget(dropAnywhere)
    drag('dragenter', zone)
    await expect(screen.findByText(LANDS_HERE)).resolves.toBeVisible()
    // Taken away under the pointer, as the bar of a file is that has just been attached: nobody hears that it is left.
    const gone = zone.appendChild(document.createElement('progress'))
    moveOn(zone, gone)
    gone.remove()
    moveOn(gone, button)
    moveOn(button, beside)
    drag('dragleave', beside)
    await waitFor(() => expect(screen.queryByText(LANDS_HERE)).toBeNull())
  },
)

/** As Chromium drags a picture of a page: its address and its markup as well as a file. */
function pictureOfPage(): DataTransfer {
  const transfer = new DataTransfer()
  transfer.setData('text/uri-list', 'https://portal.example/frank.png')
  transfer.setData('text/html', '<img src="https://portal.example/frank.png">')
  return transfer
}

it('counts files only, where a picture of a page is dragged with its address and its markup', async () => {
  const { zone } = await showWidget(false)
  drag('dragenter', zone, pictureOfPage())
  await expect(screen.findByText(LANDS_HERE)).resolves.toHaveTextContent('Drop to add 1 file')
})

it('takes a picture of a page where it is dropped on the widget, and not beside it: the page has pictures to drag', async () => {
  const { zone, beside } = await showWidget(true)
  expect(drag('dragenter', beside, pictureOfPage())).toBe(false)
  // What replaces the page with it is prevented all the same.
  expect(drag('drop', beside, pictureOfPage())).toBe(true)
  drag('dragenter', zone)
  await expect(screen.findByText(LANDS_HERE)).resolves.toBeVisible()
  expect(screen.queryByRole('listitem')).toBeNull()
  drag('drop', zone, pictureOfPage())
  await expect(screen.findByRole('listitem', { name: 'cv.pdf' })).resolves.toBeVisible()
  expect(screen.getAllByRole('listitem')).toHaveLength(1)
})

it('cancels the arrival of files where they may be let go, as the standard asks, and nowhere else', async () => {
  const { zone, beside } = await showWidget(false)
  expect(drag('dragenter', zone)).toBe(true)
  expect(drag('dragenter', beside)).toBe(false)
})

it('cancels their arrival beside the widget, too, where it takes what is dropped anywhere', async () => {
  const { beside } = await showWidget(true)
  expect(drag('dragenter', beside)).toBe(true)
  expect(drag('dragenter', screen.getByLabelText('Photograph'))).toBe(false)
})

it('does not claim what hangs over a field of the page that takes files itself', async () => {
  const { beside } = await showWidget(true)
  drag('dragenter', beside)
  await expect(screen.findByText(LANDS_HERE)).resolves.toBeVisible()
  moveOn(beside, screen.getByLabelText('Photograph'))
  await waitFor(() => expect(screen.queryByText(LANDS_HERE)).toBeNull())
})

it('says nothing of files that were let go while nothing could be added, once something can', async () => {
  const { props } = scriptedRoute()
  const asked: ((answer: Response) => void)[] = []
  const fetch: typeof props.fetch = (...request) =>
    asked.length > 0 ? props.fetch(...request) : new Promise((resolve) => asked.push(resolve))
  render(<AttachmentUpload {...props} fetch={fetch} />)
  const zone = screen.getByRole('region')
  drag('dragenter', zone)
  await waitFor(() => expect(asked).toHaveLength(1))
  asked[0]?.(Response.json({}, { status: 404 }))
  const again = await screen.findByRole('button', { name: /try again/iu })
  drag('drop', again)
  again.click()
  await expect(screen.findByRole('button', { name: /choose files/iu })).resolves.toBeVisible()
  expect(screen.queryByText(LANDS_HERE)).toBeNull()
})

it('takes what is dropped on the page into none of two that are seen: whose it is only the person knows', async () => {
  const [first, second] = [scriptedRoute(), scriptedRoute()]
  const { rerender } = render(
    <>
      <p>Beside both</p>
      <AttachmentUpload {...first.props} dropAnywhere />
      <AttachmentUpload {...second.props} dropAnywhere />
    </>,
  )
  await waitFor(() => expect(screen.getAllByText(/choose files/iu)).toHaveLength(2))
  const beside = screen.getByText('Beside both')
  drag('dragenter', beside)
  drag('drop', beside)
  rerender(
    <>
      <p>Beside both</p>
      <AttachmentUpload {...first.props} dropAnywhere />
    </>,
  )
  drag('dragenter', beside)
  await waitFor(() => expect(screen.getAllByText(LANDS_HERE)).toHaveLength(1))
  expect(screen.queryByRole('listitem')).toBeNull()
  drag('drop', beside)
  await expect(screen.findByRole('listitem', { name: 'cv.pdf' })).resolves.toBeVisible()
})

it('takes what is dropped on the page into the widget that is seen, not into one of another record on a closed tab', async () => {
  const [closed, open] = [scriptedRoute(), scriptedRoute()]
  render(
    <>
      <p>Beside both</p>
      <div hidden>
        <AttachmentUpload {...closed.props} dropAnywhere />
      </div>
      <AttachmentUpload {...open.props} dropAnywhere />
    </>,
  )
  await waitFor(() => expect(screen.getAllByText(/choose files/iu)).toHaveLength(2))
  const beside = screen.getByText('Beside both')
  drag('dragenter', beside)
  await waitFor(() => expect(screen.getAllByText(LANDS_HERE)).toHaveLength(1))
  drag('drop', beside)
  await expect(screen.findByRole('listitem', { name: 'cv.pdf' })).resolves.toBeVisible()
  expect(screen.getAllByText('cv.pdf')).toHaveLength(1)
})
