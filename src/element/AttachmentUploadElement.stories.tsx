import type { Meta, StoryObj } from '@storybook/react-vite'
import { createElement, useState } from 'react'
import type { ReactNode } from 'react'
import { expect, fn, waitFor } from 'storybook/test'
import { chooseFiles } from '../testing/give-files.ts'
import type { ScriptedOutcome } from '../testing/route-answers.ts'
import { scriptedRoute } from '../testing/scripted-route.ts'
import { appearanceFrom, CATALOGUES } from '../widget/stories/story-frame.tsx'
import type { Globals } from '../widget/stories/story-frame.tsx'
import { AttachmentUploadElement } from './attachment-upload-element.tsx'

/* Made of React here, as the component is; that the built one, of Preact, does the same is for test/e2e to say. */
const TAG_NAME = 'kombo-attachment-upload'
if (customElements.get(TAG_NAME) === undefined) customElements.define(TAG_NAME, AttachmentUploadElement)
for (const messages of CATALOGUES) AttachmentUploadElement.addMessages(messages)

interface Args {
  readonly outcomes: readonly ScriptedOutcome[]
  readonly latencyMs: number
  readonly autoUpload: boolean
  readonly dropAnywhere: boolean
  readonly leaveGuard: boolean
  readonly concurrency: number
  readonly maxTotalSizeBytes?: number
  readonly headingLevel: number
  readonly disabled: boolean
  readonly required: boolean
  readonly content?: ReactNode
  readonly onSettled: (event: Event) => void
  readonly globals?: Globals
}

const ofTheRoute = { table: { category: 'The scripted route' } }

/**
 * `<kombo-attachment-upload>` as a field of a form, in front of a scripted route in the browser: no server, nothing leaves
 * the page. Language, theme and size are in the toolbar. `::part` is left to the built script.
 */
const meta = {
  title: 'Custom element',
  component: Field,
  args: {
    outcomes: [],
    latencyMs: 0,
    autoUpload: false,
    dropAnywhere: false,
    leaveGuard: false,
    concurrency: 3,
    headingLevel: 2,
    disabled: false,
    required: false,
    onSettled: fn(),
  },
  argTypes: {
    autoUpload: { description: 'Start each file as soon as it has passed the checks. Attribute: `auto-upload`.' },
    dropAnywhere: { description: 'Take files dropped anywhere on the page. Attribute: `drop-anywhere`.' },
    leaveGuard: {
      description:
        'Ask before the page is left while a file is unsent or under way. Attribute, to turn it off: `leave-guard="off"`.',
    },
    concurrency: {
      description: 'Files under way at once. Attribute: `concurrency`.',
      control: { type: 'number', min: 1 },
    },
    maxTotalSizeBytes: {
      description: 'Largest sum of all files of the list, in bytes. Attribute: `max-total-size-bytes`.',
      control: { type: 'number', min: 0, step: 1_048_576 },
    },
    headingLevel: {
      description: 'Level of the heading that says whose record it is. Attribute: `heading-level`.',
      control: { type: 'number', min: 1, max: 6 },
    },
    disabled: { description: 'Take no files; what is in the list is still read. Attribute: `disabled`.' },
    required: { description: 'The form insists on at least one attached document. Attribute: `required`.' },
    content: { description: 'Content of the page, each with a `slot`.', control: false },
    onSettled: { name: 'attachments-settled', description: 'Told when no file is under way any more.' },
    outcomes: { description: 'How the next files end, in their order; the others are attached.', ...ofTheRoute },
    latencyMs: {
      description: 'Time each file takes, in milliseconds.',
      control: { type: 'range', min: 0, max: 20_000, step: 500 },
      ...ofTheRoute,
    },
    globals: { table: { disable: true } },
  },
  // Another script needs another route, and another route another element.
  render: (args, { globals }) => (
    <Field key={JSON.stringify([args.outcomes, args.latencyMs])} {...args} globals={globals} />
  ),
} satisfies Meta<typeof Field>

export default meta

type Story = StoryObj<typeof meta>

function Field({ outcomes, latencyMs, content, onSettled, globals = {}, ...settings }: Args) {
  const [route] = useState(() => {
    const made = scriptedRoute({ latencyMs })
    made.next(...outcomes)
    return made
  })
  const { messages, theme, size } = appearanceFrom(globals)
  const properties = { ...route.props, ...settings, locale: messages.locale, theme, size, name: 'documents' }
  const listeners = { 'onattachments-settled': onSettled }
  return <form aria-label="Application">{createElement(TAG_NAME, { ...properties, ...listeners }, content)}</form>
}

/** The element, once files can be chosen. */
async function elementIn(canvasElement: HTMLElement): Promise<AttachmentUploadElement> {
  const element = canvasElement.querySelector(TAG_NAME)
  await waitFor(() => expect(element?.shadowRoot?.querySelector('[data-focus-home]')).toBeVisible())
  if (element === null) throw new Error('There is no element')
  return element
}

const pdf = (name: string) => new File([`%PDF-1.7 ${name}`], name, { type: 'application/pdf' })

async function reaches(element: AttachmentUploadElement, state: string): Promise<void> {
  await waitFor(() => expect(element.uploads.map((upload) => upload.state)).toEqual([state]))
}

/** Ready for files. */
export const Ready: Story = {}

/** The page hears of it on the element, and the form of each document. */
export const Attached: Story = {
  args: { autoUpload: true },
  play: async ({ canvasElement, args }) => {
    const element = await elementIn(canvasElement)
    chooseFiles(element, pdf('cv.pdf'))
    await reaches(element, 'done')
    await waitFor(() => expect(args.onSettled).toHaveBeenCalledOnce())
    await expect(new FormData(element.form ?? undefined).getAll('documents')).toHaveLength(1)
  },
}

export const Refused: Story = {
  args: { autoUpload: true, outcomes: [{ outcome: 'refused', code: 'INTEGRATION.PERMISSION_MISSING' }] },
  play: async ({ canvasElement }) => {
    const element = await elementIn(canvasElement)
    chooseFiles(element, pdf('cv.pdf'))
    await reaches(element, 'failed')
    await expect(element.checkValidity()).toBe(false)
  },
}

/** The form does not go without a document. */
export const Required: Story = {
  args: { required: true },
  play: async ({ canvasElement }) => {
    const element = await elementIn(canvasElement)
    await expect(element.checkValidity()).toBe(false)
    await expect(element.validationMessage).not.toBe('')
  },
}

/** Takes no files, and lets nobody in; what is in the list is still read. */
export const Disabled: Story = {
  args: { disabled: true },
  play: async ({ canvasElement }) => {
    const element = await elementIn(canvasElement)
    await expect(element.shadowRoot?.querySelector('[data-focus-home]')).toBeDisabled()
  },
}

/** Content of the page in the places it may fill. */
export const Slots: Story = {
  args: {
    content: (
      <>
        <h3 slot="header" style={{ padding: 16 }}>
          Documents for Frank
        </h3>
        <p slot="empty-state" style={{ padding: '0 20px 16px' }}>
          Nothing yet
        </p>
      </>
    ),
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Nothing yet')).toBeVisible()
  },
}
