import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sampleFile, sampleUpload } from '../../src/widget/sample-upload.ts'
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

  it('is not told of what is sent and not yet accepted, nor once it is over', () => {
    const { show } = renderView(sent(0))
    send(show, 1, 19, 1)
    expect(figures()).toMatch(/left$/u)
    show(listWith({ state: 'accepting' }))
    expect(figures()).toBe('0 of 1 attached · 20 of 20 MB')
    show(listWith({ state: 'cancelled' }))
    expect(figures()).not.toMatch(/left/u)
  })
})
