import { useEffect, useRef, useState } from 'react'
import { isClosed } from '../contract/rules.ts'
import type { AttachmentUpload } from '../upload/engine/attachment-upload.ts'
import type { Upload, UploadId } from '../upload/list/upload.ts'
import type { Remark } from './words/announce.ts'
import { remarksOn, remarksOnSilence, sayAll } from './words/announce.ts'
import type { Speech } from './words/describe-problem.ts'
import { shareOf } from './words/describe-status.ts'
import type { Explanation } from './words/messages.ts'
import { obstaclesOf } from './obstacles.ts'
import { roundShare } from './words/round-share.ts'
import type { Skipped } from './words/skipped.ts'

/** What happens within this time is said in one breath, in milliseconds. */
const BATCH_MS = 600

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

/** What there was at the last drawing. */
interface Seen {
  uploads: readonly Upload[]
  obstacles: ReadonlyMap<string, string>
  silent: ReadonlySet<Upload>
  skipped: Skipped | null
  /** Whether nothing could be added. */
  isShut: boolean
}

/** The one live region: polite, batched, the file first. Screen readers hear of nothing twice. */
export function Announcer({ upload, speech, skipped, ending, silent }: AnnouncerProps) {
  const { summary } = upload
  const [text, setText] = useState('')
  const seen = useRef<Seen>({ uploads: [], obstacles: new Map(), silent, skipped: null, isShut: false })
  const refused = useRef(new Map<UploadId, string>())
  const pending = useRef<Remark[]>([])
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const latestSpeech = useRef(speech)

  // Overall progress is said when it begins and at each quarter, and never in between.
  const step = summary.underWay === 0 ? IDLE : Math.floor((roundShare(summary) ?? 0) * 4) / 4
  const latestStep = useRef({ said: IDLE, reached: IDLE })

  useEffect(() => {
    const { uploads, rules } = upload
    const obstacles = obstaclesOf(upload, speech, ending)
    const before = seen.current
    const isShut = rules.status === 'ready' ? isClosed(rules.rules) : rules.status === 'failed' || before.isShut
    seen.current = { uploads, obstacles, silent, skipped, isShut }
    latestSpeech.current = speech
    if (step === IDLE) latestStep.current.said = IDLE
    // While all of it waits, nothing is being sent.
    if (step === IDLE || uploads.some((each) => shareOf(each) !== null)) latestStep.current.reached = step
    for (const [key, words] of obstacles) {
      if (!before.obstacles.has(key)) pending.current.push({ kind: 'obstacle', words })
    }
    if (before.isShut && !isShut) {
      pending.current.push({ kind: 'obstacle', words: speech.messages.rulesBack })
    }
    pending.current.push(...remarksOn(before.uploads, uploads, speech, refused.current))
    pending.current.push(...remarksOnSilence(before.silent, silent, speech))
    if (skipped !== null && skipped !== before.skipped) pending.current.push({ kind: 'skipped', ...skipped })
    const isQuiet = pending.current.length === 0 && latestStep.current.said === latestStep.current.reached
    if (isQuiet || timer.current !== undefined) return
    timer.current = setTimeout(() => {
      timer.current = undefined
      const words = [sayAll(pending.current, latestSpeech.current)]
      pending.current = []
      const { said, reached } = latestStep.current
      if (reached > said) {
        const { messages, format } = latestSpeech.current
        const percent = format.percent(reached)
        words.push(reached === 0 ? `${messages.sending(percent)}.` : messages.announce.progress(percent))
      }
      latestStep.current.said = reached
      const sentence = words.join(' ').trim()
      // The same words again are a new event: a trailing space makes them a change that is announced.
      if (sentence !== '') setText((earlier) => (earlier === sentence ? `${sentence}\u00A0` : sentence))
    }, BATCH_MS)
  }, [upload, skipped, step, speech, ending, silent])

  useEffect(
    () => () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
    [],
  )
  return (
    <output aria-live="polite" className="kau-hidden">
      {text}
    </output>
  )
}
