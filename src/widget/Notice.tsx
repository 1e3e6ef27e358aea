import type { ReactNode } from 'react'
import type { Tone } from './parts.ts'

export interface NoticeProps {
  readonly tone: Tone
  readonly id?: string
  /** What happened, in one sentence. */
  readonly what: string
  /** What is safe, what to do and who can do it; empty where there is nothing to say. */
  readonly advice: string
  /** What another says of it. */
  readonly children?: ReactNode
  /** Buttons. */
  readonly actions?: ReactNode
}

/**
 * What happened and what to do about it. Each text has an element of its own, here and everywhere: a browser that translates
 * the page puts others in the place of texts, and React finds none of its own among them.
 */
export function Notice({ tone, id, what, advice, children, actions }: NoticeProps) {
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
