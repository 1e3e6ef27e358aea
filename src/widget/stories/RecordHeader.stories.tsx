import type { Meta, StoryObj } from '@storybook/react-vite'
import type { RulesState } from '../../upload/engine/attachment-upload.ts'
import { RecordHeader } from '../RecordHeader.tsx'
import type { RecordHeaderProps } from '../RecordHeader.tsx'
import { sampleError, sampleRules } from './sample-upload.ts'
import { appearanceFrom, Frame } from './story-frame.tsx'

interface Args extends RecordHeaderProps {
  readonly status: RulesState['status']
  readonly kind: 'application' | 'candidate' | 'none'
  readonly label: string
  readonly ats: string
}

/** Whose record it is, and where the files go. Always shown: nobody attaches a CV to the wrong person unwarned. */
const meta = {
  title: 'Parts/RecordHeader',
  component: RecordHeader,
  args: {
    status: 'ready',
    kind: 'application',
    label: 'Frank Doe · Senior Nurse, Berlin',
    ats: 'Workday',
    level: 2,
    target: sampleRules.target,
    rules: { status: 'loading' },
    messages: appearanceFrom({}).messages,
  },
  argTypes: {
    status: { description: 'Of the rules.', control: 'inline-radio', options: ['loading', 'ready', 'failed'] },
    kind: { description: 'Of the record.', control: 'inline-radio', options: ['application', 'candidate', 'none'] },
    label: {
      description: "The route's, or the token's where the route has not answered. Empty: none.",
      control: 'text',
    },
    ats: { description: 'Where the files go.', control: 'text' },
    level: { description: 'Of the heading.', control: { type: 'number', min: 1, max: 6 } },
    target: { control: false },
    rules: { control: false },
    messages: { control: false },
  },
  render: ({ status, kind, label, ats, level }, { globals }) => {
    const target = kind === 'none' ? null : { ...sampleRules.target, kind }
    const ownLabel = label === '' ? null : label
    return (
      <Frame globals={globals}>
        <RecordHeader
          target={target}
          rules={rulesIn(status, { ...sampleRules.target, ...target, label: ownLabel, ats })}
          label={ownLabel}
          level={level}
          messages={appearanceFrom(globals).messages}
        />
      </Frame>
    )
  },
} satisfies Meta<Args>

export default meta

type Story = StoryObj<typeof meta>

function rulesIn(status: RulesState['status'], target: typeof sampleRules.target): RulesState {
  if (status === 'loading') return { status }
  if (status === 'failed') return { status, error: sampleError('UPLOAD.NETWORK') }
  return { status, rules: { ...sampleRules, target } }
}

export const Known: Story = {}
export const Loading: Story = { args: { status: 'loading' } }
/** The route has not answered: the token's label stands in. */
export const Unavailable: Story = { args: { status: 'failed' } }
export const NoRecord: Story = { args: { kind: 'none', status: 'loading', label: '' } }
/** Nobody gives a label: the id stands in for it. */
export const NoLabel: Story = { args: { label: '' } }
export const NoLabelUnavailable: Story = { args: { status: 'failed', label: '' } }
export const LongLabel: Story = {
  args: {
    label:
      'Dr. Maximiliane Freifrau von Hohenstein-Wassermann zu Guttenberg · Leitende Oberärztin der Klinik für Anästhesiologie',
    ats: 'SAP SuccessFactors Recruiting Management',
  },
}
export const Candidate: Story = { args: { kind: 'candidate', label: 'Grace Hopper' } }
