import type { Meta, StoryObj } from '@storybook/react-vite'
import { RecordHeader } from './RecordHeader.tsx'
import { sampleError, sampleRules } from './sample-upload.ts'
import { appearanceFrom, Frame } from './story-frame.tsx'

/** Whose record it is, and where the files go. Always shown: nobody attaches a CV to the wrong person unwarned. */
const meta = {
  title: 'Parts/RecordHeader',
  component: RecordHeader,
  args: {
    target: sampleRules.target,
    rules: { status: 'ready', rules: sampleRules },
    level: 2,
    messages: appearanceFrom({}).messages,
  },
  argTypes: { messages: { control: false }, level: { control: { type: 'number', min: 1, max: 6 } } },
  render: (args, { globals }) => (
    <Frame globals={globals}>
      <RecordHeader {...args} messages={appearanceFrom(globals).messages} />
    </Frame>
  ),
} satisfies Meta<typeof RecordHeader>

export default meta

type Story = StoryObj<typeof meta>

const labelled = (label: string | null, ats = 'Workday'): Story => ({
  args: { rules: { status: 'ready', rules: { ...sampleRules, target: { ...sampleRules.target, label, ats } } } },
})

export const Known: Story = {}
export const Loading: Story = { args: { rules: { status: 'loading' } } }
export const Unavailable: Story = {
  args: { rules: { status: 'failed', error: sampleError('UPLOAD.NETWORK') } },
}
export const NoRecord: Story = { args: { target: null, rules: { status: 'loading' } } }
/** The grant carries no label: the id stands in for it. */
export const NoLabel: Story = labelled(null)
export const LongLabel: Story = labelled(
  'Dr. Maximiliane Freifrau von Hohenstein-Wassermann zu Guttenberg · Leitende Oberärztin der Klinik für Anästhesiologie',
  'SAP SuccessFactors Recruiting Management',
)
export const Candidate: Story = {
  args: {
    rules: {
      status: 'ready',
      rules: { ...sampleRules, target: { ...sampleRules.target, kind: 'candidate', label: 'Grace Hopper' } },
    },
    target: { ...sampleRules.target, kind: 'candidate' },
  },
}
