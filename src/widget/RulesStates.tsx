import type { UploadError } from '../contract/wire.ts'
import type { Rules } from '../contract/rules.ts'
import { supportedTypes } from '../contract/rules.ts'
import type { Speech } from './words/describe-problem.ts'
import { atsName, describeError, quoted } from './words/describe-problem.ts'
import { explain } from './words/explain.ts'
import type { Explanation } from './words/messages.ts'
import { Notice, TheirWords } from './base/Notice.tsx'

/** Grey lines in the place of the zone, as high as the button and the rules that come there, while the route is asked what may be attached. */
export function RulesLoading({ speech }: { readonly speech: Speech }) {
  return (
    <div data-part="loading" className="kau-zone">
      <span className="kau-bone kau:my-2 kau:w-40" />
      <span className="kau-bone kau:my-2 kau:w-64" />
      <span className="kau-hidden">{speech.messages.loading}</span>
    </div>
  )
}

export interface RulesFailedProps {
  readonly speech: Speech
  readonly error: UploadError
  /** Whether the rules may be there at another try. */
  readonly canRetry: boolean
  readonly onRetry: () => void
}

/** Why nothing can be chosen, and who can change it; with another try where that can help. Said by the live region. */
export function RulesFailed({ speech, error, canRetry, onRetry }: RulesFailedProps) {
  const { messages } = speech
  const said = quoted(error, speech)
  return (
    <div className="kau-aside">
      <p>
        <b>{messages.rulesFailed}</b>
      </p>
      <Notice
        tone="bad"
        explanation={describeError(error, speech)}
        actions={
          canRetry ? (
            <button type="button" className="kau-button" onClick={onRetry} data-focus-home="">
              {messages.retry}
            </button>
          ) : undefined
        }
      >
        {said !== null && <TheirWords>{said}</TheirWords>}
      </Notice>
    </div>
  )
}

/** The rules are known and leave nothing that could be added. A link that has taken all its files has done what it was made for. */
export function NothingTaken({ speech, rules }: { readonly speech: Speech; readonly rules: Rules }) {
  return (
    <div className="kau-aside">
      <Notice tone={supportedTypes(rules).length > 0 ? 'calm' : 'warning'} explanation={whyNothing(rules, speech)} />
    </div>
  )
}

/** Why no file can be added. */
export function whyNothing(rules: Rules, speech: Speech): Explanation {
  const { messages, view } = speech
  if (supportedTypes(rules).length > 0) return explain('UPLOAD.MAX_FILES_REACHED', messages)
  const ats = atsName(speech)
  const types = Object.values(rules.types)
  const [what, advice] = messages.noneSupported(ats, view)
  if (types.some(({ supported }) => supported)) return [messages.noKindSupported(ats), advice]
  return types.some((rule) => !rule.supported && rule.reason === 'grant') ? messages.noneGranted : [what, advice]
}
