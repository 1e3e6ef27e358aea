import { act, renderHook, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Validator } from '../../src/upload/engine/attachment-upload.ts'
import { useAttachmentUpload } from '../../src/upload/hook/use-attachment-upload.ts'
import { pdf, token } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('the page’s own validators', () => {
  it('refuse in their own words, and are not asked about what is refused anyway', async () => {
    const validate = vi.fn<Validator>((file) => Promise.resolve(file.name === 'bad.pdf' ? 'No draft, please' : null))
    const { add, file } = setUpUpload({ validators: [validate] })
    await add(pdf('bad.pdf', '%PDF-1'), pdf('good.pdf', '%PDF-2'), new File([], 'empty.pdf'))
    expect(file('bad.pdf')).toMatchObject({
      problem: { code: 'UPLOAD.VALIDATOR_REFUSED', message: 'No draft, please' },
    })
    expect(file('good.pdf').state).toBe('ready')
    expect(validate.mock.calls.map(([{ name }]) => name)).not.toContain('empty.pdf')
  })

  it('are told to stop when their answer is no longer wanted', async () => {
    const signals: AbortSignal[] = []
    const { current, file } = setUpUpload({
      validators: [
        (_file, _type, signal) => {
          signals.push(signal)
          return new Promise(() => {})
        },
      ],
    })
    act(() => current().addFiles([pdf()]))
    await waitFor(() => expect(signals.length).toBeGreaterThan(0))
    act(() => current().remove(file('cv.pdf').id))
    expect(signals.at(-1)?.aborted).toBe(true)
  })

  it.each([
    { late: null, now: 'No drafts.', state: 'rejected' },
    { late: 'No drafts.', now: null, state: 'ready' },
  ] as const)('that answer $late late, of another type than now, change nothing', async ({ late, now, state }) => {
    let answerLate: ((message: string | null) => void) | undefined
    const { add, current, file, reaches } = setUpUpload({
      validators: [
        ({ name }, type) => {
          if (name !== 'draft.pdf') return null
          if (type !== 'CV') return now
          return new Promise((resolve) => {
            answerLate = resolve
          })
        },
      ],
    })
    act(() => current().addFiles([pdf('draft.pdf')]))
    await waitFor(() => expect(answerLate).toBeDefined())
    act(() => current().setType(file('draft.pdf').id, 'OTHER'))
    await waitFor(() => expect(current().summary.checking).toBe(0))
    await reaches('draft.pdf', state)
    answerLate?.(late)
    await add(pdf('other.pdf', '%PDF-other'))
    expect(file('draft.pdf').state).toBe(state)
  })

  it('are not asked about a file that was taken out while the one before them looked at it', async () => {
    let answer: ((message: string | null) => void) | undefined
    const second = vi.fn<Validator>(() => null)
    const first: Validator = ({ name }) =>
      name === 'gone.pdf'
        ? new Promise((resolve) => {
            answer = resolve
          })
        : null
    const { add, current, file } = setUpUpload({ validators: [first, second] })
    act(() => current().addFiles([pdf('gone.pdf')]))
    await waitFor(() => expect(answer).toBeDefined())
    act(() => current().remove(file('gone.pdf').id))
    answer?.(null)
    await add(pdf('other.pdf', '%PDF-other'))
    expect(second.mock.calls.map(([{ name }]) => name)).toEqual(['other.pdf'])
  })

  it('refuse when they break, and the page hears why', async () => {
    const reported = vi.fn<(error: unknown) => void>()
    vi.stubGlobal('reportError', reported)
    const mistake = new Error('typo')
    const { add, file } = setUpUpload({
      validators: [
        () => {
          throw mistake
        },
      ],
    })
    await add(pdf())
    expect(file('cv.pdf')).toMatchObject({ problem: { code: 'UPLOAD.VALIDATOR_REFUSED', message: '' } })
    expect(reported).toHaveBeenCalledWith(mistake)
  })

  it('that break because they were told to stop are no news to the page', async () => {
    const reported = vi.fn<(error: unknown) => void>()
    vi.stubGlobal('reportError', reported)
    const signals: AbortSignal[] = []
    const { add, current, file } = setUpUpload({
      validators: [
        ({ name }, _type, signal) => {
          if (name !== 'gone.pdf') return null
          signals.push(signal)
          return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
        },
      ],
    })
    act(() => current().addFiles([pdf('gone.pdf')]))
    await waitFor(() => expect(signals).not.toHaveLength(0))
    act(() => current().remove(file('gone.pdf').id))
    expect(signals.at(-1)?.aborted).toBe(true)
    await add(pdf('other.pdf', '%PDF-other'))
    expect(reported).not.toHaveBeenCalled()
  })
})

describe('validators that change', () => {
  it('are asked about the files that wait', async () => {
    const { add, file, hook, reaches } = setUpUpload({ validators: [() => null] })
    await add(pdf('draft.pdf'))
    hook.rerender({ validators: [() => 'No drafts.'] })
    await reaches('draft.pdf', 'rejected')
    hook.rerender({ validators: [] })
    await waitFor(() => expect(file('draft.pdf').state).toBe('ready'))
  })

  it('that change while a file is looked at are asked once that has ended', async () => {
    const gate = new EventTarget()
    const slow: Validator = () => new Promise((resolve) => gate.addEventListener('open', () => resolve(null)))
    const { current, hook, reaches } = setUpUpload({ validators: [slow] })
    await waitFor(() => expect(current().rules.status).toBe('ready'))
    act(() => current().addFiles([pdf()]))
    hook.rerender({ validators: [() => 'No.'] })
    await waitFor(() => {
      gate.dispatchEvent(new Event('open'))
      expect(current().uploads[0]?.state).toBe('rejected')
    })
    await reaches('cv.pdf', 'rejected')
  })

  it('are not asked again when a new array holds the same ones', async () => {
    const validate = vi.fn<Validator>(() => null)
    const { add, hook } = setUpUpload({ validators: [validate] })
    await add(pdf())
    const before = validate.mock.calls.length
    hook.rerender({ validators: [validate] })
    await add(new File([], 'empty.pdf'))
    expect(validate).toHaveBeenCalledTimes(before)
  })

  it('that are others at every drawing end in a verdict, and in quiet', async () => {
    let drawings = 0
    let asked = 0
    const set = setUpUpload()
    const hook = renderHook(
      () => {
        drawings += 1
        return useAttachmentUpload({
          endpoint: 'https://portal.example/api',
          token: token('application:app1'),
          send: set.route.send,
          validators: [
            async () => {
              asked += 1
              return 'No.'
            },
          ],
        })
      },
      { reactStrictMode: true },
    )
    act(() => hook.result.current.addFiles([pdf()]))
    await waitFor(() => expect(hook.result.current.uploads[0]?.state).toBe('rejected'))
    await act(() => new Promise((resolve) => setTimeout(resolve, 1500)))
    const [drawn, answered] = [drawings, asked]
    await act(() => new Promise((resolve) => setTimeout(resolve, 1500)))
    expect([drawings, asked]).toEqual([drawn, answered])
  })
})

describe('a validator of a page without types', () => {
  it.each([
    ['lets a file pass that it says nothing about', undefined, 'ready'],
    ['refuses without words when its answer is no sentence', false, 'rejected'],
    ['refuses without words when its sentence is empty', '', 'rejected'],
  ])('%s', async (_fact, answer, state) => {
    const validators: Validator[] = []
    Object.assign(validators, [() => answer])
    const { add, file } = setUpUpload({ validators })
    await add(pdf())
    expect(file('cv.pdf')).toMatchObject({ state, ...(state === 'ready' ? {} : { problem: { message: '' } }) })
  })
})
