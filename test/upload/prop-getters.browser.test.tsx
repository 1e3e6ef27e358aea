import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { scriptedRoute } from '../../src/testing.ts'
import type { ScriptedRouteOptions } from '../../src/testing.ts'
import { useAttachmentUpload } from '../../src/upload/hook/use-attachment-upload.ts'
import { pdf } from './scripted-route.ts'

afterEach(cleanup)

/** A portal that draws everything itself, out of what the hook hands it. */
async function drawPortal(options: ScriptedRouteOptions = {}) {
  const route = scriptedRoute(options)
  function Portal() {
    const upload = useAttachmentUpload(route.props)
    return (
      <section aria-label="Zone" {...upload.getDropZoneProps()}>
        <input aria-label="Documents" {...upload.getFileInputProps()} />
        <ul>
          {upload.uploads.map((each) => (
            <li key={each.id} aria-label={each.name} {...upload.getRowProps(each)}>
              <select aria-label={`Type of ${each.name}`} {...upload.getTypeSelectProps(each)}>
                <option>CV</option>
                <option>COVER_LETTER</option>
                <option>OTHER</option>
              </select>
              <progress aria-label={`Progress of ${each.name}`} {...upload.getProgressProps(each)} />
              <button type="button" onClick={() => upload.remove(each.id)}>
                Remove {each.name}
              </button>
            </li>
          ))}
        </ul>
        <p>{upload.rules.status}</p>
        <button type="button" onClick={() => upload.start()}>
          Send
        </button>
      </section>
    )
  }
  render(<Portal />)
  await screen.findByText('ready')
  return route
}

const zone = () => screen.getByRole('region', { name: 'Zone' })
const input = () => screen.getByLabelText<HTMLInputElement>('Documents')
const typeOf = (name: string) => screen.getByRole<HTMLSelectElement>('combobox', { name: `Type of ${name}` })
const rows = () => screen.queryAllByRole('listitem').map((row) => row.getAttribute('aria-label'))

function transferOf(...files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer()
  for (const file of files) transfer.items.add(file)
  return transfer
}

function pick(...files: readonly File[]): void {
  input().files = transferOf(...files).files
  fireEvent.change(input())
}

/** @returns whether it is left to the browser, which would open the file in place of the page. */
function drag(type: 'dragover' | 'drop', file: File): boolean {
  return fireEvent(zone(), new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transferOf(file) }))
}

function paste(clipboardData: DataTransfer): void {
  fireEvent(input(), new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }))
}

async function reaches(name: string, state: string): Promise<HTMLElement> {
  const row = await screen.findByRole('listitem', { name })
  await waitFor(() => expect(row).toHaveAttribute('data-state', state))
  return row
}

const NO = { supported: false, reason: 'ats' } as const

describe('markup of a page’s own', () => {
  it('takes what is picked, and the same file again after it was removed', async () => {
    await drawPortal()
    pick(pdf('a.pdf', '%PDF-1'), pdf('b.pdf', '%PDF-2'))
    expect(rows()).toEqual(['a.pdf', 'b.pdf'])
    // A browser tells of no change where the same file is picked while it is still in the field.
    expect(input().files).toHaveLength(0)
    fireEvent.click(screen.getByRole('button', { name: 'Remove a.pdf' }))
    pick(pdf('a.pdf', '%PDF-1'))
    expect(rows()).toEqual(['b.pdf', 'a.pdf'])
  })

  it('takes what is dropped, and the page stays where it is', async () => {
    await drawPortal()
    expect(drag('dragover', pdf())).toBe(false)
    expect(drag('drop', pdf())).toBe(false)
    await reaches('cv.pdf', 'ready')
  })

  it('takes files that are pasted, and leaves pasted text alone', async () => {
    await drawPortal()
    const text = new DataTransfer()
    text.setData('text/plain', 'a word')
    paste(text)
    expect(rows()).toEqual([])
    paste(transferOf(pdf()))
    await reaches('cv.pdf', 'ready')
  })

  it('sends a file as the type that is chosen, which is settled once it is on its way', async () => {
    const route = await drawPortal()
    pick(pdf())
    await reaches('cv.pdf', 'ready')
    expect(typeOf('cv.pdf')).toHaveValue('CV')
    fireEvent.change(typeOf('cv.pdf'), { target: { value: 'COVER_LETTER' } })
    expect(typeOf('cv.pdf')).toHaveValue('COVER_LETTER')
    await reaches('cv.pdf', 'ready')
    fireEvent.click(screen.getByRole('button', { name: 'Send' }))
    await reaches('cv.pdf', 'done')
    expect(typeOf('cv.pdf')).toBeDisabled()
    expect(route.attached.map(({ name, type }) => [name, type])).toEqual([['cv.pdf', 'COVER_LETTER']])
  })

  it('shows how much of a file is sent, and how many remarks came with it', async () => {
    const route = await drawPortal()
    pick(pdf('cv.pdf', `%PDF-1.7 ${'x'.repeat(10_000)}`))
    await reaches('cv.pdf', 'ready')
    const bar = screen.getByRole<HTMLProgressElement>('progressbar', { name: 'Progress of cv.pdf' })
    expect(bar).not.toHaveAttribute('value')
    const held = route.hold()
    fireEvent.click(screen.getByRole('button', { name: 'Send' }))
    const request = await held
    request.progress(0.5)
    await waitFor(() => expect(bar.value).toBeCloseTo(0.5, 1))
    void request.answer({ outcome: 'attached', warnings: ['Replaced the previous CV.', 'Filed under “Other”.'] })
    expect(await reaches('cv.pdf', 'done')).toHaveAttribute('data-warnings', '2')
    expect(bar.value).toBe(1)
  })

  it.each<[string, ScriptedRouteOptions]>([
    ['the ATS takes nothing', { types: { CV: NO, COVER_LETTER: NO, OTHER: NO } }],
    ['the link has taken all the files it may', { maxFiles: 0 }],
  ])('takes nothing where %s, and keeps the page all the same', async (_, options) => {
    await drawPortal(options)
    expect(input()).toBeDisabled()
    expect(drag('drop', pdf())).toBe(false)
    paste(transferOf(pdf()))
    expect(rows()).toEqual([])
  })
})
