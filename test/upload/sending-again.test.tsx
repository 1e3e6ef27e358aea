import { act, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { attached, pdf, refused } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A list whose first file was cancelled on its way. */
async function cancelled(...given: Parameters<typeof setUpUpload>) {
  const set = setUpUpload(...given)
  await set.add(pdf('cv.pdf'))
  act(() => set.current().start())
  await set.next()
  const { id } = set.file('cv.pdf')
  act(() => set.current().cancel(id))
  await set.reaches('cv.pdf', 'cancelled')
  return { ...set, id }
}

describe('a failed file', () => {
  it('that is described anew is another delivery', async () => {
    const { add, current, file, next, reaches } = setUpUpload()
    await add(pdf())
    act(() => current().start())
    const first = await next()
    act(() => first.answer(422, refused('UPLOAD.FILE_REFUSED')))
    await reaches('cv.pdf', 'failed')
    act(() => current().setType(file('cv.pdf').id, 'OTHER'))
    await waitFor(() => expect(file('cv.pdf')).toMatchObject({ state: 'ready', checking: false }))
    act(() => current().start())
    const second = await next()
    expect(await second.attachment()).toMatchObject({ type: 'OTHER' })
    // The route takes one key for one content only.
    expect(second.request.headers['Idempotency-Key']).not.toBe(first.request.headers['Idempotency-Key'])
  })

  it('stays so where it is given the name that it has', async () => {
    const { add, current, file, next, reaches } = setUpUpload()
    await add(pdf())
    act(() => current().start())
    const sent = await next()
    act(() => sent.answer(422, refused('UPLOAD.FILE_REFUSED')))
    await reaches('cv.pdf', 'failed')
    act(() => current().rename(file('cv.pdf').id, 'cv.pdf'))
    expect(file('cv.pdf').state).toBe('failed')
  })
})

describe('a cancelled file that is tried again', () => {
  it('is refused where the same document was attached meanwhile, until the person says otherwise', async () => {
    const { add, current, next, reaches, file, id, route } = await cancelled()
    await add(pdf('chosen again.pdf'))
    act(() => current().start())
    const sent = await next()
    act(() => sent.answer(200, attached()))
    await reaches('chosen again.pdf', 'done')

    act(() => current().retry(id))
    await reaches('cv.pdf', 'rejected')
    expect(file('cv.pdf')).toMatchObject({
      problem: { code: 'UPLOAD.FILE_DUPLICATE', of: 'list', name: 'chosen again.pdf' },
    })
    expect(route.conversations).toHaveLength(2)

    act(() => current().addAnyway(id))
    await reaches('cv.pdf', 'ready')
    act(() => current().start())
    expect(await (await next()).attachment()).toMatchObject({ name: 'cv.pdf' })
  })

  it('is refused where others took the room that there is for all files', async () => {
    const { add, current, reaches, file, id, next } = await cancelled({ maxTotalSizeBytes: 15 })
    await add(pdf('longer.pdf', '%PDF-1.7 long'))
    act(() => current().start())
    await next()
    act(() => current().retry(id))
    await reaches('cv.pdf', 'rejected')
    expect(file('cv.pdf')).toMatchObject({ problem: { code: 'UPLOAD.TOTAL_TOO_LARGE' } })
  })

  it('goes before its copy that was not sent yet', async () => {
    const { add, current, next, reaches, id } = await cancelled()
    await add(pdf('copy.pdf'))
    act(() => current().retry(id))
    expect(await (await next()).attachment()).toMatchObject({ name: 'cv.pdf' })
    await reaches('copy.pdf', 'rejected')
  })
})

describe('a failed file that is tried again', () => {
  it('keeps its key, and its place before files chosen earlier', async () => {
    const { add, current, next, reaches, file } = setUpUpload({}, { max_files: 1 })
    await add(pdf('cv.pdf'), pdf('other.pdf', '%PDF-2'))
    act(() => current().start())
    const sent = await next()
    act(() => sent.answer(409, refused('INTEGRATION.PERMISSION_MISSING')))
    await reaches('cv.pdf', 'failed')
    act(() => current().retry(file('cv.pdf').id))
    const again = await next()
    expect(again.request.headers['Idempotency-Key']).toBe(sent.request.headers['Idempotency-Key'])
    expect(file('other.pdf').state).toBe('rejected')
  })

  it('is told together with what is sent meanwhile', async () => {
    const onSettled = vi.fn<() => void>()
    const { add, current, next, reaches, file } = setUpUpload({ onSettled })
    await add(pdf('cv.pdf'))
    act(() => current().start())
    const sent = await next()
    act(() => sent.answer(409, refused('INTEGRATION.PERMISSION_MISSING')))
    await reaches('cv.pdf', 'failed')
    await waitFor(() => expect(onSettled).toHaveBeenCalledTimes(1))
    act(() => current().retry(file('cv.pdf').id))
    const again = await next()
    act(() => again.answer(200, attached()))
    await reaches('cv.pdf', 'done')
    await waitFor(() => expect(onSettled).toHaveBeenCalledTimes(2))
  })
})
