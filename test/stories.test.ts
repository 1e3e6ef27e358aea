// @vitest-environment happy-dom
import { composeStories } from '@storybook/react-vite'
import type { ArgTypes, Meta, StoryObj } from '@storybook/react-vite'
import { createElement } from 'react'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { scenes } from '../src/widget/stories/sample-scenes.ts'
import { LANGUAGES } from '../src/widget/stories/story-frame.tsx'

type Args = Readonly<Record<string, unknown>>

interface Story {
  (args: Args): ReactNode
  readonly args: Args
  readonly argTypes: ArgTypes
  readonly tags?: readonly string[]
}

interface StoriesFile {
  readonly default: Meta<Args>
  readonly [story: string]: Meta<Args> | StoryObj<Args>
}

const components = Object.keys(import.meta.glob('../src/widget/**/[A-Z]*.tsx'))
  .map((file) => file.slice(file.lastIndexOf('/') + 1))
  .filter((file) => !file.endsWith('.stories.tsx'))
const texts = import.meta.glob<string>('../src/widget/**/*.stories.tsx', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const sources = Object.values(texts).join('\n')

const modules = Object.values(import.meta.glob<StoriesFile>('../src/**/*.stories.tsx', { eager: true }))
const metas = modules.map((file) => ({
  title: file.default.title ?? '',
  stories: Object.entries<Story>(composeStories(file)),
}))

it.each(components)('%s is shown in Storybook', (component) => {
  expect(sources).toMatch(new RegExp(`from '\\.[^']*/${component}'`, 'u'))
})

it('the custom element is shown in Storybook', () => {
  expect(metas.map(({ title }) => title)).toContain('Custom element')
})

it('every language is in its toolbar', () => {
  const files = Object.keys(import.meta.glob('../src/widget/locales/*.ts'))
  expect(LANGUAGES.map((each) => `../src/widget/locales/${each}.ts`).toSorted()).toEqual(files.toSorted())
})

it('every scene is a story of the whole widget', () => {
  const whole = metas.find(({ title }) => title === 'AttachmentUploadView')
  const shownScenes = whole?.stories.map(([, story]) => story.args['scene'])
  expect(Object.keys(scenes).filter((scene) => !shownScenes?.includes(scene))).toEqual([])
})

it('every story is on a page of documentation', () => {
  expect(sources).not.toContain('!autodocs')
})

/** In front of a route: most of it is seen once the route has answered. */
const ROUTED = ['AttachmentUpload', 'Custom element']
/** Seen once files are dragged. */
const UNSEEN = ['dropAnywhere']

describe.each(metas)('$title', ({ title, stories }) => {
  it('has a control that changes what is shown', () => {
    const controls = stories.flatMap(([, story]) => controlsOf(story).map((control) => ({ story, control })))
    expect(controls.some(({ story, control }) => changesWhatIsShown(story, control, []))).toBe(true)
  })

  it.each(ROUTED.includes(title) ? [] : stories)('%s has controls, each of which changes what is shown', (_, story) => {
    const controls = controlsOf(story).filter(({ name }) => !UNSEEN.includes(name))
    const dead = controls.filter((control) => !changesWhatIsShown(story, control, stories))
    expect(dead.map(({ name }) => name)).toEqual([])
    expect(controls).not.toEqual([])
  })
})

/** Of many options. */
const FEW = 4

interface Control {
  readonly name: string
  readonly values: readonly unknown[]
}

/** The controls a hand can turn, each with what it can be turned to; text in JSON is not among them. */
function controlsOf(story: Story): readonly Control[] {
  return Object.entries(story.argTypes).flatMap(([name, { control, options, table }]): readonly Control[] => {
    if (typeof control !== 'object' || control.disable === true || table?.disable === true) return []
    const now = story.args[name]
    if (options !== undefined) return [{ name, values: options.slice(0, FEW) }]
    if (control.type === 'boolean') return [{ name, values: [now !== true] }]
    if (control.type === 'text') return [{ name, values: [`${String(now)}x`] }]
    if (control.type === 'number' || control.type === 'range') return [{ name, values: numbersBeside(now) }]
    return []
  })
}

function numbersBeside(now: unknown): readonly number[] {
  return typeof now === 'number' ? [Math.floor(now / 2), now + 1] : [1]
}

/** At once, or with the other controls as another story of the component has them. */
function changesWhatIsShown(story: Story, control: Control, others: readonly (readonly [string, Story])[]): boolean {
  const names = new Set(controlsOf(story).map(({ name }) => name))
  const turned = others.map(([, { args }]) =>
    Object.fromEntries(Object.entries(args).filter(([name]) => names.has(name))),
  )
  return [{}, ...turned].some((args) => {
    const before = markupOf(story, args)
    return control.values.some((value) => markupOf(story, { ...args, [control.name]: value }) !== before)
  })
}

/** Ids of files are counted up at each drawing. */
function markupOf(story: Story, args: Args): string {
  return renderToStaticMarkup(createElement(story, args)).replaceAll(/sample-\d+/g, 'sample')
}
