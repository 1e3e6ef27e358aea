import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { de } from '../../src/widget/locales/de.ts'
import { sampleError, sampleFile, sampleUpload } from '../../src/widget/stories/sample-upload.ts'
import { renderView } from './render-view.tsx'

const MEGABYTE = 1_000_000
const FILE = { name: 'certificates.pdf', sizeBytes: 20 * MEGABYTE, type: 'OTHER' } as const
const { id } = sampleFile(FILE, { state: 'queued' })

const listWith = (state: Parameters<typeof sampleFile>[1]) => sampleUpload([{ ...sampleFile(FILE, state), id }])
const sent = (megabytes: number) => listWith({ state: 'sending', sentBytes: megabytes * MEGABYTE })
const figures = () => screen.getByRole('contentinfo').querySelector('p')?.textContent?.replaceAll('\u00A0', ' ')
const pass = (seconds: number) => act(() => void vi.advanceTimersByTime(seconds * 1000))

/** One megabyte after another, each in the same time. */
function send(show: (upload: ReturnType<typeof sent>) => void, from: number, to: number, secondsEach: number): void {
  for (let megabytes = from; megabytes <= to; megabytes++) {
    pass(secondsEach)
    show(sent(megabytes))
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the time that is left', () => {
  it('is told once the line has been watched for five seconds, in full tens of seconds', () => {
    const { show } = renderView(sent(0))
    send(show, 1, 4, 1)
    expect(figures()).toBe('0 of 1 attached · 4 of 20 MB')
    send(show, 5, 6, 1)
    expect(figures()).toBe('0 of 1 attached · 6 of 20 MB · about 20s left')
    send(show, 7, 11, 1)
    expect(figures()).toBe('0 of 1 attached · 11 of 20 MB · about 10s left')
  })

  it('does not count the time before anything was sent', () => {
    const { show } = renderView(sent(0))
    pass(8)
    send(show, 1, 6, 1)
    expect(figures()).toBe('0 of 1 attached · 6 of 20 MB · about 20s left')
  })

  it('is told in minutes where it is long', () => {
    const { show } = renderView(sent(0))
    send(show, 1, 2, 7)
    expect(figures()).toBe('0 of 1 attached · 2 of 20 MB · about 2 min left')
  })

  it('follows a line that has become slower', () => {
    const { show } = renderView(sent(0))
    send(show, 1, 6, 1)
    expect(figures()).toMatch(/about 20s left$/u)
    send(show, 7, 10, 8)
    expect(figures()).toBe('0 of 1 attached · 10 of 20 MB · about 1 min left')
  })

  it('is told no more where nothing moves, until the line has been watched anew', () => {
    const { show } = renderView(sent(0))
    send(show, 1, 6, 1)
    pass(10)
    expect(figures()).toBe('0 of 1 attached · 6 of 20 MB')
    send(show, 7, 10, 1)
    expect(figures()).toBe('0 of 1 attached · 10 of 20 MB')
    send(show, 11, 13, 1)
    expect(figures()).toBe('0 of 1 attached · 13 of 20 MB · about 10s left')
  })

  it('begins anew for a file that has to be sent again', () => {
    const { show } = renderView(sent(0))
    send(show, 1, 10, 1)
    show(sent(0))
    expect(figures()).toBe('0 of 1 attached · 0 of 20 MB')
    send(show, 1, 6, 1)
    expect(figures()).toBe('0 of 1 attached · 6 of 20 MB · about 20s left')
  })

  it('does not take the rest of a file that failed midway for sent', () => {
    const other = sampleFile(FILE, { state: 'queued' })
    const withOther = (megabytes: number, state: Parameters<typeof sampleFile>[1]) =>
      sampleUpload([...sent(megabytes).uploads, { ...sampleFile(FILE, state), id: other.id }])
    const { show } = renderView(withOther(0, { state: 'sending', sentBytes: 0 }))
    for (let megabytes = 1; megabytes <= 6; megabytes++) {
      pass(2)
      show(withOther(megabytes, { state: 'sending', sentBytes: MEGABYTE }))
    }
    expect(figures()).toMatch(/about 1 min left$/u)
    pass(2)
    show(withOther(7, { state: 'failed', error: sampleError('UPLOAD.FILE_REFUSED') }))
    expect(figures()).toMatch(/about 30s left$/u)
    pass(2)
    show(withOther(8, { state: 'failed', error: sampleError('UPLOAD.FILE_REFUSED') }))
    expect(figures()).toMatch(/about 30s left$/u)
    for (let megabytes = 9; megabytes <= 12; megabytes++) {
      pass(2)
      show(withOther(megabytes, { state: 'failed', error: sampleError('UPLOAD.FILE_REFUSED') }))
    }
    expect(figures()).toMatch(/about 20s left$/u)
  })

  it('is told at once of what is left when a file is cancelled, and goes on to be told', () => {
    const other = sampleFile(FILE, { state: 'queued' })
    const withOther = (megabytes: number, state: Parameters<typeof sampleFile>[1]) =>
      sampleUpload([...sent(megabytes).uploads, { ...sampleFile(FILE, state), id: other.id }])
    const { show } = renderView(withOther(0, { state: 'sending', sentBytes: 0 }))
    for (let megabytes = 1; megabytes <= 6; megabytes++) {
      pass(1)
      show(withOther(megabytes, { state: 'sending', sentBytes: megabytes * MEGABYTE }))
    }
    expect(figures()).toMatch(/about 20s left$/u)
    pass(1)
    show(withOther(7, { state: 'cancelled' }))
    expect(figures()).toMatch(/about 10s left$/u)
  })

  it('is not told of what is sent and not yet accepted, nor once it is over', () => {
    const { show } = renderView(sent(0))
    send(show, 1, 19, 1)
    expect(figures()).toMatch(/left$/u)
    show(listWith({ state: 'accepting' }))
    expect(figures()).toBe('0 of 1 attached · 20 of 20 MB')
    show(listWith({ state: 'cancelled' }))
    expect(figures()).not.toMatch(/left/u)
  })

  it('is gone with the last file under way, and not drawn once more', () => {
    const { show } = renderView(sent(0))
    send(show, 1, 6, 1)
    const observer = new MutationObserver(() => {})
    observer.observe(screen.getByRole('contentinfo'), {
      subtree: true,
      characterData: true,
      characterDataOldValue: true,
    })
    show(listWith({ state: 'cancelled' }))
    expect(figures()).toBe('0 of 1 attached · 1 not attached')
    const writtenOver = observer.takeRecords().map(({ oldValue }) => oldValue?.replaceAll('\u00A0', ' '))
    expect(writtenOver).toContain(' · 6 of 20 MB')
    expect(writtenOver.filter((text) => text?.includes('left'))).toEqual([])
  })

  it('ends with the full stop of its unit, as minutes do', () => {
    const { show } = renderView(sent(0), { messages: de })
    send(show, 1, 6, 1)
    expect(figures()).toBe('0 von 1 angefügt · 6 von 20 MB · noch etwa 20 Sek.')
  })
})
