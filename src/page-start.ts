import { ENDPOINT } from './embed/endpoint.ts'
import { HISTORY_ENTRY, lastToken, TAB } from './embed/last-token.ts'
import { sayPageIsMissing } from './embed/page-missing.ts'
import { allowedOrigins, isEmbedded } from './embed/portal-origin.ts'
import { chooseLanguage, loadMessages, wantedLanguages } from './embed/reader-language.ts'
import { askForRulesAhead } from './embed/rules-ahead.ts'
import './styles.css'

/**
 * Runs first: asks for all that the page needs at once, the page itself among it. One after another, each would take a round
 * trip more before the first file can be chosen.
 */
async function start(place: Element): Promise<void> {
  // Where nobody around it can be asked for a token, an address without one is an incomplete link like any other.
  const embedded = isEmbedded(location) && (window.parent !== window || lastToken(HISTORY_ENTRY) !== undefined)
  // What the style sheet leaves out in a frame: the page's own margins and ground.
  document.documentElement.toggleAttribute('data-embedded', embedded)
  const origins = embedded ? allowedOrigins() : null
  const fetch = askForRulesAhead(ENDPOINT, lastToken(embedded ? HISTORY_ENTRY : TAB))
  const page = import('./page.tsx').catch((error: unknown) => {
    reportError(error)
    return null
  })
  const messages = await loadMessages(chooseLanguage(wantedLanguages(location, navigator)))
  document.documentElement.lang = messages.locale
  document.documentElement.dir = messages.direction
  document.title = messages.page.title
  const fetched = await page
  if (fetched === null) return sayPageIsMissing(place, messages)
  // Until here the page says that it is loading: what never comes leaves nobody before an empty one.
  await origins
  fetched.drawPage(place, { messages, fetch, origins })
}

const place = document.getElementById('page')
if (place === null) throw new Error('index.html has no place for the page')
void start(place)
