import { expect, it } from 'vitest'
import type { FoundFiles } from '../../src/widget/find-files.ts'
import { inSteps } from '../../src/widget/find-files.ts'

const some = (count: number) => Array.from({ length: count }, (_, index) => new File([], `cv-${index}.pdf`))

async function stepsOf(found: FoundFiles): Promise<readonly FoundFiles[]> {
  const steps: FoundFiles[] = []
  for await (const step of inSteps(found)) steps.push(step)
  return steps
}

it.each([0, 1, 20, 21, 520, 521, 1300])('hands on each of %i files once, in their order', async (count) => {
  const files = some(count)
  const steps = await stepsOf({ files, skipped: 0, emptyFolders: 0 })
  expect(steps.flatMap((step) => step.files)).toEqual(files)
})

it('hands on a first screen of many files before the others, and never more than a page describes at once', async () => {
  const steps = await stepsOf({ files: some(1300), skipped: 0, emptyFolders: 0 })
  expect(steps.map((step) => step.files.length)).toEqual([20, 500, 500, 280])
})

it('says once, with the last of the files, what was left out', async () => {
  const found = { files: [], skipped: 3, emptyFolders: 1 }
  expect(await stepsOf(found)).toEqual([found])
  const steps = await stepsOf({ ...found, files: some(30) })
  expect(steps.map(({ skipped, emptyFolders }) => [skipped, emptyFolders])).toEqual([
    [0, 0],
    [3, 1],
  ])
})
