import type { Meta, StoryObj } from '@storybook/react-vite'
import { Notice } from '../base/Notice.tsx'
import { TONES } from '../words/parts.ts'
import { Frame } from './story-frame.tsx'

/** What happened, what is safe and who can change it. The tone is the row's state, and nothing else decides it. */
const meta = {
  title: 'Parts/Notice',
  component: Notice,
  args: { tone: 'bad', explanation: ['Workday refused this file.', 'Another name or format may help.'] },
  argTypes: {
    tone: { description: "What the row's state makes of its colour.", control: 'inline-radio', options: TONES },
    explanation: { description: 'What happened, and what to do.', control: 'object' },
    children: { control: false },
    actions: { control: false },
    id: { control: false },
  },
  render: (args, { globals }) => (
    <Frame globals={globals}>
      <div data-tone={args.tone} style={{ padding: 16 }}>
        <Notice {...args} />
      </div>
    </Frame>
  ),
} satisfies Meta<typeof Notice>

export default meta

type Story = StoryObj<typeof meta>

export const Bad: Story = {}
export const Warning: Story = { args: { tone: 'warning', explanation: ['Replaced the previous CV.', ''] } }
export const Hold: Story = {
  args: {
    tone: 'hold',
    explanation: ['Workday did not say whether it kept the file.', 'Check before you send it again.'],
  },
}
export const Active: Story = { args: { tone: 'active', explanation: ['Workday is busy.', 'Trying again in 12 s.'] } }
export const WithActions: Story = {
  args: {
    actions: (
      <button type="button" className="kau-button kau-button-small">
        Try again
      </button>
    ),
  },
}
