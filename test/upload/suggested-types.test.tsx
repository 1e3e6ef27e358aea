import { act, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { attached, pdf, refused, rulesAnswer } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function only(...accepted_mime_types: string[]) {
  return { supported: true as const, max_file_size_bytes: null, accepted_mime_types }
}

const photo = (name: string) => new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1])], name, { type: 'image/jpeg' })
const portfolio = (name: string) => pdf(name, `%PDF-1.7 ${name} ${'x'.repeat(20)}`)
const empty = (name: string) => new File([], name)
const locked = (name: string) => new File(['%PDF-1.4\ntrailer << /Encrypt 5 0 R >>'], name)

const DOCUMENTS_AND_PHOTOS = {
  types: {
    CV: only('application/pdf'),
    COVER_LETTER: only('application/pdf'),
    OTHER: only('application/pdf', 'image/jpeg'),
  },
}

describe('the type of a file whose name says nothing', () => {
  it('is one that takes its kind', async () => {
    const { add, file } = setUpUpload({}, DOCUMENTS_AND_PHOTOS)
    await add(photo('IMG_0001.jpg'), pdf('scan.pdf'))
    expect(file('IMG_0001.jpg')).toMatchObject({ state: 'ready', type: 'OTHER', typeIsGuessed: true })
    expect(file('scan.pdf')).toMatchObject({ state: 'ready', type: 'CV' })
  })

  it('is one that takes its size, also of many, whose sizes are known later', async () => {
    const types = {
      ...DOCUMENTS_AND_PHOTOS.types,
      CV: { ...only('application/pdf'), max_file_size_bytes: 20 },
    }
    const few = setUpUpload({}, { types })
    await few.add(portfolio('scan.pdf'), pdf('small.pdf'), portfolio('CV.pdf'))
    expect(few.file('scan.pdf')).toMatchObject({ state: 'ready', type: 'OTHER' })
    expect(few.file('small.pdf')).toMatchObject({ state: 'ready', type: 'CV' })
    // A CV that is too large is better saved smaller than filed elsewhere.
    await waitFor(() => expect(few.file('CV.pdf')).toMatchObject({ state: 'rejected', type: 'CV' }))

    const many = setUpUpload({}, { types })
    await many.add(...Array.from({ length: 60 }, (_, index) => portfolio(`scan ${index}.pdf`)))
    await waitFor(() =>
      expect(many.file('scan 0.pdf')).toMatchObject({ state: 'ready', type: 'OTHER', checking: false }),
    )
  })

  it('is the CV when the file before it was refused, while that is in the list and after', async () => {
    const { add, current, file } = setUpUpload()
    await add(empty('scan1.pdf'), pdf('scan2.pdf'))
    await waitFor(() => expect(file('scan2.pdf')).toMatchObject({ state: 'ready', type: 'CV' }))
    act(() => current().clear())
    await add(empty('scan1.pdf'))
    act(() => current().remove(file('scan1.pdf').id))
    await add(pdf('scan3.pdf'))
    expect(file('scan3.pdf').type).toBe('CV')
  })

  it('becomes the CV when the one there was is taken out, and never against the person’s choice', async () => {
    const { add, current, file } = setUpUpload()
    await add(pdf('1.pdf', '%PDF-1'), pdf('2.pdf', '%PDF-2'), pdf('3.pdf', '%PDF-3'))
    expect(current().uploads.map(({ type }) => type)).toEqual(['CV', 'OTHER', 'OTHER'])
    act(() => current().setType(file('2.pdf').id, 'OTHER'))
    act(() => current().remove(file('1.pdf').id))
    expect(current().uploads.map(({ type }) => type)).toEqual(['OTHER', 'CV'])
  })

  it('is not passed on from one refused file to the next, each of which were checked again', async () => {
    const answers: ((words: string) => void)[] = []
    const ask = vi.fn<() => Promise<string>>(async () =>
      answers.length < 12 ? new Promise<string>((resolve) => answers.push(resolve)) : 'Not now.',
    )
    const { current } = setUpUpload({ validators: [ask] })
    act(() => current().addFiles(Array.from({ length: 12 }, (_, index) => portfolio(`${index}.pdf`))))
    await waitFor(() => expect(answers).toHaveLength(12))
    await act(async () => {
      for (const answer of answers) answer('Not now.')
    })
    await waitFor(() => expect(current().summary).toMatchObject({ rejected: 12, checking: 0 }))
    // The second was guessed to be the CV as soon as the first was refused, and refused as such.
    expect(current().uploads.map(({ type }) => type)).toEqual([
      'CV',
      'CV',
      ...Array.from({ length: 10 }, () => 'OTHER'),
    ])
    expect(ask).toHaveBeenCalledTimes(13)
  })

  it('is the CV once it is let in, where there is none', async () => {
    const { add, current, file } = setUpUpload({}, { max_files: 1 })
    await add(pdf('CV.pdf', '%PDF-1'), pdf('2.pdf', '%PDF-2'))
    expect(file('2.pdf')).toMatchObject({ state: 'rejected', type: 'OTHER' })
    act(() => current().remove(file('CV.pdf').id))
    await waitFor(() => expect(file('2.pdf')).toMatchObject({ state: 'ready', type: 'CV', checking: false }))
  })

  it('is the CV when it is chosen after one that was refused', async () => {
    const { add, file } = setUpUpload()
    await add(empty('scan1.pdf'))
    await add(pdf('scan2.pdf'))
    expect(file('scan2.pdf')).toMatchObject({ state: 'ready', type: 'CV' })
  })

  it('stays what it was sent as where it failed, also once the CV is taken out', async () => {
    const { add, current, file, next, reaches } = setUpUpload()
    await add(pdf('scan1.pdf', '%PDF-1'), pdf('scan2.pdf', '%PDF-2'))
    act(() => current().start())
    await next()
    const second = await next()
    act(() => second.answer(422, refused('UPLOAD.FILE_REFUSED')))
    await reaches('scan2.pdf', 'failed')
    act(() => current().cancel(file('scan1.pdf').id))
    await reaches('scan1.pdf', 'cancelled')
    act(() => current().remove(file('scan1.pdf').id))
    expect(file('scan2.pdf')).toMatchObject({ state: 'failed', type: 'OTHER' })
  })

  it('is not the CV a second time after the attached one has left the list', async () => {
    const { add, current, file, next, reaches } = setUpUpload()
    await add(pdf('1.pdf', '%PDF-1'), pdf('2.pdf', '%PDF-2'))
    act(() => current().setType(file('2.pdf').id, 'COVER_LETTER'))
    await reaches('2.pdf', 'ready')
    act(() => current().remove(file('2.pdf').id))
    act(() => current().start())
    const sent = await next()
    act(() => sent.answer(200, attached()))
    await reaches('1.pdf', 'done')
    act(() => current().clear())
    await add(pdf('3.pdf', '%PDF-3'), pdf('4.pdf', '%PDF-4'))
    expect(file('3.pdf').type).toBe('OTHER')
    act(() => current().remove(file('4.pdf').id))
    expect(file('3.pdf').type).toBe('OTHER')
  })

  it('is what a new name says, until the person has chosen', async () => {
    const { add, current, file } = setUpUpload()
    await add(pdf('scan.pdf'))
    act(() => current().rename(file('scan.pdf').id, 'Anschreiben'))
    expect(file('Anschreiben.pdf')).toMatchObject({ type: 'COVER_LETTER', typeIsGuessed: true })
    act(() => current().setType(file('Anschreiben.pdf').id, 'OTHER'))
    act(() => current().rename(file('Anschreiben.pdf').id, 'CV'))
    expect(file('CV.pdf')).toMatchObject({ type: 'OTHER', typeIsGuessed: false })
  })
})

describe('a file that is refused as what it is attached as', () => {
  const LEAST = { supported: true, max_file_size_bytes: 4, accepted_mime_types: null } as const
  const AS_OTHER = { types: { CV: LEAST, COVER_LETTER: only('image/jpeg') } }

  it('is refused for its type where another takes it', async () => {
    const { add, file } = setUpUpload({}, { types: { ...AS_OTHER.types, OTHER: only('application/pdf') } })
    await add(pdf('CV.pdf'))
    expect(file('CV.pdf')).toMatchObject({ problem: { code: 'UPLOAD.FILE_TOO_LARGE', limitBytes: 4 } })
  })

  it.each([
    ['a password', locked('CV.pdf'), 'UPLOAD.FILE_PASSWORD_PROTECTED'],
    ['another content', new File(['GIF89a'], 'CV.pdf'), 'UPLOAD.FILE_CONTENT_MISMATCH'],
  ])('is refused for what none takes it for: %s', async (_what, given, code) => {
    const document = only('application/pdf')
    for (const others of [
      { COVER_LETTER: only('image/jpeg'), OTHER: document },
      { COVER_LETTER: document, OTHER: only('image/jpeg') },
    ]) {
      const { add, hook, file } = setUpUpload({}, { types: { CV: LEAST, ...others } })
      await add(given)
      expect(file('CV.pdf')).toMatchObject({ type: 'CV', problem: { code } })
      hook.unmount()
    }
  })

  it('is refused as its type minds it where all mind something of the kind', async () => {
    const { add, file } = setUpUpload({}, { types: { ...AS_OTHER.types, OTHER: { ...LEAST, max_file_size_bytes: 5 } } })
    await add(locked('CV.pdf'))
    expect(file('CV.pdf')).toMatchObject({ problem: { code: 'UPLOAD.FILE_TOO_LARGE', limitBytes: 4 } })
  })

  it('is refused for a lack of content or ending where there is no place for its type any more', async () => {
    const { add, current, file, answers } = setUpUpload()
    await add(empty('CV.pdf'), new File(['x'], 'CV'))
    answers.rules = () =>
      Response.json(
        rulesAnswer({
          types: {
            CV: { supported: false, reason: 'ats' },
            COVER_LETTER: only('application/pdf'),
            OTHER: only('application/pdf'),
          },
        }),
      )
    act(() => {
      current().setType(file('CV.pdf').id, 'CV')
      current().setType(file('CV').id, 'CV')
      current().reloadRules()
    })
    await waitFor(() => expect(current().rules).toMatchObject({ rules: { types: { CV: { supported: false } } } }))
    await waitFor(() => expect(file('CV.pdf')).toMatchObject({ problem: { code: 'UPLOAD.FILE_EMPTY' } }))
    await waitFor(() => expect(file('CV')).toMatchObject({ problem: { code: 'UPLOAD.FILE_KIND_UNKNOWN' } }))
  })
})
