import type { ReactNode } from 'react'
import type { Tone } from '../words/parts.ts'

/*
 * Drawings of 16 × 16 that say nothing by themselves: the words beside them do. Made once, so that a thousand rows neither
 * make them anew nor look through them for changes.
 */

export const crossIcon = draw('m4 4 8 8m0-8-8 8')
export const pencilIcon = draw('m10.5 3 2.5 2.5L6 12.5l-3 .5.5-3z')
export const trayIcon = draw('M8 10V2.5M5 5l3-3 3 3M2.5 9.5v3a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-3')

/** Shape and colour of a state: each tone has its own shape, so colour is never the only sign. */
export const toneIcons = {
  calm: null,
  active: draw('M8 12.5v-8M4.8 7.4 8 4.2l3.2 3.2'),
  good: draw('m3.8 8.4 2.8 2.8 5.6-6'),
  warning: draw('M8 3.5v5.2M8 12v.1'),
  bad: draw('m4.5 4.5 7 7m0-7-7 7'),
  hold: draw('M5.8 6.2A2.2 2.2 0 1 1 8.6 8.3c-.4.2-.6.5-.6 1v.5M8 12.2v.1'),
} as const satisfies Readonly<Record<Tone, ReactNode>>

function draw(shape: string): ReactNode {
  return (
    <svg className="kau-icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={shape} />
    </svg>
  )
}
