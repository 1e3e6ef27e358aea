import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent } from 'storybook/test'
import { DropZone } from './DropZone.tsx'
import { komboExampleRules, sampleRules, unknownRules } from './sample-upload.ts'
import { Frame, speechFrom } from './story-frame.tsx'

/** Where files are dropped, and the button that chooses them. */
const meta = {
  title: 'Parts/DropZone',
  component: DropZone,
  args: {
    rules: sampleRules,
    rulesId: 'rules',
    isDragged: false,
    draggedCount: null,
    isSlim: false,
    onChoose: fn(),
    inputProps: { type: 'file', hidden: true },
    speech: speechFrom({}),
  },
  argTypes: {
    draggedCount: { control: { type: 'number', min: 0 } },
    maxTotalSizeBytes: { control: { type: 'number', min: 0, step: 1_048_576 } },
    speech: { control: false },
    inputProps: { control: false },
    rulesId: { control: false },
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
    await expect(args.onChoose).toHaveBeenCalledOnce()
  },
}
/** Three files hang over it. */
export const Dragged: Story = { args: { isDragged: true, draggedCount: 3 } }
/** The browser does not say how many. */
export const DraggedUncounted: Story = { args: { isDragged: true } }
/** Once files are in the list. */
export const Slim: Story = { args: { isSlim: true } }
export const OneTypeOnly: Story = { args: { rules: komboExampleRules } }
/** All files together are limited, too. */
export const LimitedTogether: Story = { args: { maxTotalSizeBytes: 20_971_520 } }
export const LimitsUnknown: Story = { args: { rules: { ...unknownRules, maxFiles: 3 } } }
