import { StrictMode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { EmbeddedUpload, isEmbedded } from './embed/EmbeddedUpload.tsx'
import { HISTORY_ENTRY, lastToken, TAB, useLastToken } from './embed/last-token.ts'
import { allowedOrigins } from './embed/portal-origin.ts'
import { chooseLanguage, loadMessages, wantedLanguages } from './embed/reader-language.ts'
import { askForRulesAhead } from './embed/rules-ahead.ts'
import { AttachmentUploadView, explain, useAttachmentUpload } from './index.ts'
import type { AttachmentUploadOptions, ErrorCode, Explanation, Messages } from './index.ts'
import './styles.css'

/** The route, on the page's own server. */
const ENDPOINT = '/api'

/** Codes after which nothing on this page can help: another link is needed. */
const DEAD_LINK: ReadonlySet<ErrorCode> = new Set([
  'UPLOAD.TOKEN_INVALID',
  'UPLOAD.TOKEN_EXPIRED',
  'UPLOAD.TARGET_MISMATCH',
])

interface PageProps {
  readonly messages: Messages
  readonly fetch: NonNullable<AttachmentUploadOptions['fetch']>
}

function Page({ messages, fetch }: PageProps) {
  const [token] = useLastToken(TAB)
  if (token === undefined) return <Stop explanation={messages.page.incomplete} />
  return <UploadPage token={token} messages={messages} fetch={fetch} />
}

function UploadPage({ token, messages, fetch }: PageProps & { readonly token: string }) {
  const upload = useAttachmentUpload({ endpoint: ENDPOINT, token, fetch })
  const { rules } = upload
  const label = rules.status === 'loading' ? null : upload.label
  const { title, note } = messages.page
  useEffect(() => {
    document.title = label === null ? title : `${title} · ${label}`
  }, [title, label])
  // Never in place of files: how each of them ended stays to be read, and what is unsent to be asked about.
  if (rules.status === 'failed' && DEAD_LINK.has(rules.error.code) && upload.uploads.length === 0) {
    return <Stop explanation={explain(rules.error.code, messages)} />
  }
  return (
    <>
      <h1 className="page-title">{title}</h1>
      <AttachmentUploadView upload={upload} messages={messages} dropAnywhere />
      <p className="page-note">{note}</p>
    </>
  )
}

/** Instead of the widget, where only another link helps. */
function Stop({ explanation: [what, advice] }: { readonly explanation: Explanation }) {
  useEffect(() => {
    document.title = what
  }, [what])
  return (
    <div className="page-stop" role="alert">
      <svg
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        aria-hidden="true"
      >
        <path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-.8.8M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l.8-.8M3 3l18 18" />
      </svg>
      <h1>{what}</h1>
      <p>{advice}</p>
    </div>
  )
}

/** Draws the page in the reader's language, once its words are here. */
async function show(place: Element): Promise<void> {
  const embedded = isEmbedded(location)
  // What the style sheet leaves out in a frame: the page's own margins and ground.
  document.documentElement.toggleAttribute('data-embedded', embedded)
  // One after another, these would each take a round trip before the first file can be chosen.
  const origins = embedded ? allowedOrigins() : null
  const fetch = askForRulesAhead(ENDPOINT, lastToken(embedded ? HISTORY_ENTRY : TAB))
  const messages = await loadMessages(chooseLanguage(wantedLanguages(location, navigator)))
  document.documentElement.lang = messages.locale
  document.documentElement.dir = messages.direction
  document.title = messages.page.title
  createRoot(place).render(
    <StrictMode>
      {origins === null ? (
        <Page messages={messages} fetch={fetch} />
      ) : (
        <EmbeddedUpload endpoint={ENDPOINT} fetch={fetch} origins={origins} place={place} messages={messages} />
      )}
    </StrictMode>,
  )
}

const place = document.getElementById('page')
if (place === null) throw new Error('index.html has no place for the page')
void show(place)
