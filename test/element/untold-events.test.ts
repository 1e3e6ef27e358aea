import { describe, expect, it } from 'vitest'
import { takeDue } from '../../src/element/untold-events.ts'
import { sampleFile } from '../../src/widget/sample-upload.ts'

describe('an event that waits', () => {
  const sending = sampleFile({ name: 'cv.pdf', sizeBytes: 1000 }, { state: 'sending', sentBytes: 500 })
  const { id, name } = sending
  const cancelled = { ...sending, state: 'cancelled' } as const
  const event = { tell() {}, outcome: { state: 'cancelled', id, name }, isListed: true, drawing: 3 } as const
  const settled = { ...event, outcome: undefined, isListed: false }

  it('is told as soon as its file is drawn as it ended, or is gone, and at the latest with the next drawing', () => {
    expect(takeDue([event], [sending], 3)).toEqual([])
    expect(takeDue([event], [cancelled], 3)).toEqual([event])
    expect(takeDue([event], [], 3)).toEqual([event])
    expect(takeDue([event], [sending], 4)).toEqual([event])
  })

  it('is told no sooner than a later drawing where its file was not in the list yet, or is none', () => {
    expect(takeDue([{ ...event, isListed: false }], [], 3)).toEqual([])
    expect(takeDue([settled], [cancelled], 3)).toEqual([])
    expect(takeDue([settled], [cancelled], 4)).toEqual([settled])
  })

  it('lets none pass', () => {
    const events = [event, settled, event]
    expect(takeDue(events, [cancelled], 3)).toEqual([event])
    expect(events).toEqual([settled, event])
    expect(takeDue(events, [cancelled], 3)).toEqual([])
    expect(takeDue(events, [cancelled], 4)).toEqual([settled, event])
    expect(events).toEqual([])
  })
})
