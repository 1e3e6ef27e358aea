import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent } from 'storybook/test'
import { Footer } from './Footer.tsx'
import { formatFor } from './format.ts'
import { scenes } from './sample-scenes.ts'
import { sampleUpload } from './sample-upload.ts'
import { appearanceFrom, Frame, speechFrom } from './story-frame.tsx'

/** Figures and buttons for the whole list. */
const meta = {
  title: 'Parts/Footer',
  component: Footer,
  args: { upload: sampleUpload([]), messages: appearanceFrom({}).messages, format: formatFor('en') },
  argTypes: { upload: { control: false }, messages: { control: false }, format: { control: false } },
  render: (args, { globals }) => (
    <Frame globals={globals}>
      <Footer {...args} messages={speechFrom(globals).messages} format={speechFrom(globals).format} />
    </Frame>
  ),
} satisfies Meta<typeof Footer>

export default meta

type Story = StoryObj<typeof meta>

const uploadIn = (name: string) => scenes[name]?.() ?? sampleUpload([])
const start = fn()

export const Chosen: Story = {
  args: { upload: { ...uploadIn('ready'), start } },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Attach/ }))
    await expect(start).toHaveBeenCalled()
  },
}
export const UnderWay: Story = { args: { upload: uploadIn('under-way') } }
export const Finished: Story = { args: { upload: uploadIn('finished') } }
export const OnlyRejected: Story = { args: { upload: uploadIn('rejected') } }
export const Offline: Story = { args: { upload: { ...uploadIn('under-way'), isOnline: false } } }
