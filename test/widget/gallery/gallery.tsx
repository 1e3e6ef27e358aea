import { createRoot } from 'react-dom/client'
import { AttachmentUploadView } from '../../../src/widget/AttachmentUploadView.tsx'
import { en } from '../../../src/widget/locales/en.ts'
import '../../../src/styles.css'
import { scenes } from '../../../src/widget/sample-scenes.ts'
import { CATALOGUES } from '../../../src/widget/story-frame.tsx'
import { moments } from './moments.ts'

/**
 * Every state on one page, for looking at: `npx vite`, then `/test/widget/gallery/?theme=dark&size=compact&only=ready&lang=ar`.
 * `of=moments` shows the stages of what only a hand brings about. test/e2e/gallery-pictures.spec.ts compares them with kept
 * pictures, gallery.spec.ts lets axe judge them.
 */
const query = new URLSearchParams(location.search)
const messages = CATALOGUES.find(({ locale }) => locale === query.get('lang')) ?? en
const only = query.get('only')
const theme = query.get('theme') === 'dark' ? 'dark' : 'light'
const size = query.get('size') === 'compact' ? 'compact' : 'regular'
const stages = Object.entries(scenes).map(([name, make]) => ({ name, upload: make(), dropAnywhere: false }))

const place = document.getElementById('gallery')
if (place === null) throw new Error('no place for the gallery')
document.documentElement.dataset['theme'] = theme
document.documentElement.style.colorScheme = theme
createRoot(place).render(
  (query.get('of') === 'moments' ? moments : stages)
    .filter(({ name }) => only === null || only === name)
    .map(({ name, upload, dropAnywhere }) => (
      <div key={name} data-scene={name}>
        <h2>{name}</h2>
        <div className="scene">
          <AttachmentUploadView
            upload={upload}
            dropAnywhere={dropAnywhere}
            messages={messages}
            theme={theme}
            size={size}
            headingLevel={3}
          />
        </div>
      </div>
    )),
)
