import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent } from 'storybook/test'
import { AttachmentUploadRoot } from '../AttachmentUploadRoot.tsx'
import type { AttachmentUploadRootProps } from '../AttachmentUploadRoot.tsx'
import { UploadExisting, UploadFooter, UploadHeader, UploadRows, UploadZone } from '../layout-parts.tsx'
import { sampleError, sampleUpload } from './sample-upload.ts'
import { appearanceFrom, InScene, SCENE_CONTROLS } from './story-frame.tsx'

interface Args extends AttachmentUploadRootProps {
  readonly scene: string
  readonly start: () => void
}

/** The parts of the widget in an arrangement of the page's own. The root takes drops and speaks to screen readers. */
const meta = {
  title: 'AttachmentUploadRoot',
  component: AttachmentUploadRoot,
  args: { scene: 'ready', start: fn(), upload: sampleUpload([]), dropAnywhere: false, children: null },
  argTypes: {
    ...SCENE_CONTROLS,
    start: { description: 'Attaches what is ready.' },
    rowActions: { control: false },
    children: { control: false },
  },
  render: ({ scene, start, ...args }, { globals }) => (
    <InScene scene={scene}>
      {(upload) => <AttachmentUploadRoot {...args} {...appearanceFrom(globals)} upload={{ ...upload, start }} />}
    </InScene>
  ),
} satisfies Meta<Args>

export default meta

type Story = StoryObj<typeof meta>

/** The list above the zone, without the line that says whose record it is. */
export const ListFirst: Story = {
  args: {
    children: (
      <>
        <UploadRows />
        <UploadFooter />
        <UploadZone />
      </>
    ),
  },
  play: async ({ canvas, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Attach/ }))
    await expect(args.start).toHaveBeenCalledOnce()
  },
}

/** What is on the record first, then what is new. */
export const RecordFirst: Story = {
  args: {
    scene: 'finished',
    children: (
      <>
        <UploadHeader headingLevel={3} />
        <UploadExisting />
        <UploadZone />
        <UploadRows />
        <UploadFooter />
      </>
    ),
  },
}

/** The link is no longer valid. A page that can fetch another offers to try again. */
export const LinkExpired: Story = {
  args: {
    upload: sampleUpload([], { rules: { status: 'failed', error: sampleError('UPLOAD.TOKEN_EXPIRED') } }),
    canRenewToken: true,
    children: (
      <>
        <UploadHeader />
        <UploadZone />
      </>
    ),
  },
  argTypes: { scene: { control: false }, canRenewToken: { control: 'boolean' } },
  render: (args, { globals }) => <AttachmentUploadRoot {...args} {...appearanceFrom(globals)} />,
}
