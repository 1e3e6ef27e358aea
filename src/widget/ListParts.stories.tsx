import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import type { AttachmentType } from '../contract/attachment.ts'
import { ATTACHMENT_TYPES } from '../contract/attachment.ts'
import type { Upload } from '../upload/upload.ts'
import { Announcer } from './Announcer.tsx'
import { ExistingList } from './ExistingList.tsx'
import { KindBadge } from './KindBadge.tsx'
import { scenes } from './sample-scenes.ts'
import { sampleFile, sampleUpload } from './sample-upload.ts'
import { Frame, speechFrom } from './story-frame.tsx'
import type { Globals } from './story-frame.tsx'
import { SkipToAttach } from './SkipToAttach.tsx'
import { TargetChange } from './TargetChange.tsx'
import { TypeSelect } from './TypeSelect.tsx'
import { UploadList } from './UploadList.tsx'
import { UploadName } from './UploadName.tsx'

interface Args {
  readonly name: string
  readonly type: AttachmentType
  readonly globals?: Globals
}

const uploadIn = (scene: string) => scenes[scene]?.() ?? sampleUpload([])
const fileFrom = (args: Args) => sampleFile({ ...args, sizeBytes: 412_000 }, { state: 'ready', checking: false })

/** The small parts of the list, each by itself. */
const meta = {
  title: 'Parts/List',
  component: NameOf,
  subcomponents: { Announcer, ExistingList, KindBadge, SkipToAttach, TargetChange, TypeSelect, UploadList, UploadName },
  args: { name: 'Frank Doe – Lebenslauf 2026.pdf', type: 'CV' },
  argTypes: { type: { control: 'inline-radio', options: ATTACHMENT_TYPES } },
} satisfies Meta<typeof NameOf>

export default meta

type Story = StoryObj<typeof meta>

function NameOf({ globals = {}, ...args }: Args) {
  return (
    <Frame globals={globals}>
      <UploadName upload={fileFrom(args)} />
    </Frame>
  )
}

/** The file's name. It can be changed until it is sent; the extension stays. */
export const Name: Story = {
  render: (args, { globals }) => <NameOf {...args} globals={globals} />,
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Rename/ }))
    await expect(canvas.getByRole('textbox')).toHaveFocus()
  },
}

export const Type: Story = {
  render: ({ name, type }, { globals }) => (
    <Frame globals={globals}>
      <TypeSelect id={fileFrom({ name, type }).id} name={name} type={type} describedBy={undefined} />
    </Frame>
  ),
}

/** Four by four pixels. */
const PICTURE = new File(
  [
    Uint8Array.from(
      atob(
        'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAN0lEQVR42g3HIQEAQAgDwI9DJjSaENOEQC8Jepowz7l75hPO9lrPZ5gAG7W4cIJs1vKiCbFVq/yR+hsxa1Qb8QAAAABJRU5ErkJggg==',
      ),
      (character) => character.charCodeAt(0),
    ),
  ],
  'picture.png',
  { type: 'image/png' },
)

/** A sheet in the colour of its kind; a picture shows itself. */
export const Kinds: Story = {
  render: (args, { globals }) => (
    <Frame globals={globals}>
      <div style={{ display: 'flex', gap: 12, padding: 16 }}>
        {['cv.pdf', 'cv.docx', 'cv.txt', 'table.xlsx', 'slides.pptx', 'mail.eml', 'unknown'].map((name) => (
          <KindBadge key={name} upload={fileFrom({ ...args, name })} />
        ))}
        <KindBadge
          upload={sampleFile(
            { name: PICTURE.name, sizeBytes: PICTURE.size, file: PICTURE },
            { state: 'ready', checking: false },
          )}
        />
      </div>
    </Frame>
  ),
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('canvas')).toBeVisible())
  },
}

export const List: Story = {
  render: (_, { globals }) => (
    <Frame globals={globals}>
      <UploadList uploads={uploadIn('finished').uploads} messages={speechFrom(globals).messages} />
    </Frame>
  ),
}

/** Documents that are on the record already. */
export const OnRecord: Story = {
  render: (_, { globals }) => (
    <Frame globals={globals}>
      <ExistingList existing={uploadIn('finished').existing ?? []} {...speechFrom(globals)} />
    </Frame>
  ),
  play: async ({ canvasElement }) => {
    const summary = canvasElement.querySelector('summary')
    if (summary !== null) await userEvent.click(summary)
  },
}

/** The page has moved on to another record while files are unsent. */
export const AnotherRecord: Story = {
  render: (_, { globals }) => (
    <Frame globals={globals}>
      <TargetChange upload={uploadIn('other-record')} messages={speechFrom(globals).messages} />
    </Frame>
  ),
}

/** The one live region. Nothing to be seen: what it says is shown here. */
export const Announcements: Story = {
  render: (_, { globals }) => (
    <Frame globals={globals}>
      <Announced globals={globals} />
    </Frame>
  ),
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button'))
    await expect(await canvas.findByText(/added/)).toBeInTheDocument()
  },
}

const TEN = Array.from({ length: 10 }, (_, index) =>
  sampleFile({ name: `${index}.pdf`, sizeBytes: 412_000 }, { state: 'ready', checking: false }),
)

/** Past a long list, for the keyboard; seen once it has the focus. */
export const Skip: Story = {
  render: (_, { globals }) => (
    <Frame globals={globals}>
      <SkipToAttach upload={sampleUpload(TEN)} messages={speechFrom(globals).messages} />
    </Frame>
  ),
  play: async ({ canvas }) => {
    await userEvent.tab()
    await expect(canvas.getByRole('button')).toHaveFocus()
  },
}

const NOBODY: ReadonlySet<Upload> = new Set()

function Announced({ globals }: { readonly globals: Globals }) {
  const [scene, setScene] = useState('empty')
  return (
    <div style={{ padding: 16 }}>
      <button type="button" className="kau-button" onClick={() => setScene('ready')}>
        Choose files
      </button>
      <Announcer upload={uploadIn(scene)} speech={speechFrom(globals)} skipped={null} ending={null} silent={NOBODY} />
    </div>
  )
}
