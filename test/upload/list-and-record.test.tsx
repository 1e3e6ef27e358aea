import { act, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Validator } from '../../src/upload/engine/attachment-upload.ts'
import { attached, pdf, refused, rulesAnswer, token } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const under = (jti: string) => ({ token: token('application:app1', { jti, max_files: 1 }) })

/** What the record holds, as the route lists it. */
function onRecord(...documents: readonly { name: string; sha256?: string; size_bytes?: number }[]) {
  const attachments = documents.map(({ name, sha256 = null, size_bytes = null }, index) => ({
    id: `doc${index}`,
    name,
    type: 'CV',
    content_type: 'application/pdf',
    created_at: null,
    sha256,
    size_bytes,
  }))
  return () => Response.json({ status: 'success', data: { attachments }, warnings: [] })
}

/** SHA-256 of `%PDF-1.7\n`, by sha256sum. */
const PDF_SHA256 = '0716f9264c9fe19f5d7455276107f3ddcc1d3497f63d60689a73558ae8a1bf5e'

function only(mimeType: string) {
  return { supported: true as const, max_file_size_bytes: null, accepted_mime_types: [mimeType] }
}

describe('the list', () => {
  it('refuses the same content twice, and takes it again once the first is gone', async () => {
    const { add, current, file, reaches } = setUpUpload()
    await add(pdf('cv.pdf'), pdf('copy of cv.pdf'))
    expect(file('copy of cv.pdf')).toMatchObject({
      problem: { code: 'UPLOAD.FILE_DUPLICATE', of: 'list', name: 'cv.pdf' },
    })
    act(() => current().remove(file('cv.pdf').id))
    await reaches('copy of cv.pdf', 'ready')
    await add(pdf('cv.pdf'))
    expect(file('cv.pdf')).toMatchObject({ problem: { name: 'copy of cv.pdf' } })
    act(() => current().addAnyway(file('cv.pdf').id))
    await reaches('cv.pdf', 'ready')
  })

  it('keeps a copy refused while the file before it is checked once more', async () => {
    const held: (() => void)[] = []
    const { add, current, file, reaches } = setUpUpload({
      validators: [
        ({ name }, type) =>
          name === 'cv.pdf' && type === 'OTHER' ? new Promise((resolve) => held.push(() => resolve(null))) : null,
      ],
    })
    await add(pdf('cv.pdf'), pdf('copy of cv.pdf'))
    act(() => current().setType(file('cv.pdf').id, 'OTHER'))
    await waitFor(() => expect(held).not.toHaveLength(0))
    act(() => current().addFiles([pdf('other.pdf', '%PDF-other')]))
    await waitFor(() => expect(file('other.pdf')).toMatchObject({ state: 'ready', checking: false }))
    expect(file('cv.pdf')).toMatchObject({ state: 'ready', checking: true })
    expect(file('copy of cv.pdf').state).toBe('rejected')
    act(() => held.forEach((answer) => answer()))
    await waitFor(() => expect(file('cv.pdf')).toMatchObject({ checking: false }))
    await reaches('copy of cv.pdf', 'rejected')
  })

  it('takes two different files of one name and one size for what they are', async () => {
    const { add, states } = setUpUpload()
    await add(pdf('image.pdf', '%PDF-1'), pdf('image.pdf', '%PDF-2'))
    expect(states()).toEqual(['ready', 'ready'])
  })

  it('keeps to the number of files, and lets the next one in when one leaves', async () => {
    const { add, current, file, states, reaches } = setUpUpload({}, { max_files: 2 })
    await add(pdf('1.pdf', '%PDF-1'), pdf('2.pdf', '%PDF-2'), pdf('3.pdf', '%PDF-3'))
    expect(states()).toEqual(['ready', 'ready', 'rejected'])
    expect(file('3.pdf')).toMatchObject({ problem: { code: 'UPLOAD.TOO_MANY_FILES', limit: 2 } })
    act(() => current().remove(file('1.pdf').id))
    await reaches('3.pdf', 'ready')
  })

  it('counts what the grant had taken before there was this list', async () => {
    const { add, file } = setUpUpload({}, { max_files: 2, files_used: 1 })
    await add(pdf('1.pdf', '%PDF-1'), pdf('2.pdf', '%PDF-2'))
    expect(file('1.pdf')).toMatchObject({ state: 'ready' })
    expect(file('2.pdf')).toMatchObject({ problem: { code: 'UPLOAD.TOO_MANY_FILES' } })
  })

  it('refuses every file where the grant is used up', async () => {
    const { add, file } = setUpUpload({}, { max_files: 1, files_used: 1 })
    await add(pdf('1.pdf', '%PDF-1'))
    expect(file('1.pdf')).toMatchObject({ problem: { code: 'UPLOAD.MAX_FILES_REACHED' } })
  })

  it.each([
    ['is still in the list', false],
    ['has left the list', true],
  ])('counts anew under another link, whether what was attached before %s', async (_, isRemoved) => {
    const { add, answers, current, file, hook, next, reaches } = setUpUpload(under('a'), { max_files: 1 })
    await add(pdf('1.pdf', '%PDF-1'))
    act(() => current().start())
    const sent = await next()
    act(() => sent.answer(200, attached()))
    await reaches('1.pdf', 'done')
    answers.rules = () => Response.json(rulesAnswer({ max_files: 1, files_used: 0 }))
    hook.rerender(under('b'))
    if (isRemoved) act(() => current().remove(file('1.pdf').id))
    await add(pdf('2.pdf', '%PDF-2'), pdf('3.pdf', '%PDF-3'))
    expect(file('2.pdf')).toMatchObject({ state: 'ready' })
    expect(file('3.pdf')).toMatchObject({ problem: { code: 'UPLOAD.TOO_MANY_FILES' } })
  })

  it('knows that a place is free again that a file had while it was under way', async () => {
    const { add, answers, current, next } = setUpUpload({}, { max_files: 1 })
    const counts = (used: number) => {
      answers.rules = () => Response.json(rulesAnswer({ max_files: 1, files_used: used }))
    }
    const known = (used: number) => waitFor(() => expect(current().rules).toMatchObject({ rules: { filesUsed: used } }))
    await add(pdf('1.pdf', '%PDF-1'))
    act(() => current().start())
    const sent = await next()
    counts(1)
    act(() => current().reloadRules())
    await known(1)
    counts(0)
    act(() => sent.answer(422, refused('UPLOAD.FILE_REFUSED')))
    await known(0)
  })

  it('counts a file once that is under way when the route says how many there are', async () => {
    const { add, answers, current, file, next } = setUpUpload({}, { max_files: 2 })
    await add(pdf('1.pdf', '%PDF-1'))
    act(() => current().start())
    await next()
    answers.rules = () => Response.json(rulesAnswer({ max_files: 2, files_used: 1 }))
    act(() => current().reloadRules())
    await waitFor(() => expect(current().rules).toMatchObject({ rules: { filesUsed: 1 } }))
    await add(pdf('2.pdf', '%PDF-2'), pdf('3.pdf', '%PDF-3'))
    expect(file('2.pdf')).toMatchObject({ state: 'ready' })
    expect(file('3.pdf')).toMatchObject({ problem: { code: 'UPLOAD.TOO_MANY_FILES' } })
  })

  it('counts what is attached after it has left the list, and does not advise to remove it', async () => {
    const { add, current, file, next, reaches } = setUpUpload({}, { max_files: 1 })
    await add(pdf('1.pdf', '%PDF-1'))
    act(() => current().start())
    const sent = await next()
    act(() => sent.answer(200, attached()))
    await reaches('1.pdf', 'done')
    await add(pdf('2.pdf', '%PDF-2'))
    expect(file('2.pdf')).toMatchObject({ problem: { code: 'UPLOAD.MAX_FILES_REACHED' } })
    act(() => current().remove(file('1.pdf').id))
    await add(pdf('3.pdf', '%PDF-3'))
    expect(current().uploads).toMatchObject([
      { problem: { code: 'UPLOAD.MAX_FILES_REACHED' } },
      { problem: { code: 'UPLOAD.MAX_FILES_REACHED' } },
    ])
  })

  it('keeps to the sum of sizes', async () => {
    const { add, file, hook, reaches } = setUpUpload({ maxTotalSizeBytes: 10 })
    await add(pdf('1.pdf', '%PDF-1'), pdf('2.pdf', '%PDF-2'))
    expect(file('2.pdf')).toMatchObject({ problem: { code: 'UPLOAD.TOTAL_TOO_LARGE', limitBytes: 10 } })
    hook.rerender({ maxTotalSizeBytes: 100 })
    await reaches('2.pdf', 'ready')
  })

  it('keeps refused files with their reason', async () => {
    const { add, file } = setUpUpload()
    await add(new File([], 'empty.pdf'), new File(['<html>'], 'page.pdf'), new File(['x'], 'run.exe'))
    expect(file('empty.pdf')).toMatchObject({ problem: { code: 'UPLOAD.FILE_EMPTY' } })
    expect(file('page.pdf')).toMatchObject({ problem: { code: 'UPLOAD.FILE_CONTENT_MISMATCH', found: 'markup' } })
    expect(file('run.exe')).toMatchObject({ problem: { code: 'UPLOAD.FILE_ACTIVE_CONTENT' } })
  })

  it('says so when a file cannot be read', async () => {
    const gone = pdf('gone.pdf')
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'))
    const { add, file } = setUpUpload()
    await add(gone)
    // Known before the rules are, whose arrival has it looked at once more.
    await waitFor(() => expect(file('gone.pdf')).toMatchObject({ problem: { code: 'UPLOAD.FILE_UNREADABLE' } }))
  })

  it('sends the bytes a small file had when it was chosen', async () => {
    const chosen = pdf('photo.pdf', '%PDF-first')
    const { add, current, next } = setUpUpload()
    await add(chosen)
    chosen.slice = () => new Blob(['%PDF-other'])
    chosen.arrayBuffer = () => Promise.reject(new DOMException('changed', 'NotReadableError'))
    act(() => current().start())
    expect(await (await next()).attachment()).toMatchObject({ data: btoa('%PDF-first') })
  })

  it('checks again when the type changes', async () => {
    const none = { supported: false, reason: 'ats' } as const
    const { add, current, file, reaches } = setUpUpload(
      {},
      { types: { CV: only('application/msword'), COVER_LETTER: none, OTHER: only('application/pdf') } },
    )
    await add(pdf('cv.pdf'))
    expect(file('cv.pdf')).toMatchObject({ problem: { code: 'UPLOAD.FILE_KIND_NOT_ACCEPTED' } })
    act(() => current().setType(file('cv.pdf').id, 'OTHER'))
    await reaches('cv.pdf', 'ready')
    expect(file('cv.pdf').typeIsGuessed).toBe(false)
    act(() => current().setType(file('cv.pdf').id, 'COVER_LETTER'))
    await reaches('cv.pdf', 'rejected')
    expect(file('cv.pdf')).toMatchObject({ problem: { code: 'UPLOAD.TYPE_NOT_SUPPORTED' } })
  })

  it('shows the name a file really has', async () => {
    const { add, file } = setUpUpload()
    await add(pdf('cv\u202Efdp.pdf'))
    expect(file('cvfdp.pdf').state).toBe('ready')
  })

  it('renames, keeps the extension, and sends under the new name', async () => {
    const { add, current, file, reaches, next } = setUpUpload()
    await add(pdf('scan.pdf'))
    act(() => current().rename(file('scan.pdf').id, 'Frank Doe.exe'))
    await reaches('Frank Doe.exe.pdf', 'ready')
    act(() => current().start())
    expect(await (await next()).attachment()).toMatchObject({ name: 'Frank Doe.exe.pdf' })
  })

  it('clears everything that is not under way', async () => {
    const { add, current, next, states } = setUpUpload({ concurrency: 1 })
    await add(pdf('1.pdf', '%PDF-1'))
    act(() => current().start())
    await next()
    await add(pdf('2.pdf', '%PDF-2'), new File([], 'empty.pdf'))
    act(() => current().clear())
    expect(states()).toEqual(['sending'])
  })
})

describe('a largest sum that is no number', () => {
  it('is no limit, and the page is told so once', async () => {
    const reported = vi.fn<(error: unknown) => void>()
    vi.stubGlobal('reportError', reported)
    const { add, current, hook, states } = setUpUpload({ maxTotalSizeBytes: 1 })
    await add(pdf())
    expect(states()).toEqual(['rejected'])
    hook.rerender({ maxTotalSizeBytes: Number.NaN })
    await waitFor(() => expect(states()).toEqual(['ready']))
    expect(current().maxTotalSizeBytes).toBeNull()
    hook.rerender({ maxTotalSizeBytes: Number.NaN })
    expect(reported).toHaveBeenCalledExactlyOnceWith(expect.any(RangeError))
  })
})

describe('the record', () => {
  it('is not asked about where the grant does not allow it', async () => {
    const { add, asked, current } = setUpUpload()
    await add(pdf())
    expect(current().existing).toBeNull()
    expect(asked.map(({ url }) => url.endsWith('/rules'))).not.toContain(false)
  })

  it('refuses a document it holds already, by content', async () => {
    const set = setUpUpload({}, { can_read: true })
    set.answers.existing = onRecord({ name: 'old name.pdf', sha256: PDF_SHA256, size_bytes: 9 })
    await set.add(pdf('new name.pdf'), pdf('other.pdf', '%PDF-1.8\n'))
    await set.reaches('new name.pdf', 'rejected')
    expect(set.file('new name.pdf')).toMatchObject({
      problem: { code: 'UPLOAD.FILE_DUPLICATE', of: 'record', name: 'old name.pdf' },
    })
    expect(set.file('other.pdf').state).toBe('ready')
    act(() => set.current().addAnyway(set.file('new name.pdf').id))
    await set.reaches('new name.pdf', 'ready')
  })

  it('that holds a document no longer lets the same one in', async () => {
    const set = setUpUpload({}, { can_read: true })
    set.answers.existing = onRecord({ name: 'cv.pdf', sha256: PDF_SHA256, size_bytes: 9 })
    await set.add(pdf('cv.pdf'), pdf('other.pdf', '%PDF-other'))
    await set.reaches('cv.pdf', 'rejected')
    act(() => set.current().start())
    const sent = await set.next()
    set.answers.existing = onRecord({ name: 'other.pdf' })
    act(() => sent.answer(200, attached()))
    await waitFor(() => expect(set.file('cv.pdf').state).toBe('ready'))
  })

  it('is held against the bytes a small file had when it was chosen', async () => {
    const chosen = pdf('photo.pdf')
    const read = chosen.arrayBuffer.bind(chosen)
    // It can be read once: then it is gone from the disk.
    chosen.arrayBuffer = vi
      .fn<() => Promise<ArrayBuffer>>(() => Promise.reject(new DOMException('gone', 'NotReadableError')))
      .mockImplementationOnce(read)
    const set = setUpUpload({}, { can_read: true })
    set.answers.existing = onRecord({ name: 'old name.pdf', sha256: PDF_SHA256, size_bytes: 9 })
    await waitFor(() => expect(set.current().existing).toHaveLength(1))
    await set.add(chosen)
    expect(set.file('photo.pdf')).toMatchObject({ problem: { code: 'UPLOAD.FILE_DUPLICATE', of: 'record' } })
  })

  it('goes by name and size where it does not know the content, and never by one of them alone', async () => {
    const set = setUpUpload({}, { can_read: true })
    set.answers.existing = onRecord({ name: 'cv.pdf', size_bytes: 9 }, { name: 'letter.pdf' })
    await set.add(pdf('cv.pdf'), pdf('letter.pdf', '%PDF-letter'), pdf('other.pdf', '%PDF-1.8\n'))
    await set.reaches('cv.pdf', 'rejected')
    expect(set.file('letter.pdf').state).toBe('ready')
    expect(set.file('other.pdf').state).toBe('ready')
  })

  it('is compared by name and size on a page without TLS, which cannot tell the content', async () => {
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
    const set = setUpUpload({}, { can_read: true })
    set.answers.existing = onRecord({ name: 'cv.pdf', sha256: PDF_SHA256, size_bytes: 9 })
    await set.add(pdf('cv.pdf'), pdf('other.pdf', '%PDF-1.8\n'))
    await set.reaches('cv.pdf', 'rejected')
    expect(set.file('other.pdf').state).toBe('ready')
  })

  it('is not shown any longer once the route says that it may not be read', async () => {
    const set = setUpUpload({}, { can_read: true })
    set.answers.existing = onRecord({ name: 'cv.pdf' })
    await waitFor(() => expect(set.current().existing).toHaveLength(1))
    set.answers.rules = () => Response.json(rulesAnswer({ can_read: false }))
    act(() => set.current().reloadRules())
    await waitFor(() => expect(set.current().rules).toMatchObject({ rules: { canRead: false } }))
    expect(set.current().existing).toBeNull()
  })

  it('is asked again after each delivery', async () => {
    const set = setUpUpload({}, { can_read: true })
    await set.add(pdf())
    await waitFor(() => expect(set.current().existing).toEqual([]))
    act(() => set.current().start())
    const sent = await set.next()
    set.answers.existing = onRecord({ name: 'cv.pdf', sha256: PDF_SHA256, size_bytes: 9 })
    act(() => sent.answer(200, attached()))
    await waitFor(() => expect(set.current().existing).toHaveLength(1))
    expect(set.states()).toEqual(['done'])
  })

  it('is asked once about files that were sent together', async () => {
    const set = setUpUpload({}, { can_read: true })
    await set.add(...[1, 2, 3].map((n) => pdf(`${n}.pdf`, `%PDF-1.7 ${n}`)))
    await waitFor(() => expect(set.current().existing).toEqual([]))
    const before = set.asked.length
    set.answers.existing = onRecord({ name: '1.pdf' }, { name: '2.pdf' }, { name: '3.pdf' })
    act(() => set.current().start())
    for (const sent of [await set.next(), await set.next(), await set.next()]) {
      act(() => sent.answer(200, attached()))
      await waitFor(() => expect(set.current().uploads.some(({ state }) => state === 'done')).toBe(true))
    }
    await waitFor(() => expect(set.current().existing).toHaveLength(3))
    expect(set.asked.length - before).toBe(1)
  })

  it('that changes keeps a file from being sent until it has been compared', async () => {
    let isSlow = false
    const validate: Validator = () => (isSlow ? new Promise(() => {}) : null)
    const set = setUpUpload({ validators: [validate] }, { can_read: true })
    await set.add(pdf('sent.pdf'))
    act(() => set.current().start())
    const sent = await set.next()
    await set.add(pdf('same size.pdf', '%PDF-1.8\n'))
    isSlow = true
    set.answers.existing = onRecord({ name: 'sent.pdf', sha256: PDF_SHA256, size_bytes: 9 })
    act(() => sent.answer(200, attached()))
    await waitFor(() => expect(set.file('same size.pdf')).toMatchObject({ state: 'ready', checking: true }))
    act(() => set.current().start())
    expect(set.route.conversations).toHaveLength(1)
  })

  it('that changes has only those files checked again that could be on it', async () => {
    const validate = vi.fn<Validator>(() => null)
    const set = setUpUpload({ validators: [validate] }, { can_read: true })
    await set.add(pdf('sent.pdf'))
    act(() => set.current().start())
    const sent = await set.next()
    await set.add(pdf('same size.pdf', '%PDF-1.8\n'), pdf('longer.pdf', '%PDF-longer'))
    validate.mockClear()
    set.answers.existing = onRecord({ name: 'sent.pdf', sha256: PDF_SHA256, size_bytes: 9 })
    act(() => sent.answer(200, attached()))
    await waitFor(() => expect(validate).toHaveBeenCalled())
    await waitFor(() => expect(set.current().summary.checking).toBe(0))
    expect(validate.mock.calls.map(([{ name }]) => name)).toEqual(['same size.pdf'])
  })
})
