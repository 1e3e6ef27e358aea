import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { AttachmentUpload, type AttachmentUploadProps } from '../../src/index.ts'
import { chooseFiles, dropFiles, pasteFiles, scriptedRoute, type ScriptedRouteOptions } from '../../src/testing.ts'

const pdf = (name = 'cv.pdf', content = '%PDF-1.7\n%%EOF') => new File([content], name, { type: 'application/pdf' })

/** The widget in front of a scripted route, ready for files. */
async function show(options: ScriptedRouteOptions = {}, props: Partial<AttachmentUploadProps> = {}) {
  const route = scriptedRoute(options)
  const { container } = render(<AttachmentUpload {...route.props} {...props} />)
  await screen.findByRole('button', { name: 'Choose files' })
  return { route, container, user: userEvent.setup() }
}

/** The list shows names elsewhere too, so a row is found by its own. */
function rowOf(name: string): HTMLElement {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-part=row]')]
  const row = rows.find((each) => each.querySelector('[data-part=name]')?.textContent.includes(name))
  if (row === undefined) throw new Error(`${name} is in no row`)
  return row
}

const reaches = (name: string, state: string) =>
  waitFor(() => expect(rowOf(name).getAttribute('data-state')).toBe(state))

const isReady = (name: string) =>
  waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: /^Attach / }).disabled).toBe(false)).then(
    () => reaches(name, 'ready'),
  )

const EVENTS = { dropFiles: 'drop', pasteFiles: 'paste', chooseFiles: 'change' } as const

describe.each([
  ['dropFiles', dropFiles],
  ['pasteFiles', pasteFiles],
  ['chooseFiles', chooseFiles],
] as const)('%s', (name, give) => {
  it('gives the widget one file or several', async () => {
    const { container } = await show()
    give(container, pdf('one.pdf'))
    await reaches('one.pdf', 'ready')
    give(container, [pdf('two.pdf', '%PDF-1.7 two'), pdf('three.pdf', '%PDF-1.7 three')])
    await reaches('two.pdf', 'ready')
    await reaches('three.pdf', 'ready')
    expect(document.querySelectorAll('[data-part=row]')).toHaveLength(3)
  })

  it('finds the widget from inside it', async () => {
    await show()
    give(screen.getByRole('button', { name: 'Choose files' }), pdf())
    await waitFor(() => expect(rowOf('cv.pdf')).toBeTruthy())
  })

  it('finds the widget inside a custom element', () => {
    const host = document.createElement('div')
    const root = host.attachShadow({ mode: 'open' })
    root.innerHTML = '<section data-kau><input type="file"></section>'
    const heard: string[] = []
    for (const kind of ['drop', 'paste', 'change']) root.addEventListener(kind, () => heard.push(kind))
    const page = document.createElement('main')
    page.append(host)
    give(page, pdf())
    expect(heard).toEqual([EVENTS[name]])
  })

  it('says when there is no widget', () => {
    expect(() => give(document.createElement('div'), pdf())).toThrow('no upload widget')
  })
})

describe('the scripted route', () => {
  it('attaches what nothing was said about, byte for byte', async () => {
    const { route, container, user } = await show()
    dropFiles(container, pdf('Lebenslauf.pdf', '%PDF-1.7 Müller'))
    await isReady('Lebenslauf.pdf')
    await user.click(screen.getByRole('button', { name: /^Attach / }))
    await reaches('Lebenslauf.pdf', 'done')
    expect(route.attached).toMatchObject([{ name: 'Lebenslauf.pdf', type: 'CV', contentType: 'application/pdf' }])
    expect(new TextDecoder().decode(route.attached[0]?.bytes)).toBe('%PDF-1.7 Müller')
  })

  it('shows the record, the rules and the documents it was told', async () => {
    const created_at = '2026-01-02T03:04:05Z'
    const old = {
      id: '1',
      name: 'old.pdf',
      type: 'CV',
      content_type: 'application/pdf',
      sha256: null,
      size_bytes: 5,
    } as const
    await show({
      target: 'candidate:c1',
      label: 'Ayşe Yılmaz',
      ats: 'Lever',
      types: { CV: { supported: true, max_file_size_bytes: 5_000_000, accepted_mime_types: ['application/pdf'] } },
      existing: [{ ...old, created_at }],
    })
    expect(screen.getByText('Ayşe Yılmaz')).toBeTruthy()
    expect(screen.getByText('goes to Lever')).toBeTruthy()
    expect(screen.getByText(/up to 5 MB/)).toBeTruthy()
    expect(await screen.findByText('old.pdf')).toBeTruthy()
  })

  it.each([
    [{ outcome: 'refused', code: 'INTEGRATION.ACTION_DISABLED' }, 'failed', 0],
    [{ outcome: 'refused', code: 'UPLOAD.DELIVERY_UNKNOWN' }, 'unknown', 0],
    [{ outcome: 'refused', code: 'UPLOAD.OF_A_NEWER_ROUTE' }, 'failed', 0],
    [{ outcome: 'broken' }, 'unknown', 0],
    [{ outcome: 'raw', status: 200, text: '<html>' }, 'unknown', 0],
    [{ outcome: 'attached', warnings: ['No preview.'] }, 'done', 1],
  ] as const)('ends the next request with %o', async (outcome, state, attached) => {
    vi.spyOn(console, 'warn').mockReturnValue()
    const { route, container } = await show({}, { autoUpload: true })
    route.next(outcome)
    dropFiles(container, pdf())
    await reaches('cv.pdf', state)
    expect(route.attached).toHaveLength(attached)
    expect(route.sent).toHaveLength(1)
  })

  it('lets the widget try again after a broken connection', async () => {
    // The longest that the policy may wait: a short wait is over before anybody sees it.
    const random = vi.spyOn(Math, 'random').mockReturnValue(1)
    onTestFinished(() => random.mockRestore())
    const { route, container } = await show({}, { autoUpload: true })
    route.next({ outcome: 'broken', allSent: false })
    dropFiles(container, pdf())
    await reaches('cv.pdf', 'waiting')
    expect(route.attached).toEqual([])
  })

  it('lets the test hold the conversation', async () => {
    const { route, container } = await show({}, { autoUpload: true })
    const held = route.hold()
    dropFiles(container, pdf())
    const request = await held
    expect(request.file.name).toBe('cv.pdf')
    request.progress(0.5)
    await reaches('cv.pdf', 'sending')
    request.progress(1)
    await reaches('cv.pdf', 'accepting')
    await request.answer({ outcome: 'attached' })
    await reaches('cv.pdf', 'done')
  })

  it('tells the test when the person cancels', async () => {
    const { route, container, user } = await show({}, { autoUpload: true })
    const held = route.hold()
    dropFiles(container, pdf())
    const request = await held
    await user.click(await within(rowOf('cv.pdf')).findByRole('button', { name: /cancel/i }))
    await reaches('cv.pdf', 'cancelled')
    expect(request.signal.aborted).toBe(true)
    expect(route.attached).toEqual([])
  })

  it('remembers what was attached under a key, and attaches it no second time', async () => {
    const { route, container, user } = await show({}, { autoUpload: true })
    const held = route.hold()
    dropFiles(container, pdf())
    const request = await held
    request.progress(1)
    await request.answer({ outcome: 'broken' })
    await reaches('cv.pdf', 'unknown')
    await user.click(screen.getByRole('button', { name: /^Check again/ }))
    await reaches('cv.pdf', 'done')
    expect(route.sent.map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      request.file.idempotencyKey,
      request.file.idempotencyKey,
    ])
    expect(route.attached).toHaveLength(1)
  })

  it('can fail to give the rules', async () => {
    const route = scriptedRoute()
    route.nextRules({ outcome: 'refused', code: 'UPLOAD.TOKEN_EXPIRED' })
    render(<AttachmentUpload {...route.props} />)
    expect(await screen.findByText('This link has expired.')).toBeVisible()
  })

  it('asks nothing of the network', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch')
    onTestFinished(() => fetched.mockRestore())
    const { container } = await show({ existing: [] }, { autoUpload: true })
    dropFiles(container, pdf())
    await reaches('cv.pdf', 'done')
    expect(fetched).not.toHaveBeenCalled()
  })
})
