import { act } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { pdf } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const none = { supported: false, reason: 'ats' } as const
const only = (mimeType: string) => ({
  supported: true as const,
  max_file_size_bytes: null,
  accepted_mime_types: [mimeType],
})

describe('a page that sends by itself', () => {
  it('sends a duplicate that was let in', async () => {
    const { add, current, next, reaches, file } = setUpUpload({ autoUpload: true })
    await add(pdf('1.pdf'))
    await next()
    await add(pdf('copy.pdf'))
    await reaches('copy.pdf', 'rejected')
    act(() => current().addAnyway(file('copy.pdf').id))
    expect(await (await next()).attachment()).toMatchObject({ name: 'copy.pdf' })
  })

  it('sends a file that another type cures', async () => {
    const { add, current, next, reaches, file } = setUpUpload(
      { autoUpload: true },
      { types: { CV: only('application/msword'), COVER_LETTER: none, OTHER: only('application/pdf') } },
    )
    await add(pdf('cv.pdf'))
    await reaches('cv.pdf', 'rejected')
    act(() => current().setType(file('cv.pdf').id, 'OTHER'))
    expect(await (await next()).attachment()).toMatchObject({ type: 'OTHER' })
  })

  it('sends a file that a name cures', async () => {
    const { add, current, next, reaches, file } = setUpUpload({ autoUpload: true })
    await add(new File(['PK\u0003\u0004'], 'cv'))
    await reaches('cv', 'rejected')
    act(() => current().rename(file('cv').id, 'cv.docx'))
    expect(await (await next()).attachment()).toMatchObject({ name: 'cv.docx' })
  })

  it('sends the next file when there is room for it', async () => {
    const { add, current, next, reaches, file } = setUpUpload({ autoUpload: true }, { max_files: 1 })
    await add(pdf('1.pdf', '%PDF-1'))
    await next()
    await add(pdf('2.pdf', '%PDF-2'))
    await reaches('2.pdf', 'rejected')
    act(() => current().remove(file('1.pdf').id))
    expect(await (await next()).attachment()).toMatchObject({ name: '2.pdf' })
  })

  it('sends what waits when it begins to', async () => {
    const { add, hook, next } = setUpUpload()
    await add(pdf('waits.pdf'))
    hook.rerender({ autoUpload: true })
    expect(await (await next()).attachment()).toMatchObject({ name: 'waits.pdf' })
  })
})
