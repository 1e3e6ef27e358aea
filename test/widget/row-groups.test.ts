import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Upload } from '../../src/upload/list/upload.ts'
import type { RowGroup } from '../../src/widget/files/row-groups.ts'
import { GROUP_SIZE, regroup } from '../../src/widget/files/row-groups.ts'
import { sampleFile } from '../../src/widget/stories/sample-upload.ts'

const file = (): Upload =>
  sampleFile({ name: 'cv.pdf', sizeBytes: 1000, type: 'CV' }, { state: 'ready', checking: false })
const files = (count: number) => Array.from({ length: count }, file)
/** The group each file is in, by id. */
const homes = (groups: readonly RowGroup[]) =>
  new Map(groups.flatMap(({ key, uploads }) => uploads.map(({ id }) => [id, key])))
const listed = (groups: readonly RowGroup[]) => groups.flatMap(({ uploads }) => uploads)

describe('the groups of the list', () => {
  it('hold every file once, in the order of the list, whatever the list was before', () => {
    const lists = fc.uniqueArray(fc.nat(59), { maxLength: 60 })
    const all = files(60)
    fc.assert(
      fc.property(fc.array(lists, { minLength: 1, maxLength: 5 }), (history) => {
        let groups: readonly RowGroup[] = []
        for (const chosen of history) {
          const uploads = all.filter((_, index) => chosen.includes(index))
          groups = regroup(groups, uploads)
          expect(listed(groups)).toEqual(uploads)
          expect(Math.max(0, ...groups.map((group) => group.uploads.length))).toBeLessThanOrEqual(GROUP_SIZE)
          expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length)
        }
      }),
    )
  })

  it('hold every file once after the list was sorted', () => {
    const uploads = files(50)
    const groups = regroup(regroup([], uploads), uploads.toReversed())
    expect(listed(groups)).toEqual(uploads.toReversed())
  })

  it('are the same objects where nothing changed', () => {
    const uploads = files(5 * GROUP_SIZE)
    const before = regroup([], uploads)
    const after = regroup(
      before,
      uploads.map((upload, index) => (index === 2 * GROUP_SIZE ? { ...upload, type: 'OTHER' } : upload)),
    )
    expect(after.map((group, index) => group === before[index])).toEqual([true, true, false, true, true])
  })

  it('keep a row in its group when files before and after it go and come', () => {
    const uploads = files(100)
    const before = regroup([], uploads)
    const after = regroup(before, [...uploads.filter((_, index) => index % 3 !== 0), ...files(30)])
    const known = homes(before)
    const moved = [...homes(after)].filter(([id, key]) => known.has(id) && known.get(id) !== key)
    expect(moved).toEqual([])
  })
})
