import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent } from 'storybook/test'
import type { AttachmentType } from '../../contract/attachment.ts'
import { ATTACHMENT_TYPES } from '../../contract/attachment.ts'
import type { ErrorCode } from '../../contract/error-code.ts'
import { ERROR_CODES } from '../../contract/error-code.ts'
import { kindByName } from '../../contract/file-kinds.ts'
import type { Upload, UploadState } from '../../upload/list/upload.ts'
import { UPLOAD_STATES } from '../../upload/list/upload.ts'
import { RowNotice } from '../rows/RowNotice.tsx'
import { RowStatus } from '../rows/RowStatus.tsx'
import { sampleError, sampleFile, sampleReceipt } from './sample-upload.ts'
import { Frame } from './story-frame.tsx'
import type { Globals } from './story-frame.tsx'
import { Row as OneRow, UploadRow } from '../rows/UploadRow.tsx'
import type { Actions } from '../base/widget-context.ts'
import { SilentProvider } from '../base/widget-context.ts'

interface Args {
  readonly name: string
  readonly sizeBytes: number
  readonly type: AttachmentType
  readonly state: UploadState
  readonly share: number
  readonly code: ErrorCode
  readonly warning: string
  readonly checking: boolean
  readonly typeIsGuessed: boolean
  readonly isSilent: boolean
  readonly view: 'recruiter' | 'candidate'
  readonly remove: Actions['remove']
  readonly retry: Actions['retry']
  readonly rename: Actions['rename']
  readonly globals?: Globals
}

/** One file: what it is, as what it will be attached, how far it is, what went wrong and what can be done. */
const meta = {
  title: 'Parts/UploadRow',
  component: Row,
  subcomponents: { UploadRow, RowStatus, RowNotice },
  args: {
    name: 'Frank Doe – Lebenslauf 2026.pdf',
    sizeBytes: 412_000,
    type: 'CV',
    state: 'ready',
    share: 0.64,
    code: 'INTEGRATION.ACTION_DISABLED',
    warning: '',
    checking: false,
    typeIsGuessed: false,
    isSilent: false,
    view: 'recruiter',
    remove: fn(),
    retry: fn(),
    rename: fn(),
  },
  argTypes: {
    name: { description: "The file's, with its extension." },
    sizeBytes: { description: 'In bytes.' },
    type: { description: 'As what it is attached.', control: 'inline-radio', options: ATTACHMENT_TYPES },
    state: { description: "The row's `data-state`.", control: 'select', options: UPLOAD_STATES },
    share: {
      description: 'How much is read or sent, from 0 to 1.',
      control: { type: 'range', min: 0, max: 1, step: 0.01 },
    },
    code: { description: 'Why it failed, waits or is unknown.', control: 'select', options: ERROR_CODES },
    warning: { description: 'What the ATS remarked. Empty: nothing.' },
    checking: { description: 'It is still being checked.' },
    typeIsGuessed: { description: 'The type comes from its name, and nobody has chosen it.' },
    isSilent: { description: 'It has shown nothing new for a while.' },
    view: { description: 'Whom it speaks to.', control: 'inline-radio', options: ['recruiter', 'candidate'] },
    remove: { description: 'Takes it off the list.' },
    retry: { description: 'Tries it again, after it failed or was cancelled.' },
    rename: { description: 'Gives it another name.' },
  },
  render: (args, { globals }) => <Row {...args} globals={globals} />,
} satisfies Meta<typeof Row>

export default meta

type Story = StoryObj<typeof meta>

function Row({ globals = {}, ...args }: Args) {
  const upload = uploadFrom(args)
  const silent = new Set(args.isSilent ? [upload] : [])
  return (
    <Frame globals={globals} view={args.view} actions={args}>
      <SilentProvider.Provider value={silent}>
        <ul>
          <OneRow upload={upload} />
        </ul>
      </SilentProvider.Provider>
    </Frame>
  )
}

function uploadFrom(args: Args): Upload {
  const bytes = Math.floor(args.sizeBytes * args.share)
  const error = sampleError(args.code, { message: 'The field "documentCategory" must not be empty.' })
  const warnings = args.warning === '' ? [] : [{ code: null, message: args.warning }]
  const kind = kindByName(args.name)
  const states: Readonly<Record<UploadState, Parameters<typeof sampleFile>[1]>> = {
    ready: { state: 'ready', checking: args.checking },
    rejected: {
      state: 'rejected',
      problem: kind === null ? { code: 'UPLOAD.FILE_KIND_UNKNOWN' } : { code: 'UPLOAD.FILE_PASSWORD_PROTECTED', kind },
    },
    queued: { state: 'queued' },
    reading: { state: 'reading', readBytes: bytes },
    sending: { state: 'sending', sentBytes: bytes },
    accepting: { state: 'accepting' },
    waiting: { state: 'waiting', error, attempt: 2, until: Date.now() + 12_000 },
    done: { state: 'done', receipt: sampleReceipt(args.name, warnings) },
    failed: { state: 'failed', error },
    unknown: { state: 'unknown', error },
    cancelled: { state: 'cancelled' },
  }
  return sampleFile(args, states[args.state])
}

export const Ready: Story = {
  play: async ({ canvas, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Remove/ }))
    await expect(args.remove).toHaveBeenCalledOnce()
  },
}
export const Guessed: Story = { args: { typeIsGuessed: true } }
export const Checking: Story = { args: { checking: true } }
export const Rejected: Story = { args: { state: 'rejected' } }
export const Queued: Story = { args: { state: 'queued' } }
export const Reading: Story = { args: { state: 'reading' } }
export const Sending: Story = { args: { state: 'sending' } }
/** Nothing has left for a while. */
export const SendingInSilence: Story = { args: { state: 'sending', isSilent: true } }
/** Every byte is sent; the ATS has not answered. */
export const Accepting: Story = { args: { state: 'accepting' } }
/** And not for a while. */
export const AcceptingInSilence: Story = {
  args: { state: 'accepting', isSilent: true, view: 'candidate' },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/Check before you send it again/)).toBeVisible()
  },
}
export const Waiting: Story = { args: { state: 'waiting', code: 'PLATFORM.CONCURRENCY_LIMIT_EXCEEDED' } }
export const Done: Story = { args: { state: 'done' } }
export const DoneWithWarning: Story = { args: { state: 'done', warning: 'Replaced the previous CV.' } }
export const Failed: Story = {
  args: { state: 'failed' },
  play: async ({ canvas, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Try again/ }))
    await expect(args.retry).toHaveBeenCalledOnce()
  },
}
/** In the ATS's own words, which a candidate does not see. */
export const FailedInTheirWords: Story = { args: { state: 'failed', code: 'REMOTE.INPUT_INVALID' } }
export const FailedForACandidate: Story = {
  args: { state: 'failed', code: 'REMOTE.INPUT_INVALID', view: 'candidate' },
  play: async ({ canvas }) => {
    await expect(canvas.queryByText(/documentCategory/)).toBeNull()
  },
}
/** Maybe attached: check first. */
export const Unknown: Story = { args: { state: 'unknown', code: 'UPLOAD.DELIVERY_UNKNOWN' } }
export const Cancelled: Story = { args: { state: 'cancelled' } }
export const LongName: Story = { args: { name: `${'sehr-langer-name-ohne-luecke-'.repeat(9)}.pdf` } }
