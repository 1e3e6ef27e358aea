import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const WIDGET = fileURLToPath(new URL('../src/widget/', import.meta.url))
const files = readdirSync(WIDGET)
const components = files.filter((file) => /^[A-Z]\w*\.tsx$/.test(file))
const stories = files
  .filter((file) => file.endsWith('.stories.tsx'))
  .map((file) => readFileSync(WIDGET + file, 'utf8'))
  .join('\n')

it.each(components)('%s is shown in Storybook', (component) => {
  expect(stories).toContain(`from './${component}'`)
})

it('the custom element is shown in Storybook', () => {
  const element = fileURLToPath(new URL('../src/element/', import.meta.url))
  expect(existsSync(`${element}AttachmentUploadElement.stories.tsx`)).toBe(true)
})
