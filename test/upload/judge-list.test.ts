import { describe, expect, it } from 'vitest'
import { judgeList } from '../../src/upload/list/judge-list.ts'
import type { ListLimits, OwnFinding } from '../../src/upload/list/judge-list.ts'
import type { Upload, UploadState } from '../../src/upload/list/upload.ts'
import { inState } from './uploads.ts'

const NO_LIMITS: ListLimits = { attached: 0, takesPlace: () => true, maxFiles: null, maxTotalSizeBytes: null }

/** A row and what its own check found; `content` stands for its bytes. */
interface Row {
  readonly content: string
  readonly state?: UploadState
  readonly verdict?: OwnFinding['verdict']
  readonly sizeBytes?: number
}

function judged(
  rows: readonly Row[],
  limits: Partial<ListLimits> = {},
  waived: readonly number[] = [],
  wanted: readonly number[] = [],
) {
  const uploads = rows.map(({ state = 'ready', sizeBytes = 10 }, index): Upload => ({
    ...inState(state, `${index}.pdf`),
    sizeBytes,
  }))
  const findings = new Map(
    rows.map(({ content, verdict = null }, index) => [uploads[index]?.id, { content, verdict }] as const),
  )
  const known = new Map([...findings].flatMap(([id, finding]) => (id === undefined ? [] : [[id, finding] as const])))
  const idsOf = (rows: readonly number[]) =>
    new Set(uploads.filter((_, index) => rows.includes(index)).map(({ id }) => id))
  const verdicts = judgeList(uploads, known, { ...NO_LIMITS, ...limits }, idsOf(waived), idsOf(wanted))
  return uploads.map(({ id }) => {
    const verdict = verdicts.get(id)
    return typeof verdict === 'object' && verdict !== null ? verdict.code : verdict
  })
}

describe('judging the list', () => {
  it('refuses the second of two files of equal content, whatever they are called', () => {
    expect(judged([{ content: 'a' }, { content: 'b' }, { content: 'a' }])).toEqual([
      null,
      null,
      'UPLOAD.FILE_DUPLICATE',
    ])
  })

  it('lets a duplicate in on the person’s word', () => {
    expect(judged([{ content: 'a' }, { content: 'a' }], {}, [1])).toEqual([null, null])
  })

  it.each(['done', 'sending', 'unknown', 'failed'] as const)('sees the twin of a file that is %s', (state) => {
    expect(judged([{ content: 'a', state }, { content: 'a' }])).toEqual([undefined, 'UPLOAD.FILE_DUPLICATE'])
  })

  it('puts what is attached before everything, and what is to be sent before what only lies there', () => {
    expect(judged([{ content: 'a' }, { content: 'a', state: 'done' }])).toEqual(['UPLOAD.FILE_DUPLICATE', undefined])
    expect(judged([{ content: 'a' }, { content: 'a' }], {}, [], [1])).toEqual(['UPLOAD.FILE_DUPLICATE', null])
  })

  it('does not hold a cancelled or refused file against its twin', () => {
    expect(judged([{ content: 'a', state: 'cancelled' }, { content: 'a' }])).toEqual([undefined, null])
    expect(judged([{ content: 'a', verdict: { code: 'UPLOAD.FILE_EMPTY' } }, { content: 'a' }])).toEqual([
      'UPLOAD.FILE_EMPTY',
      null,
    ])
  })

  it('refuses what is too many, not counting what is refused anyway', () => {
    const rows = [
      { content: 'a', verdict: { code: 'UPLOAD.FILE_EMPTY' } as const },
      { content: 'b' },
      { content: 'c', state: 'done' as const },
      { content: 'd' },
    ]
    expect(judged(rows, { maxFiles: 2 })).toEqual(['UPLOAD.FILE_EMPTY', null, undefined, 'UPLOAD.TOO_MANY_FILES'])
  })

  it('says that no more can be attached where attached files alone are as many as may be, gone ones included', () => {
    const rows = [{ content: 'a', state: 'done' as const }, { content: 'b' }]
    const limits = { maxFiles: 1, attached: 1, takesPlace: () => false }
    expect(judged(rows, limits)).toEqual([undefined, 'UPLOAD.MAX_FILES_REACHED'])
    expect(judged([{ content: 'b' }], limits)).toEqual(['UPLOAD.MAX_FILES_REACHED'])
    expect(judged([{ content: 'a' }, { content: 'b' }], { maxFiles: 2, attached: 1 })).toEqual([
      null,
      'UPLOAD.TOO_MANY_FILES',
    ])
  })

  it('leaves a place free that a file on the record takes under another token', () => {
    const rows = [{ content: 'a', state: 'unknown' as const }, { content: 'a' }, { content: 'b' }]
    expect(judged(rows, { maxFiles: 1, takesPlace: () => false })).toEqual([undefined, 'UPLOAD.FILE_DUPLICATE', null])
    expect(judged(rows, { maxFiles: 1 })).toEqual([undefined, 'UPLOAD.FILE_DUPLICATE', 'UPLOAD.TOO_MANY_FILES'])
  })

  it('refuses what makes the sum too large, and goes on with a smaller one', () => {
    const rows = [
      { content: 'a', sizeBytes: 60 },
      { content: 'b', sizeBytes: 50 },
      { content: 'c', sizeBytes: 40 },
    ]
    expect(judged(rows, { maxTotalSizeBytes: 100 })).toEqual([null, 'UPLOAD.TOTAL_TOO_LARGE', null])
  })

  it('asks no size of a file that nobody has begun to look at, which holds the page', () => {
    const first = inState('ready', '1.pdf')
    const { sizeBytes: _, ...late } = inState('ready', '2.pdf')
    let isAsked = false
    const uploads: readonly Upload[] = [
      first,
      {
        ...late,
        get sizeBytes() {
          isAsked = true
          return 9
        },
      },
    ]
    const findings = new Map([[first.id, { content: 'a', verdict: null }]])
    const verdicts = judgeList(uploads, findings, { ...NO_LIMITS, maxTotalSizeBytes: 10 }, new Set(), new Set())
    expect([...verdicts.values()]).toEqual([null, 'pending'])
    expect(isAsked).toBe(false)
  })

  it('keeps the place of a file that is still being looked at', () => {
    expect(judged([{ content: 'a', verdict: 'pending' }, { content: 'b' }], { maxFiles: 1 })).toEqual([
      'pending',
      'UPLOAD.TOO_MANY_FILES',
    ])
  })
})
