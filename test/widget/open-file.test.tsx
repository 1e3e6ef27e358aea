import { fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Container } from '../../src/contract/file-kinds.ts'
import { kindByName } from '../../src/contract/file-kinds.ts'
import type { FileProblem } from '../../src/upload/list/upload.ts'
import { sampleFile, sampleReceipt, sampleUpload } from '../../src/widget/stories/sample-upload.ts'
import { renderView } from './render-view.tsx'

const LATIN_1 = new Uint8Array([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72])
/** Two bytes for each letter, so that one of them stands across the end of what is looked at. */
const LONG = `a${'ü'.repeat(40_000)}`

function textFile(content: string | Uint8Array<ArrayBuffer>) {
  const file = new File([content], 'cv.txt', { type: 'text/html' })
  return sampleFile({ name: 'cv.txt', sizeBytes: file.size, file }, { state: 'ready', checking: false })
}

function kindOf(extension: string) {
  const kind = kindByName(`a.${extension}`)
  if (kind === null) throw new Error('no such kind')
  return kind
}

/** The MIME type under which a refused file is opened; `null` where it cannot be. */
async function opened(name: string, problem: FileProblem) {
  vi.spyOn(window, 'open').mockReturnValue(null)
  const address = vi.spyOn(URL, 'createObjectURL')
  const { user } = renderView(sampleUpload([sampleFile({ name, sizeBytes: 9 }, { state: 'rejected', problem })]))
  const button = screen.queryByRole('button', { name: `Open ${name}` })
  if (button === null) return null
  await user.click(button)
  const shown = address.mock.lastCall?.[0]
  return shown instanceof Blob ? shown.type : null
}

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('a text that is opened', () => {
  it.each([
    ['UTF-8', 'Müller', 'text/plain;charset=utf-8'],
    ['UTF-8, and long', LONG, 'text/plain;charset=utf-8'],
    ['nothing but ASCII', 'Mueller', 'text/plain;charset=utf-8'],
    ['anything else', LATIN_1, 'text/plain'],
  ])('is shown as what it is: %s', async (_encoding, content, type) => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null)
    const address = vi.spyOn(URL, 'createObjectURL')
    const { user } = renderView(sampleUpload([textFile(content)]))
    await waitFor(async () => {
      await user.click(screen.getByRole('button', { name: 'Open cv.txt' }))
      expect(address.mock.lastCall?.[0]).toMatchObject({ type })
    })
    expect(open).toHaveBeenLastCalledWith(expect.stringMatching(/^blob:/u), '_blank', 'noopener,noreferrer')
  })

  it('is shown as what it is to whoever comes to it by the keyboard', async () => {
    vi.spyOn(window, 'open').mockReturnValue(null)
    const address = vi.spyOn(URL, 'createObjectURL')
    const { user } = renderView(sampleUpload([textFile(LATIN_1)]))
    screen.getByRole('button', { name: 'Open cv.txt' }).focus()
    await waitFor(async () => {
      await user.keyboard('{Enter}')
      expect(address.mock.lastCall?.[0]).toMatchObject({ type: 'text/plain' })
    })
  })

  it('is opened all the same where it is gone by now: the page that is opened says so', async () => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null)
    const gone = textFile('Müller')
    const read = vi.spyOn(Blob.prototype, 'arrayBuffer').mockRejectedValue(new DOMException('gone', 'NotFoundError'))
    const { user } = renderView(sampleUpload([gone]))
    await user.click(screen.getByRole('button', { name: 'Open cv.txt' }))
    expect(read).toHaveBeenCalled()
    expect(open).toHaveBeenCalledOnce()
  })
})

describe('a file that is opened', () => {
  it('can be loaded for a minute, and is given back to the browser then', async () => {
    vi.spyOn(window, 'open').mockReturnValue(null)
    const giveBack = vi.spyOn(URL, 'revokeObjectURL')
    renderView(sampleUpload([sampleFile({ name: 'cv.pdf', sizeBytes: 9 }, { state: 'ready', checking: false })]))
    vi.useFakeTimers()
    fireEvent.click(screen.getByRole('button', { name: 'Open cv.pdf' }))
    vi.advanceTimersByTime(59_999)
    expect(giveBack).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(giveBack).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^blob:/u))
  })

  it('is one that is not sent off: what is in the ATS is looked at there', () => {
    const CV = { name: 'cv.pdf', sizeBytes: 9 } as const
    const { show } = renderView(sampleUpload([sampleFile(CV, { state: 'queued' })]))
    expect(screen.queryByRole('button', { name: 'Open cv.pdf' })).toBeNull()
    show(sampleUpload([sampleFile(CV, { state: 'done', receipt: sampleReceipt('cv.pdf') })]))
    expect(screen.queryByRole('button', { name: 'Open cv.pdf' })).toBeNull()
  })

  it.each(['png', 'jpg', 'gif', 'webp', 'bmp'])('may be a picture: %s', (extension) => {
    const name = `photo.${extension}`
    renderView(sampleUpload([sampleFile({ name, sizeBytes: 9 }, { state: 'ready', checking: false })]))
    expect(screen.getByRole('button', { name: `Open ${name}` })).toBeVisible()
  })
})

describe('a refused file', () => {
  const PDF = kindOf('pdf')
  const DOCX = kindOf('docx')

  it.each<[string, string, FileProblem]>([
    [
      'is in the list already, to compare the two',
      'cv.pdf',
      { code: 'UPLOAD.FILE_DUPLICATE', of: 'list', name: 'CV.pdf' },
    ],
    ['has a password, to print it without', 'cv.pdf', { code: 'UPLOAD.FILE_PASSWORD_PROTECTED', kind: PDF }],
    [
      'is too large, to see what takes the room',
      'cv.pdf',
      { code: 'UPLOAD.FILE_TOO_LARGE', limitBytes: 8, sizeBytes: 9 },
    ],
    ['is one too many, to see which to leave out', 'cv.pdf', { code: 'UPLOAD.TOO_MANY_FILES', limit: 1 }],
    ['is not what its ending says', 'cv.docx', { code: 'UPLOAD.FILE_CONTENT_MISMATCH', kind: DOCX, found: 'pdf' }],
  ])('can be opened where it %s', async (_why, name, problem) => {
    expect(await opened(name, problem)).toBe('application/pdf')
  })

  it.each<[Container, string]>([
    ['png', 'image/png'],
    ['jpeg', 'image/jpeg'],
    ['text', 'text/plain;charset=utf-8'],
    ['markup', 'text/plain;charset=utf-8'],
  ])('is shown as its bytes are, and never as its ending says: %s', async (found, type) => {
    expect(await opened('cv.pdf', { code: 'UPLOAD.FILE_CONTENT_MISMATCH', kind: PDF, found })).toBe(type)
  })

  it.each<[string, string, FileProblem]>([
    ['a program', 'cv.exe', { code: 'UPLOAD.FILE_ACTIVE_CONTENT', kind: kindOf('exe') }],
    ['a page in HTML', 'cv.html', { code: 'UPLOAD.FILE_ACTIVE_CONTENT', kind: kindOf('html') }],
    [
      'a program behind another ending',
      'cv.pdf',
      { code: 'UPLOAD.FILE_CONTENT_MISMATCH', kind: PDF, found: 'executable' },
    ],
    [
      'a shortcut behind another ending',
      'cv.txt',
      { code: 'UPLOAD.FILE_CONTENT_MISMATCH', kind: PDF, found: 'shortcut' },
    ],
    ['what no browser shows', 'cv.pdf', { code: 'UPLOAD.FILE_CONTENT_MISMATCH', kind: PDF, found: 'zip' }],
    ['a locked document of Word', 'cv.docx', { code: 'UPLOAD.FILE_PASSWORD_PROTECTED', kind: DOCX }],
    ['an empty file', 'cv.pdf', { code: 'UPLOAD.FILE_EMPTY' }],
    ['a file that is gone', 'cv.pdf', { code: 'UPLOAD.FILE_UNREADABLE' }],
  ])('cannot be opened where it is %s', async (_what, name, problem) => {
    expect(await opened(name, problem)).toBeNull()
  })
})
