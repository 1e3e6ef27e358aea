import { memo } from 'react'
import type { ComponentProps } from 'react'
import { filesLeftInWords, rulesInWords, unknownInWords } from './describe-rules.ts'
import { atsName } from './describe-problem.ts'
import type { Speech } from './describe-problem.ts'
import { trayIcon } from './icons.tsx'
import type { Rules } from '../contract/rules.ts'

export interface DropZoneProps {
  readonly speech: Speech
  readonly rules: Rules
  /** Largest sum of all files. Default: unlimited. */
  readonly maxTotalSizeBytes?: number | null
  /** Files are being dragged over the widget, or over the page. */
  readonly isDragged: boolean
  /** How many; `null` where the browser does not say before they are dropped. */
  readonly draggedCount: number | null
  /** The list holds files already, so the zone takes less room. */
  readonly isSlim: boolean
  readonly onChoose: () => void
  readonly inputProps: ComponentProps<'input'>
  readonly rulesId: string
}

/**
 * Where files are dropped. Not a control: the button in it is, so that keyboard, screen reader and speech control meet
 * one thing with one name.
 */
export function DropZone(props: DropZoneProps) {
  const { speech, isDragged, draggedCount, isSlim, onChoose, inputProps, rules, rulesId } = props
  const { messages } = speech
  return (
    <div data-part="zone" data-active={isDragged || undefined} data-slim={isSlim || undefined} className="kau-zone">
      <input {...inputProps} />
      <div className="kau-zone-line">
        <button type="button" className="kau-button" onClick={onChoose} aria-describedby={rulesId} data-focus-home="">
          {trayIcon}
          <span>{messages.chooseFiles}</span>
        </button>
        <span className="kau-zone-hint">{messages.orDropThem}</span>
      </div>
      <RulesInWords speech={speech} rules={rules} maxTotalSizeBytes={props.maxTotalSizeBytes ?? null} id={rulesId} />
      {isDragged && (
        <div className="kau-zone-over" aria-hidden="true">
          {trayIcon}
          <span>{draggedCount ? messages.dropToAddCount(draggedCount) : messages.dropToAdd}</span>
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
      {rules.maxFiles !== null && <p>{filesLeftInWords(rules.maxFiles - (rules.filesUsed ?? 0), messages)}</p>}
      {maxTotalSizeBytes !== null && <p>{messages.upToTotal(format.limit(maxTotalSizeBytes))}</p>}
      {unknown !== null && <p>{unknown}</p>}
    </div>
  )
})
