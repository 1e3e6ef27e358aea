import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { browserError } from '../../src/contract/wire.ts'
import { sampleError, sampleFile, sampleRules, sampleUpload } from '../../src/widget/stories/sample-upload.ts'
import { renderView } from './render-view.tsx'

const MINUTE_MS = 60_000
const NOON = new Date(2026, 10, 23, 12)

/** At so many minutes past noon. */
const endingAt = (minutes: number) => sampleUpload([], { tokenEndsAt: NOON.getTime() + minutes * MINUTE_MS })

function pass(minutes: number): void {
  act(() => void vi.advanceTimersByTime(minutes * MINUTE_MS))
}

const NOT_SUPPORTED = { supported: false, reason: 'ats' } as const
const nothingSupported = {
  ...sampleRules,
  types: { CV: NOT_SUPPORTED, COVER_LETTER: NOT_SUPPORTED, OTHER: NOT_SUPPORTED },
}

const notice = () => screen.queryByText(/^This link works until/u, { ignore: 'output' })
const said = () => screen.getByRole('status').textContent

beforeEach(() => void vi.useFakeTimers({ now: NOON }))
afterEach(() => void vi.useRealTimers())

describe('a link that nothing renews', () => {
  it('says when it ends ten minutes ahead, on screen and aloud, once', () => {
    renderView(endingAt(65))
    pass(54.9)
    expect(notice()).toBeNull()
    pass(0.2)
    expect(notice()).toHaveTextContent(/^This link works until 1:05\sPM\.$/u)
    expect(screen.getByText('Attach your files before then.')).toBeVisible()
    pass(0.02)
    expect(said()).toMatch(/^This link works until 1:05\sPM\. Attach your files before then\.$/u)
    const once = said()
    pass(5)
    expect(said()).toBe(once)
  })

  it('says so with one full stop, also where a time ends with one', () => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-CA'])
    renderView(endingAt(3))
    expect(notice()).toHaveTextContent(/^This link works until 12:03\sp\.m\.$/u)
    vi.restoreAllMocks()
  })

  it('says so at once where it is opened late', () => {
    renderView(endingAt(3))
    expect(notice()).toBeVisible()
  })

  it('says so no more when it is replaced by a longer one, and ahead of the end of that', () => {
    const { show } = renderView(endingAt(3))
    pass(2)
    show(endingAt(60))
    expect(notice()).toBeNull()
    pass(48.1)
    expect(notice()).toBeVisible()
  })

  it('is said again of another one that ends soon as well', () => {
    const { show } = renderView(endingAt(3))
    pass(0.02)
    show(endingAt(5))
    pass(0.04)
    expect(said()).toMatch(/^This link works until 12:05\sPM\./u)
  })

  it('is not said of the longer one that takes its place, not even for a moment', () => {
    const { show } = renderView(endingAt(3))
    pass(0.02)
    const before = said()
    show(endingAt(120))
    pass(0.02)
    expect(said()).toBe(before)
  })

  it.each([
    ['of which it has taken all the files it may', { ...sampleRules, maxFiles: 2, filesUsed: 2 }],
    ['for a record that takes nothing', nothingSupported],
  ])('is no news %s', (_, rules) => {
    renderView({ ...endingAt(3), rules: { status: 'ready', rules } })
    expect(notice()).toBeNull()
  })

  it('is news where a file that maybe is attached can be asked about until then', () => {
    const maybe = sampleFile(
      { name: 'cv.pdf', sizeBytes: 9 },
      { state: 'unknown', error: sampleError('UPLOAD.ANSWER_LOST') },
    )
    const rules = { ...sampleRules, maxFiles: 1, filesUsed: 1 }
    const { tokenEndsAt } = endingAt(3)
    renderView(sampleUpload([maybe], { tokenEndsAt, rules: { status: 'ready', rules } }))
    expect(notice()).toBeVisible()
  })

  it('leaves what is true after its end to the route', () => {
    renderView(endingAt(3))
    pass(3)
    expect(notice()).toBeNull()
  })

  it('waits for an end that is weeks away', () => {
    renderView(endingAt(40 * 24 * 60))
    expect(notice()).toBeNull()
    pass(40 * 24 * 60 - 9)
    expect(notice()).toBeVisible()
  })

  it('is no news where nothing can be attached by it', () => {
    const error = browserError('UPLOAD.TOKEN_INVALID', 'not signed by this portal')
    renderView({ ...endingAt(3), rules: { status: 'failed', error } })
    expect(notice()).toBeNull()
  })
})
