import { act, renderHook, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Outcome } from '../../src/upload/engine/attachment-upload.ts'
import { propGetters } from '../../src/upload/hook/prop-getters.ts'
import { summarise } from '../../src/upload/hook/summarise.ts'
import { useAttachmentUpload } from '../../src/upload/hook/use-attachment-upload.ts'
import { attached, pdf, refused, scriptedSend, token } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'
import { inState } from './uploads.ts'

/* What people complain about in other uploaders (docs/complaints.md), where no feature's own test shows it already. */

beforeEach(() => {
  // The least that the policy waits, so that retries come at once.
  vi.spyOn(Math, 'random').mockReturnValue(0)
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('a file', () => {
  it('is in one request only, however often and early sending is asked for', async () => {
    const { current, add, next, reaches, file, route, states } = setUpUpload({ autoUpload: true })
    act(() => {
      current().addFiles([pdf()])
      current().start()
      current().start()
    })
    const sent = await next()
    await add()
    act(() => {
      current().start()
      current().retry(file('cv.pdf').id)
    })
    act(() => sent.answer(200, attached()))
    await reaches('cv.pdf', 'done')
    act(() => {
      current().start()
      current().retry(file('cv.pdf').id)
    })
    expect(states()).toEqual(['done'])
    expect(route.conversations).toHaveLength(1)
  })

  it('is listed before a byte of it is read', () => {
    const photos = Array.from({ length: 50 }, (_, index) => pdf(`${index}.pdf`))
    const read = vi.fn<() => Promise<ArrayBuffer>>(() => new Promise(() => {}))
    for (const photo of photos) photo.arrayBuffer = read
    const { current } = setUpUpload()
    act(() => current().addFiles(photos))
    expect(current().uploads).toHaveLength(50)
    expect(current().uploads[49]).toMatchObject({ state: 'ready', checking: true, sizeBytes: 9 })
    // From one disk they do not come faster all at once.
    expect(read.mock.calls.length).toBeLessThan(10)
  })

  it('counts anew when it is taken up again, and reaches its end', async () => {
    const { add, current, next, reaches, file } = setUpUpload()
    await add(pdf('cv.pdf', `%PDF-${'x'.repeat(2995)}`))
    act(() => current().start())
    const first = await next()
    act(() => first.progress(2100))
    await waitFor(() => expect(current().summary.sentBytes).toBeGreaterThan(1000))
    act(() => current().cancel(file('cv.pdf').id))
    await reaches('cv.pdf', 'cancelled')
    act(() => current().retry(file('cv.pdf').id))
    const second = await next()
    expect(current().summary).toMatchObject({ sentBytes: 0, totalBytes: 3000 })
    act(() => second.allSent())
    await waitFor(() => expect(current().summary).toMatchObject({ sentBytes: 3000, totalBytes: 3000 }))
  })

  it('that is refused and taken out again is no event for the page', async () => {
    const told = { onOutcome: vi.fn<() => void>(), onSettled: vi.fn<() => void>() }
    const { add, current, file } = setUpUpload(told)
    await add(new File([], 'empty.pdf'))
    act(() => current().remove(file('empty.pdf').id))
    expect(current().uploads).toEqual([])
    expect(told.onOutcome).not.toHaveBeenCalled()
    expect(told.onSettled).not.toHaveBeenCalled()
  })
})

describe('the overall progress', () => {
  it('keeps its whole and never runs backwards when a file fails', () => {
    const sending = { ...inState('sending'), state: 'sending' as const, sizeBytes: 1000, sentBytes: 100 }
    const before = summarise([{ ...inState('accepting'), sizeBytes: 500 }, sending])
    for (const state of ['failed', 'unknown', 'done'] as const) {
      const after = summarise([{ ...inState(state), sizeBytes: 500 }, sending])
      expect(after).toMatchObject({ totalBytes: before.totalBytes, sentBytes: before.sentBytes })
    }
  })
})

describe('the list', () => {
  it('stays, and nothing is sent twice, while the page around it draws anew with new objects', async () => {
    const { add, current, hook, next, reaches, route } = setUpUpload()
    await add(pdf('1.pdf', '%PDF-1'), pdf('2.pdf', '%PDF-2'))
    act(() => current().start())
    const sent = [await next(), await next()]
    for (let times = 0; times < 5; times += 1) {
      hook.rerender({ validators: [() => null], onOutcome: () => {}, concurrency: 3, token: token('application:app1') })
    }
    act(() => sent.forEach((each) => each.answer(200, attached())))
    await reaches('1.pdf', 'done')
    await reaches('2.pdf', 'done')
    expect(route.conversations).toHaveLength(2)
    expect(current().uploads).toHaveLength(2)
  })

  it('tells of a second round by itself, also after a failure in the first', async () => {
    const onSettled = vi.fn<(outcomes: readonly Outcome[]) => void>()
    const { add, current, next, reaches } = setUpUpload({ onSettled })
    await add(pdf('1.pdf', '%PDF-1'))
    act(() => current().start())
    const first = await next()
    act(() => first.answer(422, refused('REMOTE.INPUT_INVALID')))
    await reaches('1.pdf', 'failed')
    await add(pdf('2.pdf', '%PDF-2'))
    act(() => current().start())
    const second = await next()
    act(() => second.answer(200, attached()))
    await reaches('2.pdf', 'done')
    await waitFor(() => expect(onSettled).toHaveBeenCalledTimes(2))
    expect(onSettled.mock.calls.map(([outcomes]) => outcomes.map(({ name, state }) => `${name} ${state}`))).toEqual([
      ['1.pdf failed'],
      ['2.pdf done'],
    ])
  })
})

describe('headless props', () => {
  it('say nothing in any language: every word is the page’s', () => {
    vi.stubGlobal('fetch', () => new Promise(() => {}))
    const { send } = scriptedSend()
    const { result } = renderHook(() =>
      useAttachmentUpload({ endpoint: '/api', token: token('application:app1'), send }),
    )
    const props = propGetters(result.current)
    const given = [
      props.getFileInputProps(),
      props.getDropZoneProps(),
      props.getRowProps(inState('done')),
      props.getTypeSelectProps(inState('ready')),
      props.getProgressProps(inState('sending')),
    ]
    const texts = given.flatMap((each) => Object.entries(each)).filter(([, value]) => typeof value === 'string')
    expect(texts.filter(([name]) => /^aria-|title|label|placeholder|alt|children/u.test(name))).toEqual([])
    expect(texts.filter(([, value]) => /\s/u.test(String(value)))).toEqual([])
  })
})
