import { createEvent, fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { parseTargetId } from '../../src/contract/target.ts'
import type { AttachmentUpload } from '../../src/upload/engine/attachment-upload.ts'
import { sampleFile, sampleUpload } from '../../src/widget/stories/sample-upload.ts'
import { renderView } from './render-view.tsx'

/** What lies in a folder: a file's content, a file that takes its time, a folder, or something that cannot be read. */
type Content = string | EventTarget | typeof UNREADABLE | typeof LOCKED | { readonly [name: string]: Content }

const UNREADABLE = Symbol('unreadable')
const LOCKED = Symbol('a folder that cannot be read')

/** An entry as browsers give it for what was dropped; a folder's in portions, as Chrome does after a hundred. */
function entryOf(name: string, content: Content): object {
  const isDirectory = content === LOCKED || (typeof content === 'object' && !(content instanceof EventTarget))
  const file = (resolve: (file: File) => void, reject: (error: Error) => void) => {
    if (content === UNREADABLE) reject(new DOMException('gone', 'NotFoundError'))
    else if (content instanceof EventTarget) content.addEventListener('read', () => resolve(new File(['%PDF'], name)))
    else resolve(new File(['%PDF'], name))
  }
  const entries =
    isDirectory && content !== LOCKED ? Object.entries(content).map(([each, inside]) => entryOf(each, inside)) : []
  const createReader = () => {
    const portions = [entries.slice(0, 2), entries.slice(2), []]
    const readEntries = (resolve: (portion: readonly object[]) => void, reject: (error: Error) => void) =>
      content === LOCKED ? reject(new DOMException('locked', 'NotReadableError')) : resolve(portions.shift() ?? [])
    return { readEntries }
  }
  return { name, isDirectory, isFile: !isDirectory, file, createReader }
}

function drop(dropped: Readonly<Record<string, Content>>): void {
  const items = Object.entries(dropped).map(([name, content]) => ({
    kind: 'file',
    webkitGetAsEntry: () => entryOf(name, content),
    getAsFile: () => (typeof content === 'string' ? new File([content], name) : null),
  }))
  const region = screen.getByRole('region')
  const event = createEvent.drop(region)
  Object.defineProperty(event, 'dataTransfer', { value: { items, files: [], types: ['Files'] } })
  fireEvent(region, event)
}

/** Drops a folder of which a file is being read, until that is said to have been. */
async function dropSlow(): Promise<EventTarget> {
  const slow = new EventTarget()
  const asked = vi.spyOn(slow, 'addEventListener')
  drop({ one: { 'a.pdf': slow } })
  await waitFor(() => expect(asked).toHaveBeenCalled())
  return slow
}

function setUp() {
  const added: string[] = []
  const addFiles = vi.fn<AttachmentUpload['addFiles']>((files) => void added.push(...files.map(({ name }) => name)))
  return { added, addFiles, ...renderView(sampleUpload([], { addFiles })) }
}

const said = () => screen.getByRole('status').textContent
const APPLICATION = {
  '.DS_Store': '',
  'cv.pdf': '%PDF',
  'Thumbs.db': '',
  certificates: { 'desktop.ini': '', '1.pdf': '%PDF', '2.pdf': '%PDF', '.git': { config: '' }, '~$letter.docx': '' },
}

describe('a dropped folder', () => {
  it('gives the list its files, and says how many it left out', async () => {
    const { added, container } = setUp()
    drop({ application: APPLICATION, 'letter.pdf': '%PDF' })
    await waitFor(() => expect(added).toEqual(['cv.pdf', '1.pdf', '2.pdf', 'letter.pdf']))
    const line = container.querySelector('[data-part="skipped"]')
    expect(line).toHaveTextContent('5 items skipped: hidden, part of the system, or unreadable.')
    await waitFor(() => expect(said()).toBe(line?.textContent))
  })

  it('that is large is read a few files at a time, so that it does not hold the page, and in order', async () => {
    const { added } = setUp()
    const disk = new EventTarget()
    const asked = vi.spyOn(disk, 'addEventListener')
    const names = Array.from({ length: 60 }, (_, index) => `${index}.pdf`.padStart(6, '0'))
    drop({ application: Object.fromEntries(names.map((name) => [name, disk])) })
    const waves: number[] = []
    await waitFor(() => {
      waves.push(asked.mock.calls.length - waves.reduce((sum, each) => sum + each, 0))
      disk.dispatchEvent(new Event('read'))
      expect(added).toEqual(names)
    })
    expect(waves.reduce((sum, each) => sum + each, 0)).toBe(60)
    expect(Math.max(...waves)).toBeLessThanOrEqual(25)
  })

  it('counts what cannot be read, and takes the rest', async () => {
    const { added } = setUp()
    drop({ application: { 'gone.pdf': UNREADABLE, 'cv.pdf': '%PDF' } })
    await waitFor(() => expect(added).toEqual(['cv.pdf']))
    expect(screen.getByText(/^1 item skipped/u)).toBeVisible()
  })

  it('that cannot be read is counted, and keeps nothing back that is dropped with it', async () => {
    const { added } = setUp()
    drop({ locked: LOCKED, application: { deeper: LOCKED, 'cv.pdf': '%PDF' }, 'letter.pdf': '%PDF' })
    await waitFor(() => expect(added).toEqual(['cv.pdf', 'letter.pdf']))
    expect(screen.getByText(/^2 items skipped/u)).toBeVisible()
  })

  it('gives the list nothing that Windows and macOS have left in it', async () => {
    const { added } = setUp()
    const left = ['.DS_Store', 'Thumbs.db', 'ehthumbs.db', 'Desktop.ini', 'Icon\r', '__MACOSX', '$RECYCLE.BIN']
    drop({ stick: Object.fromEntries([...left, 'System Volume Information', 'cv.pdf'].map((name) => [name, '%PDF'])) })
    await waitFor(() => expect(added).toEqual(['cv.pdf']))
    expect(screen.getByText(/^8 items skipped/u)).toBeVisible()
  })

  it('with nothing to attach in it is not passed over in silence', async () => {
    const { addFiles } = setUp()
    drop({ empty: { '.DS_Store': '' } })
    await waitFor(() => expect(said()).toMatch(/^1 item skipped/u))
    expect(addFiles).not.toHaveBeenCalled()
  })

  it('that holds no file at all says so, in sight and aloud', async () => {
    const { addFiles, container } = setUp()
    drop({ empty: { deeper: {} } })
    await waitFor(() => expect(said()).toBe('1 folder holds no files.'))
    expect(container.querySelector('[data-part="skipped"]')).toHaveTextContent('1 folder holds no files.')
    expect(addFiles).not.toHaveBeenCalled()
  })

  it('may hold empty ones without a word', async () => {
    const { added, container } = setUp()
    drop({ application: { 'cv.pdf': '%PDF', later: {} } })
    await waitFor(() => expect(added).toEqual(['cv.pdf']))
    expect(container.querySelector('[data-part="skipped"]')).toBeNull()
  })

  it('is not spoken of any more once the list is cleared', async () => {
    const { container, show, added } = setUp()
    drop({ application: APPLICATION })
    await waitFor(() => expect(added).toHaveLength(3))
    show(sampleUpload([sampleFile({ name: 'cv.pdf', sizeBytes: 9 }, { state: 'ready', checking: false })]))
    expect(container.querySelector('[data-part="skipped"]')).toHaveTextContent(/^5 items skipped/u)
    show(sampleUpload([]))
    expect(container.querySelector('[data-part="skipped"]')).toBeNull()
  })

  it('is told of again when the next one leaves out as many', async () => {
    setUp()
    drop({ one: { '.DS_Store': '' } })
    await waitFor(() => expect(said()).toMatch(/^1 item skipped/u))
    const first = said()
    drop({ two: { '.DS_Store': '' } })
    await waitFor(() => expect(said()).not.toBe(first))
    expect(said()?.trim()).toBe(first)
  })

  it('is not spoken of any more after the next files', async () => {
    const { container, added } = setUp()
    drop({ application: APPLICATION })
    await waitFor(() => expect(added).toHaveLength(3))
    drop({ 'letter.pdf': '%PDF' })
    await waitFor(() => expect(added).toHaveLength(4))
    expect(container.querySelector('[data-part="skipped"]')).toBeNull()
  })

  it('gives nothing to another record the page has turned to while it is looked into', async () => {
    const { addFiles, show } = setUp()
    const slow = await dropSlow()
    const other = parseTargetId('B1hu5NGyhdjSq5X3hxEz4bAN')
    if (other === null) throw new Error('not an id')
    show(sampleUpload([], { addFiles, target: { kind: 'application', id: other } }))
    slow.dispatchEvent(new Event('read'))
    drop({ 'b.pdf': '%PDF' })
    await waitFor(() => expect(addFiles).toHaveBeenCalledOnce())
    expect(addFiles.mock.lastCall?.[0].map(({ name }) => name)).toEqual(['b.pdf'])
  })

  it('is not lost where it was not known yet whose record it is', async () => {
    const added: string[] = []
    const addFiles = (files: readonly File[]) => void added.push(...files.map(({ name }) => name))
    const upload = sampleUpload([], { addFiles })
    const { show } = renderView({ ...upload, target: null })
    const slow = await dropSlow()
    show(upload)
    slow.dispatchEvent(new Event('read'))
    await waitFor(() => expect(added).toEqual(['a.pdf']))
  })

  it('loses nothing when the next is dropped while it is looked into', async () => {
    const { added } = setUp()
    drop({ one: { deep: { deeper: { 'a.pdf': '%PDF' } } } })
    drop({ 'b.pdf': '%PDF' })
    await waitFor(() => expect(added.toSorted()).toEqual(['a.pdf', 'b.pdf']))
  })
})

it('lists a hidden file that was chosen by itself, to say why it is refused', async () => {
  const { added } = setUp()
  drop({ '.profile': 'x' })
  await waitFor(() => expect(added).toEqual(['.profile']))
})

it('takes no note of text that a program puts beside a file it lets go', async () => {
  const { added, container } = setUp()
  const region = screen.getByRole('region')
  const event = createEvent.drop(region)
  const file = { kind: 'file', webkitGetAsEntry: () => null, getAsFile: () => new File(['%PDF'], 'cv.pdf') }
  const text = { kind: 'string', webkitGetAsEntry: () => null, getAsFile: () => null }
  const dataTransfer = { items: [text, file], files: [], types: ['text/plain', 'Files'] }
  Object.defineProperty(event, 'dataTransfer', { value: dataTransfer })
  fireEvent(region, event)
  await waitFor(() => expect(added).toEqual(['cv.pdf']))
  expect(container.querySelector('[data-part="skipped"]')).toBeNull()
})

it('takes what is pasted or dropped where a browser names the files and no items', async () => {
  const { added } = setUp()
  const region = screen.getByRole('region')
  const event = createEvent.drop(region)
  const files = [new File(['%PDF'], 'cv.pdf'), new File([''], 'Thumbs.db')]
  Object.defineProperty(event, 'dataTransfer', { value: { items: [], files, types: ['Files'] } })
  fireEvent(region, event)
  await waitFor(() => expect(added).toEqual(['cv.pdf']))
})

it('leaves out what the system has put among files that are picked, and says so', async () => {
  const { added, container, user } = setUp()
  const input = container.querySelector<HTMLInputElement>('input[type="file"]')
  if (input === null) throw new Error('no input')
  await user.upload(input, [
    new File(['%PDF'], 'cv.pdf', { type: 'application/pdf' }),
    new File(['%PDF'], 'Thumbs.db', { type: 'application/pdf' }),
  ])
  await waitFor(() => expect(added).toEqual(['cv.pdf']))
  expect(screen.getByText(/^1 item skipped/u)).toBeVisible()
})
