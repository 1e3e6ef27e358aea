import { useEffect, useRef, useState } from 'react'
import type { AttachmentUpload } from '../upload/attachment-upload.ts'
import type { Upload, UploadId } from '../upload/upload.ts'
import type { Remark } from './announce.ts'
import { remarksOn, remarksOnSilence, sayAll } from './announce.ts'
import type { Speech } from './describe-problem.ts'
import { shareOf } from './describe-status.ts'
import type { Explanation } from './messages.ts'
import { obstaclesOf, whyClosed } from './obstacles.ts'
import { roundShare } from './round-share.ts'
import type { Skipped } from './skipped.ts'

/** What happens within this time is said in one breath, in milliseconds. */
const BATCH_MS = 600

const NO_UPLOADS: readonly Upload[] = []
const NO_OBSTACLES: ReadonlyMap<string, string> = new Map()

/** Overall progress is said at these shares and never in between: that it has begun, and each quarter. */
const STEPS = [0, 0.25, 0.5, 0.75, 1]

/** Nothing is under way. */
const IDLE = -1

export interface AnnouncerProps {
  readonly upload: AttachmentUpload
  readonly speech: Speech
  readonly skipped: Skipped | null
  /** That the link ends soon. */
  readonly ending: Explanation | null
  /** Files that have shown nothing new for a while. */
  readonly silent: ReadonlySet<Upload>
}

/** The one live region: polite, batched, the file first. Screen readers hear of nothing twice. */
export function Announcer({ upload, speech, skipped, ending, silent }: AnnouncerProps) {
  const { summary } = upload
  const [text, setText] = useState('')
  const before = useRef(NO_UPLOADS)
  const refused = useRef(new Map<UploadId, string>())
  const obstaclesBefore = useRef<ReadonlyMap<string, string>>(NO_OBSTACLES)
  const wasClosed = useRef(false)
  const silentBefore = useRef(silent)
  const skippedBefore = useRef<Skipped | null>(null)
  const pending = useRef<Remark[]>([])
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const latestSpeech = useRef(speech)

  const share = summary.underWay === 0 ? null : (roundShare(summary) ?? 0)
  const step = share === null ? IDLE : (STEPS.findLast((each) => share >= each) ?? 0)
  const latestStep = useRef({ said: IDLE, reached: IDLE })

  useEffect(() => {
    const { uploads } = upload
    const obstacles = obstaclesOf(upload, speech, ending)
    latestSpeech.current = speech
    if (step === IDLE) latestStep.current.said = IDLE
    // While all of it waits, nothing is being sent.
    if (step === IDLE || uploads.some((each) => shareOf(each) !== null)) latestStep.current.reached = step
    for (const [key, words] of obstacles) {
      if (!obstaclesBefore.current.has(key)) pending.current.push({ kind: 'obstacle', words })
    }
    obstaclesBefore.current = obstacles
    const { status } = upload.rules
    if (status === 'ready' && wasClosed.current && whyClosed(upload, speech.messages) === null) {
      pending.current.push({ kind: 'obstacle', words: speech.messages.rulesBack })
    }
    // Asking once more is neither.
    if (status !== 'loading') wasClosed.current = status === 'failed'
    pending.current.push(...remarksOn(before.current, uploads, speech, refused.current))
    before.current = uploads
    pending.current.push(...remarksOnSilence(silentBefore.current, silent, speech))
    silentBefore.current = silent
    if (skipped !== null && skipped !== skippedBefore.current) pending.current.push({ kind: 'skipped', ...skipped })
    skippedBefore.current = skipped
    const isQuiet = pending.current.length === 0 && latestStep.current.said === latestStep.current.reached
    if (isQuiet || timer.current !== null) return
    timer.current = setTimeout(() => {
      timer.current = null
      const words = [sayAll(pending.current, latestSpeech.current)]
      pending.current = []
      const { said, reached } = latestStep.current
      if (reached > said) {
        const { messages, format } = latestSpeech.current
        const percent = format.percent(reached)
        words.push(reached === 0 ? `${messages.sending(percent)}.` : messages.announce.progress(percent))
      }
      latestStep.current.said = reached
      const sentence = words.filter((each) => each !== '').join(' ')
      // The same words again are a new event: a trailing space makes them a change that is announced.
      if (sentence !== '') setText((earlier) => (earlier === sentence ? `${sentence}\u00A0` : sentence))
    }, BATCH_MS)
  }, [upload, skipped, step, speech, ending, silent])

  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = null
    },
    [],
  )
  return (
    <output aria-live="polite" className="kau-hidden">
      {text}
    </output>
  )
}
