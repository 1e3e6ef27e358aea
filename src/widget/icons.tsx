import type { ReactNode } from 'react'
import type { Tone } from './parts.ts'

/** A drawing of 16 × 16 that says nothing by itself: the words beside it do. */
function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="kau-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {children}
    </svg>
  )
}

export function CrossIcon() {
  return (
    <Icon>
      <path d="m4 4 8 8m0-8-8 8" />
    </Icon>
  )
}

export function PencilIcon() {
  return (
    <Icon>
      <path d="m10.5 3 2.5 2.5L6 12.5l-3 .5.5-3z" />
    </Icon>
  )
}

export function TrayIcon() {
  return (
    <Icon>
      <path d="M8 10V2.5M5 5l3-3 3 3M2.5 9.5v3a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-3" />
    </Icon>
  )
}

/** Shape and colour of a state: each tone has its own shape, so colour is never the only sign. */
const TONE_SHAPES = {
  calm: null,
  active: 'M8 12.5v-8M4.8 7.4 8 4.2l3.2 3.2',
  good: 'm3.8 8.4 2.8 2.8 5.6-6',
  warning: 'M8 3.5v5.2M8 12v.1',
  bad: 'm4.5 4.5 7 7m0-7-7 7',
  hold: 'M5.8 6.2A2.2 2.2 0 1 1 8.6 8.3c-.4.2-.6.5-.6 1v.5M8 12.2v.1',
} as const satisfies Readonly<Record<Tone, string | null>>

export function ToneIcon({ tone }: { readonly tone: Tone }) {
  const shape = TONE_SHAPES[tone]
  if (shape === null) return null
  return (
    <Icon>
      <path d={shape} />
    </Icon>
  )
}
