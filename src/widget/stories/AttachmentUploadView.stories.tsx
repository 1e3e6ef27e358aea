import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { AttachmentUploadView } from '../AttachmentUploadView.tsx'
import type { AttachmentUploadViewProps } from '../AttachmentUploadView.tsx'
import { sampleError, sampleFile, sampleUpload } from './sample-upload.ts'
import { appearanceFrom, InScene, SCENE_CONTROLS } from './story-frame.tsx'

interface Args extends AttachmentUploadViewProps {
  readonly scene: string
}

/**
 * The whole widget as a function of its state, in every state it can be in. Nothing is sent: the states are made by hand.
 * Language, theme and size are in the toolbar.
 */
const meta = {
  title: 'AttachmentUploadView',
  component: AttachmentUploadView,
  args: { scene: 'empty', upload: sampleUpload([]), dropAnywhere: false, headingLevel: 2 },
  argTypes: {
    ...SCENE_CONTROLS,
    slots: { control: false },
    headingLevel: { control: { type: 'number', min: 1, max: 6 } },
  },
  render: ({ scene, ...args }, { globals }) => (
    <InScene scene={scene}>
      {(upload) => <AttachmentUploadView {...args} {...appearanceFrom(globals)} upload={upload} />}
    </InScene>
  ),
} satisfies Meta<Args>

export default meta

type Story = StoryObj<typeof meta>

const showing = (scene: string): Story => ({ args: { scene } })

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

/** The ATS would take documents, the link allows none. */
export const NothingGranted: Story = showing('none-granted')

/** As many files as the link allows are attached already. */
export const UsedUp: Story = showing('used-up')

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

/** Everything arrived, and nothing is left to do. */
export const AllAttached: Story = showing('all-attached')

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

/** The link is no longer valid. A page that can fetch another offers to try again. */
export const LinkExpired: Story = {
  args: {
    upload: sampleUpload([], { rules: { status: 'failed', error: sampleError('UPLOAD.TOKEN_EXPIRED') } }),
    canRenewToken: true,
  },
  argTypes: { scene: { control: false }, canRenewToken: { control: 'boolean' } },
  render: (args, { globals }) => <AttachmentUploadView {...args} {...appearanceFrom(globals)} />,
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
  argTypes: { scene: { control: false } },
  render: (args, { globals }) => <AttachmentUploadView {...args} {...appearanceFrom(globals)} />,
}

/** The page fills places of its own: header, empty state and beside each row's buttons. */
export const Slots: Story = {
  args: {
    scene: 'all-attached',
    slots: {
      header: () => <p style={{ padding: 16 }}>Documents for Frank</p>,
      rowActions: (row) => <button type="button">Preview {row.name}</button>,
    },
  },
  // The header is the page's own.
  argTypes: { headingLevel: { control: false } },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Preview Anschreiben Charité.docx' })).toBeVisible()
  },
}

/** Light and dark, regular and compact, side by side; each of another record, since no page shows one twice. */
export const AllThemes: Story = {
  ...showing('finished'),
  render: ({ scene, ...args }, { globals }) => (
    <InScene scene={scene}>
      {(upload) => (
        <div style={{ display: 'grid', gap: 24 }}>
          {(['light', 'dark'] as const).flatMap((theme) =>
            (['regular', 'compact'] as const).map((size) => (
              <AttachmentUploadView
                key={theme + size}
                {...args}
                {...appearanceFrom(globals)}
                upload={{ ...upload, label: `Frank Doe, ${theme}, ${size}` }}
                theme={theme}
                size={size}
              />
            )),
          )}
        </div>
      )}
    </InScene>
  ),
}
