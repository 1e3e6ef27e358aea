import { createRoot } from 'react-dom/client'
import { AttachmentUploadView } from '../../../src/widget/AttachmentUploadView.tsx'
import { ar } from '../../../src/widget/locales/ar.ts'
import { de } from '../../../src/widget/locales/de.ts'
import { en } from '../../../src/widget/locales/en.ts'
import '../../../src/styles.css'
import { scenes } from '../../../src/widget/sample-scenes.ts'

/** Every state on one page, for looking at: `npx vite`, then `/test/widget/gallery/?theme=dark&size=compact&only=ready`. */
const languages = { ar, de }
const query = new URLSearchParams(location.search)
const language = query.get('lang')
const messages = language === 'ar' || language === 'de' ? languages[language] : en
const only = query.get('only')
const theme = query.get('theme') === 'dark' ? 'dark' : 'light'
const size = query.get('size') === 'compact' ? 'compact' : 'regular'

const place = document.getElementById('gallery')
if (place === null) throw new Error('no place for the gallery')
document.documentElement.dataset['theme'] = theme
document.documentElement.style.colorScheme = theme
createRoot(place).render(
  Object.entries(scenes)
    .filter(([name]) => only === null || only === name)
    .map(([name, make]) => (
      <div key={name}>
        <h2>{name}</h2>
        <div className="scene">
          <AttachmentUploadView upload={make()} messages={messages} theme={theme} size={size} />
        </div>
      </div>
    )),
)
