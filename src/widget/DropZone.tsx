import { memo, useId } from 'react'
import { acceptAttribute } from '../upload/hook/accept.ts'
import { rulesInWords, unknownInWords } from './words/describe-rules.ts'
import { atsName } from './words/describe-problem.ts'
import type { Speech } from './words/describe-problem.ts'
import { trayIcon } from './base/icons.tsx'
import type { Rules } from '../contract/rules.ts'
import type { Drop } from './files/use-drop.ts'

export interface DropZoneProps {
  readonly speech: Speech
  readonly rules: Rules
  /** Largest sum of all files. Default: unlimited. */
  readonly maxTotalSizeBytes?: number | null
  /** Takes what is dropped, and opens the browser's own dialog. */
  readonly drop: Pick<Drop, 'getInputProps' | 'open' | 'dragged'>
  /** The list holds files already, so the zone takes less room. */
  readonly isSlim: boolean
}

/**
 * Where files are dropped. Not a control: the button in it is, so that keyboard, screen reader and speech control meet
 * one thing with one name.
 */
export function DropZone({ speech, rules, maxTotalSizeBytes = null, drop, isSlim }: DropZoneProps) {
  const rulesId = useId()
  const { messages } = speech
  const { open, dragged } = drop
  const isOver = dragged !== null
  const accept = acceptAttribute(rules)
  return (
    <div data-part="zone" data-active={isOver || undefined} data-slim={isSlim || undefined} className="kau-zone">
      <input {...drop.getInputProps({ accept, 'aria-label': messages.chooseFiles, 'aria-hidden': true })} />
      <div className="kau-zone-line">
        <button type="button" className="kau-button" onClick={open} aria-describedby={rulesId} data-focus-home="">
          {trayIcon}
          <span>{messages.chooseFiles}</span>
        </button>
        <span className="kau-zone-hint">{messages.orDropThem}</span>
      </div>
      <RulesInWords speech={speech} rules={rules} maxTotalSizeBytes={maxTotalSizeBytes} id={rulesId} />
      {isOver && (
        <div className="kau-zone-over" aria-hidden="true">
          {trayIcon}
          <span>{dragged ? messages.dropToAddCount(dragged) : messages.dropToAdd}</span>
        </div>
      )}
    </div>
  )
}

interface RulesInWordsProps {
  readonly speech: Speech
  readonly rules: Rules
  readonly maxTotalSizeBytes: number | null
  readonly id: string
}

/** What is accepted, said before anything is chosen: per type where types differ. */
export const RulesInWords = /* @__PURE__ */ memo(function RulesInWords(props: RulesInWordsProps) {
  const { speech, rules, maxTotalSizeBytes, id } = props
  const { messages, format } = speech
  const lines = rulesInWords(rules, messages, format)
  const unknown = unknownInWords(rules, messages, atsName(speech))
  const sameForAll = lines.length === 1 && lines[0]?.types.length === 3
  return (
    <div data-part="rules" id={id} className="kau-rules">
      {lines.map(({ types, text }) => (
        <p key={text}>
          {!sameForAll && <b>{`${format.listed(types.map((type) => messages.types[type]))} `}</b>}
          <span>{text}</span>
        </p>
      ))}
      {rules.maxFiles !== null && <p>{messages.upToFiles(rules.maxFiles - (rules.filesUsed ?? 0))}</p>}
      {maxTotalSizeBytes !== null && <p>{messages.upToTotal(format.limit(maxTotalSizeBytes))}</p>}
      {unknown !== null && <p>{unknown}</p>}
    </div>
  )
})
