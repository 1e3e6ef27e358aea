import { describe, expect, it } from 'vitest'
import { browserError } from '../../src/contract/wire.ts'
import type { UploadAction } from '../../src/upload/list/reduce.ts'
import { reduce } from '../../src/upload/list/reduce.ts'
import { summarise } from '../../src/upload/hook/summarise.ts'
import { UploadList } from '../../src/upload/list/upload-list.ts'
import type { UploadState } from '../../src/upload/list/upload.ts'
import { UPLOAD_STATES } from '../../src/upload/list/upload.ts'
import { inState, mintId } from './uploads.ts'

const error = browserError('UPLOAD.NETWORK', '')

function after(state: UploadState, action: UploadAction) {
  return reduce(inState(state), action).state
}

/** The states in which an action changes anything. */
function statesChangedBy(action: UploadAction) {
  return UPLOAD_STATES.filter((state) => {
    const upload = inState(state)
    return reduce(upload, action) !== upload
  })
}

const refused: UploadAction = { action: 'judged', verdict: { code: 'UPLOAD.FILE_EMPTY' } }

const news: UploadAction = { action: 'progressed', progress: { state: 'sending', sentBytes: 1 } }

describe('an action', () => {
  it('sends what is ready, and on the person’s word what is maybe attached', () => {
    expect(statesChangedBy({ action: 'queued' })).toEqual(['ready', 'unknown'])
  })

  it('checks again what failed or was cancelled before it is sent again, and what has to leave the queue', () => {
    expect(statesChangedBy({ action: 'reopened' })).toEqual(['queued', 'failed', 'cancelled'])
    expect(after('failed', { action: 'reopened' })).toBe('ready')
  })

  it('ends only what is under way, and cancels what is ready as well', () => {
    const underWay = ['queued', 'reading', 'sending', 'accepting', 'waiting']
    expect(statesChangedBy({ action: 'ended', ending: { state: 'failed', error } })).toEqual(underWay)
    expect(statesChangedBy({ action: 'ended', ending: { state: 'cancelled' } })).toEqual(['ready', ...underWay])
  })

  it('describes only what is not on its way, attached, or maybe attached', () => {
    const describable = ['ready', 'rejected', 'failed', 'cancelled']
    expect(statesChangedBy({ action: 'renamed', name: 'other.pdf' })).toEqual(describable)
    expect(statesChangedBy({ action: 'typed', type: 'OTHER', isGuessed: false })).toEqual(describable)
  })

  it('takes a file for what its new name says where it had no ending', () => {
    const bare = { ...inState('rejected'), name: 'cv', kind: null }
    expect(reduce(bare, { action: 'renamed', name: 'cv.pdf' }).kind?.name).toBe('pdf')
  })

  it('judges only what can still be refused', () => {
    expect(statesChangedBy(refused)).toEqual(['ready', 'rejected'])
    expect(after('ready', refused)).toBe('rejected')
  })

  it('remembers of what is only asked about that it is, until that has ended', () => {
    const asked = reduce(inState('unknown'), { action: 'queued', isCheckAgain: true })
    const sent = reduce(asked, news)
    expect(sent).toMatchObject({ state: 'sending', isCheckAgain: true })
    expect(reduce(sent, { action: 'ended', ending: { state: 'unknown', error } })).not.toHaveProperty('isCheckAgain')
  })

  it('does not let late news of bytes take back that everything is sent', () => {
    expect(after('accepting', news)).toBe('accepting')
    expect(after('done', news)).toBe('done')
    expect(after('cancelled', news)).toBe('cancelled')
  })

  it('forgets what was only true before', () => {
    const sent = reduce(inState('waiting'), news)
    expect(sent).not.toHaveProperty('error')
    expect(sent).not.toHaveProperty('until')
  })
})

describe('the list', () => {
  const [ready, done] = [inState('ready'), inState('done')]
  const filled = () => {
    const list = new UploadList((tell) => tell())
    list.add([ready, done])
    return list
  }

  it('stays the very same when nothing changes, and so does every row that does not', () => {
    const list = filled()
    const before = list.uploads
    list.remove(new Set())
    list.apply([[done.id, news]])
    list.apply([[mintId(), news]])
    expect(list.uploads).toBe(before)
    list.apply([[ready.id, refused]])
    expect(list.uploads.map(({ state }) => state)).toEqual(['rejected', 'done'])
    expect(list.uploads[1]).toBe(done)
    expect(before[0]).toBe(ready)
  })

  it('is the same to everybody who asks until something changes', () => {
    const list = filled()
    const snapshot = list.getSnapshot()
    expect(list.getSnapshot()).toBe(snapshot)
    list.remove(new Set([ready.id]))
    expect(list.getSnapshot().uploads).toEqual([done])
    expect(snapshot.uploads).toEqual([ready, done])
    expect(list.find(ready.id)).toBeUndefined()
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
    const { sentBytes, totalBytes } = summarise([{ ...inState(state), sizeBytes: 300 }])
    expect(sentBytes).toBeLessThanOrEqual(totalBytes)
  })
})
