import type { Meta, StoryObj } from '@storybook/react-vite'
import { fn } from 'storybook/test'
import type { ErrorCode } from '../contract/error-code.ts'
import { ERROR_CODES } from '../contract/error-code.ts'
import { NothingSupported, RulesFailed, RulesLoading } from './RulesStates.tsx'
import { sampleError, sampleRules } from './sample-upload.ts'
import { Frame, speechFrom } from './story-frame.tsx'
import type { Globals } from './story-frame.tsx'

interface Args {
  readonly code: ErrorCode
  readonly onRetry: () => void
  readonly globals?: Globals
}

/** In place of the zone: while the rules are asked for, when they cannot be had, and when no type can be attached. */
const meta = {
  title: 'Parts/RulesStates',
  component: Failure,
  subcomponents: { RulesFailed, RulesLoading, NothingSupported },
  args: { code: 'UPLOAD.NETWORK', onRetry: fn() },
  argTypes: { code: { control: 'select', options: ERROR_CODES } },
  render: (args, { globals }) => <Failure {...args} globals={globals} />,
} satisfies Meta<typeof Failure>

export default meta

type Story = StoryObj<typeof meta>

function Failure({ code, onRetry, globals = {} }: Args) {
  return (
    <Frame globals={globals} rules={null}>
      <RulesFailed
        speech={speechFrom(globals, null)}
        error={sampleError(code)}
        canRenewToken={false}
        onRetry={onRetry}
      />
    </Frame>
  )
}

const none = (reason: 'ats' | 'grant'): Story => ({
  render: (_, { globals }) => {
    const no = { supported: false, reason } as const
    const rules = { ...sampleRules, types: { CV: no, COVER_LETTER: no, OTHER: no } }
    return (
      <Frame globals={globals} rules={rules}>
        <NothingSupported speech={speechFrom(globals, rules)} rules={rules} />
      </Frame>
    )
  },
})

export const Loading: Story = {
  render: (_, { globals }) => (
    <Frame globals={globals} rules={null}>
      <RulesLoading speech={speechFrom(globals, null)} />
    </Frame>
  ),
}
export const Failed: Story = {}
/** The customer's administrator has to allow it. */
export const PermissionMissing: Story = { args: { code: 'INTEGRATION.PERMISSION_MISSING' } }
export const LinkExpired: Story = { args: { code: 'UPLOAD.TOKEN_EXPIRED' } }
/** The ATS has no place for attachments. */
export const NothingInTheAts: Story = none('ats')
/** The link allows none. */
export const NothingGranted: Story = none('grant')
