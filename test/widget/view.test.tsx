import { browserError } from '../../src/contract/wire.ts'
import { act, createEvent, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { ErrorCode } from '../../src/contract/error-code.ts'
import { kindByName } from '../../src/contract/file-kinds.ts'
import type { Rules } from '../../src/contract/rules.ts'
import { parseTargetId } from '../../src/contract/target.ts'
import type { AttachmentUpload } from '../../src/upload/engine/attachment-upload.ts'
import type { Upload } from '../../src/upload/list/upload.ts'
import {
  komboExampleRules,
  sampleError,
  sampleFile,
  sampleReceipt,
  sampleRules,
  sampleUpload,
  unknownRules,
} from '../../src/widget/stories/sample-upload.ts'
import { AttachmentUploadView } from '../../src/widget/AttachmentUploadView.tsx'
import { fr } from '../../src/widget/locales/fr.ts'
import { scenes } from '../../src/widget/stories/sample-scenes.ts'
import { renderView } from './render-view.tsx'

const CV = { name: 'cv.pdf', sizeBytes: 412_000, type: 'CV' } as const
const ready = (name = 'cv.pdf') => sampleFile({ ...CV, name }, { state: 'ready', checking: false })

/** The same file while its bytes are looked at anew. */
const lookedAt = (each: Upload) => ({
  ...sampleFile({ ...CV, name: each.name }, { state: 'ready', checking: true }),
  id: each.id,
})

const readyFiles = (count: number) => Array.from({ length: count }, (_, index) => ready(`cv-${index}.pdf`))

function chosenFiles(container: HTMLElement): HTMLInputElement {
  const input = container.querySelector<HTMLInputElement>('input[type="file"]')
  if (input === null) throw new Error('no file input')
  return input
}

function transferOf(files: readonly File[]) {
  return {
    files,
    items: files.map((file) => ({ kind: 'file', type: file.type, getAsFile: () => file })),
    types: ['Files'],
  }
}

function drop(target: HTMLElement, files: readonly File[]): void {
  const event = createEvent.drop(target)
  Object.defineProperty(event, 'dataTransfer', { value: transferOf(files) })
  fireEvent(target, event)
}

const pdf = (name: string) => new File(['%PDF-1.7'], name, { type: 'application/pdf' })

const SVG_ONLY = { supported: true, maxFileSizeBytes: null, acceptedMimeTypes: ['image/svg+xml'] } as const
const UNHEARD_OF = { ...SVG_ONLY, acceptedMimeTypes: ['application/x-unheard-of'] } as const

/** The same rule for every type. */
function renderRule(rule: Rules['types']['CV']) {
  const rules = { ...sampleRules, types: { CV: rule, COVER_LETTER: rule, OTHER: rule } }
  return renderView(sampleUpload([], { rules: { status: 'ready', rules } }))
}

const rulesText = () => screen.getByRole('button', { name: 'Choose files' })
/** By a link that may take three files. */
const withUsed = (filesUsed: number) =>
  sampleUpload([], { rules: { status: 'ready', rules: { ...sampleRules, maxFiles: 3, filesUsed } } })
const withoutRules = (code: ErrorCode) => sampleUpload([], { rules: { status: 'failed', error: sampleError(code) } })
const said = () => screen.getByRole('status').textContent
const overall = () => screen.getByRole('progressbar', { name: 'All files' })

describe('whose record it is', () => {
  it('is the name of the widget, with the ATS it goes to', () => {
    renderView(sampleUpload([]))
    expect(screen.getByRole('region', { name: 'Attachments for Frank Doe' })).toBeVisible()
    expect(screen.getByRole('heading', { level: 2, name: 'Frank Doe' })).toBeVisible()
    expect(screen.getByRole('region')).toHaveTextContent('Application · Senior Nurse, Berlin')
    expect(screen.getByText('goes to Workday')).toBeVisible()
  })

  it('falls back to the id where the grant carries no label', () => {
    const rules = { ...sampleRules, target: { ...sampleRules.target, label: null } }
    renderView(sampleUpload([], { rules: { status: 'ready', rules } }))
    expect(screen.getByRole('heading', { name: rules.target.id })).toBeVisible()
  })

  it('is the label of the token where the rules fail, and the route’s once it has verified one', () => {
    const error = sampleError('REMOTE.SERVICE_UNAVAILABLE')
    const failed = sampleUpload([], { label: 'Grace Hopper · Cook', rules: { status: 'failed', error } })
    const { show } = renderView(failed)
    expect(screen.getByRole('heading', { name: 'Grace Hopper' })).toBeVisible()
    expect(screen.getByRole('region', { name: 'Attachments for Grace Hopper' })).toHaveTextContent('Application · Cook')
    show(sampleUpload([]))
    expect(screen.getByRole('heading', { name: 'Frank Doe' })).toBeVisible()
  })

  it('asks before files chosen for one record are given up for another', async () => {
    const acceptTargetChange = vi.fn<() => void>()
    const upload = sampleUpload([ready()], { acceptTargetChange })
    if (upload.target === null) throw new Error('no target')
    const change = { from: upload.target, to: upload.target, unsent: 1, underWay: 0 }
    const { user } = renderView({ ...upload, pendingTargetChange: change })
    const question = screen.getByText(/^1 file for .Frank Doe. is not attached yet/u, { ignore: 'output, b' })
    expect(question).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Discard and switch' }))
    expect(acceptTargetChange).toHaveBeenCalledOnce()
  })
})

describe('the rules in words', () => {
  it('stand beside the button before anything is chosen, once for types that share them', () => {
    renderView(sampleUpload([]))
    expect(rulesText()).toHaveAccessibleDescription(
      'CV, Cover letter PDF or Word, up\u00A0to\u00A010\u00A0MB Other PDF, Word, or image, up\u00A0to\u00A05\u00A0MB',
    )
  })

  it('promise no more than Kombo’s own example takes: DOC is not Word', () => {
    renderView(sampleUpload([], { rules: { status: 'ready', rules: komboExampleRules } }))
    expect(rulesText()).toHaveAccessibleDescription('Other PDF or DOC, up\u00A0to\u00A010\u00A0MB')
  })

  it.each([
    [['doc', 'docx'], 'Word'],
    [['docx'], 'DOCX'],
    [['txt'], 'text'],
    [['png', 'jpg'], 'image'],
    [['jpg'], 'JPG'],
    [['xls', 'xlsx'], 'Excel'],
    [['xlsx'], 'XLSX'],
    [['ppt', 'pptx'], 'PowerPoint'],
    [['pptx'], 'PPTX'],
    [['eml', 'msg'], 'e-mail'],
    [['msg'], 'MSG'],
    [['mp4', 'mov', 'mp3'], 'video or audio'],
    [['mp4', 'mp3'], 'MP4 or MP3'],
  ])('name %s as people mean it: %s', (endings, words) => {
    const acceptedMimeTypes = endings.map((ending) => kindByName(`a.${ending}`)?.mimeTypes[0] ?? '')
    renderRule({ supported: true, maxFileSizeBytes: 10_485_760, acceptedMimeTypes })
    expect(rulesText()).toHaveAccessibleDescription(`${words}, up\u00A0to\u00A010\u00A0MB`)
  })

  it('say when the ATS does not say', () => {
    renderView(sampleUpload([], { rules: { status: 'ready', rules: { ...unknownRules, maxFiles: 3 } } }))
    expect(rulesText()).toHaveAccessibleDescription(
      /up\u00A0to\u00A025\u00A0MB Up to 3 files\. .Workday. does not say what it accepts/u,
    )
  })

  it('name what all files together may have, with their number', () => {
    const rules = { ...sampleRules, maxFiles: 3 }
    renderView(sampleUpload([], { maxTotalSizeBytes: 20_971_520, rules: { status: 'ready', rules } }))
    expect(rulesText()).toHaveAccessibleDescription(/Up to 3 files\. Together up to 20\u00A0MB\.$/u)
  })

  it('say how many files are left', () => {
    renderView(withUsed(1))
    expect(rulesText()).toHaveAccessibleDescription(/Up to 2 files\.$/u)
  })

  it('give way to who can change it when the link has taken all the files it may, in sight and aloud', async () => {
    const { show } = renderView(withUsed(3))
    const words = 'This link has taken all the files it may. Ask the person who sent it to you for a new one.'
    expect(document.querySelector('[data-part="notice"]')).toHaveTextContent(words)
    expect(screen.queryByRole('button', { name: 'Choose files' })).not.toBeInTheDocument()
    await waitFor(() => expect(said()).toBe(words))
    // One of them turns out not to be attached.
    show(withUsed(2))
    expect(screen.getByRole('button', { name: 'Choose files' })).toBeVisible()
    await waitFor(() => expect(said()).toBe('Files can be added now.'))
  })

  it('say when the ATS names its kinds and no size, so that the limit of this upload is not taken for its own', () => {
    const pdfOnly = { supported: true, maxFileSizeBytes: 67_108_864, acceptedMimeTypes: ['application/pdf'] } as const
    const { unmount } = renderRule(pdfOnly)
    expect(rulesText()).toHaveAccessibleDescription('PDF, up\u00A0to\u00A064\u00A0MB')
    unmount()
    renderRule({ ...pdfOnly, isAtsSizeUnknown: true })
    expect(rulesText()).toHaveAccessibleDescription(
      /^PDF, up\u00A0to\u00A064\u00A0MB .Workday. does not say how large a file may be;/u,
    )
  })

  it('offer no type the ATS does not take', () => {
    renderView(sampleUpload([ready()], { rules: { status: 'ready', rules: komboExampleRules } }))
    const options = within(screen.getByRole('combobox')).getAllByRole('option')
    expect(options.map((option) => option.textContent)).toEqual(['CV', 'Other'])
    expect(screen.getByRole('combobox')).toHaveDisplayValue('CV')
  })

  it('give way to who can change it when no type is taken', () => {
    renderView(scenes['none-supported']?.() ?? sampleUpload([]))
    expect(screen.queryByRole('button', { name: 'Choose files' })).not.toBeInTheDocument()
    expect(screen.getByText(/does not take attachments through this connection/u)).toBeVisible()
    expect(screen.getByText(/ask its administrator/u)).toBeVisible()
  })

  it('send a candidate to nobody but the company when no type is taken', () => {
    renderView({ ...(scenes['none-supported']?.() ?? sampleUpload([])), view: 'candidate' })
    expect(screen.getByText(/Please contact the people you are applying to\.$/u)).toBeVisible()
    expect(screen.getByRole('region')).not.toHaveTextContent(/administrator|portal/u)
  })

  it('say so where the ATS takes only kinds that cannot be attached here', () => {
    const rules = { ...sampleRules, types: { CV: SVG_ONLY, COVER_LETTER: UNHEARD_OF, OTHER: SVG_ONLY } }
    renderView(sampleUpload([], { rules: { status: 'ready', rules } }))
    expect(screen.getByText(/takes only kinds of files that cannot be attached here\.$/u)).toBeVisible()
    expect(screen.getByText(/ask its administrator/u)).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Choose files' })).not.toBeInTheDocument()
  })

  it('leave out a type of which nothing can be attached here', () => {
    const rules = { ...sampleRules, types: { ...sampleRules.types, CV: SVG_ONLY } }
    renderView(sampleUpload([], { rules: { status: 'ready', rules } }))
    expect(rulesText()).toHaveAccessibleDescription(/^Cover letter PDF or Word, up\u00A0to\u00A010\u00A0MB Other/u)
  })

  it('leave the picker with real extensions and MIME types only', () => {
    const { container } = renderView(sampleUpload([], { rules: { status: 'ready', rules: komboExampleRules } }))
    const keys = chosenFiles(container).accept.split(',')
    expect(keys).toEqual(expect.arrayContaining(['.pdf', 'application/pdf', '.doc', 'application/msword']))
    expect(keys.filter((key) => !/^(?:\.[\da-z]+|[\w.-]+\/[\w.+-]+)$/u.test(key))).toEqual([])
  })

  it('show a failure with advice, and ask again', async () => {
    const reloadRules = vi.fn<() => void>()
    const error = sampleError('INTEGRATION.PERMISSION_MISSING')
    const { user } = renderView(sampleUpload([], { rules: { status: 'failed', error }, reloadRules }))
    expect(
      screen.getByText(/^The connection to the recruiting system is not allowed to add attachments\.$/u),
    ).toBeVisible()
    expect(screen.getByText(/An administrator of the recruiting system can allow it\.$/u)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(reloadRules).toHaveBeenCalledOnce()
  })

  it('leave what there is in the list usable where nothing can be added: it is not disabled as a whole', () => {
    const upload = sampleUpload([ready()], { rules: { status: 'failed', error: sampleError('UPLOAD.INTERNAL') } })
    renderView(upload)
    expect(screen.getByRole('region')).not.toHaveAttribute('aria-disabled')
    expect(screen.getByRole('button', { name: 'Remove cv.pdf from the list' })).toBeEnabled()
  })

  it('offer no second try with a link that has expired', () => {
    renderView(sampleUpload([], { rules: { status: 'failed', error: sampleError('UPLOAD.TOKEN_EXPIRED') } }))
    expect(screen.getByText('This link has expired.')).toBeVisible()
    expect(screen.queryByRole('button')).not.toBeInTheDocument()
  })
})

describe('choosing files', () => {
  it('has one control with one name: the zone and the hidden input are none', () => {
    const { container } = renderView(sampleUpload([]))
    expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['Choose files'])
    expect(chosenFiles(container)).toHaveAttribute('aria-hidden', 'true')
    expect(chosenFiles(container)).toHaveAttribute('tabindex', '-1')
    expect(container.querySelector('[data-part="zone"]')).not.toHaveAttribute('tabindex')
  })

  it('opens the picker once, and never submits the form around it', async () => {
    const { container, user } = renderView(sampleUpload([]))
    const open = vi.spyOn(chosenFiles(container), 'click')
    expect(screen.getByRole('button', { name: 'Choose files' })).toHaveAttribute('type', 'button')
    await user.click(screen.getByRole('button', { name: 'Choose files' }))
    expect(open).toHaveBeenCalledOnce()
  })

  it('hands every dropped file on, whatever the browser takes it for', async () => {
    const addFiles = vi.fn<AttachmentUpload['addFiles']>()
    renderView(sampleUpload([], { addFiles }))
    const files = [pdf('cv.pdf'), new File(['x'], 'CV.DOCX', { type: '' }), new File([], 'empty.exe')]
    drop(screen.getByRole('region'), files)
    await waitFor(() => expect(addFiles).toHaveBeenCalledOnce())
    expect(addFiles.mock.calls[0]?.[0]).toEqual(files)
  })

  it('takes files pasted while it has the focus', async () => {
    const addFiles = vi.fn<AttachmentUpload['addFiles']>()
    renderView(sampleUpload([], { addFiles }))
    const button = screen.getByRole('button', { name: 'Choose files' })
    const event = createEvent.paste(button)
    Object.defineProperty(event, 'clipboardData', { value: transferOf([pdf('cv.pdf')]) })
    fireEvent(button, event)
    await waitFor(() => expect(addFiles).toHaveBeenCalledOnce())
  })

  it('takes what is dropped while the rules are still asked for', async () => {
    const addFiles = vi.fn<AttachmentUpload['addFiles']>()
    renderView(sampleUpload([], { addFiles, rules: { status: 'loading' } }))
    expect(screen.getByText('Asking what can be attached…')).toBeInTheDocument()
    drop(screen.getByRole('region'), [pdf('cv.pdf')])
    await waitFor(() => expect(addFiles).toHaveBeenCalledOnce())
  })

  it('keeps the browser from opening a file dropped where nothing can be taken', () => {
    const addFiles = vi.fn<AttachmentUpload['addFiles']>()
    renderView(sampleUpload([], { addFiles, rules: { status: 'failed', error: browserError('UPLOAD.NETWORK', '') } }))
    const region = screen.getByRole('region')
    const dataTransfer = { types: ['Files'] }
    expect(fireEvent.dragOver(region, { dataTransfer })).toBe(false)
    expect(fireEvent.drop(region, { dataTransfer })).toBe(false)
    expect(addFiles).not.toHaveBeenCalled()
  })
})

describe('the whole list', () => {
  it('is sent by a button that says how many files it sends', async () => {
    const start = vi.fn<() => void>()
    const { user } = renderView(sampleUpload([ready(), ready('letter.pdf')], { start }))
    expect(screen.getByText('2 files')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Attach 2 files' }))
    expect(start).toHaveBeenCalledOnce()
  })

  it('is under way from the moment it is asked for, also while files are still being checked', async () => {
    const cancelAll = vi.fn<() => void>()
    const files = readyFiles(12).map((each) => lookedAt(each))
    const upload = (asked: number) =>
      sampleUpload(files, { cancelAll, summary: { ...sampleUpload(files).summary, asked } })
    const { user, show } = renderView(upload(12))
    expect(screen.queryByRole('button', { name: /Attach/u })).toBeNull()
    expect(screen.getByText('0 of 12 attached')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Cancel all' }))
    expect(cancelAll).toHaveBeenCalledOnce()
    show(upload(9))
    // How many of the three it will be, the checks have to say.
    expect(screen.getByRole('button', { name: 'Attach files' })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Skip to “Attach files”' })).toBeInTheDocument()
  })

  it('is passed by the keyboard in two steps where it is long', async () => {
    const { user, show } = renderView(sampleUpload(readyFiles(10)))
    screen.getByRole('button', { name: 'Choose files' }).focus()
    await user.tab()
    expect(screen.getByRole('button', { name: 'Skip to “Attach 10 files”' })).toHaveFocus()
    await user.keyboard('{Enter}')
    expect(screen.getByRole('button', { name: 'Attach 10 files' })).toHaveFocus()
    show(sampleUpload(readyFiles(9)))
    expect(screen.queryByRole('button', { name: /^Skip/u })).toBeNull()
    show(sampleUpload(readyFiles(10), { rules: { status: 'failed', error: sampleError('UPLOAD.INTERNAL') } }))
    expect(screen.queryByRole('button', { name: /Attach 10 files/u })).toBeNull()
  })

  it('shows progress weighted by bytes', () => {
    const large = sampleFile({ name: 'large.pdf', sizeBytes: 9_000_000 }, { state: 'sending', sentBytes: 0 })
    const small = sampleFile({ name: 'small.pdf', sizeBytes: 1_000_000 }, { state: 'accepting' })
    renderView(sampleUpload([large, small]))
    expect(screen.getByRole('progressbar', { name: 'All files' })).toHaveAttribute('value', '0.1')
  })

  it('keeps finished files listed, and says what was not attached', () => {
    renderView(scenes['finished']?.() ?? sampleUpload([]))
    expect(screen.getByText('2 of 6 attached')).toBeVisible()
    const { parentElement: figures } = screen.getByText('2 of 6 attached')
    expect(figures).toHaveTextContent('2 of 6 attached · 3 not attached · 1 maybe attached')
    expect(screen.getAllByRole('listitem', { name: /\.(?:pdf|jpg|docx?)$/u })).toHaveLength(6)
  })

  it('has no figure of what is not attached while that may still be', () => {
    const [failed, sending] = [
      sampleFile(CV, { state: 'failed', error: sampleError('ATS.JOB_CLOSED') }),
      sampleFile(CV, { state: 'sending', sentBytes: 0 }),
    ]
    const { show } = renderView(sampleUpload([failed, sending]))
    expect(screen.queryByText(/not attached$/u)).not.toBeInTheDocument()
    show(sampleUpload([failed, sampleFile(CV, { state: 'done', receipt: sampleReceipt('cv.pdf') })]))
    expect(screen.getByText(/1.not attached$/u)).toBeVisible()
  })

  it('begins with the only figure there is, and not with the dot between two', () => {
    renderView(sampleUpload([sampleFile(CV, { state: 'rejected', problem: { code: 'UPLOAD.FILE_EMPTY' } })]))
    expect(screen.getByText('1 not added')).toBeVisible()
  })

  it('is a list in Safari as well, which takes one without bullets for none unless it says so', () => {
    const { container } = renderView(scenes['finished']?.() ?? sampleUpload([]))
    const lists = [...container.querySelectorAll('ul')]
    expect(lists.map((list) => list.getAttribute('role'))).toEqual(['list', 'list'])
  })

  it('lists the documents on the record', () => {
    renderView(scenes['finished']?.() ?? sampleUpload([]))
    expect(screen.getByText('1 document on the record')).toBeVisible()
    expect(screen.getByText('CV Frank Doe 2024.pdf')).toBeInTheDocument()
  })

  it('says how much the files are as soon as their sizes are known, and no figure before', () => {
    const upload = sampleUpload(readyFiles(2))
    const { show } = renderView({ ...upload, summary: { ...upload.summary, unmeasured: 1 } })
    expect(screen.getByText('2 files')).toBeVisible()
    expect(screen.queryByText(/824 kB/u)).toBeNull()
    show(upload)
    expect(screen.getByText(/824 kB/u)).toBeVisible()
  })

  it('shows progress without a share while sizes of files are not known', () => {
    const upload = sampleUpload([sampleFile(CV, { state: 'sending', sentBytes: 206_000 })])
    const { show } = renderView({ ...upload, summary: { ...upload.summary, unmeasured: 1 } })
    expect(overall()).not.toHaveAttribute('value')
    show(upload)
    expect(overall()).toHaveAttribute('value', '0.5')
  })

  it('draws a long list in steps', async () => {
    const { container } = renderView(sampleUpload(readyFiles(200)))
    const rows = () => container.querySelectorAll('[data-part="row"]').length
    expect(rows()).toBeLessThan(50)
    await waitFor(() => expect(rows()).toBe(200))
  })

  it('draws what comes to a long list in steps as well, and a new list after it was cleared', async () => {
    const first = readyFiles(100)
    const { container, show } = renderView(sampleUpload(first))
    const rows = () => container.querySelectorAll('[data-part="row"]').length
    await waitFor(() => expect(rows()).toBe(100))
    show(sampleUpload([...first, ...readyFiles(100)]))
    expect(rows()).toBeLessThan(150)
    await waitFor(() => expect(rows()).toBe(200))
    show(sampleUpload([]))
    expect(rows()).toBe(0)
    show(sampleUpload(readyFiles(100)))
    expect(rows()).toBeLessThan(50)
    await waitFor(() => expect(rows()).toBe(100))
  })

  it('draws in steps what changes in all of a long list, and at once which files are in it', async () => {
    const uploads = readyFiles(60)
    const { container, show } = renderView(sampleUpload(uploads))
    const rows = () => [...container.querySelectorAll<HTMLElement>('[data-part="row"]')]
    const queued = () => rows().filter((row) => row.dataset['state'] === 'queued').length
    await waitFor(() => expect(rows()).toHaveLength(60))
    const left = uploads
      .filter((_, index) => index % 10 !== 0)
      .map((upload): Upload => ({ ...upload, state: 'queued' }))
    show(sampleUpload(left))
    const ids = left.map(({ id }) => id)
    expect(rows().map((row) => row.dataset['id'])).toEqual(ids)
    await waitFor(() => expect(queued()).toBe(54))

    show(sampleUpload(left.map((upload): Upload => ({ ...upload, state: 'cancelled' }))))
    expect(queued()).toBeGreaterThan(30)
    expect(queued()).toBeLessThan(54)
    expect(screen.getByRole('list', { name: 'Files' })).toHaveAttribute('aria-busy', 'true')
    await waitFor(() => expect(queued()).toBe(0))
    expect(screen.getByRole('list', { name: 'Files' })).not.toHaveAttribute('aria-busy')
    expect(rows().map((row) => row.dataset['id'])).toEqual(ids)
  })

  it('draws in steps what new words change in all of a long list', async () => {
    const upload = sampleUpload(readyFiles(60))
    const { container, rerender } = render(<AttachmentUploadView upload={upload} />)
    const others = () => [...container.querySelectorAll('option')].filter(({ text }) => text === fr.types.OTHER).length
    await waitFor(() => expect(container.querySelectorAll('select')).toHaveLength(60))
    rerender(<AttachmentUploadView upload={upload} messages={fr} />)
    expect(others()).toBeGreaterThan(0)
    expect(others()).toBeLessThan(60)
    await waitFor(() => expect(others()).toBe(60))
  })

  it('leaves no row out where a page has row actions of its own at each drawing, and draws again and again', async () => {
    const upload = sampleUpload(readyFiles(120))
    const page = (at: number) => (
      <AttachmentUploadView upload={upload} slots={{ rowActions: () => <i data-turn={at} /> }} />
    )
    const { container, rerender } = render(page(0))
    const drawnAt = (at: number) => container.querySelectorAll(`[data-turn="${at}"]`).length
    await waitFor(() => expect(drawnAt(0)).toBe(120))
    let last = 0
    for (let turn = 1; turn < 100 && drawnAt(0) > 0; turn += 1) {
      last = turn
      rerender(page(turn))
      await act(() => new Promise((resolve) => setTimeout(resolve)))
    }
    expect(drawnAt(0)).toBe(0)
    await waitFor(() => expect(drawnAt(last)).toBe(120))
  })

  it('keeps what is being typed in one row while others are taken out and added', async () => {
    const uploads = readyFiles(60)
    const { user, show } = renderView(sampleUpload(uploads))
    await user.click(await screen.findByRole('button', { name: 'Rename cv-16.pdf' }))
    await user.keyboard('Frank')
    show(sampleUpload([...uploads.slice(15), ready('letter.pdf')]))
    expect(screen.getByRole('textbox')).toHaveValue('Frank')
    expect(screen.getByRole('textbox')).toHaveFocus()
  })

  it('lets a page fill header, empty state and row actions itself', () => {
    const slots = {
      header: () => <p>our header</p>,
      emptyState: () => <p>nothing yet</p>,
      rowActions: (row: Upload) => <button type="button">Preview {row.name}</button>,
    }
    const { show } = renderView(sampleUpload([]), { slots })
    expect(screen.getByText('our header')).toBeVisible()
    expect(screen.queryByRole('heading')).not.toBeInTheDocument()
    expect(screen.getByText('nothing yet')).toBeVisible()
    show(sampleUpload([ready()]))
    expect(screen.queryByText('nothing yet')).not.toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Preview cv.pdf' })).toBeVisible()
  })
})

describe('what is announced', () => {
  it('is every outcome with name and type, in one breath', async () => {
    const [one, two] = [ready(), ready('letter.pdf')]
    const { show } = renderView(sampleUpload([one, two]))
    await waitFor(() => expect(said()).toBe('2 files added.'))
    show(
      sampleUpload([
        { ...sampleFile(CV, { state: 'done', receipt: sampleReceipt('cv.pdf') }), id: one.id },
        {
          ...sampleFile({ ...CV, name: 'letter.pdf' }, { state: 'failed', error: sampleError('ATS.JOB_CLOSED') }),
          id: two.id,
        },
      ]),
    )
    await waitFor(() =>
      expect(said()).toMatch(/^cv\.pdf, CV: Attached\. letter\.pdf, CV: Not attached\. This job is closed/u),
    )
  })

  it('is why a file is maybe attached, as its row says', async () => {
    const one = ready()
    const { show } = renderView(sampleUpload([one]))
    await waitFor(() => expect(said()).toBe('1 file added.'))
    const lost = (code: 'UPLOAD.MAX_FILES_REACHED' | 'UPLOAD.ANSWER_LOST') =>
      show(sampleUpload([{ ...sampleFile(CV, { state: 'unknown', error: sampleError(code) }), id: one.id }]))
    lost('UPLOAD.MAX_FILES_REACHED')
    await waitFor(() =>
      expect(said()).toMatch(/^cv\.pdf, CV: Maybe attached\. This link has taken all the files.*Check before/u),
    )
    show(sampleUpload([one]))
    lost('UPLOAD.ANSWER_LOST')
    await waitFor(() =>
      expect(said()).toMatch(/Maybe attached\. The connection broke after the file was sent\. Check/u),
    )
  })

  it('is what is noted of a file that is attached, as its row says', async () => {
    const one = ready()
    const { show } = renderView(sampleUpload([one]))
    await waitFor(() => expect(said()).toBe('1 file added.'))
    const receipt = sampleReceipt('cv.pdf', [
      { code: 'UPLOAD.ATTACHED_TO_CANDIDATE', message: '' },
      { code: null, message: 'The previous CV was replaced' },
    ])
    show(sampleUpload([{ ...sampleFile(CV, { state: 'done', receipt }), id: one.id }]))
    await waitFor(() =>
      expect(said().replaceAll(/[\u2068\u2069]/gu, '')).toBe(
        'cv.pdf, CV: Attached, with a note. Stored on the candidate, not on this application. ' +
          'Workday says: The previous CV was replaced.',
      ),
    )
  })

  it('is how a file has ended, not how it had before in the same breath', async () => {
    const one = ready()
    const { show } = renderView(sampleUpload([one]))
    await waitFor(() => expect(said()).toBe('1 file added.'))
    show(sampleUpload([{ ...sampleFile(CV, { state: 'failed', error: sampleError('ATS.JOB_CLOSED') }), id: one.id }]))
    show(sampleUpload([{ ...sampleFile(CV, { state: 'queued' }), id: one.id }]))
    show(sampleUpload([{ ...sampleFile(CV, { state: 'done', receipt: sampleReceipt('cv.pdf') }), id: one.id }]))
    await waitFor(() => expect(said()).toMatch(/^cv\.pdf, CV: Attached\./u))
    expect(said()).not.toContain('Not attached')
  })

  it('is a refused file with its reason', async () => {
    renderView(
      sampleUpload([
        sampleFile({ ...CV, sizeBytes: 0 }, { state: 'rejected', problem: { code: 'UPLOAD.FILE_EMPTY' } }),
      ]),
    )
    await waitFor(() => expect(said()).toMatch(/^cv\.pdf, CV: Not added\. This file is empty\./u))
  })

  it('counts no file as added that is refused in the same breath', async () => {
    const [one, two] = [ready(), ready('empty.pdf')]
    const { show } = renderView(sampleUpload([one, lookedAt(two)]))
    show(sampleUpload([one, { ...two, state: 'rejected', problem: { code: 'UPLOAD.FILE_EMPTY' } }]))
    await waitFor(() => expect(said()).toMatch(/^1 file added\. empty\.pdf, CV: Not added\. This file is empty\./u))
  })

  it('is no refusal that is taken back in the same breath, as when a file before it is refused and makes room', async () => {
    const [one, two] = [ready('empty.pdf'), ready()]
    const { show } = renderView(sampleUpload([lookedAt(one), lookedAt(two)]))
    show(
      sampleUpload([
        lookedAt(one),
        { ...two, state: 'rejected', problem: { code: 'UPLOAD.TOO_MANY_FILES', limit: 1 } },
      ]),
    )
    show(sampleUpload([{ ...one, state: 'rejected', problem: { code: 'UPLOAD.FILE_EMPTY' } }, two]))
    await waitFor(() => expect(said()).toMatch(/^1 file added\. empty\.pdf, CV: Not added\. This file is empty\./u))
    expect(said()).not.toContain('cv.pdf')
  })

  it('is no refusal a second time when only the guess at a type has changed', async () => {
    const one = ready()
    const empty = sampleFile(
      { ...CV, name: 'empty.pdf', sizeBytes: 0 },
      { state: 'rejected', problem: { code: 'UPLOAD.FILE_EMPTY' } },
    )
    const { show } = renderView(sampleUpload([one, { ...empty, type: 'OTHER', typeIsGuessed: true }]))
    await waitFor(() => expect(said()).toMatch(/^1 file added\. empty\.pdf, Other: Not added\./u))
    const guessedAnew = { ...empty, type: 'CV' as const, typeIsGuessed: true }
    show(sampleUpload([lookedAt(guessedAnew)]))
    show(sampleUpload([guessedAnew]))
    await waitFor(() => expect(said()).toBe('cv.pdf removed from the list.'))
  })

  it('is no refusal once more where only the rules have come anew', async () => {
    const one = ready()
    const typed = sampleFile(
      { ...CV, name: 'empty.pdf', sizeBytes: 0 },
      { state: 'rejected', problem: { code: 'UPLOAD.FILE_EMPTY' } },
    )
    const { show } = renderView(sampleUpload([one, typed]))
    await waitFor(() => expect(said()).toMatch(/^1 file added\. empty\.pdf, CV: Not added\./u))
    show(sampleUpload([lookedAt(one), lookedAt(typed)]))
    show(sampleUpload([typed]))
    await waitFor(() => expect(said()).toBe('cv.pdf removed from the list.'))
  })

  it('is a number instead of a hundred names, with the reason where it is one', async () => {
    renderView(
      sampleUpload(
        Array.from({ length: 100 }, (_, index) =>
          sampleFile(
            { ...CV, name: `${index}.pdf` },
            { state: 'rejected', problem: { code: 'UPLOAD.TOO_MANY_FILES', limit: 3 } },
          ),
        ),
      ),
    )
    await waitFor(() =>
      expect(said()).toBe('100 files: Not added. Only 3 files can be added. Remove another one first.'),
    )
  })

  it('is each of three names', async () => {
    renderView(
      sampleUpload(['a.pdf', 'b.pdf', 'c.pdf'].map((name) => sampleFile({ ...CV, name }, { state: 'cancelled' }))),
    )
    await waitFor(() =>
      expect(said()).toMatch(/a\.pdf, CV: Cancelled\. b\.pdf, CV: Cancelled\. c\.pdf, CV: Cancelled\.$/u),
    )
  })

  it('is a number without a reason where many have ended for different ones', async () => {
    const codes = ['UPLOAD.FILE_EMPTY', 'UPLOAD.FILE_EMPTY', 'UPLOAD.FILE_EMPTY', 'UPLOAD.FILE_UNREADABLE'] as const
    renderView(sampleUpload(codes.map((code) => sampleFile(CV, { state: 'rejected', problem: { code } }))))
    await waitFor(() => expect(said()).toBe('4 files: Not added.'))
  })

  it('agrees with the number of files, and says a sentence about all of them as it is', async () => {
    const { show } = renderView(sampleUpload(Array.from({ length: 4 }, () => sampleFile(CV, { state: 'cancelled' }))), {
      messages: fr,
    })
    await waitFor(() => expect(said()).toContain('4 fichiers\u00A0: Annulés.'))
    const waiting = { state: 'waiting', error: sampleError('UPLOAD.OFFLINE'), attempt: 1, until: null } as const
    show(sampleUpload(Array.from({ length: 4 }, () => sampleFile(CV, waiting))))
    await waitFor(() => expect(said()).toContain('4 fichiers\u00A0: Vous êtes hors ligne.'))
  })

  it('is one sentence for all that a cleared list has held, and that it was the list only', async () => {
    const { show } = renderView(sampleUpload(readyFiles(3)))
    await waitFor(() => expect(said()).toBe('3 files added.'))
    show(sampleUpload([]))
    await waitFor(() => expect(said()).toBe('3 files removed from the list.'))
  })

  it('is that sending has begun, and then progress at quarters only', async () => {
    const at = (share: number) => {
      const upload = sampleFile({ ...CV, sizeBytes: 1_000_000 }, { state: 'sending', sentBytes: share * 1_000_000 })
      return sampleUpload([{ ...upload, id: first.id }])
    }
    const first = ready()
    const { show } = renderView(at(0.1))
    await waitFor(() => expect(said()).toBe('1 file added. Sending 0%.'))
    show(at(0.24))
    show(at(0.25))
    await waitFor(() => expect(said()).toBe('25% sent.'))
    show(at(0.49))
    show(at(0.51))
    await waitFor(() => expect(said()).toBe('50% sent.'))
    show(at(0.6))
    show(at(0.76))
    await waitFor(() => expect(said()).toBe('75% sent.'))
    show(at(0.99))
    show(at(1))
    await waitFor(() => expect(said()).toBe('100% sent.'))
  })
  it('is what a file waits for and that it goes on by itself, and that it is sent once it is', async () => {
    const one = ready()
    const { show } = renderView(sampleUpload([one]))
    await waitFor(() => expect(said()).toBe('1 file added.'))
    const now = (state: Parameters<typeof sampleFile>[1]) =>
      show(sampleUpload([{ ...sampleFile(CV, state), id: one.id }]))
    now({ state: 'waiting', error: sampleError('UPLOAD.OFFLINE'), attempt: 1, until: null })
    await waitFor(() => expect(said()).toBe('cv.pdf, CV: You are offline. It continues by itself when you are online.'))
    now({ state: 'sending', sentBytes: 0 })
    await waitFor(() => expect(said()).toBe('Sending 0%.'))
  })

  it('is in how many seconds a file is sent again', async () => {
    const error = sampleError('PLATFORM.CONCURRENCY_LIMIT_EXCEEDED')
    renderView(sampleUpload([sampleFile(CV, { state: 'waiting', error, attempt: 1, until: Date.now() + 11_500 })]))
    await waitFor(() => expect(said()).toMatch(/cv\.pdf, CV: .+ is busy\. Trying again in \d{1,2}s\.$/u))
  })

  it('is the same reason once where several files end for it in one breath', async () => {
    const [one, two] = [ready(), ready('letter.pdf')]
    const { show } = renderView(sampleUpload([one, two]))
    await waitFor(() => expect(said()).toBe('2 files added.'))
    const closed = { state: 'failed', error: sampleError('ATS.JOB_CLOSED') } as const
    show(sampleUpload([one, two].map((each) => ({ ...sampleFile(each, closed), id: each.id }))))
    await waitFor(() =>
      expect(said()).toMatch(/^cv\.pdf, CV: Not attached\. letter\.pdf, CV: Not attached\. This job is closed/u),
    )
    expect(said()?.match(/This job is closed/gu)).toHaveLength(1)
  })

  it('is why files cannot be added, once for each time that this turns out', async () => {
    const failed = sampleUpload([], { rules: { status: 'failed', error: sampleError('UPLOAD.TOKEN_EXPIRED') } })
    const { show } = renderView(failed)
    const words =
      'Files cannot be added right now. This link has expired. Ask the person who sent it to you for a new one.'
    await waitFor(() => expect(said()).toBe(words))
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
    show({ ...failed })
    show({ ...failed, uploads: [ready()] })
    await waitFor(() => expect(said()).toBe('1 file added.'))
    show({ ...failed, rules: { status: 'loading' }, uploads: [] })
    show(failed)
    await waitFor(() => expect(said()).toContain(words))
  })

  it('is another reason why files cannot be added, where that turns out', async () => {
    const { show } = renderView(withoutRules('UPLOAD.SERVER_BUSY'))
    await waitFor(() => expect(said()).toMatch(/^Files cannot be added right now\./u))
    // Asked once more meanwhile, which does not mean that files can be added.
    show(sampleUpload([], { rules: { status: 'loading' } }))
    show(withoutRules('UPLOAD.TOKEN_EXPIRED'))
    await waitFor(() => expect(said()).toMatch(/^Files cannot be added right now\. This link has expired\./u))
  })

  it('is that files can be added again, once that is so, and nothing of the kind where they could all along', async () => {
    const failed = sampleUpload([], { rules: { status: 'failed', error: sampleError('UPLOAD.SERVER_BUSY') } })
    const { show } = renderView(failed)
    await waitFor(() => expect(said()).toMatch(/^Files cannot be added right now\./u))
    show({ ...failed, rules: { status: 'loading' } })
    show(sampleUpload([]))
    await waitFor(() => expect(said()).toBe('Files can be added now.'))
    show(sampleUpload([], { rules: { status: 'loading' } }))
    show(sampleUpload([ready()]))
    await waitFor(() => expect(said()).toBe('1 file added.'))
  })

  it('is that another record was asked for, and not again when fewer files are left', async () => {
    const [one, two] = [ready(), ready('letter.pdf')]
    const upload = sampleUpload([one, two])
    if (upload.target === null) throw new Error('no target')
    const change = { from: upload.target, to: upload.target, unsent: 2, underWay: 0 }
    const { show } = renderView({ ...upload, pendingTargetChange: change })
    await waitFor(() =>
      expect(said()).toMatch(/^This page has moved on to another record\. 2 files for .*2 files added\.$/u),
    )
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
    const fewer = { ...upload, uploads: [two], pendingTargetChange: { ...change, unsent: 1 } }
    show(fewer)
    await waitFor(() => expect(said()).toBe('cv.pdf removed from the list.'))
    const third = parseTargetId('B1hu5NGyhdjSq5X3hxEz4bAN')
    if (third === null) throw new Error('not an id')
    show({ ...fewer, pendingTargetChange: { ...change, unsent: 1, to: { kind: 'application', id: third } } })
    await waitFor(() => expect(said()).toMatch(/^This page has moved on to another record\. 1 file for/u))
  })

  it('is that the last file for the record the page has left is attached, and how to go on', async () => {
    const upload = sampleUpload([sampleFile(CV, { state: 'accepting' })])
    if (upload.target === null) throw new Error('no target')
    const change = { from: upload.target, to: upload.target, unsent: 0, underWay: 1 }
    const acceptTargetChange = vi.fn<() => void>()
    const { show, user } = renderView({ ...upload, pendingTargetChange: change })
    await waitFor(() => expect(said()).toContain('1 file for'))
    const ended = upload.uploads.map((each) => ({
      ...sampleFile(CV, { state: 'done', receipt: sampleReceipt('cv.pdf') }),
      id: each.id,
    }))
    show({ ...upload, uploads: ended, pendingTargetChange: { ...change, underWay: 0 }, acceptTargetChange })
    await waitFor(() =>
      expect(said()).toBe(
        'This page has moved on to another record. Nothing is left to attach here. cv.pdf, CV: Attached.',
      ),
    )
    expect(screen.queryByRole('button', { name: 'Discard and switch' })).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Continue' }))
    expect(acceptTargetChange).toHaveBeenCalledOnce()
  })

  it('is that refused files are in the list after all, once they have passed and together', async () => {
    const problem = { code: 'UPLOAD.TOO_MANY_FILES', limit: 1 } as const
    const [one, two, three] = [ready(), ready('letter.pdf'), ready('work.pdf')]
    const refusedAs = (each: Upload) => ({
      ...sampleFile({ ...CV, name: each.name }, { state: 'rejected', problem }),
      id: each.id,
    })
    const { show } = renderView(sampleUpload([one, refusedAs(two), refusedAs(three)]))
    await waitFor(() => expect(said()).toMatch(/^1 file added\. letter\.pdf, CV: Not added\./u))
    show(sampleUpload([lookedAt(two), lookedAt(three)]))
    await waitFor(() => expect(said()).toBe('cv.pdf removed from the list.'))
    show(sampleUpload([two, three]))
    await waitFor(() => expect(said()).toBe('2 files added.'))
  })

  it('is a refused file once more when another type does not cure it, and nothing else', async () => {
    const refusedFile = sampleFile(
      { ...CV, sizeBytes: 0 },
      { state: 'rejected', problem: { code: 'UPLOAD.FILE_EMPTY' } },
    )
    const { show } = renderView(sampleUpload([refusedFile]))
    await waitFor(() => expect(said()).toMatch(/^cv\.pdf, CV: Not added\./u))
    const retyped = { ...refusedFile, type: 'OTHER' as const, typeIsGuessed: false }
    show(sampleUpload([lookedAt(retyped)]))
    show(sampleUpload([retyped]))
    await waitFor(() => expect(said()).toMatch(/^cv\.pdf, Other: Not added\. This file is empty\./u))
  })

  it('is a refused file once more when another name does not cure it, as a name that cannot be mistaken', async () => {
    const refused = sampleFile(
      { ...CV, name: 'cv' },
      { state: 'rejected', problem: { code: 'UPLOAD.FILE_KIND_UNKNOWN' } },
    )
    const { show } = renderView(sampleUpload([refused]))
    await waitFor(() => expect(said()).toMatch(/^cv, CV: Not added\./u))
    const renamed = { ...refused, name: 'cv\u202Efdp' }
    show(sampleUpload([lookedAt(renamed)]))
    show(sampleUpload([renamed]))
    await waitFor(() => expect(said()).toMatch(/^cv\uFFFDfdp, CV: Not added\./u))
    show(sampleUpload([]))
    await waitFor(() => expect(said()).toBe('cv\uFFFDfdp removed from the list.'))
  })
})
