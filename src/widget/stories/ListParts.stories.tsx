// Over 200 lines: the parts of the list, each with the states it has.
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import type { AttachmentType } from '../../contract/attachment.ts'
import { ATTACHMENT_TYPES } from '../../contract/attachment.ts'
import type { AttachmentUpload } from '../../upload/engine/attachment-upload.ts'
import type { Upload } from '../../upload/list/upload.ts'
import { Announcer } from '../Announcer.tsx'
import { ExistingList } from '../ExistingList.tsx'
import { KindBadge } from '../rows/KindBadge.tsx'
import { sampleFile, sampleUpload } from './sample-upload.ts'
import { Frame, InScene, SCENE, speechFrom, uploadIn } from './story-frame.tsx'
import type { Globals } from './story-frame.tsx'
import { SkipToAttach } from '../SkipToAttach.tsx'
import { TargetChange } from '../TargetChange.tsx'
import { TypeSelect } from '../rows/TypeSelect.tsx'
import { UploadList } from '../rows/UploadList.tsx'
import { UploadName } from '../rows/UploadName.tsx'
import { WidgetProvider } from '../base/widget-context.ts'

const fileOf = (name: string, type: AttachmentType = 'OTHER') =>
  sampleFile({ name, type, sizeBytes: 412_000 }, { state: 'ready', checking: false })

/** The small parts of the list, each by itself and with settings of its own. */
const meta = {
  title: 'Parts/List',
  subcomponents: { Announcer, ExistingList, KindBadge, SkipToAttach, TargetChange, TypeSelect, UploadList, UploadName },
} satisfies Meta

export default meta

const NAME = 'Frank Doe – Lebenslauf 2026.pdf'
const FILE_NAME = { description: "The file's, with its extension." }
const TYPE = { description: 'As what it is attached.', control: 'inline-radio', options: ATTACHMENT_TYPES } as const
/** A row's, around what stands in one. */
const ROOM = { padding: 16 }
const COUNT = { control: { type: 'number', min: 0 } } as const

/** The file's name. It can be changed until it is sent; the extension stays. */
export const Name: StoryObj<{ name: string }> = {
  args: { name: NAME },
  argTypes: { name: FILE_NAME },
  render: ({ name }, { globals }) => (
    <Frame globals={globals}>
      <div style={ROOM}>
        <UploadName upload={fileOf(name)} />
      </div>
    </Frame>
  ),
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Rename/ }))
    await expect(canvas.getByRole('textbox')).toHaveFocus()
  },
}

export const Type: StoryObj<{ name: string; type: AttachmentType }> = {
  args: { name: NAME, type: 'CV' },
  argTypes: { name: FILE_NAME, type: TYPE },
  render: ({ name, type }, { globals }) => (
    <Frame globals={globals}>
      <div style={ROOM}>
        <TypeSelect id={fileOf(name).id} name={name} type={type} describedBy={undefined} />
      </div>
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
export const Kinds: StoryObj<{ name: string }> = {
  args: { name: 'cv.pdf' },
  argTypes: { name: { description: 'Of the first file. Its ending says what kind it is.' } },
  render: ({ name: own }, { globals }) => (
    <Frame globals={globals}>
      <div style={{ ...ROOM, display: 'flex', flexWrap: 'wrap', gap: 12 }}>
        <KindBadge upload={fileOf(own)} />
        {['cv.docx', 'cv.txt', 'table.xlsx', 'slides.pptx', 'mail.eml', 'unknown'].map((name) => (
          <KindBadge key={name} upload={fileOf(name)} />
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

export const List: StoryObj<{ scene: string }> = {
  args: { scene: 'finished' },
  argTypes: { scene: SCENE },
  render: ({ scene }, { globals }) => (
    <Frame globals={globals}>
      <InScene scene={scene}>
        {({ uploads }) => (
          <WidgetProvider.Consumer>
            {(widget) => widget && <UploadList uploads={uploads} widget={widget} keepFocus={nothing} />}
          </WidgetProvider.Consumer>
        )}
      </InScene>
    </Frame>
  ),
}

/** Documents that are on the record already. */
export const OnRecord: StoryObj<{ name: string; type: AttachmentType }> = {
  args: { name: 'CV Frank Doe 2024.pdf', type: 'CV' },
  argTypes: { name: FILE_NAME, type: TYPE },
  render: ({ name, type }, { globals }) => (
    <Frame globals={globals}>
      <ExistingList
        existing={(uploadIn('mixed').existing ?? []).map((each, index) =>
          index === 0 ? { ...each, name, type } : each,
        )}
        {...speechFrom(globals)}
      />
    </Frame>
  ),
  play: async ({ canvasElement }) => {
    const summary = canvasElement.querySelector('summary')
    if (summary !== null) await userEvent.click(summary)
  },
}

/** The page has moved on to another record while files are unsent or under way. */
export const AnotherRecord: StoryObj<{ unsent: number; underWay: number }> = {
  args: { unsent: 1, underWay: 0 },
  argTypes: {
    unsent: { ...COUNT, description: 'Files that are not sent yet.' },
    underWay: { ...COUNT, description: 'Files that are being sent.' },
  },
  render: (figures, { globals }) => {
    const upload = uploadIn('other-record')
    const change = upload.pendingTargetChange
    const pendingTargetChange = change === null ? null : { ...change, ...figures }
    return (
      <Frame globals={globals}>
        <div style={{ paddingBlockEnd: 16 }}>
          <TargetChange upload={{ ...upload, pendingTargetChange }} messages={speechFrom(globals).messages} />
        </div>
      </Frame>
    )
  },
}

/** The one live region. It is for screen readers: on a page nobody sees what it says, here it is shown. */
export const Announcements: StoryObj<{ scene: string }> = {
  args: { scene: 'ready' },
  argTypes: { scene: { ...SCENE, description: 'What an empty list turns to.' } },
  render: ({ scene }, { globals }) => (
    <Frame globals={globals}>
      <InScene scene={scene}>
        {(upload) => <Announced key={scene} scene={scene} upload={upload} globals={globals} />}
      </InScene>
    </Frame>
  ),
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button'))
    const said = await canvas.findByText(/added/)
    await expect(said.getBoundingClientRect().height).toBeGreaterThan(10)
  },
}

/** Past a long list, for the keyboard; seen once it has the focus. */
export const Skip: StoryObj<{ files: number }> = {
  args: { files: 10 },
  argTypes: { files: { ...COUNT, description: 'From ten files on there is something to skip.' } },
  render: ({ files }, { globals }) => {
    const uploads = Array.from({ length: files }, (_, index) => fileOf(`${index}.pdf`))
    return (
      <Frame globals={globals}>
        <div style={{ paddingBlockStart: 16 }}>
          <SkipToAttach upload={sampleUpload(uploads)} messages={speechFrom(globals).messages} />
        </div>
      </Frame>
    )
  },
  play: async ({ canvas }) => {
    await userEvent.tab()
    await expect(canvas.getByRole('button')).toHaveFocus()
  },
}

const nothing = () => undefined
const EMPTY = sampleUpload([])
const NOBODY: ReadonlySet<Upload> = new Set()

interface AnnouncedProps {
  readonly scene: string
  readonly upload: AttachmentUpload
  readonly globals: Globals
}

function Announced({ scene, upload, globals }: AnnouncedProps) {
  const [shown, setShown] = useState(EMPTY)
  return (
    <div style={ROOM} className="story-announced">
      <button type="button" className="kau-button" onClick={() => setShown(upload)}>
        Turn to {scene}
      </button>
      <Announcer upload={shown} speech={speechFrom(globals)} skipped={null} ending={null} silent={NOBODY} />
    </div>
  )
}
