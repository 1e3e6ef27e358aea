import type { Meta, StoryObj } from '@storybook/react-vite'
import { fn } from 'storybook/test'
import type { ErrorCode } from '../../contract/error-code.ts'
import { ERROR_CODES } from '../../contract/error-code.ts'
import type { UnsupportedReason } from '../../contract/rules.ts'
import { NothingTaken, RulesFailed, RulesLoading } from '../RulesStates.tsx'
import { sampleError, sampleRules } from './sample-upload.ts'
import { Frame, speechFrom } from './story-frame.tsx'
import type { Globals } from './story-frame.tsx'

interface Args {
  readonly state: 'loading' | 'failed' | 'nothing'
  readonly code: ErrorCode
  readonly canRetry: boolean
  readonly reason: UnsupportedReason | 'files'
  readonly onRetry: () => void
  readonly globals?: Globals
}

const whileFailed = { if: { arg: 'state', eq: 'failed' } }

/** In place of the zone: while the rules are asked for, when they cannot be had, and when no file can be added. */
const meta = {
  title: 'Parts/RulesStates',
  component: InPlaceOfZone,
  subcomponents: { RulesFailed, RulesLoading, NothingTaken },
  args: { state: 'failed', code: 'UPLOAD.NETWORK', canRetry: true, reason: 'ats', onRetry: fn() },
  argTypes: {
    state: {
      description: 'The rules are asked for, could not be had, or allow nothing.',
      control: 'inline-radio',
      options: ['loading', 'failed', 'nothing'],
    },
    code: {
      description: 'Why the rules could not be had.',
      control: 'select',
      options: ERROR_CODES,
      ...whileFailed,
    },
    canRetry: { description: 'Whether the rules may be there at another try.', control: 'boolean', ...whileFailed },
    reason: {
      description: 'Why no file can be added: no type can be attached, or the link has taken all its files.',
      control: 'inline-radio',
      options: ['ats', 'grant', 'files'],
      if: { arg: 'state', eq: 'nothing' },
    },
    onRetry: { description: 'Asks once more.' },
    globals: { table: { disable: true } },
  },
  render: (args, { globals }) => <InPlaceOfZone {...args} globals={globals} />,
} satisfies Meta<typeof InPlaceOfZone>

export default meta

type Story = StoryObj<typeof meta>

function InPlaceOfZone({ state, code, canRetry, reason, onRetry, globals = {} }: Args) {
  const none = reason === 'files' ? { ...sampleRules, maxFiles: 3, filesUsed: 3 } : withoutTypes(reason)
  const rules = state === 'nothing' ? none : null
  const speech = speechFrom(globals, rules)
  return (
    <Frame globals={globals} rules={rules}>
      {state === 'loading' && <RulesLoading speech={speech} />}
      {state === 'failed' && (
        <RulesFailed speech={speech} error={sampleError(code)} canRetry={canRetry} onRetry={onRetry} />
      )}
      {state === 'nothing' && <NothingTaken speech={speech} rules={none} />}
    </Frame>
  )
}

function withoutTypes(reason: UnsupportedReason) {
  const no = { supported: false, reason } as const
  return { ...sampleRules, types: { CV: no, COVER_LETTER: no, OTHER: no } }
}

export const Loading: Story = { args: { state: 'loading' } }
export const Failed: Story = {}
/** The customer's administrator has to allow it. */
export const PermissionMissing: Story = { args: { code: 'INTEGRATION.PERMISSION_MISSING' } }
export const LinkExpired: Story = { args: { code: 'UPLOAD.TOKEN_EXPIRED', canRetry: false } }
/** The ATS has no place for attachments. */
export const NothingInTheAts: Story = { args: { state: 'nothing' } }
/** The link allows none. */
export const NothingGranted: Story = { args: { state: 'nothing', reason: 'grant' } }
/** The link has taken all the files it may. */
export const LinkUsedUp: Story = { args: { state: 'nothing', reason: 'files' } }
