import { act, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Outcome } from '../../src/upload/engine/attachment-upload.ts'
import type { Upload } from '../../src/upload/list/upload.ts'
import { attached, pdf, token } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const other = token('candidate:app1')

/** A page that turned to another record while the last file waited for its answer. */
async function turnedWhileAccepting() {
  const set = setUpUpload()
  await set.add(pdf())
  act(() => set.current().start())
  const sent = await set.next()
  act(() => sent.allSent())
  await set.reaches('cv.pdf', 'accepting')
  set.hook.rerender({ token: other })
  expect(set.current().pendingTargetChange).toMatchObject({ underWay: 1, unsent: 0 })
  act(() => sent.answer(200, attached()))
  await set.reaches('cv.pdf', 'done')
  return set
}

describe('a person who was asked about another record', () => {
  it('sees how the last file ended, and says when to go on', async () => {
    const { current } = await turnedWhileAccepting()
    expect(current()).toMatchObject({
      target: { kind: 'application' },
      uploads: [{ state: 'done' }],
      pendingTargetChange: { to: { kind: 'candidate' }, underWay: 0, unsent: 0 },
    })
    act(() => current().acceptTargetChange())
    expect(current()).toMatchObject({ target: { kind: 'candidate' }, uploads: [], pendingTargetChange: null })
  })

  it('keeps the list when the page goes back, and is not asked when it turns again with nothing left to lose', async () => {
    const { current, hook } = await turnedWhileAccepting()
    hook.rerender({ token: token('application:app1') })
    expect(current()).toMatchObject({ uploads: [{ state: 'done' }], pendingTargetChange: null })
    hook.rerender({ token: other })
    expect(current()).toMatchObject({ target: { kind: 'candidate' }, uploads: [], pendingTargetChange: null })
  })

  it('is taken along when there is nothing in the list any more', async () => {
    const { current, hook, add, file } = setUpUpload()
    await add(pdf())
    hook.rerender({ token: other })
    expect(current().pendingTargetChange).toMatchObject({ unsent: 1 })
    act(() => current().remove(file('cv.pdf').id))
    await waitFor(() => expect(current().target).toMatchObject({ kind: 'candidate' }))
  })
})

describe('files that were refused or cancelled', () => {
  it('do not keep a page from turning to another record', async () => {
    const { add, current, hook, next, reaches, file } = setUpUpload()
    await add(pdf(), new File([], 'empty.pdf'))
    act(() => current().start())
    await next()
    act(() => current().cancel(file('cv.pdf').id))
    await reaches('cv.pdf', 'cancelled')
    hook.rerender({ token: other })
    expect(current()).toMatchObject({ target: { kind: 'candidate' }, uploads: [], pendingTargetChange: null })
  })
})

describe('the page, once a person has let the files go', () => {
  it('hears that one was cancelled that was asked for and still checked', async () => {
    const onOutcome = vi.fn<(outcome: Outcome) => void>()
    const { current, hook } = setUpUpload({ onOutcome, validators: [() => new Promise(() => {})] })
    act(() => current().addFiles([pdf()]))
    act(() => current().start())
    hook.rerender({ token: other })
    act(() => current().acceptTargetChange())
    expect(current()).toMatchObject({ target: { kind: 'candidate' }, uploads: [] })
    expect(onOutcome.mock.calls).toMatchObject([[{ name: 'cv.pdf', state: 'cancelled' }]])
  })
})

describe('a person who was not asked', () => {
  it('loses nothing where the page says that they agreed', async () => {
    const { add, current, next } = setUpUpload()
    await add(pdf())
    act(() => current().acceptTargetChange())
    expect(current().uploads).toMatchObject([{ name: 'cv.pdf', state: 'ready' }])
    act(() => current().start())
    expect(await (await next()).attachment()).toMatchObject({ name: 'cv.pdf' })
  })
})

describe('a page that turns to another record unasked', () => {
  it('is told that the list is empty', async () => {
    const onChange = vi.fn<(uploads: readonly Upload[]) => void>()
    const { add, hook, reaches } = setUpUpload({ onChange })
    await add(new File([], 'empty.pdf'))
    await reaches('empty.pdf', 'rejected')
    hook.rerender({ token: other })
    expect(onChange).toHaveBeenLastCalledWith([])
  })
})

describe('another endpoint for the same record', () => {
  const moved = 'https://moved.example/api'

  it('takes the files of the list along, and nobody is asked', async () => {
    const { add, asked, current, hook, next } = setUpUpload()
    await add(pdf())
    hook.rerender({ endpoint: moved })
    expect(current()).toMatchObject({ uploads: [{ state: 'ready' }], pendingTargetChange: null })
    await waitFor(() => expect(asked.at(-1)?.url).toBe(`${moved}/applications/app1/attachments/rules`))
    act(() => current().start())
    expect((await next()).request.url).toBe(`${moved}/applications/app1/attachments`)
  })

  it('that comes with another record is not where files of the record before are sent', async () => {
    const { add, current, hook, next } = setUpUpload()
    await add(pdf())
    hook.rerender({ endpoint: moved, token: other })
    expect(current().pendingTargetChange).toMatchObject({ unsent: 1 })
    act(() => current().start())
    expect((await next()).request.url).toBe('https://portal.example/api/applications/app1/attachments')
  })
})
