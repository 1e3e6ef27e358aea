import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { kindByName } from '../../src/contract/file-kinds.ts'
import type { FileKind } from '../../src/contract/file-kinds.ts'
import type { Upload } from '../../src/upload/list/upload.ts'
import { UPLOAD_STATES } from '../../src/upload/list/upload.ts'
import { de } from '../../src/widget/locales/de.ts'
import {
  komboExampleRules,
  sampleError,
  sampleFile,
  sampleReceipt,
  sampleRules,
  sampleUpload,
} from '../../src/widget/stories/sample-upload.ts'
import { AttachmentUploadView } from '../../src/widget/AttachmentUploadView.tsx'
import { scenes } from '../../src/widget/stories/sample-scenes.ts'
import { renderView } from './render-view.tsx'

const CV = { name: 'cv.pdf', sizeBytes: 412_000, type: 'CV' } as const

function kind(name: string): FileKind {
  const found = kindByName(name)
  if (found === null) throw new Error(name)
  return found
}

function row(name: string): HTMLElement {
  return screen.getByRole('listitem', { name })
}

const logLink = () => screen.getByRole('link', { name: 'Open the log' })

function renderFile(upload: Upload) {
  return renderView(sampleUpload([upload]))
}

describe('a row', () => {
  it('carries each state of the engine, by the engine’s own word', () => {
    const shown = new Set<string>()
    for (const make of Object.values(scenes)) {
      const { container, unmount } = renderView(make())
      for (const each of container.querySelectorAll<HTMLElement>('[data-part="row"]')) {
        shown.add(each.dataset['state'] ?? '')
      }
      unmount()
    }
    expect([...shown].toSorted()).toEqual([...UPLOAD_STATES].toSorted())
  })

  it.each(['', ' \n'])('says that a file was refused where the page’s validator gave no words', (message) => {
    renderFile(sampleFile(CV, { state: 'rejected', problem: { code: 'UPLOAD.VALIDATOR_REFUSED', message } }))
    expect(row('cv.pdf')).toHaveTextContent('This file was refused.')
  })

  it('tells what is sent from what the ATS has accepted', () => {
    const { show } = renderFile(sampleFile(CV, { state: 'sending', sentBytes: 264_000 }))
    expect(row('cv.pdf')).toHaveTextContent('Sending 64%')
    expect(row('cv.pdf')).toHaveTextContent('264 of 412 kB')
    expect(within(row('cv.pdf')).getByRole('progressbar', { name: 'cv.pdf' })).toHaveAttribute(
      'aria-valuetext',
      'Sending 64%',
    )
    show(sampleUpload([sampleFile(CV, { state: 'accepting' })]))
    expect(row('cv.pdf')).toHaveTextContent(/Sent\s*waiting for .Workday. to accept it/u)
    expect(within(row('cv.pdf')).getByRole('progressbar', { name: 'cv.pdf' })).toHaveAttribute('value', '1')
  })

  it('never says 100% before everything is sent', () => {
    renderFile(sampleFile(CV, { state: 'sending', sentBytes: 411_999 }))
    expect(row('cv.pdf')).toHaveTextContent('Sending 99%')
  })

  it('counts down to the next try and says what is waited for', () => {
    renderFile(
      sampleFile(CV, {
        state: 'waiting',
        error: sampleError('PLATFORM.CONCURRENCY_LIMIT_EXCEEDED'),
        attempt: 1,
        until: Date.now() + 11_500,
      }),
    )
    expect(row('cv.pdf')).toHaveTextContent(/is busy\.\s*Trying again in 1[12]s\./u)
  })

  it('counts down to one second and no further, where the next try is a little late', () => {
    const error = sampleError('PLATFORM.CONCURRENCY_LIMIT_EXCEEDED')
    renderFile(sampleFile(CV, { state: 'waiting', error, attempt: 1, until: Date.now() - 1500 }))
    expect(row('cv.pdf')).toHaveTextContent(/Trying again in 1s\./u)
  })

  it('says by how little a file is too large, and what all together may have', () => {
    const tooLarge = { code: 'UPLOAD.FILE_TOO_LARGE', limitBytes: 2_000_000, sizeBytes: 2_000_001 } as const
    const { show } = renderFile(sampleFile(CV, { state: 'rejected', problem: tooLarge }))
    expect(row('cv.pdf')).toHaveTextContent('too large: 2.1 MB, and 2 MB is the most.')
    const total = { code: 'UPLOAD.TOTAL_TOO_LARGE', limitBytes: 20_971_520 } as const
    show(sampleUpload([sampleFile(CV, { state: 'rejected', problem: total })]))
    expect(row('cv.pdf')).toHaveTextContent('All files together may be up to 20 MB.')
  })

  it('says that it continues by itself while the person is offline', () => {
    renderFile(sampleFile(CV, { state: 'waiting', error: sampleError('UPLOAD.OFFLINE'), attempt: 1, until: null }))
    expect(row('cv.pdf')).toHaveTextContent('You are offline.')
    expect(row('cv.pdf')).toHaveTextContent('It continues by itself when you are online.')
  })

  it('shows success with warnings as a state of its own, each warning in words', () => {
    renderFile(
      sampleFile(CV, {
        state: 'done',
        receipt: sampleReceipt('cv.pdf', [
          { code: 'UPLOAD.ATTACHED_TO_CANDIDATE', message: 'not shown' },
          { code: null, message: 'Stored as "Misc".' },
        ]),
      }),
    )
    expect(row('cv.pdf')).toHaveAttribute('data-warnings', '2')
    expect(row('cv.pdf')).toHaveTextContent('Attached, with a note')
    expect(row('cv.pdf')).toHaveTextContent('Stored on the candidate, not on this application.')
    expect(row('cv.pdf')).toHaveTextContent(/Workday.? says: Stored as "Misc"\./u)
    expect(row('cv.pdf')).not.toHaveTextContent('not shown')
  })

  it('stays with its type and the time once it is attached', () => {
    renderFile(sampleFile(CV, { state: 'done', receipt: sampleReceipt('cv.pdf') }))
    expect(row('cv.pdf')).toHaveTextContent(/^PDF\s*cv\.pdf\s*CV\s*Attached\s*2:32\sPM$/u)
  })

  it('wears no data-warnings without warnings', () => {
    renderFile(sampleFile(CV, { state: 'done', receipt: sampleReceipt('cv.pdf') }))
    expect(row('cv.pdf')).not.toHaveAttribute('data-warnings')
  })

  it('stays with its reason and advice when the file is refused', () => {
    renderFile(
      sampleFile(
        { name: 'IMG_4471.heic', sizeBytes: 2_300_000 },
        {
          state: 'rejected',
          problem: {
            code: 'UPLOAD.FILE_KIND_NOT_ACCEPTED',
            kind: kind('a.heic'),
            accepted: [kind('a.pdf'), kind('a.doc')],
          },
        },
      ),
    )
    expect(row('IMG_4471.heic')).toHaveTextContent('Not added')
    expect(row('IMG_4471.heic')).toHaveTextContent(/does not take HEIC files as “Other”/u)
    expect(row('IMG_4471.heic')).toHaveTextContent('Save it as PDF and add it again.')
  })

  it.each([
    ['a.heic', ['pdf', 'doc', 'docx', 'txt', 'xlsx', 'png', 'jpg'], 'PDF, PNG, or JPG'],
    ['a.pages', ['pdf', 'doc', 'docx', 'txt', 'xlsx', 'png', 'jpg'], 'PDF or Word'],
    ['a.webp', ['doc', 'docx'], 'Word'],
    ['a.pages', ['png', 'jpg'], 'PNG or JPG'],
  ] as const)('advises what %s can be saved as, and never to save an image as an image', (name, endings, advised) => {
    const accepted = endings.map((ending) => kind(`a.${ending}`))
    const problem = { code: 'UPLOAD.FILE_KIND_NOT_ACCEPTED', kind: kind(name), accepted } as const
    renderFile(sampleFile({ name, sizeBytes: 2_300_000 }, { state: 'rejected', problem }))
    expect(row(name)).toHaveTextContent(`Save it as ${advised} and add it again.`)
  })

  it('advises no other format where the type takes none at all', () => {
    const problem = { code: 'UPLOAD.FILE_KIND_NOT_ACCEPTED', kind: kind('a.pdf'), accepted: [] } as const
    renderFile(sampleFile(CV, { state: 'rejected', problem }))
    expect(row('cv.pdf')).toHaveTextContent(/has no place for “CV”\. Choose another type\./u)
  })

  it.each([
    ['refused here', { state: 'rejected', problem: { code: 'UPLOAD.TYPE_NOT_SUPPORTED', type: 'OTHER' } }],
    ['refused by the route', { state: 'failed', error: sampleError('UPLOAD.TYPE_NOT_GRANTED') }],
  ] as const)('advises another type only where another is offered: %s', (_where, state) => {
    const { show } = renderFile(sampleFile({ ...CV, type: 'OTHER' }, state))
    expect(row('cv.pdf')).toHaveTextContent('Choose another type.')
    const onlyOther = { status: 'ready', rules: komboExampleRules } as const
    show(sampleUpload([sampleFile({ ...CV, name: 'other.pdf', type: 'OTHER' }, state)], { rules: onlyOther }))
    expect(row('other.pdf')).toHaveTextContent('“Other”')
    expect(row('other.pdf')).not.toHaveTextContent('Choose another type.')
  })

  it.each([
    ['by its ending', 'CV.lnk', { code: 'UPLOAD.FILE_ACTIVE_CONTENT', kind: kind('a.lnk') }],
    ['behind another', 'CV.pdf', { code: 'UPLOAD.FILE_CONTENT_MISMATCH', kind: kind('a.pdf'), found: 'shortcut' }],
  ] as const)('names a shortcut as what it is, %s', (_how, name, problem) => {
    renderFile(sampleFile({ name, sizeBytes: 1200 }, { state: 'rejected', problem }))
    expect(row(name)).toHaveTextContent(
      'This is a shortcut, not the document itself. Open it, save the document as a PDF and add that.',
    )
  })

  it('ties the reason to the type that could be changed', () => {
    renderFile(
      sampleFile(CV, {
        state: 'rejected',
        problem: { code: 'UPLOAD.FILE_TOO_LARGE', limitBytes: 5_242_880, sizeBytes: 6_000_000 },
      }),
    )
    const select = screen.getByRole('combobox', { name: 'Type of cv.pdf' })
    expect(select).toBeInvalid()
    expect(select).toHaveAccessibleDescription(/too large: 6\u00A0MB, and 5\u00A0MB is the most/u)
  })

  it('offers another type for a file that a check of the page’s own refuses, which is given the type', async () => {
    const problem = { code: 'UPLOAD.VALIDATOR_REFUSED', message: 'A CV has to be a PDF.' } as const
    const upload = sampleFile({ ...CV, name: 'cv.docx' }, { state: 'rejected', problem })
    const setType = vi.fn<() => void>()
    const { user, show } = renderView(sampleUpload([upload], { setType }))
    const select = screen.getByRole('combobox', { name: 'Type of cv.docx' })
    // Only the page knows what it minds.
    expect(select).toBeValid()
    await user.selectOptions(select, 'Other')
    expect(setType).toHaveBeenCalledExactlyOnceWith(upload.id, 'OTHER')
    show(sampleUpload([upload], { rules: { status: 'ready', rules: komboExampleRules } }))
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument()
  })

  it('offers no type where the only one there is takes the file as little', () => {
    const upload = sampleFile(
      { name: 'photo.heic', sizeBytes: 412_000, type: 'OTHER' },
      { state: 'rejected', problem: { code: 'UPLOAD.FILE_KIND_NOT_ACCEPTED', kind: kind('a.heic'), accepted: [] } },
    )
    const { show } = renderView(sampleUpload([upload], { rules: { status: 'ready', rules: komboExampleRules } }))
    expect(row('photo.heic')).toHaveTextContent('Other')
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument()
    const misplaced = sampleFile(CV, { state: 'rejected', problem: { code: 'UPLOAD.TYPE_NOT_SUPPORTED', type: 'CV' } })
    show(sampleUpload([misplaced], { rules: { status: 'ready', rules: komboExampleRules } }))
    expect(screen.getByRole('combobox', { name: 'Type of cv.pdf' })).toBeInvalid()
  })

  it.each([
    [
      'too large for every type',
      { name: 'cv.pdf', sizeBytes: 31_000_000 },
      { code: 'UPLOAD.FILE_TOO_LARGE', limitBytes: 5_242_880, sizeBytes: 31_000_000 },
      'This file is too large',
    ],
    [
      'of a kind that no type takes',
      { name: 'cv.heic', sizeBytes: 412_000 },
      { code: 'UPLOAD.FILE_KIND_NOT_ACCEPTED', kind: kind('a.heic'), accepted: [kind('a.pdf')] },
      'does not take HEIC files',
    ],
    [
      'of a kind that no type takes, under one there is no place for',
      { name: 'cv.heic', sizeBytes: 412_000 },
      { code: 'UPLOAD.TYPE_NOT_SUPPORTED', type: 'OTHER' },
      'has no place for “Other”',
    ],
  ] as const)('offers and advises no other type for a file that is %s', (_what, file, problem, said) => {
    renderFile(sampleFile(file, { state: 'rejected', problem }))
    expect(row(file.name)).toHaveTextContent(said)
    expect(row(file.name)).not.toHaveTextContent('Choose another type.')
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument()
  })

  it('says that a document is in the format of Office 97 under an ending of today, and what cures that', () => {
    const name = 'Lebenslauf.docx'
    const mismatch = { code: 'UPLOAD.FILE_CONTENT_MISMATCH', kind: kind(name), found: 'cfb' } as const
    const upload = sampleFile({ name, sizeBytes: 44_000, type: 'CV' }, { state: 'rejected', problem: mismatch })
    const { show } = renderFile(upload)
    expect(row(name)).toHaveTextContent('This is really an older DOC file. Change its ending to DOC and add it again.')
    const acceptedMimeTypes = [kind('a.pdf'), kind(name)].map(({ mimeTypes }) => mimeTypes[0])
    const CV = { supported: true, maxFileSizeBytes: null, acceptedMimeTypes } as const
    const rules = { ...sampleRules, types: { ...sampleRules.types, CV } }
    show(sampleUpload([{ ...upload, state: 'rejected', problem: mismatch }], { rules: { status: 'ready', rules } }))
    expect(row(name)).toHaveTextContent('Change its ending to DOC, open it, save it as PDF or DOCX and add it again.')
  })

  it.each([
    ['Gehalt.xlsx', 'XLS'],
    ['Vortrag.pptx', 'PPT'],
  ])('says so of %s as well', (name, kindOfOld) => {
    const problem = { code: 'UPLOAD.FILE_CONTENT_MISMATCH', kind: kind(name), found: 'cfb' } as const
    renderFile(sampleFile({ name, sizeBytes: 44_000 }, { state: 'rejected', problem }))
    expect(row(name)).toHaveTextContent(`This is really an older ${kindOfOld} file.`)
  })

  it.each(['executable', 'pdf', 'zip'] as const)('takes no other file under such an ending for one: %s', (found) => {
    const problem = { code: 'UPLOAD.FILE_CONTENT_MISMATCH', kind: kind('a.docx'), found } as const
    renderFile(sampleFile({ name: 'cv.docx', sizeBytes: 44_000 }, { state: 'rejected', problem }))
    expect(row('cv.docx')).toHaveTextContent('This is not really a DOCX file.')
  })

  it('does not fall back into renaming after a failure, when the name was being changed as the file was sent', async () => {
    const upload = sampleFile(CV, { state: 'ready', checking: false })
    const { user, show } = renderFile(upload)
    await user.click(screen.getByRole('button', { name: 'Rename cv.pdf' }))
    expect(screen.getByRole('textbox')).toHaveFocus()
    show(sampleUpload([{ ...sampleFile(CV, { state: 'sending', sentBytes: 0 }), id: upload.id }]))
    const failed = sampleFile(CV, { state: 'failed', error: sampleError('REMOTE.INPUT_INVALID') })
    show(sampleUpload([{ ...failed, id: upload.id }]))
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Rename cv.pdf' })).toBeVisible()
  })

  it('offers a duplicate to be added anyway, and nothing else that is refused', async () => {
    const addAnyway = vi.fn<() => void>()
    const upload = sampleFile(CV, {
      state: 'rejected',
      problem: { code: 'UPLOAD.FILE_DUPLICATE', of: 'record', name: 'CV 2024.pdf' },
    })
    const { user, show } = renderView(sampleUpload([upload], { addAnyway }))
    expect(row('cv.pdf')).toHaveTextContent(/on the record already: .CV 2024\.pdf/u)
    await user.click(screen.getByRole('button', { name: 'Add anyway cv.pdf' }))
    expect(addAnyway).toHaveBeenCalledExactlyOnceWith(upload.id)
    show(sampleUpload([sampleFile(CV, { state: 'rejected', problem: { code: 'UPLOAD.FILE_EMPTY' } })]))
    expect(screen.queryByRole('button', { name: /^Add anyway/u })).not.toBeInTheDocument()
  })

  it('says what happened, what is safe and who can change it, and offers another try only where it can help', () => {
    const { show } = renderFile(sampleFile(CV, { state: 'failed', error: sampleError('INTEGRATION.ACTION_DISABLED') }))
    expect(row('cv.pdf')).toHaveTextContent('Adding attachments is switched off for this connection.')
    expect(row('cv.pdf')).toHaveTextContent(/An administrator of .Workday. can switch it on\./u)
    expect(row('cv.pdf')).toHaveTextContent('Nothing has reached the record.')
    expect(screen.getByRole('button', { name: 'Try again cv.pdf' })).toBeVisible()

    show(sampleUpload([sampleFile(CV, { state: 'failed', error: sampleError('ATS.JOB_CLOSED') })]))
    expect(screen.queryByRole('button', { name: 'Try again cv.pdf' })).not.toBeInTheDocument()
  })

  it('shows the server’s own message and its log to a recruiter', () => {
    const error = sampleError('REMOTE.INPUT_INVALID', {
      message: 'documentCategory is missing',
      logUrl: 'https://app.kombo.dev/logs/1',
    })
    const { show } = renderFile(sampleFile(CV, { state: 'failed', error }))
    expect(row('cv.pdf')).toHaveTextContent(/Workday.? says: documentCategory is missing/u)
    expect(logLink()).toHaveAttribute('href', error.logUrl)
    // The address of the portal's page may name the record.
    expect(logLink()).toHaveAttribute('rel', 'noopener noreferrer')
    show(sampleUpload([sampleFile(CV, { state: 'failed', error: { ...error, message: ' ' } })]))
    expect(logLink()).toBeVisible()
    expect(row('cv.pdf')).not.toHaveTextContent('says:')
  })

  it('says in words of its own what the route says by a code of its own', () => {
    const error = sampleError('UPLOAD.ATS_UNREACHABLE', { message: 'ECONNRESET 10.0.0.7' })
    renderFile(sampleFile(CV, { state: 'failed', error }))
    expect(row('cv.pdf')).toHaveTextContent(/cannot be reached/u)
    expect(row('cv.pdf')).not.toHaveTextContent('ECONNRESET')
  })

  it('says why the portal’s own server has refused a file, in the server’s words', () => {
    const error = sampleError('UPLOAD.FILE_REFUSED', { message: ' The job takes no more CVs.\n' })
    renderFile(sampleFile(CV, { state: 'failed', error }))
    expect(screen.getByText('The job takes no more CVs.')).toBeVisible()
  })

  it('says that nobody knows the language of what another says, so that it is not read as the widget’s', () => {
    const noted = sampleReceipt('cv.pdf', [{ code: null, message: 'Als Sonstiges abgelegt.' }])
    const error = sampleError('REMOTE.INPUT_INVALID', { message: 'Feld fehlt' })
    const rules = { status: 'failed', error: sampleError('REMOTE.INPUT_INVALID', { message: 'Kein Zugriff' }) } as const
    const done = sampleFile(CV, { state: 'done', receipt: noted })
    renderView(sampleUpload([done, sampleFile(CV, { state: 'failed', error })], { rules }))
    for (const words of ['Als Sonstiges abgelegt.', 'Feld fehlt', 'Kein Zugriff']) {
      expect(screen.getByText(words)).toHaveAttribute('lang', '')
      expect(screen.getByText(words)).toHaveAttribute('dir', 'auto')
    }
  })

  it('shows a candidate no internals', () => {
    const error = sampleError('REMOTE.INPUT_INVALID', {
      message: 'documentCategory is missing',
      logUrl: 'https://app.kombo.dev/logs/1',
    })
    renderView(sampleUpload([sampleFile(CV, { state: 'failed', error })], { view: 'candidate' }))
    expect(row('cv.pdf')).not.toHaveTextContent('documentCategory')
    expect(screen.queryByRole('link')).not.toBeInTheDocument()
  })

  it('shows a candidate no remark in the ATS’s own words, even where one arrives', () => {
    const remark = { code: null, message: 'Category "CV" was mapped to 17.' }
    const noted = sampleFile(CV, { state: 'done', receipt: sampleReceipt('cv.pdf', [remark]) })
    renderView(sampleUpload([noted], { view: 'candidate' }))
    expect(row('cv.pdf')).not.toHaveTextContent('mapped')
    expect(row('cv.pdf')).not.toHaveTextContent('with a note')
    expect(row('cv.pdf')).not.toHaveAttribute('data-warnings')
  })

  it.each([
    ['UPLOAD.NAME_CHANGED', 'The name was changed to one that every system can store.'],
    ['UPLOAD.CONFIRMED_BY_READ_BACK', 'The answer was lost, but the file was found on the record.'],
  ] as const)('tells a candidate %s: it is what became of the file', (code, words) => {
    const receipt = sampleReceipt('cv.pdf', [{ code, message: '' }])
    renderView(sampleUpload([sampleFile(CV, { state: 'done', receipt })], { view: 'candidate' }))
    expect(row('cv.pdf')).toHaveTextContent(words)
    expect(row('cv.pdf')).toHaveAttribute('data-warnings')
  })

  it.each([
    ['UPLOAD.ANSWER_UNDOCUMENTED', 'Have a look at the record.'],
    ['UPLOAD.ATTACHED_TO_CANDIDATE', 'Stored on the candidate, not on this application.'],
  ] as const)('leaves %s to those who see the record: a candidate can do nothing about it', (code, words) => {
    const receipt = sampleReceipt('cv.pdf', [{ code, message: '' }])
    const done = sampleFile(CV, { state: 'done', receipt })
    const { show } = renderView(sampleUpload([done]))
    expect(row('cv.pdf')).toHaveTextContent(words)
    show(sampleUpload([done], { view: 'candidate' }))
    expect(row('cv.pdf')).not.toHaveTextContent(words)
    expect(row('cv.pdf')).not.toHaveAttribute('data-warnings')
  })

  it.each(['javascript:alert(1)', 'http://app.kombo.dev/logs/1', 'data:text/html,x'])(
    'makes no link of the log address %s',
    (logUrl) => {
      renderFile(sampleFile(CV, { state: 'failed', error: sampleError('ATS.JOB_CLOSED', { logUrl }) }))
      expect(screen.queryByRole('link')).not.toBeInTheDocument()
    },
  )

  it('asks to check first when a file is maybe attached, and leaves both ways open', async () => {
    const checkAgain = vi.fn<() => void>()
    const sendAnyway = vi.fn<() => void>()
    const upload = sampleFile(CV, { state: 'unknown', error: sampleError('UPLOAD.ANSWER_LOST') })
    const { user } = renderView(sampleUpload([upload], { checkAgain, sendAnyway }))
    expect(row('cv.pdf')).toHaveTextContent('Maybe attached')
    expect(row('cv.pdf')).toHaveTextContent('Check before you send it again, so that it is not there twice.')
    await user.click(screen.getByRole('button', { name: 'Check again cv.pdf' }))
    await user.click(screen.getByRole('button', { name: 'Send anyway cv.pdf' }))
    expect(checkAgain).toHaveBeenCalledExactlyOnceWith(upload.id)
    expect(sendAnyway).toHaveBeenCalledExactlyOnceWith(upload.id)
  })

  it('does not offer to send anyway what the link takes no more', () => {
    renderFile(sampleFile(CV, { state: 'unknown', error: sampleError('UPLOAD.MAX_FILES_REACHED') }))
    expect(row('cv.pdf')).toHaveTextContent('This link has taken all the files it may.')
    expect(screen.getByRole('button', { name: 'Check again cv.pdf' })).toBeVisible()
    expect(screen.queryByRole('button', { name: /^Send anyway/u })).not.toBeInTheDocument()
  })

  it('cancels what is under way and removes what is not', async () => {
    const cancel = vi.fn<() => void>()
    const remove = vi.fn<() => void>()
    const sending = sampleFile(CV, { state: 'sending', sentBytes: 1 })
    const { user, show } = renderView(sampleUpload([sending], { cancel, remove }))
    await user.click(screen.getByRole('button', { name: 'Cancel cv.pdf' }))
    expect(cancel).toHaveBeenCalledExactlyOnceWith(sending.id)

    show(sampleUpload([{ ...sampleFile(CV, { state: 'cancelled' }), id: sending.id }], { cancel, remove }))
    // A press right after the first is taken for its second click.
    await waitFor(async () => {
      await user.click(screen.getByRole('button', { name: 'Remove cv.pdf from the list' }))
      expect(remove).toHaveBeenCalledExactlyOnceWith(sending.id)
    })
  })

  it('says what a button without words does to whoever points at it, and once to whoever listens', () => {
    renderFile(sampleFile({ name: 'cv.docx', sizeBytes: 9 }, { state: 'ready', checking: false }))
    for (const does of ['Remove cv.docx from the list', 'Rename cv.docx']) {
      const button = screen.getByRole('button', { name: does })
      expect(button).toHaveAttribute('title', does)
      // With a label of the same words, browsers make the title a description, and it is heard twice.
      expect(button).not.toHaveAttribute('aria-label')
    }
  })

  it.each(['cv.docx', 'cv.pdf'])(
    'says its whole name to whoever points at it, for there may be no room: %s',
    (name) => {
      renderFile(sampleFile({ name, sizeBytes: 9 }, { state: 'ready', checking: false }))
      expect(screen.getByText(name, { selector: 'bdi' }).closest('[title]')).toHaveAttribute('title', name)
    },
  )

  it('says which language it is in, which in a long list may not be the one of the widget yet', async () => {
    const uploads = Array.from({ length: 60 }, (_, index) =>
      sampleFile({ name: `${index}.pdf`, sizeBytes: 9 }, { state: 'cancelled' }),
    )
    const upload = sampleUpload(uploads)
    const { rerender } = renderView(upload)
    await screen.findByRole('listitem', { name: '59.pdf' })
    rerender(<AttachmentUploadView upload={upload} messages={de} />)
    expect(screen.getByRole('region').lang).toBe('de')
    expect(row('0.pdf').lang).toBe('de')
    expect(row('59.pdf').lang).toBe('en')
    expect(row('59.pdf')).toHaveTextContent('Cancelled')
    await waitFor(() => expect(row('59.pdf').lang).toBe('de'))
    expect(row('59.pdf')).toHaveTextContent('Abgebrochen')
  })

  it('keeps two files of the same name apart', async () => {
    const remove = vi.fn<() => void>()
    const [first, second] = [sampleFile(CV, { state: 'cancelled' }), sampleFile(CV, { state: 'cancelled' })]
    const { user } = renderView(sampleUpload([first, second], { remove }))
    const [, last] = screen.getAllByRole('button', { name: 'Remove cv.pdf from the list' })
    if (last === undefined) throw new Error('one row is missing')
    await user.click(last)
    expect(remove).toHaveBeenCalledExactlyOnceWith(second.id)
  })

  it.each(['202E', '2067', '200F', '061C', '2029', '0085', '000A'])(
    'shows names as text that cannot disguise itself: U+%s',
    (code) => {
      const mark = String.fromCodePoint(Number.parseInt(code, 16))
      renderFile(sampleFile({ name: `cv${mark}fdp.exe`, sizeBytes: 1 }, { state: 'cancelled' }))
      expect(row('cv\uFFFDfdp.exe')).toBeVisible()
    },
  )

  it('renders markup in names and in the ATS’s words as text', () => {
    const { container } = renderFile(
      sampleFile(
        { name: '<img src=x>.pdf', sizeBytes: 1 },
        { state: 'done', receipt: sampleReceipt('x', [{ code: null, message: '<script>alert(1)</script>' }]) },
      ),
    )
    expect(row('<img src=x>.pdf')).toHaveTextContent('<script>alert(1)</script>')
    expect(container.querySelector('img, script')).toBeNull()
  })
})

describe('describing a file', () => {
  const nameless = { state: 'rejected', problem: { code: 'UPLOAD.FILE_NAME_INVALID' } } as const
  const unknownKind = { state: 'rejected', problem: { code: 'UPLOAD.FILE_KIND_UNKNOWN' } } as const

  it.each([
    ['failed', sampleFile(CV, { state: 'failed', error: sampleError('REMOTE.INPUT_INVALID') })],
    ['cancelled', sampleFile(CV, { state: 'cancelled' })],
  ])('offers another name and another type for a file that is %s', async (_state, upload) => {
    const rename = vi.fn<() => void>()
    const setType = vi.fn<() => void>()
    const { user, show } = renderView(sampleUpload([upload], { rename, setType }))
    await user.selectOptions(screen.getByRole('combobox', { name: 'Type of cv.pdf' }), 'Other')
    expect(setType).toHaveBeenCalledExactlyOnceWith(upload.id, 'OTHER')
    await user.click(screen.getByRole('button', { name: 'Rename cv.pdf' }))
    await user.keyboard('Lebenslauf{Enter}')
    expect(rename).toHaveBeenCalledExactlyOnceWith(upload.id, 'Lebenslauf.pdf')

    const described = sampleFile({ ...CV, name: 'Lebenslauf.pdf' }, { state: 'ready', checking: true })
    show(sampleUpload([{ ...described, id: upload.id }]))
    expect(screen.getByRole('button', { name: 'Rename Lebenslauf.pdf' })).toHaveFocus()
  })

  it('keeps the focus on the type while the file becomes ready', async () => {
    const failed = sampleFile(CV, { state: 'failed', error: sampleError('REMOTE.INPUT_INVALID') })
    const { user, show } = renderFile(failed)
    await user.click(screen.getByRole('combobox', { name: 'Type of cv.pdf' }))
    show(sampleUpload([{ ...sampleFile(CV, { state: 'ready', checking: true }), id: failed.id }]))
    expect(screen.getByRole('combobox', { name: 'Type of cv.pdf' })).toHaveFocus()
  })

  it.each([
    ['no name', '', nameless],
    ['no ending', 'Lebenslauf', unknownKind],
    ['no ending behind its title', 'CV Dr. Meier', unknownKind],
  ])('lets a refused file with %s be given one', async (_lack, name, refused) => {
    const rename = vi.fn<() => void>()
    const upload = sampleFile({ ...CV, name }, refused)
    const { user } = renderView(sampleUpload([upload], { rename }))
    await user.click(screen.getByRole('button', { name: `Rename ${name}`.trim() }))
    await user.keyboard('Vita.pdf{Enter}')
    expect(rename).toHaveBeenCalledExactlyOnceWith(upload.id, 'Vita.pdf')
  })

  it.each([
    ['an ending nobody knows', sampleFile({ ...CV, name: 'cv.xyz' }, unknownKind)],
    ['nothing in it', sampleFile(CV, { state: 'rejected', problem: { code: 'UPLOAD.FILE_EMPTY' } })],
  ])('offers no other name or type where neither helps, and shows the type: %s', (_why, upload) => {
    renderFile(upload)
    expect(screen.queryByRole('button', { name: /^Rename/u })).not.toBeInTheDocument()
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument()
    expect(within(row(upload.name)).getByText('CV')).toBeVisible()
  })

  it.each([
    ['on its way', sampleFile(CV, { state: 'accepting' })],
    ['maybe attached', sampleFile(CV, { state: 'unknown', error: sampleError('UPLOAD.ANSWER_LOST') })],
    ['attached', sampleFile(CV, { state: 'done', receipt: sampleReceipt('cv.pdf') })],
  ])('leaves a file that is %s as it is', (_state, upload) => {
    renderFile(upload)
    expect(screen.queryByRole('button', { name: /^Rename/u })).not.toBeInTheDocument()
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument()
  })

  it('changes the type among those the ATS takes, and says that the first was a guess', async () => {
    const setType = vi.fn<() => void>()
    const upload = sampleFile({ ...CV, typeIsGuessed: true }, { state: 'ready', checking: false })
    const { user } = renderView(sampleUpload([upload], { setType }))
    expect(row('cv.pdf')).toHaveTextContent('type guessed from the name')
    await user.selectOptions(screen.getByRole('combobox', { name: 'Type of cv.pdf' }), 'Cover letter')
    expect(setType).toHaveBeenCalledExactlyOnceWith(upload.id, 'COVER_LETTER')
  })

  it('does not say that a type is from the name when the name says nothing', () => {
    renderFile(
      sampleFile(
        { name: 'scan0001.pdf', sizeBytes: 9, type: 'CV', typeIsGuessed: true },
        { state: 'ready', checking: false },
      ),
    )
    expect(row('scan0001.pdf')).toHaveTextContent('type suggested')
    expect(row('scan0001.pdf')).not.toHaveTextContent('guessed')
  })

  it('renames with the extension kept, and returns the focus to where it was', async () => {
    const rename = vi.fn<() => void>()
    const upload = sampleFile(CV, { state: 'ready', checking: false })
    const { user } = renderView(sampleUpload([upload], { rename }))
    await user.click(screen.getByRole('button', { name: 'Rename cv.pdf' }))
    const field = screen.getByRole('textbox', { name: 'New name of cv.pdf' })
    expect(field).toHaveFocus()
    await user.clear(field)
    await user.type(field, 'Lebenslauf{Enter}')
    expect(rename).toHaveBeenCalledExactlyOnceWith(upload.id, 'Lebenslauf.pdf')
    expect(screen.getByRole('button', { name: 'Rename cv.pdf' })).toHaveFocus()
  })

  it('renames in a form of the page, which is neither sent nor complained of', async () => {
    const complained = vi.spyOn(console, 'error')
    const submitted = vi.fn<() => void>()
    const rename = vi.fn<() => void>()
    const upload = sampleFile(CV, { state: 'ready', checking: false })
    const user = userEvent.setup()
    render(
      <form onSubmit={submitted}>
        <AttachmentUploadView upload={sampleUpload([upload], { rename })} />
      </form>,
    )
    await user.click(screen.getByRole('button', { name: 'Rename cv.pdf' }))
    await user.keyboard('Lebenslauf{Enter}')
    expect(rename).toHaveBeenCalledExactlyOnceWith(upload.id, 'Lebenslauf.pdf')
    expect(submitted).not.toHaveBeenCalled()
    expect(complained).not.toHaveBeenCalled()
  })

  it('keeps the keys that end it from what the page does with them around the widget', async () => {
    const heard: string[] = []
    const stop = new AbortController()
    document.addEventListener('keydown', ({ key }) => void heard.push(key), { signal: stop.signal })
    const { user } = renderFile(sampleFile(CV, { state: 'ready', checking: false }))
    for (const key of ['Enter', 'Escape']) {
      await user.click(screen.getByRole('button', { name: 'Rename cv.pdf' }))
      await user.keyboard(`a{${key}}`)
      expect(screen.queryByRole('textbox')).not.toBeInTheDocument()
    }
    stop.abort()
    expect(heard).toEqual(['a', 'a'])
  })

  it.each([
    ['Enter', { isComposing: true }],
    ['Escape', { isComposing: true }],
    ['Enter', { keyCode: 229 }],
  ])('leaves %s to an input method that is asking for a word', async (key, how) => {
    const rename = vi.fn<() => void>()
    const { user } = renderView(sampleUpload([sampleFile(CV, { state: 'ready', checking: false })], { rename }))
    await user.click(screen.getByRole('button', { name: 'Rename cv.pdf' }))
    await user.keyboard('履歴書')
    const field = screen.getByRole('textbox', { name: 'New name of cv.pdf' })
    fireEvent.keyDown(field, { key, ...how })
    expect(field).toHaveFocus()
    expect(rename).not.toHaveBeenCalled()
  })

  it('keeps the old name after Escape and when nothing is left of it', async () => {
    const rename = vi.fn<() => void>()
    const { user } = renderView(sampleUpload([sampleFile(CV, { state: 'ready', checking: false })], { rename }))
    await user.click(screen.getByRole('button', { name: 'Rename cv.pdf' }))
    await user.keyboard('new{Escape}')
    expect(screen.getByRole('button', { name: 'Rename cv.pdf' })).toHaveFocus()
    await user.click(screen.getByRole('button', { name: 'Rename cv.pdf' }))
    await user.clear(screen.getByRole('textbox'))
    await user.keyboard('{Enter}')
    expect(rename).not.toHaveBeenCalled()
  })

  it('leaves a file as it is whose name was looked at and not changed: another name would bring a cancelled one back', async () => {
    const rename = vi.fn<() => void>()
    const { user } = renderView(sampleUpload([sampleFile(CV, { state: 'cancelled' })], { rename }))
    await user.click(screen.getByRole('button', { name: 'Rename cv.pdf' }))
    await user.keyboard('{Enter}')
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument()
    expect(rename).not.toHaveBeenCalled()
  })
})
