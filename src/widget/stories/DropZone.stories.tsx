import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent } from 'storybook/test'
import { DropZone } from '../DropZone.tsx'
import { komboExampleRules, sampleRules, unknownRules } from './sample-upload.ts'
import { Frame, speechFrom } from './story-frame.tsx'
import type { Drop } from '../files/use-drop.ts'

const hiddenInput: Drop['getInputProps'] = (props) => ({ ...props, type: 'file', hidden: true })

const over = (dragged: number) => ({ ...meta.args.drop, dragged })

/** Where files are dropped, and the button that chooses them. */
const meta = {
  title: 'Parts/DropZone',
  component: DropZone,
  args: {
    rules: sampleRules,
    isSlim: false,
    drop: { open: fn(), dragged: null, getInputProps: hiddenInput },
    speech: speechFrom({}),
  },
  argTypes: {
    rules: { description: 'What the ATS takes.' },
    maxTotalSizeBytes: { control: { type: 'number', min: 0, step: 1_048_576 } },
    speech: { control: false },
    drop: { control: false },
  },
  render: (args, { globals }) => (
    <Frame globals={globals} rules={args.rules}>
      <DropZone {...args} speech={speechFrom(globals, args.rules)} />
    </Frame>
  ),
} satisfies Meta<typeof DropZone>

export default meta

type Story = StoryObj<typeof meta>

export const Resting: Story = {
  play: async ({ canvas, args }) => {
    await userEvent.click(canvas.getByRole('button'))
    await expect(args.drop.open).toHaveBeenCalledOnce()
  },
}
/** Three files hang over it. */
export const Dragged: Story = { args: { drop: over(3) } }
/** The browser does not say how many. */
export const DraggedUncounted: Story = { args: { drop: over(0) } }
/** Once files are in the list. */
export const Slim: Story = { args: { isSlim: true } }
export const OneTypeOnly: Story = { args: { rules: komboExampleRules } }
/** All files together are limited, too. */
export const LimitedTogether: Story = { args: { maxTotalSizeBytes: 20_971_520 } }
export const LimitsUnknown: Story = { args: { rules: { ...unknownRules, maxFiles: 3 } } }
