import { keepPreviousData, MutationCache, onlineManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, waitFor } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AttachmentUpload, Outcome } from '../../src/upload/engine/attachment-upload.ts'
import { useAttachmentUpload } from '../../src/upload/hook/use-attachment-upload.ts'
import { attached, pdf, refused, rulesAnswer, scriptedSend, token } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('another record', () => {
  const other = token('candidate:app1')

  it('is turned to at once when nothing is at stake', async () => {
    const { add, current, hook, next, reaches, route } = setUpUpload()
    await add(pdf())
    act(() => current().start())
    const sent = await next()
    act(() => sent.answer(200, attached()))
    await reaches('cv.pdf', 'done')
    hook.rerender({ token: other })
    expect(current()).toMatchObject({
      target: { kind: 'candidate', id: 'app1' },
      uploads: [],
      pendingTargetChange: null,
    })
    expect(route.conversations).toHaveLength(1)
  })

  it('is asked about while files are queued, and never gets them', async () => {
    const { add, current, hook, next, states } = setUpUpload()
    await add(pdf('1.pdf', '%PDF-1'))
    act(() => current().start())
    const first = await next()
    await add(pdf('2.pdf', '%PDF-2'))
    hook.rerender({ token: other })
    expect(current().target).toMatchObject({ kind: 'application' })
    expect(current().pendingTargetChange).toMatchObject({
      from: { kind: 'application' },
      to: { kind: 'candidate' },
      unsent: 1,
      underWay: 1,
    })
    act(() => current().start())
    const second = await next()
    expect(second.request.url).toContain('/applications/app1/')
    expect(second.request.headers['Authorization']).toBe(`Bearer ${token('application:app1')}`)
    await waitFor(() => expect(states()).toEqual(['sending', 'sending']))

    act(() => {
      current().acceptTargetChange()
      // At once, however late the page lets it be drawn.
      expect([first.signal.aborted, second.signal.aborted]).toEqual([true, true])
    })
    expect(current()).toMatchObject({ target: { kind: 'candidate' }, uploads: [], pendingTargetChange: null })
  })

  it('is forgotten when the page comes back to the first one', async () => {
    const { add, current, hook } = setUpUpload()
    await add(pdf())
    hook.rerender({ token: other })
    hook.rerender({ token: token('application:app1') })
    expect(current().pendingTargetChange).toBeNull()
    expect(current().uploads).toHaveLength(1)
  })

  it('is not what a fresh token for the same record means', async () => {
    const { add, current, hook, next } = setUpUpload()
    await add(pdf())
    const fresh = token('application:app1', { jti: '2' })
    hook.rerender({ token: fresh })
    expect(current().pendingTargetChange).toBeNull()
    act(() => current().start())
    expect((await next()).request.headers['Authorization']).toBe(`Bearer ${fresh}`)
  })
})

/** Two files that are to be sent, of which the page's own validator keeps one until the check is finished. */
function sendWhileChecking(verdict: string | null) {
  const onSettled = vi.fn<(outcomes: readonly Outcome[]) => void>()
  const gate = new EventTarget()
  const set = setUpUpload({
    onSettled,
    validators: [
      ({ name }) =>
        name === 'slow.pdf' ? new Promise((resolve) => gate.addEventListener('open', () => resolve(verdict))) : null,
    ],
  })
  act(() => set.current().addFiles([pdf('quick.pdf', '%PDF-1'), pdf('slow.pdf', '%PDF-22')]))
  act(() => set.current().start())
  return {
    ...set,
    told: () => onSettled.mock.calls.map(([outcomes]) => outcomes.map(({ name }) => name)),
    finishCheck: () => act(() => void gate.dispatchEvent(new Event('open'))),
  }
}

describe('the callbacks of the page', () => {
  it('hear of each outcome once, and of all of them when nothing is under way any more', async () => {
    const onOutcome = vi.fn<(outcome: Outcome) => void>()
    const onSettled = vi.fn<(outcomes: readonly Outcome[]) => void>()
    const { add, current, next } = setUpUpload({ onOutcome, onSettled })
    await add(pdf('1.pdf', '%PDF-1'), pdf('2.pdf', '%PDF-2'))
    act(() => current().start())
    const first = await next()
    const second = await next()
    act(() => first.answer(200, attached()))
    await waitFor(() => expect(onOutcome).toHaveBeenCalledTimes(1))
    expect(onSettled).not.toHaveBeenCalled()
    act(() => second.answer(422, refused('REMOTE.INPUT_INVALID')))
    await waitFor(() => expect(onSettled).toHaveBeenCalledTimes(1))
    // Either may have been read first.
    expect(onSettled.mock.calls[0]?.[0].map(({ state, name }) => [name, state])).toEqual([
      [(await first.attachment()).name, 'done'],
      [(await second.attachment()).name, 'failed'],
    ])
    expect(onOutcome).toHaveBeenCalledTimes(2)
  })

  it.each([
    [
      'throw',
      () => {
        throw new Error('page bug')
      },
    ],
    ['reject', () => Promise.reject(new Error('page bug'))],
  ])('change no outcome when they %s', async (_how, callback) => {
    const reported = vi.fn<(error: unknown) => void>()
    vi.stubGlobal('reportError', reported)
    const { add, current, next, reaches } = setUpUpload({
      onOutcome: callback,
      onSettled: callback,
      onChange: callback,
    })
    await add(pdf())
    act(() => current().start())
    const sent = await next()
    act(() => sent.answer(200, attached()))
    await reaches('cv.pdf', 'done')
    await waitFor(() => expect(reported).toHaveBeenCalled())
  })

  it('hear that all is over once, also when one file was sent while the next was still checked', async () => {
    const { next, reaches, told, finishCheck } = sendWhileChecking(null)
    const quick = await next()
    act(() => quick.answer(200, attached()))
    await reaches('quick.pdf', 'done')
    expect(told()).toEqual([])
    finishCheck()
    const slow = await next()
    act(() => slow.answer(200, attached()))
    await reaches('slow.pdf', 'done')
    expect(told()).toEqual([['quick.pdf', 'slow.pdf']])
  })

  it('hear that all is over when the file that was still checked is refused', async () => {
    const { next, reaches, told, finishCheck } = sendWhileChecking('No.')
    const quick = await next()
    act(() => quick.answer(200, attached()))
    await reaches('quick.pdf', 'done')
    expect(told()).toEqual([])
    finishCheck()
    await reaches('slow.pdf', 'rejected')
    await waitFor(() => expect(told()).toEqual([['quick.pdf']]))
  })

  it('still hear of a file under way when the component has gone', async () => {
    const onSettled = vi.fn<(outcomes: readonly Outcome[]) => void>()
    const { add, current, next, hook } = setUpUpload({ onSettled })
    await add(pdf())
    act(() => current().start())
    const sent = await next()
    hook.unmount()
    expect(sent.signal.aborted).toBe(false)
    sent.answer(200, attached())
    await waitFor(() => expect(onSettled).toHaveBeenCalledTimes(1))
  })
})

const under = (jti: string) => ({ token: token('application:app1', { jti, max_files: 3 }) })

describe('the query client of the page', () => {
  it('sees one mutation per file, and cannot spoil it', async () => {
    const reported = vi.fn<(error: unknown) => void>()
    vi.stubGlobal('reportError', reported)
    const mistake = new Error('page bug')
    const queryClient = new QueryClient({
      mutationCache: new MutationCache({
        onSuccess: () => {
          throw mistake
        },
      }),
      defaultOptions: { mutations: { retry: 3 }, queries: { throwOnError: true, retry: 3 } },
    })
    const { add, current, next, reaches, route } = setUpUpload({ queryClient })
    await add(pdf('1.pdf', '%PDF-1'), pdf('2.pdf', '%PDF-2'))
    act(() => current().start())
    const sent = await next()
    await next()
    const mutations = queryClient.getMutationCache().getAll()
    expect(mutations.map(({ state }) => state.status)).toEqual(['pending', 'pending'])
    act(() => sent.answer(200, attached()))
    await reaches('1.pdf', 'done')
    await waitFor(() => expect(reported).toHaveBeenCalledWith(mistake))
    expect(route.conversations).toHaveLength(2)
    expect(JSON.stringify(mutations.map(({ state }) => state.variables))).not.toContain('.pdf')
  })

  it('cannot show one record’s rules as another’s while those are asked for', async () => {
    const queryClient = new QueryClient({ defaultOptions: { queries: { placeholderData: keepPreviousData } } })
    const { current, hook, answers } = setUpUpload({ queryClient })
    await waitFor(() => expect(current().rules.status).toBe('ready'))
    answers.rules = () => new Promise(() => {})
    hook.rerender({ token: token('candidate:other') })
    await waitFor(() => expect(current().target).toMatchObject({ kind: 'candidate', id: 'other' }))
    expect(current().rules).toEqual({ status: 'loading' })
  })

  it.each([
    ['notifyOnChangeProps', []],
    ['select', () => ({ other: true })],
    ['initialData', { other: true }],
    ['persister', async () => ({ other: true })],
    ['refetchInterval', 10],
    ['refetchOnReconnect', 'always'],
    ['structuralSharing', false],
  ])('cannot reach into the rules by its default %s', async (name, value) => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const queryClient = new QueryClient({ defaultOptions: { queries: { [name]: value } } })
    queryClient.mount()
    const { current, answers, asked } = setUpUpload({ queryClient })
    answers.rules = () => Response.json(refused('UPLOAD.NOT_FOUND'), { status: 404 })
    await waitFor(() => expect(current().rules.status).toBe('failed'))
    answers.rules = () => Response.json(rulesAnswer())
    act(() => current().reloadRules())
    await waitFor(() => expect(current().rules).toMatchObject({ rules: { canRead: false } }))
    const { rules } = current()
    const before = asked.length
    onlineManager.setOnline(false)
    onlineManager.setOnline(true)
    await act(() => vi.advanceTimersByTimeAsync(1_000))
    expect(asked).toHaveLength(before)
    void queryClient.refetchQueries()
    await act(() => vi.advanceTimersByTimeAsync(1_000))
    expect(asked).toHaveLength(before + 1)
    expect(current().rules).toBe(rules)
    queryClient.unmount()
  })

  it('cannot leave the widget without rules by cancelling every query', async () => {
    const queryClient = new QueryClient()
    const { current, answers } = setUpUpload({ queryClient })
    const { rules } = answers
    answers.rules = () => new Promise(() => {})
    await waitFor(() => expect(queryClient.isFetching()).toBe(1))
    answers.rules = rules
    await act(() => queryClient.cancelQueries())
    await waitFor(() => expect(current().rules.status).toBe('ready'))
  })

  it('cannot leave the widget with another token’s rules by it either', async () => {
    const queryClient = new QueryClient()
    const { current, hook, answers } = setUpUpload({ queryClient, ...under('a') }, { max_files: 3, files_used: 0 })
    await waitFor(() => expect(current().rules.status).toBe('ready'))
    answers.rules = () => new Promise(() => {})
    hook.rerender(under('b'))
    await waitFor(() => expect(queryClient.isFetching()).toBe(1))
    answers.rules = () => Response.json(rulesAnswer({ max_files: 3, files_used: 2 }))
    await act(() => queryClient.cancelQueries())
    await waitFor(() => expect(current().rules).toMatchObject({ rules: { filesUsed: 2 } }))
  })

  it('cannot leave a file stuck by refusing the mutation', async () => {
    vi.stubGlobal('reportError', () => {})
    const queryClient = new QueryClient({
      mutationCache: new MutationCache({
        onMutate: () => {
          throw new Error('page bug')
        },
      }),
    })
    const { add, current, reaches, file } = setUpUpload({ queryClient })
    await add(pdf())
    act(() => current().start())
    await reaches('cv.pdf', 'failed')
    expect(file('cv.pdf')).toMatchObject({ error: { code: 'UPLOAD.INTERNAL', delivery: 'none' } })
  })

  it('is the provided one when none is given', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(rulesAnswer())))
    const queryClient = new QueryClient()
    render(
      <QueryClientProvider client={queryClient}>
        <Probe />
      </QueryClientProvider>,
    )
    await waitFor(() => expect(queryClient.getQueryCache().getAll()).toHaveLength(2))
  })
})

describe('headless markup', () => {
  it('gets what it needs from the prop getters', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(rulesAnswer({ max_files: 1 }))))
    let upload: AttachmentUpload | undefined
    const { container } = render(<Probe onRender={(current) => (upload = current)} />)
    const input = () => container.querySelector('input')
    expect(input()?.disabled).toBe(true)
    await waitFor(() => expect(input()?.disabled).toBe(false))
    expect(input()?.accept.split(',')).toEqual(expect.arrayContaining(['.pdf', 'application/pdf', '.docx']))
    act(() => upload?.addFiles([pdf()]))
    await waitFor(() => expect(container.querySelector('[data-state="ready"]')).not.toBeNull())
  })

  it('renders on the server, where nothing is known yet', () => {
    const html = renderToString(<Probe />)
    expect(html).toContain('disabled')
  })

  it('is taken over as the server drew it, also where another widget of the record has brought rules since', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(rulesAnswer())))
    const queryClient = new QueryClient()
    const page = (
      <QueryClientProvider client={queryClient}>
        <Probe />
      </QueryClientProvider>
    )
    const place = document.body.appendChild(document.createElement('div'))
    place.innerHTML = renderToString(page)
    const { container } = render(page)
    await waitFor(() => expect(container.querySelector('input')?.disabled).toBe(false))
    const onRecoverableError = vi.fn<(error: unknown) => void>()
    const complained = vi.spyOn(console, 'error').mockImplementation(() => {})
    render(page, { container: place, hydrate: true, onRecoverableError })
    await waitFor(() => expect(place.querySelector('input')?.disabled).toBe(false))
    expect(onRecoverableError).not.toHaveBeenCalled()
    expect(complained).not.toHaveBeenCalled()
    place.remove()
  })
})

const { send } = scriptedSend()

function Probe({ onRender }: { readonly onRender?: (upload: AttachmentUpload) => void }) {
  const upload = useAttachmentUpload({ endpoint: '/api', token: token('application:app1'), send })
  onRender?.(upload)
  return (
    <div {...upload.getDropZoneProps()}>
      <input aria-label="Documents" {...upload.getFileInputProps()} />
      {upload.uploads.map((each) => (
        <p key={each.id} {...upload.getRowProps(each)}>
          <progress {...upload.getProgressProps(each)} />
        </p>
      ))}
    </div>
  )
}
