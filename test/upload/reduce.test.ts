import { describe, expect, it } from 'vitest'
import { browserError } from '../../src/contract/wire.ts'
import type { UploadAction } from '../../src/upload/reduce.ts'
import { reduce } from '../../src/upload/reduce.ts'
import { summarise } from '../../src/upload/summarise.ts'
import type { UploadId, UploadState } from '../../src/upload/upload.ts'
import { UPLOAD_STATES } from '../../src/upload/upload.ts'
import { inState } from './uploads.ts'

const error = browserError('UPLOAD.NETWORK', '')

function after(state: UploadState, action: (id: UploadId) => UploadAction) {
  const upload = inState(state)
  return reduce([upload], action(upload.id))[0]?.state
}

/** The states in which an action changes anything. */
function statesChangedBy(action: (id: UploadId) => UploadAction) {
  return UPLOAD_STATES.filter((state) => {
    const list = [inState(state)]
    return reduce(list, action(list[0]?.id ?? inState(state).id)) !== list
  })
}

const refused = (id: UploadId): UploadAction => ({
  action: 'judged',
  verdicts: new Map([[id, { code: 'UPLOAD.FILE_EMPTY' }]]),
})

const news = (id: UploadId): UploadAction => ({
  action: 'progressed',
  id,
  progress: { state: 'sending', sentBytes: 1 },
})

const reopened = (id: UploadId): UploadAction => ({ action: 'reopened', ids: new Set([id]) })

describe('an action', () => {
  it('sends what is ready, and on the person’s word what is maybe attached', () => {
    expect(statesChangedBy((id) => ({ action: 'queued', ids: new Set([id]) }))).toEqual(['ready', 'unknown'])
  })

  it('checks again what failed or was cancelled before it is sent again, and what has to leave the queue', () => {
    expect(statesChangedBy(reopened)).toEqual(['queued', 'failed', 'cancelled'])
    expect(after('failed', reopened)).toBe('ready')
  })

  it('ends only what is under way, and cancels what is ready as well', () => {
    const underWay = ['queued', 'reading', 'sending', 'accepting', 'waiting']
    expect(
      statesChangedBy((id) => ({ action: 'ended', endings: new Map([[id, { state: 'failed', error }]]) })),
    ).toEqual(underWay)
    expect(statesChangedBy((id) => ({ action: 'ended', endings: new Map([[id, { state: 'cancelled' }]]) }))).toEqual([
      'ready',
      ...underWay,
    ])
  })

  it('describes only what is not on its way, attached, or maybe attached', () => {
    expect(statesChangedBy((id) => ({ action: 'renamed', id, name: 'other.pdf' }))).toEqual([
      'ready',
      'rejected',
      'failed',
      'cancelled',
    ])
  })

  it('takes a file for what its new name says where it had no ending', () => {
    const bare = { ...inState('rejected'), name: 'cv', kind: null }
    const [named] = reduce([bare], { action: 'renamed', id: bare.id, name: 'cv.pdf' })
    expect(named?.kind?.name).toBe('pdf')
  })

  it('judges only what can still be refused', () => {
    expect(statesChangedBy(refused)).toEqual(['ready', 'rejected'])
    expect(after('ready', refused)).toBe('rejected')
  })

  it('asks again only about what is maybe attached', () => {
    expect(statesChangedBy((id) => ({ action: 'asked-again', id }))).toEqual(['unknown'])
  })

  it('does not let late news of bytes take back that everything is sent', () => {
    expect(after('accepting', news)).toBe('accepting')
    expect(after('done', news)).toBe('done')
    expect(after('cancelled', news)).toBe('cancelled')
  })

  it('forgets what was only true before', () => {
    const waiting = inState('waiting')
    const [sent] = reduce([waiting], {
      action: 'progressed',
      id: waiting.id,
      progress: { state: 'sending', sentBytes: 0 },
    })
    expect(sent).not.toHaveProperty('error')
    expect(sent).not.toHaveProperty('until')
  })

  it('keeps the very same list when nothing changes, and every row that does not', () => {
    const list = [inState('ready'), inState('done')]
    const [ready, done] = list
    expect(reduce(list, { action: 'removed', ids: new Set() })).toBe(list)
    if (ready === undefined) throw new Error('no row')
    expect(reduce(list, { action: 'renamed', id: ready.id, name: 'a.pdf' })[1]).toBe(done)
  })
})

describe('the summary', () => {
  it('counts each state and weighs progress by bytes', () => {
    const uploads = [
      { ...inState('sending'), state: 'sending' as const, sizeBytes: 900, sentBytes: 300 },
      { ...inState('done'), sizeBytes: 100 },
      { ...inState('rejected'), sizeBytes: 5000 },
      { ...inState('failed'), state: 'failed' as const, error, sizeBytes: 5000 },
      { ...inState('ready'), sizeBytes: 500 },
    ]
    expect(summarise(uploads)).toEqual({
      ready: 1,
      unmeasured: 0,
      checking: 0,
      asked: 0,
      rejected: 1,
      underWay: 1,
      done: 1,
      withWarnings: 0,
      failed: 1,
      unknown: 0,
      cancelled: 0,
      totalBytes: 6500,
      sentBytes: 5400,
      round: { totalBytes: 6500, sentBytes: 5400 },
    })
    const together = new Set(uploads.slice(0, 1).map(({ id }) => id))
    expect(summarise(uploads, together).round).toEqual({ totalBytes: 900, sentBytes: 300 })
  })

  it.each(UPLOAD_STATES)('never has sent more than there is: %s', (state) => {
    const { sentBytes, totalBytes } = summarise([{ ...inState(state), sizeBytes: 0 }])
    expect(sentBytes).toBeLessThanOrEqual(totalBytes)
  })
})
