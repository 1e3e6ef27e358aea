import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DEFAULT_LIMITS } from '../../src/server/limits/route-limits.ts'
import type { AttachmentUpload } from '../../src/upload/engine/attachment-upload.ts'
import { sampleFile, sampleUpload } from '../../src/widget/stories/sample-upload.ts'
import { SILENT_AFTER_MS } from '../../src/widget/use-silent.ts'
import { renderView } from './render-view.tsx'

const CV = { name: 'cv.pdf', sizeBytes: 1_000_000, type: 'CV' } as const

/** Longer than it takes until what has happened is said aloud, and until that may be repeated. */
const A_MOMENT_MS = 1000

const file = sampleFile(CV, { state: 'sending', sentBytes: 0 })

function listWith(state: Parameters<typeof sampleFile>[1], more: Partial<AttachmentUpload> = {}): AttachmentUpload {
  return sampleUpload([{ ...sampleFile(CV, state), id: file.id }], more)
}

const sending = (sentBytes: number) => listWith({ state: 'sending', sentBytes })

function pass(ms: number): void {
  act(() => void vi.advanceTimersByTime(ms))
}

const said = () => screen.getByRole('status').textContent
const notice = (words: RegExp) => screen.queryByText(words, { ignore: 'output' })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a line that has gone silent', () => {
  it('is said in the row of a file of which nothing has left for a while, and no earlier', () => {
    const { show } = renderView(sending(1000))
    pass(15_000)
    show(sending(2000))
    pass(SILENT_AFTER_MS.sending - 1)
    expect(notice(/No progress/u)).toBeNull()
    pass(1)
    expect(notice(/^No progress for a while\.$/u)).toBeVisible()
    expect(notice(/^The connection may be slow or gone|You can wait, or cancel and try again\.$/u)).toBeVisible()
    expect(screen.getByRole('button', { name: 'Cancel cv.pdf' })).toBeVisible()
  })

  it('is said no more as soon as there is progress, and again after another while', () => {
    const { show } = renderView(sending(1000))
    pass(SILENT_AFTER_MS.sending)
    expect(notice(/^No progress/u)).toBeVisible()
    show(sending(1001))
    expect(notice(/^No progress/u)).toBeNull()
    pass(SILENT_AFTER_MS.sending)
    expect(notice(/^No progress/u)).toBeVisible()
    show(listWith({ state: 'cancelled' }))
    expect(notice(/^No progress/u)).toBeNull()
  })

  it('is announced once', () => {
    const { show } = renderView(sending(1000))
    pass(A_MOMENT_MS)
    expect(said()).toBe('1 file added. Sending 0%.')
    const state = sending(1000)
    show(state)
    pass(SILENT_AFTER_MS.sending)
    pass(A_MOMENT_MS)
    const words =
      'cv.pdf, CV: No progress for a while. The connection may be slow or gone. You can wait, or cancel and try again.'
    expect(said()).toBe(words)
    // Drawn anew for any other reason, such as a second file.
    show({ ...state, isOnline: false })
    show({ ...state, uploads: [...state.uploads, sampleFile(CV, { state: 'queued' })] })
    pass(A_MOMENT_MS)
    expect(said()).toBe('1 file added.')
    pass(2 * SILENT_AFTER_MS.sending)
    pass(A_MOMENT_MS)
    expect(said()).toBe('1 file added.')
  })

  it('is told of a file that is sent completely only after more than an ordinary wait, with what to do then', () => {
    renderView(listWith({ state: 'accepting' }))
    pass(SILENT_AFTER_MS.accepting - 1)
    expect(notice(/No progress/u)).toBeNull()
    pass(1)
    expect(notice(/^No progress for a while\.$/u)).toBeVisible()
    expect(
      notice(/cancel and try again\. Check before you send it again, so that it is not there twice\.$/u),
    ).toBeVisible()
  })

  it('is told to a candidate, too', () => {
    renderView(listWith({ state: 'accepting' }, { view: 'candidate' }))
    pass(SILENT_AFTER_MS.accepting)
    expect(notice(/^No progress for a while\.$/u)).toBeVisible()
  })

  it.each<[string, Parameters<typeof sampleFile>[1]]>([
    ['waits for its turn', { state: 'queued' }],
    ['is ready', { state: 'ready', checking: false }],
    ['is over', { state: 'cancelled' }],
  ])('is not told of a file that %s', (_, state) => {
    renderView(listWith(state))
    pass(10 * SILENT_AFTER_MS.accepting)
    expect(notice(/for a while/u)).toBeNull()
  })

  it('is told before the route gives up on a silent body, and not while it may hold a file back', () => {
    expect(SILENT_AFTER_MS.sending).toBeLessThan(DEFAULT_LIMITS.bodyIdleMs)
    expect(SILENT_AFTER_MS.accepting).toBeGreaterThan(DEFAULT_LIMITS.deadlineMs)
    expect(SILENT_AFTER_MS.accepting).toBeLessThan(DEFAULT_LIMITS.answerMs)
  })
})
