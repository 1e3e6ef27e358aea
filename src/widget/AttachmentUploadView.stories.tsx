import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import type { AttachmentUpload } from '../upload/attachment-upload.ts'
import { AttachmentUploadView } from './AttachmentUploadView.tsx'
import { scenes } from './sample-scenes.ts'
import { sampleFile, sampleUpload } from './sample-upload.ts'
import { appearanceFrom } from './story-frame.tsx'

/**
 * The whole widget as a function of its state, in every state it can be in. Nothing is sent: the states are made by hand.
 * Language, theme and size are in the toolbar.
 */
const meta = {
  title: 'AttachmentUploadView',
  component: AttachmentUploadView,
  args: { upload: sampleUpload([]), dropAnywhere: false, headingLevel: 2 },
  argTypes: {
    upload: { control: false },
    messages: { control: false },
    slots: { control: false },
    theme: { control: false },
    size: { control: false },
    headingLevel: { control: { type: 'number', min: 1, max: 6 } },
  },
  render: (args, { globals }) => <AttachmentUploadView {...args} {...appearanceFrom(globals)} />,
} satisfies Meta<typeof AttachmentUploadView>

export default meta

type Story = StoryObj<typeof meta>

const showing = (name: keyof typeof scenes): Story => {
  const scene = scenes[name]
  if (scene === undefined) throw new Error(`no scene ${name}`)
  return { args: { upload: scene() } }
}

/** Nothing is chosen yet; what is accepted stands in words. */
export const Empty: Story = showing('empty')

export const LoadingRules: Story = showing('loading')

/** The rules could not be had: who can change that is said. */
export const RulesFailed: Story = showing('rules-failed')

/** What Kombo's documentation shows: only "Other", as PDF or old Word. Types the ATS lacks are not offered. */
export const OnlyOther: Story = showing('kombo-example')

/** The ATS does not say what it accepts, and the link allows three files. */
export const LimitsUnknown: Story = showing('limits-unknown')

export const NothingSupported: Story = showing('none-supported')

/** Chosen, guessed, being checked, refused with its reason. */
export const Chosen: Story = showing('ready')

/** Every state between pressing "Attach" and an outcome. */
export const UnderWay: Story = showing('under-way')

/** Tries again by itself, and says when. */
export const Countdown: Story = showing('countdown')

/** The network is gone: what is under way waits, and goes on by itself. */
export const Offline: Story = showing('offline')

/** A list in the middle of the work, beside the documents that were there before. */
export const Mixed: Story = showing('mixed')

/** Every outcome, with the documents that are on the record. */
export const Finished: Story = showing('finished')

export const Rejected: Story = showing('rejected')

/** Names, labels and remarks that try to break out. They stay text, in their own place. */
export const HostileTexts: Story = showing('hostile')

/** The page turned to another record while a file is unsent. */
export const OtherRecord: Story = showing('other-record')

/** The link runs out in a few minutes, and nothing renews it. */
export const LinkEnds: Story = showing('link-ends')

/** A candidate sees nothing of what systems say to each other. */
export const ForACandidate: Story = {
  ...showing('candidate'),
  play: async ({ canvas }) => {
    await expect(canvas.queryByText(/documentCategory/)).toBeNull()
  },
}

/** Hundreds of files: rows out of sight cost nothing. */
export const HundredsOfFiles: Story = {
  args: {
    upload: sampleUpload(
      Array.from({ length: 300 }, (_, index) =>
        sampleFile(
          { name: `Dokument ${index + 1}.pdf`, sizeBytes: 100_000 + index },
          { state: 'ready', checking: false },
        ),
      ),
    ),
  },
  // axe would take long over hundreds of rows of one kind; the first twenty are judged, and what is above and below the list.
  parameters: {
    a11y: {
      context: { include: ['[data-part="row"]:nth-child(-n + 20)', '[data-part="zone"]', '[data-part="footer"]'] },
    },
  },
  tags: ['!autodocs'],
}

/** The page fills places of its own: header, empty state and beside each row's buttons. */
export const Slots: Story = {
  args: {
    upload: sampleUpload([
      sampleFile({ name: 'cv.pdf', sizeBytes: 9000, type: 'CV' }, { state: 'ready', checking: false }),
    ]),
    slots: {
      header: () => <p style={{ padding: 16 }}>Documents for Frank</p>,
      rowActions: (row) => <button type="button">Preview {row.name}</button>,
    },
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Preview cv.pdf' })).toBeVisible()
  },
}

/** The same files on another record: no page shows one record twice. */
function forRecord(upload: AttachmentUpload, label: string): AttachmentUpload {
  if (upload.rules.status !== 'ready') return upload
  const { rules } = upload.rules
  return { ...upload, rules: { status: 'ready', rules: { ...rules, target: { ...rules.target, label } } } }
}

/** Light and dark, regular and compact, side by side. */
export const AllThemes: Story = {
  args: { upload: scenes['finished']?.() ?? sampleUpload([]) },
  tags: ['!autodocs'],
  render: (args, { globals }) => (
    <div style={{ display: 'grid', gap: 24 }}>
      {(['light', 'dark'] as const).flatMap((theme) =>
        (['regular', 'compact'] as const).map((size) => (
          <AttachmentUploadView
            key={theme + size}
            {...args}
            {...appearanceFrom(globals)}
            upload={forRecord(args.upload, `Frank Doe, ${theme}, ${size}`)}
            theme={theme}
            size={size}
          />
        )),
      )}
    </div>
  ),
}
