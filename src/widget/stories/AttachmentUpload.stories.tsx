// Over 200 lines: one story for each thing that can happen to a file on its way.
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { chooseFiles } from '../../testing/give-files.ts'
import type { ScriptedOutcome } from '../../testing/route-answers.ts'
import type { ScriptedRouteOptions } from '../../testing/scripted-route.ts'
import { scriptedRoute } from '../../testing/scripted-route.ts'
import { AttachmentUpload } from '../AttachmentUpload.tsx'
import type { AttachmentUploadProps } from '../AttachmentUpload.tsx'
import { appearanceFrom } from './story-frame.tsx'

interface Args extends Partial<Omit<AttachmentUploadProps, 'target'>>, ScriptedRouteOptions {
  readonly outcomes?: readonly ScriptedOutcome[]
  readonly rulesOutcome?: Exclude<ScriptedOutcome, { outcome: 'attached' }>
}

const ofTheRoute = { table: { category: 'The scripted route' } }

/**
 * The component as a page uses it, in front of a scripted route in the browser: no server, nothing leaves the page. Choose
 * or drop files of your own; the controls say what becomes of them. On the page of all stories nothing has happened yet:
 * a story that is opened by itself chooses a file and sends it.
 */
const meta = {
  title: 'AttachmentUpload',
  component: Scripted,
  subcomponents: { AttachmentUpload },
  args: {
    autoUpload: false,
    dropAnywhere: false,
    leaveGuard: false,
    concurrency: 3,
    headingLevel: 2,
    target: 'application:GRKdd9dibYKKCrmGRSMJf3wu',
    label: 'Frank Doe · Senior Nurse, Berlin',
    ats: 'Workday',
    view: 'recruiter',
    latencyMs: 0,
    outcomes: [],
    onOutcome: fn(),
    onSettled: fn(),
  },
  argTypes: {
    autoUpload: { description: 'Start each file as soon as it has passed the checks.' },
    dropAnywhere: { description: 'Take files dropped anywhere on the page.' },
    leaveGuard: { description: 'Ask before the page is left while a file is unsent or under way.' },
    concurrency: { description: 'Files under way at once.', control: { type: 'number', min: 1 } },
    maxTotalSizeBytes: {
      description: 'Largest sum of all files of the list, in bytes.',
      control: { type: 'number', min: 0, step: 1_048_576 },
    },
    headingLevel: {
      description: 'Level of the heading that says whose record it is.',
      control: { type: 'number', min: 1, max: 6 },
    },
    target: {
      description: 'The record.',
      control: 'select',
      options: ['application:GRKdd9dibYKKCrmGRSMJf3wu', 'candidate:26vafvWSRmbhNcxJYqjCzuJg'],
      ...ofTheRoute,
    },
    label: { description: 'Whose record it is.', control: 'text', ...ofTheRoute },
    ats: { description: 'Name of the connected ATS.', control: 'text', ...ofTheRoute },
    types: { description: 'What the ATS takes, per type. Unset: it does not say.', control: 'object', ...ofTheRoute },
    maxFiles: {
      description: 'How many files the link may take. Unset: any number.',
      control: { type: 'number', min: 0 },
      ...ofTheRoute,
    },
    existing: {
      description: 'Documents on record. Unset: the link may not read them.',
      control: 'object',
      ...ofTheRoute,
    },
    view: {
      description: 'Whom it speaks to.',
      control: 'inline-radio',
      options: ['recruiter', 'candidate'],
      ...ofTheRoute,
    },
    latencyMs: {
      description: 'Time each file takes, in milliseconds.',
      control: { type: 'range', min: 0, max: 20_000, step: 500 },
      ...ofTheRoute,
    },
    outcomes: {
      description: 'How the next files end, in their order; the others are attached.',
      control: 'object',
      ...ofTheRoute,
    },
    rulesOutcome: {
      description: 'How asking for the rules ends, when it does not end well.',
      control: 'object',
      ...ofTheRoute,
    },
    onOutcome: { description: 'Called once for each file that has ended.' },
    onSettled: { description: 'Called with all that has ended, when no file is under way any more.' },
    messages: { table: { disable: true } },
    slots: { table: { disable: true } },
    queryClient: { table: { disable: true } },
  },
  parameters: {
    docs: {
      canvas: { sourceState: 'hidden' },
      source: { code: '<AttachmentUpload endpoint="/api" token={token} onSettled={refresh} />' },
    },
  },
  // Another script needs another route, and another route another widget.
  render: (args, { globals }) => <Scripted key={keyOf(args)} {...args} {...appearanceFrom(globals)} />,
} satisfies Meta<typeof Scripted>

export default meta

type Story = StoryObj<typeof meta>

function keyOf({
  target,
  label,
  ats,
  types,
  maxFiles,
  existing,
  view,
  latencyMs,
  outcomes,
  rulesOutcome,
}: Args): string {
  const record = [target, label, ats, types, maxFiles, existing, view]
  return JSON.stringify([record, latencyMs, outcomes, rulesOutcome])
}

function Scripted({ outcomes = [], rulesOutcome, ...options }: Args) {
  const [route] = useState(() => {
    const made = scriptedRoute(options)
    made.next(...outcomes)
    if (rulesOutcome !== undefined) made.nextRules(rulesOutcome)
    return made
  })
  // The token names the record.
  const { target: _, ...props } = options
  return <AttachmentUpload {...props} {...route.props} />
}

const pdf = (name: string, content = name) => new File([`%PDF-1.7 ${content}`], name, { type: 'application/pdf' })

/** Chooses files once the widget knows what is accepted. */
async function choose(element: HTMLElement, ...files: File[]): Promise<void> {
  await within(element).findByRole('button', { name: 'Choose files' })
  chooseFiles(element, files)
}

/** Chooses files and presses the button. */
async function attach(element: HTMLElement, ...files: File[]): Promise<void> {
  await choose(element, ...files)
  const button = await within(element).findByRole('button', { name: /^Attach/ })
  await userEvent.click(button)
}

function row(element: HTMLElement, name: string): HTMLElement {
  return within(element).getByRole('listitem', { name })
}

async function reaches(element: HTMLElement, name: string, state: string): Promise<void> {
  await waitFor(() => expect(row(element, name)).toHaveAttribute('data-state', state))
}

/** Ready for files. */
export const Ready: Story = {}

export const Attached: Story = {
  play: async ({ canvasElement, args }) => {
    await attach(canvasElement, pdf('cv.pdf'), pdf('Cover letter.pdf'))
    await reaches(canvasElement, 'cv.pdf', 'done')
    await reaches(canvasElement, 'Cover letter.pdf', 'done')
    await waitFor(() => expect(args.onSettled).toHaveBeenCalledOnce())
  },
}

/** A success the ATS has something to say about. */
export const AttachedWithWarnings: Story = {
  args: { outcomes: [{ outcome: 'attached', warnings: ['Replaced the previous CV.'] }] },
  play: async ({ canvasElement }) => {
    await attach(canvasElement, pdf('cv.pdf'))
    await reaches(canvasElement, 'cv.pdf', 'done')
    await expect(row(canvasElement, 'cv.pdf')).toHaveTextContent('Replaced the previous CV.')
  },
}

/** The ATS refused, and the row says who can change that. */
export const Refused: Story = {
  args: { outcomes: [{ outcome: 'refused', code: 'INTEGRATION.PERMISSION_MISSING' }] },
  play: async ({ canvasElement }) => {
    await attach(canvasElement, pdf('cv.pdf'))
    await reaches(canvasElement, 'cv.pdf', 'failed')
  },
}

/** Refused once, attached at the second try, under the same key. */
export const TriedAgain: Story = {
  args: { outcomes: [{ outcome: 'refused', code: 'INTEGRATION.ACTION_DISABLED' }] },
  play: async ({ canvasElement }) => {
    await attach(canvasElement, pdf('cv.pdf'))
    await reaches(canvasElement, 'cv.pdf', 'failed')
    await userEvent.click(within(canvasElement).getByRole('button', { name: /^Try again/ }))
    await reaches(canvasElement, 'cv.pdf', 'done')
  },
}

/** The ATS is busy: the file waits, says until when, and goes by itself. */
export const Waiting: Story = {
  args: { outcomes: [{ outcome: 'refused', code: 'UPLOAD.ATS_BUSY', retryAfterMs: 60_000 }] },
  play: async ({ canvasElement }) => {
    await attach(canvasElement, pdf('cv.pdf'))
    await reaches(canvasElement, 'cv.pdf', 'waiting')
  },
}

/** The connection broke after everything was sent: maybe attached, check first. */
export const MaybeAttached: Story = {
  args: { outcomes: [{ outcome: 'refused', code: 'UPLOAD.DELIVERY_UNKNOWN' }] },
  play: async ({ canvasElement }) => {
    await attach(canvasElement, pdf('cv.pdf'))
    await reaches(canvasElement, 'cv.pdf', 'unknown')
  },
}

/** Files the widget refuses before anything is sent stay in the list with their reason. */
export const RefusedBeforeSending: Story = {
  args: {
    types: {
      CV: { supported: true, max_file_size_bytes: 1000, accepted_mime_types: ['application/pdf'] },
      COVER_LETTER: { supported: false, reason: 'ats' },
      OTHER: { supported: false, reason: 'ats' },
    },
  },
  play: async ({ canvasElement }) => {
    await choose(canvasElement, pdf('cv.pdf', 'x'.repeat(2000)), pdf('empty.pdf'), new File([], 'nothing.pdf'))
    await reaches(canvasElement, 'cv.pdf', 'rejected')
    await reaches(canvasElement, 'nothing.pdf', 'rejected')
  },
}

/** Two minutes for a file: both stages of progress, and a way to stop. */
export const SlowNetwork: Story = {
  args: { latencyMs: 120_000 },
  play: async ({ canvasElement }) => {
    await attach(canvasElement, pdf('cv.pdf'))
    await reaches(canvasElement, 'cv.pdf', 'sending')
    await expect(within(canvasElement).getAllByRole('progressbar')[0]).toBeVisible()
    await within(canvasElement).findByRole('button', { name: 'Cancel cv.pdf' })
  },
}

/** The network goes away: the file waits and continues by itself. */
export const Offline: Story = {
  beforeEach: () => {
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true })
    return () => Reflect.deleteProperty(navigator, 'onLine')
  },
  args: { outcomes: [{ outcome: 'broken', allSent: false }] },
  play: async ({ canvasElement }) => {
    await attach(canvasElement, pdf('cv.pdf'))
    await reaches(canvasElement, 'cv.pdf', 'waiting')
    await expect(row(canvasElement, 'cv.pdf')).toHaveTextContent(/online/)
  },
}

/** The link is no longer valid: nothing can be added, and the person learns what to do. */
export const LinkExpired: Story = {
  args: { rulesOutcome: { outcome: 'refused', code: 'UPLOAD.TOKEN_EXPIRED' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/This link has expired/)).toBeVisible()
  },
}

/** Each file goes as soon as it is chosen. */
export const AutoUpload: Story = {
  args: { autoUpload: true },
  play: async ({ canvasElement }) => {
    await choose(canvasElement, pdf('cv.pdf'))
    await reaches(canvasElement, 'cv.pdf', 'done')
  },
}

/** Documents on the record are listed where the grant allows reading. */
export const WithDocumentsOnRecord: Story = {
  args: {
    existing: [
      {
        id: '1',
        name: 'CV Frank Doe 2024.pdf',
        type: 'CV',
        content_type: 'application/pdf',
        created_at: '2024-05-02T09:00:00Z',
        sha256: null,
        size_bytes: null,
      },
    ],
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/1 document on the record/)).toBeVisible()
  },
}
