import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createEvent, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AttachmentUpload } from '../../src/index.ts'
import { chooseFiles, dropFiles, scriptedRoute } from '../../src/testing.ts'
import type { AttachmentUpload as State } from '../../src/upload/engine/attachment-upload.ts'
import {
  komboExampleRules,
  sampleError,
  sampleFile,
  sampleReceipt,
  sampleUpload,
} from '../../src/widget/stories/sample-upload.ts'
import { renderView } from './render-view.tsx'

/* What people complain about in other uploaders (docs/complaints.md), where no feature's own test shows it already. */

afterEach(() => vi.restoreAllMocks())

const pdf = (name = 'cv.pdf', content = '%PDF-1.7\n%%EOF') => new File([content], name, { type: 'application/pdf' })

/** Everything React says in the console. */
function complaintsOfReact() {
  const said: string[] = []
  const note = (...words: unknown[]) => void said.push(words.join(' '))
  vi.spyOn(console, 'error').mockImplementation(note)
  vi.spyOn(console, 'warn').mockImplementation(note)
  return said
}

const stateOf = (name: string) => screen.getByRole('listitem', { name }).getAttribute('data-state')

describe('in StrictMode, the widget', () => {
  it('is drawn, takes a file and attaches it once', async () => {
    const complaints = complaintsOfReact()
    const route = scriptedRoute()
    const { container } = render(<AttachmentUpload {...route.props} />, { wrapper: StrictMode })
    await screen.findByRole('button', { name: 'Choose files' })
    dropFiles(container, pdf())
    const attach = await screen.findByRole('button', { name: 'Attach 1 file' })
    await waitFor(() => expect(screen.queryByText(/Checking/u)).not.toBeInTheDocument())
    fireEvent.click(attach)
    await waitFor(() => expect(stateOf('cv.pdf')).toBe('done'))
    expect(route.attached).toHaveLength(1)
    expect(complaints).toEqual([])
  })
})

describe('drawn on a server first, the widget', () => {
  it('is taken over in the browser without a difference, whatever the rules will say', async () => {
    const complaints = complaintsOfReact()
    const route = scriptedRoute()
    const page = <AttachmentUpload {...route.props} />
    const place = document.createElement('div')
    document.body.append(place)
    place.innerHTML = renderToString(page)
    const unexpected = vi.fn<(error: unknown) => void>()
    const root = hydrateRoot(place, page, { onRecoverableError: unexpected })
    await screen.findByRole('button', { name: 'Choose files' })
    expect(unexpected).not.toHaveBeenCalled()
    expect(complaints.filter((words) => /hydrat|did not match/iu.test(words))).toEqual([])
    root.unmount()
    place.remove()
  })
})

describe('the widget in somebody’s test', () => {
  it('works with the helpers without a word of React about act()', async () => {
    const complaints = complaintsOfReact()
    const route = scriptedRoute()
    const { container } = render(<AttachmentUpload {...route.props} autoUpload />)
    await screen.findByRole('button', { name: 'Choose files' })
    dropFiles(container, pdf('1.pdf', '%PDF-1'))
    await waitFor(() => expect(stateOf('1.pdf')).toBe('done'))
    chooseFiles(container, pdf('2.pdf', '%PDF-2'))
    await waitFor(() => expect(stateOf('2.pdf')).toBe('done'))
    expect(complaints).toEqual([])
  })

  it.each(['nothing at all', 'no transfer', 'an empty one'])('shrugs off a drop that carries %s', async (what) => {
    const complaints = complaintsOfReact()
    const addFiles = vi.fn<State['addFiles']>()
    renderView(sampleUpload([], { addFiles }))
    const region = screen.getByRole('region')
    const event = createEvent.drop(region)
    if (what === 'no transfer') Object.defineProperty(event, 'dataTransfer', { value: null })
    if (what === 'an empty one')
      Object.defineProperty(event, 'dataTransfer', { value: { items: [], files: [], types: [] } })
    const broken = vi.fn<(event: ErrorEvent | PromiseRejectionEvent) => void>()
    window.addEventListener('error', broken)
    window.addEventListener('unhandledrejection', broken)
    fireEvent(region, event)
    dropFiles(region, pdf())
    await waitFor(() => expect(addFiles).toHaveBeenCalledOnce())
    expect(broken).not.toHaveBeenCalled()
    expect(complaints).toEqual([])
  })
})

describe('the file picker', () => {
  it('is told of no picture where none is taken, so that a phone offers no camera', () => {
    const { container } = renderView(sampleUpload([], { rules: { status: 'ready', rules: komboExampleRules } }))
    const accept = container.querySelector<HTMLInputElement>('input[type="file"]')?.accept ?? ''
    expect(accept).toContain('application/pdf')
    expect(accept).not.toMatch(/image|\*|jpe?g|png|heic/u)
  })
})

describe('a file that failed', () => {
  it('is in the figures of the list as not attached, and no bar is full beside it', () => {
    const failed = sampleFile(
      { name: 'cv.pdf', sizeBytes: 1000 },
      { state: 'failed', error: sampleError('ATS.JOB_CLOSED') },
    )
    const sending = sampleFile({ name: 'letter.pdf', sizeBytes: 1000 }, { state: 'sending', sentBytes: 900 })
    const { show } = renderView(sampleUpload([failed, sending]))
    expect(screen.getByRole('progressbar', { name: 'All files' })).toHaveAttribute('value', '0.95')
    show(sampleUpload([failed, { ...sampleFile(failed, { state: 'done', receipt: sampleReceipt('letter.pdf') }) }]))
    expect(screen.getByText('1 of 2 attached')).toBeVisible()
    expect(screen.getByText(/1 not attached/u)).toBeVisible()
    expect(screen.queryByRole('progressbar')).not.toBeInTheDocument()
  })
})

describe('the source of the widget', () => {
  it('asks the document for nothing by selector or id, which a shadow root would hide', () => {
    const rooms = ['src/upload', 'src/widget', 'src/element']
    const asking = rooms.flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/u.test(file) && !file.includes('.stories.'))
        .filter((file) =>
          /document\s*\.\s*(?:querySelector|getElement|activeElement)/u.test(readFileSync(join(room, file), 'utf8')),
        ),
    )
    expect(asking).toEqual([])
  })
})
