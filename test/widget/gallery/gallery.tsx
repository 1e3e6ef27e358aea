import { createRoot } from 'react-dom/client'
import { AttachmentUploadView } from '../../../src/widget/AttachmentUploadView.tsx'
import { en } from '../../../src/widget/locales/en.ts'
import '../../../src/styles.css'
import { scenes } from '../../../src/widget/stories/sample-scenes.ts'
import { CATALOGUES } from '../../../src/widget/stories/story-frame.tsx'
import { moments } from './moments.ts'
import { makeNotices } from './notices.tsx'
import { refusals } from './refusals.ts'
import type { Stage } from './stage.ts'

/**
 * Every state on one page, for looking at: `npx vite`, then `/test/widget/gallery/?theme=dark&size=compact&only=ready&lang=ar`.
 * `of=refusals` shows every other reason why a file is not attached, `of=notices` what else can stand in the way, `of=moments`
 * the stages of what only a hand brings about. test/e2e/gallery-pictures.spec.ts compares them with kept
 * pictures, gallery.spec.ts lets axe judge them.
 */
const query = new URLSearchParams(location.search)
const messages = CATALOGUES.find(({ locale }) => locale === query.get('lang')) ?? en
const only = query.get('only')
const theme = (['dark', 'auto'] as const).find((each) => each === query.get('theme')) ?? 'light'
const size = query.get('size') === 'compact' ? 'compact' : 'regular'

async function stagesOf(what: string | null): Promise<readonly Stage[]> {
  if (what === 'moments') return moments
  if (what === 'notices') return makeNotices({ locale: messages.locale, size })
  return what === 'refusals' ? refusals : Object.entries(scenes).map(([name, make]) => ({ name, upload: make() }))
}

const place = document.getElementById('gallery')
if (place === null) throw new Error('no place for the gallery')
document.documentElement.style.colorScheme = theme === 'auto' ? 'light dark' : theme
if (theme !== 'auto') document.documentElement.dataset['theme'] = theme
createRoot(place).render(
  (await stagesOf(query.get('of')))
    .filter(({ name }) => only === null || only === name)
    .map(({ name, instead, ...stage }) => (
      <div key={name} data-scene={name}>
        <h2>{name}</h2>
        <div className="scene">
          {instead ?? (
            <AttachmentUploadView {...stage} messages={messages} theme={theme} size={size} headingLevel={3} />
          )}
        </div>
      </div>
    )),
)
