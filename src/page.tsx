import { StrictMode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { EmbeddedUpload } from './embed/EmbeddedUpload.tsx'
import { ENDPOINT } from './embed/endpoint.ts'
import { TAB, useLastToken } from './embed/last-token.ts'
import { AttachmentUploadView, explain, useAttachmentUpload } from './index.ts'
import type { AttachmentUploadOptions, ErrorCode, Explanation, Messages } from './index.ts'

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

/** What is fetched beside the page, and before it is here. */
export interface PageParts extends PageProps {
  /** Origins that may have the page in a frame; `null` where it is not in one. */
  readonly origins: Promise<ReadonlySet<string>> | null
}

/** Draws the page. */
export function drawPage(place: Element, { messages, fetch, origins }: PageParts): void {
  place.replaceChildren()
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
