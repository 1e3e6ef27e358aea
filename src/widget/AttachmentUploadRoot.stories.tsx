import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent } from 'storybook/test'
import { AttachmentUploadRoot } from './AttachmentUploadRoot.tsx'
import { UploadExisting, UploadFooter, UploadHeader, UploadRows, UploadZone } from './layout-parts.tsx'
import { scenes } from './sample-scenes.ts'
import { sampleUpload } from './sample-upload.ts'
import { appearanceFrom } from './story-frame.tsx'

/** The parts of the widget in an arrangement of the page's own. The root takes drops and speaks to screen readers. */
const meta = {
  title: 'AttachmentUploadRoot',
  component: AttachmentUploadRoot,
  args: { upload: sampleUpload([]), dropAnywhere: false, canRenewToken: false, children: null },
  argTypes: {
    upload: { control: false },
    messages: { control: false },
    theme: { control: false },
    size: { control: false },
    rowActions: { control: false },
    children: { control: false },
  },
  render: (args, { globals }) => <AttachmentUploadRoot {...args} {...appearanceFrom(globals)} />,
} satisfies Meta<typeof AttachmentUploadRoot>

export default meta

type Story = StoryObj<typeof meta>

const uploadIn = (name: string) => scenes[name]?.() ?? sampleUpload([])
const start = fn()

/** The list above the zone, without the line that says whose record it is. */
export const ListFirst: Story = {
  args: {
    upload: { ...uploadIn('ready'), start },
    children: (
      <>
        <UploadRows />
        <UploadFooter />
        <UploadZone />
      </>
    ),
  },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Attach/ }))
    await expect(start).toHaveBeenCalled()
  },
}

/** What is on the record first, then what is new. */
export const RecordFirst: Story = {
  args: {
    upload: uploadIn('finished'),
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
