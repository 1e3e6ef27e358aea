import type { ReactNode } from 'react'
import type { Explanation } from '../words/messages.ts'
import type { Tone } from '../words/parts.ts'

export interface NoticeProps {
  readonly tone: Tone
  readonly id?: string
  readonly explanation: Explanation
  /** What another says of it. */
  readonly children?: ReactNode
  /** Buttons. */
  readonly actions?: ReactNode
}

/**
 * What happened and what to do about it. Each text has an element of its own, here and everywhere: a browser that translates
 * the page puts others in the place of texts, and React finds none of its own among them.
 */
export function Notice({ tone, id, explanation, children, actions }: NoticeProps) {
  const [what, advice] = explanation
  return (
    <div data-part="notice" data-tone={tone} className="kau-notice">
      <p id={id}>
        {/* Spaces stand at the end: in front of words of another direction they are lost to screen readers. */}
        <b dir="auto">{`${what} `}</b>
        {advice !== '' && <span>{`${advice} `}</span>}
        {children}
      </p>
      {actions !== undefined && (
        <div data-part="actions" className="kau-actions">
          {actions}
        </div>
      )}
    </div>
  )
}

/** Words of the ATS or of Kombo. Nobody says in which language, and an empty `lang` says that much (WHATWG HTML, 3.2.6.2). */
export function TheirWords({ children }: { readonly children: string }) {
  return (
    <span dir="auto" lang="">
      {children}
    </span>
  )
}
