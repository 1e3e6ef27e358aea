import { useEffect, useRef, useState } from 'react'
import { nextTask } from '../upload/next-task.ts'
import type { Upload } from '../upload/upload.ts'
import type { RowGroup } from './row-groups.ts'
import { GROUP_SIZE, GROUPS_AT_ONCE, regroup } from './row-groups.ts'
import { useCommitEffect } from './use-commit-effect.ts'

/** Most groups of one step. */
const STEP_MOST = 20

/** How long React may take for a step, in milliseconds; laying it out comes on top. */
const STEP_MS = 16

/** The list as it is drawn. */
interface Drawing {
  readonly uploads: readonly Upload[]
  readonly groups: readonly RowGroup[]
  /** How many groups are in the document. */
  readonly drawn: number
}

const NOTHING: Drawing = { uploads: [], groups: [], drawn: 0 }

/** What is added to a list that is drawn completely follows in steps as well; at once where it is not much. */
function follow({ uploads: known, groups: before, drawn }: Drawing, uploads: readonly Upload[]): Drawing {
  const isMuch = uploads.length - known.length > GROUP_SIZE
  const next = drawn < before.length ? drawn : before.length + (isMuch ? 0 : 1)
  return { uploads, groups: regroup(before, uploads), drawn: Math.max(next, GROUPS_AT_ONCE) }
}

interface Step {
  groups: number
  /** When drawing it began; 0 while none is being drawn. */
  since: number
}

function begin(step: Step): void {
  step.since = performance.now()
}

/** Unless it is drawn by now: Preact does not wait for another task. */
function beginLater(step: Step): void {
  if (step.since > 0) begin(step)
}

/**
 * The groups of rows to draw now: the first at once, and the others in steps as large as this page draws without being
 * blocked. In the end every row is in the document, where screen readers and the browser's own search look for it.
 */
export function useDrawing(uploads: readonly Upload[]): {
  readonly groups: readonly RowGroup[]
  readonly isBehind: boolean
} {
  const [drawing, setDrawing] = useState(() => follow(NOTHING, uploads))
  if (drawing.uploads !== uploads) setDrawing(follow(drawing, uploads))
  const { groups, drawn } = drawing
  const isBehind = drawn < groups.length

  const step = useRef<Step>({ groups: 2 * GROUPS_AT_ONCE, since: 0 })
  useCommitEffect(() => {
    const { groups: last, since } = step.current
    if (since === 0) return
    const fitting = Math.round((last * STEP_MS) / (performance.now() - since))
    // Twice as many at most: what the first rows cost is not known before they are laid out.
    step.current = { groups: Math.max(1, Math.min(fitting, last * 2, STEP_MOST)), since: 0 }
  }, [drawn])
  useEffect(() => {
    if (!isBehind) return undefined
    const timer = setTimeout(() => {
      begin(step.current)
      // React draws in a task of its own; what the page does before it comes to that does not count.
      void nextTask().then(() => beginLater(step.current))
      setDrawing((before) => ({ ...before, drawn: drawn + step.current.groups }))
    })
    return () => clearTimeout(timer)
  }, [isBehind, drawn])

  return { groups: groups.slice(0, drawn), isBehind }
}
