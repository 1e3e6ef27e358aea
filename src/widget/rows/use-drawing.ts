import { useEffect, useRef, useState } from 'react'
import { nextTask } from '../../upload/tasks/next-task.ts'
import type { Upload } from '../../upload/list/upload.ts'
import type { RowGroup } from '../files/row-groups.ts'
import { GROUP_SIZE, GROUPS_AT_ONCE, regroup } from '../files/row-groups.ts'
import { useCommitEffect } from '../base/use-commit-effect.ts'
import type { WidgetContext } from '../base/widget-context.ts'

/** Most groups of one step. */
const STEP_MOST = 20

/** How long React may take for a step, in milliseconds; laying it out comes on top. */
const STEP_MS = 16

/** Groups drawn anew at once where something changed in them. After "Attach" that may be all of a thousand files. */
const CHANGED_AT_ONCE = 2

interface DrawnGroup {
  readonly group: RowGroup
  /** Words, rules and slots that it is drawn with. */
  readonly widget: WidgetContext
}

/** The list as it is drawn. */
interface Drawing {
  readonly uploads: readonly Upload[]
  readonly groups: readonly RowGroup[]
  readonly widget: WidgetContext
  /** What is in the document: of some groups not yet what they are by now, of others nothing. */
  readonly drawn: readonly DrawnGroup[]
  readonly isBehind: boolean
}

/**
 * What is added to a list follows in steps, and at once where it is not much; so does what changes in the rows that are
 * drawn. Which rows there are, and in which order, is never behind: the keyboard's place goes by that.
 */
function follow(before: Drawing, uploads: readonly Upload[], widget: WidgetContext): Drawing {
  const isMuch = uploads.length - before.uploads.length > GROUP_SIZE
  const most = before.drawn.length === 0 ? GROUPS_AT_ONCE : isMuch ? 0 : CHANGED_AT_ONCE
  return draw({ ...before, uploads, widget, groups: regroup(before.groups, uploads) }, most)
}

/** @param most - groups to be drawn, or drawn anew. */
function draw(drawing: Drawing, most: number): Drawing {
  const { widget } = drawing
  let left = most
  let isBehind = false
  const drawn = drawing.groups.flatMap((group) => {
    const old = drawing.drawn.find((each) => each.group.key === group.key)
    if (old?.group === group && old.widget === widget) return old
    left -= 1
    if (left >= 0 || (old !== undefined && idsIn(old.group) !== idsIn(group))) return { group, widget }
    isBehind = true
    return old ?? []
  })
  return { ...drawing, drawn, isBehind }
}

function idsIn({ uploads }: RowGroup): string {
  return uploads.map(({ id }) => id).join()
}

interface Step {
  groups: number
  /** When drawing it began; 0 while none is being drawn. */
  since: number
}

/**
 * The groups of rows to draw now: some at once, and the others in steps as large as this page draws without being
 * blocked. In the end every row is in the document, where screen readers and the browser's own search look for it.
 */
export function useDrawing(uploads: readonly Upload[], widget: WidgetContext): Pick<Drawing, 'drawn' | 'isBehind'> {
  const [drawing, setDrawing] = useState<Drawing>({ uploads: [], groups: [], widget, drawn: [], isBehind: false })
  // What changes with each drawing of the page would never come to the last rows, were the steps begun anew for it.
  const latest = drawing.isBehind ? drawing.widget : widget
  if (drawing.uploads !== uploads || drawing.widget !== latest) setDrawing(follow(drawing, uploads, latest))

  const step = useRef<Step>({ groups: 2 * GROUPS_AT_ONCE, since: 0 })
  useCommitEffect(() => {
    const { groups: last, since } = step.current
    if (since === 0) return
    const fitting = Math.round((last * STEP_MS) / (performance.now() - since))
    // Twice as many at most: what the first rows cost is not known before they are laid out. No more after a step that had
    // all that was left, which may have been little.
    const most = drawing.isBehind ? last * 2 : last
    step.current = { groups: Math.max(1, Math.min(fitting, most, STEP_MOST)), since: 0 }
  }, [drawing])
  useEffect(() => {
    if (!drawing.isBehind) return undefined
    const timer = setTimeout(() => {
      const begin = () => {
        step.current.since = performance.now()
      }
      begin()
      // React draws in a task of its own; what the page does before it comes to that does not count. Unless it is drawn by
      // now: Preact does not wait for another task.
      void nextTask().then(() => step.current.since > 0 && begin())
      setDrawing(draw(drawing, step.current.groups))
    })
    return () => clearTimeout(timer)
  }, [drawing])

  return drawing
}
