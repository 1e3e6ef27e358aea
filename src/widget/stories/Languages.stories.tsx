import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { AttachmentUploadView } from '../AttachmentUploadView.tsx'
import type { AttachmentUploadViewProps } from '../AttachmentUploadView.tsx'
import { sampleUpload } from './sample-upload.ts'
import { appearanceFrom, CATALOGUES, InScene, SCENE_CONTROLS } from './story-frame.tsx'

interface Args extends AttachmentUploadViewProps {
  readonly scene: string
}

/**
 * The states a person spends most time with, each in every language below one another, right-to-left ones included: for
 * whoever reads the words a second time. Theme and size are in the toolbar.
 */
const meta = {
  title: 'Languages',
  component: AttachmentUploadView,
  args: { scene: 'empty', upload: sampleUpload([]), dropAnywhere: false, headingLevel: 2 },
  argTypes: {
    ...SCENE_CONTROLS,
    headingLevel: { control: { type: 'number', min: 1, max: 6 } },
    slots: { control: false },
  },
  render: ({ scene, ...args }, { globals }) => (
    <InScene scene={scene}>
      {(upload) => (
        <div style={{ display: 'grid', gap: 24 }}>
          {CATALOGUES.map((messages) => {
            const appearance = { ...appearanceFrom(globals), messages }
            return <AttachmentUploadView key={messages.locale} {...args} {...appearance} upload={upload} />
          })}
        </div>
      )}
    </InScene>
  ),
  play: async ({ canvas }) => {
    const languages = canvas.getAllByRole('region').map((region) => region.lang)
    await expect(languages).toEqual(CATALOGUES.map(({ locale }) => locale))
  },
} satisfies Meta<Args>

export default meta

type Story = StoryObj<typeof meta>

const showing = (scene: string): Story => ({ args: { scene } })

/** What is accepted, in words. */
export const Empty: Story = showing('empty')

/** The ATS does not say what it takes. */
export const LimitsUnknown: Story = showing('limits-unknown')

/** Chosen, being checked, refused. */
export const Chosen: Story = showing('ready')

/** Every reason a file is not taken. */
export const Rejected: Story = showing('rejected')

export const UnderWay: Story = showing('under-way')

/** Attached, with remarks, maybe attached, refused, cancelled. */
export const Finished: Story = showing('finished')

/** The same for somebody who applies: nothing of what systems say to each other. */
export const ForACandidate: Story = showing('candidate')

/** Nothing can be added, and who can change that. */
export const RulesFailed: Story = showing('rules-failed')

/** The page has moved on to another record. */
export const OtherRecord: Story = showing('other-record')
