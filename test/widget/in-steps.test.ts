import { expect, it } from 'vitest'
import type { FoundFiles } from '../../src/widget/files/find-files.ts'
import { findFiles } from '../../src/widget/files/find-files.ts'
import { inSteps } from '../../src/widget/files/in-steps.ts'

const some = (count: number) => Array.from({ length: count }, (_, index) => new File([], `cv-${index}.pdf`))

async function stepsOf(found: FoundFiles): Promise<readonly FoundFiles[]> {
  const steps: FoundFiles[] = []
  for await (const step of inSteps(found)) steps.push(step)
  return steps
}

it.each([0, 1, 100, 101, 520, 521, 1300])('hands on each of %i files once, in their order', async (count) => {
  const files = some(count)
  const steps = await stepsOf({ files, skipped: 0, emptyFolders: 0 })
  expect(steps.flatMap((step) => step.files)).toEqual(files)
})

it('hands on a first screen of many files before the others, and never more than a page describes at once', async () => {
  const steps = await stepsOf({ files: some(1300), skipped: 0, emptyFolders: 0 })
  expect(steps.map((step) => step.files.length)).toEqual([10, 500, 500, 290])
})

it('says once, with the last of the files, what was left out', async () => {
  const found = { files: [], skipped: 3, emptyFolders: 1 }
  expect(await stepsOf(found)).toEqual([found])
  const steps = await stepsOf({ ...found, files: some(120) })
  expect(steps.map(({ skipped, emptyFolders }) => [skipped, emptyFolders])).toEqual([
    [0, 0],
    [3, 1],
  ])
})

const entryOf = (name: string) => ({
  name,
  isFile: true,
  isDirectory: false,
  file: (tell: (file: File) => void) => tell(new File([], name)),
})

function createReader() {
  const portions = [[entryOf('in-folder.pdf')], []]
  return { readEntries: (tell: (portion: readonly object[]) => void) => tell(portions.shift() ?? []) }
}

/** A drop of that many files and a folder, which says of which the browser was asked whether it is a folder. */
function dropOf(count: number) {
  const asked: string[] = []
  const folder = { name: 'folder', isFile: false, isDirectory: true, createReader }
  const itemOf = (name: string, type: string, entry: object) => ({
    kind: 'file',
    type,
    webkitGetAsEntry: () => {
      asked.push(name)
      return entry
    },
    getAsFile: () => new File([], name),
  })
  const items = some(count).map(({ name }) => itemOf(name, 'application/pdf', entryOf(name)))
  const event = new Event('drop')
  Object.defineProperty(event, 'dataTransfer', {
    value: { items: [...items, itemOf('folder', '', folder)], files: [] },
  })
  return { event, asked }
}

it.each([10, 1000])('looks into a folder that is dropped among %i files', async (count) => {
  const { files } = await findFiles(dropOf(count).event)
  expect(files).toHaveLength(count + 1)
  expect(files.at(-1)?.name).toBe('in-folder.pdf')
})

it('asks of none that has a file’s ending whether it is a folder, where so many are dropped that it would hold the page', async () => {
  const { event, asked } = dropOf(1000)
  await findFiles(event)
  expect(asked).toEqual(['folder'])
})
