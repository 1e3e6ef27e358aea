import { learnSizes } from '../../upload/bytes/learn-sizes.ts'
import { nextTask } from '../../upload/tasks/next-task.ts'
import type { FoundFiles } from './find-files.ts'
import { GROUP_SIZE, GROUPS_AT_ONCE } from './row-groups.ts'

/** As many rows as are drawn at once. */
const FIRST = GROUPS_AT_ONCE * GROUP_SIZE

/** So many are taken at once: steps would only be seen as such. */
const FEW = 100

/** So many files are described in a part of the time for which a page may be held. */
const STEP = 500

/**
 * Many files in steps, each in a turn of its own, the first rows before all others: what is found is described and drawn in
 * the very task in which it is told.
 */
export async function* inSteps(found: FoundFiles): AsyncGenerator<FoundFiles, void, undefined> {
  const { files } = found
  if (files.length > FIRST) {
    await learnSizes(files.slice(0, FIRST))
    await nextTask()
  }
  let from = 0
  for (let to = files.length > FEW ? FIRST : FEW; to < files.length; to += STEP) {
    yield { files: files.slice(from, to), skipped: 0, emptyFolders: 0 }
    from = to
    await nextTask()
  }
  yield { ...found, files: files.slice(from) }
}
