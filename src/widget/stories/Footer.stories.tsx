import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent } from 'storybook/test'
import { Footer } from '../Footer.tsx'
import type { FooterProps } from '../Footer.tsx'
import { formatFor } from '../words/format.ts'
import { sampleUpload } from './sample-upload.ts'
import { appearanceFrom, Frame, InScene, SCENE, speechFrom, uploadIn } from './story-frame.tsx'

interface Args extends FooterProps {
  readonly scene: string
  readonly start: () => void
}

/** Figures and buttons for the whole list. */
const meta = {
  title: 'Parts/Footer',
  component: Footer,
  args: {
    scene: 'ready',
    start: fn(),
    upload: sampleUpload([]),
    messages: appearanceFrom({}).messages,
    format: formatFor('en'),
  },
  argTypes: {
    // Without files there is no footer.
    scene: { ...SCENE, options: SCENE.options.filter((scene) => uploadIn(scene).uploads.length > 0) },
    start: { description: 'Attaches what is ready.' },
    upload: { control: false },
    messages: { control: false },
    format: { control: false },
  },
  render: ({ scene, start }, { globals }) => (
    <Frame globals={globals}>
      <InScene scene={scene}>{(upload) => <Footer upload={{ ...upload, start }} {...speechFrom(globals)} />}</InScene>
    </Frame>
  ),
} satisfies Meta<Args>

export default meta

type Story = StoryObj<typeof meta>

export const Chosen: Story = {
  play: async ({ canvas, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Attach/ }))
    await expect(args.start).toHaveBeenCalledOnce()
  },
}
export const UnderWay: Story = { args: { scene: 'under-way' } }
export const Mixed: Story = { args: { scene: 'mixed' } }
export const Finished: Story = { args: { scene: 'finished' } }
export const OnlyRejected: Story = { args: { scene: 'rejected' } }
export const Offline: Story = { args: { scene: 'offline' } }
