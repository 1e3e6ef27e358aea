import type { Preview } from '@storybook/react-vite'
import { configure } from 'storybook/test'
import { LANGUAGES } from '../src/widget/stories/story-frame.tsx'
import '../src/styles.css'
import './preview.css'

// Generous, so that a busy machine decides nothing in a story's play function.
configure({ asyncUtilTimeout: 30_000 })

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    // A violation fails the story, in the panel and in the test run.
    a11y: { test: 'error' },
    layout: 'fullscreen',
    // It would show how a story is made, and nothing that a page could use.
    docs: { canvas: { sourceState: 'none' } },
    controls: { sort: 'requiredFirst' },
    options: { storySort: { order: ['AttachmentUpload', 'AttachmentUploadView', 'Custom element', 'Parts'] } },
  },
  globalTypes: {
    language: {
      description: 'Language of the widget',
      toolbar: { title: 'Language', icon: 'globe', items: [...LANGUAGES], dynamicTitle: true },
    },
    theme: {
      description: 'Theme of the widget',
      toolbar: { title: 'Theme', icon: 'mirror', items: ['auto', 'light', 'dark'], dynamicTitle: true },
    },
    size: {
      description: 'Size of the widget',
      toolbar: { title: 'Size', icon: 'component', items: ['regular', 'compact'], dynamicTitle: true },
    },
  },
  initialGlobals: { language: 'en', theme: 'light', size: 'regular' },
  decorators: [
    (Story, { globals }) => (
      <div className="story" data-theme={globals['theme']}>
        <Story />
      </div>
    ),
  ],
}

export default preview
