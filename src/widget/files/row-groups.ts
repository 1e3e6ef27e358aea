import type { Upload } from '../../upload/list/upload.ts'

/** Rows that are drawn together, and looked through together for what changed. */
export interface RowGroup {
  readonly key: number
  readonly uploads: readonly Upload[]
}

/** Most rows of a group: drawn within a few milliseconds. */
export const GROUP_SIZE = 10

/** Groups drawn at once, about as many rows as a screen holds: with twice as many the page stood still for 50 ms and more. */
export const GROUPS_AT_ONCE = 1

/**
 * Divides the list anew after a change. A group in which nothing changed is the very object it was before, so that
 * progress of one file costs a look at its group and not at a thousand rows. A row stays in its group whatever is added
 * or taken out around it: moved to another it would be drawn from scratch, and lose the focus and what is typed in it.
 */
export function regroup(before: readonly RowGroup[], uploads: readonly Upload[]): readonly RowGroup[] {
  const groups: RowGroup[] = []
  let taken = 0
  for (const group of before) {
    const rows: Upload[] = []
    for (const { id } of group.uploads) {
      const upload = uploads[taken]
      if (upload?.id !== id) continue
      rows.push(upload)
      taken += 1
    }
    if (group === before.at(-1)) {
      const added = uploads.slice(taken, taken + GROUP_SIZE - rows.length)
      rows.push(...added)
      taken += added.length
    }
    if (rows.length > 0) groups.push(isSame(rows, group.uploads) ? group : { key: group.key, uploads: rows })
  }
  const lastKey = before.at(-1)?.key ?? -1
  for (let key = lastKey + 1; taken < uploads.length; key += 1, taken += GROUP_SIZE) {
    groups.push({ key, uploads: uploads.slice(taken, taken + GROUP_SIZE) })
  }
  return groups
}

function isSame(some: readonly Upload[], others: readonly Upload[]): boolean {
  return some.length === others.length && some.every((upload, index) => upload === others[index])
}
