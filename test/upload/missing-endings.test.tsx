import { waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { setUpUpload } from './set-up-upload.tsx'

const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16])
const ZIP = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 20, 0])
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** As Android hands over what lies in a cloud drive under a name without an ending. */
const chosen = (name: string, content: BlobPart, type = '') => new File([content], name, { type })

const only = (mimeType: string) => ({
  supported: true as const,
  max_file_size_bytes: null,
  accepted_mime_types: [mimeType],
})

describe('a file whose name has no ending', () => {
  it.each([
    ['a PDF', chosen('Lebenslauf', '%PDF-1.7\n'), 'Lebenslauf.pdf'],
    ['a photograph', chosen('Zeugnis', JPEG), 'Zeugnis.jpg'],
    ['a document, as the browser says', chosen('Anschreiben', ZIP, DOCX), 'Anschreiben.docx'],
    ['a text, as the browser says', chosen('Anschreiben', 'Sehr geehrte', 'text/plain'), 'Anschreiben.txt'],
    ['one behind a title', chosen('CV Dr. Meier', '%PDF-1.7\n'), 'CV Dr. Meier.pdf'],
    ['one behind a version', chosen('Lebenslauf 2.0', '%PDF-1.7\n'), 'Lebenslauf 2.0.pdf'],
  ])('gets that of what it is: %s', async (_what, file, name) => {
    const { add, states, file: named } = setUpUpload()
    await add(file)
    await waitFor(() => expect(states()).toEqual(['ready']))
    expect(named(name)).toMatchObject({ kind: { extensions: expect.arrayContaining([name.split('.').at(-1)]) } })
  })

  it.each([
    ['an archive', chosen('Unterlagen', ZIP)],
    ['what the browser calls a document and is none', chosen('Brief', '%!PS', DOCX)],
    ['a program', chosen('setup', new Uint8Array([0x7f, 0x45, 0x4c, 0x46]), 'application/x-msdownload')],
    ['a download that is not complete', chosen('cv.pdf.crdownload', '%PDF-1.7\n')],
  ])('gets none, and is refused as unknown: %s', async (_what, file) => {
    const { add, states, file: named } = setUpUpload()
    await add(file)
    await waitFor(() => expect(states()).toEqual(['rejected']))
    expect(named(file.name)).toMatchObject({ problem: { code: 'UPLOAD.FILE_KIND_UNKNOWN' } })
  })

  it('is guessed anew to be of a type that takes it', async () => {
    const types = { CV: only('application/pdf'), COVER_LETTER: only('application/pdf'), OTHER: only('image/jpeg') }
    const { add, current, states, file } = setUpUpload({}, { types })
    await waitFor(() => expect(current().rules.status).toBe('ready'))
    await add(chosen('Zeugnis', JPEG))
    await waitFor(() => expect(states()).toEqual(['ready']))
    expect(file('Zeugnis.jpg')).toMatchObject({ type: 'OTHER', typeIsGuessed: true })
  })

  it('keeps to the length a name may have', async () => {
    const { add, current, states } = setUpUpload()
    await add(chosen('ü'.repeat(127), '%PDF-1.7\n'))
    await waitFor(() => expect(states()).toEqual(['ready']))
    expect(current().uploads[0]?.name).toBe(`${'ü'.repeat(125)}.pdf`)
  })

  it('is nameless for all that, where there is no name either', async () => {
    const { add, current, states } = setUpUpload()
    await add(chosen(' ', '%PDF-1.7\n'))
    await waitFor(() => expect(states()).toEqual(['rejected']))
    expect(current().uploads).toMatchObject([{ problem: { code: 'UPLOAD.FILE_NAME_INVALID' } }])
  })

  it('is attached under its whole name', async () => {
    const { add, next } = setUpUpload({ autoUpload: true })
    await add(chosen('Lebenslauf', '%PDF-1.7\n'))
    expect(await (await next()).attachment()).toMatchObject({ name: 'Lebenslauf.pdf' })
  })
})
