import { isClosed } from '../contract/rules.ts'
import { formatSubject } from '../contract/target.ts'
import type { UploadError } from '../contract/wire.ts'
import type { AttachmentUpload } from '../upload/engine/attachment-upload.ts'
import type { Speech } from './words/describe-problem.ts'
import { describeError, knownRules } from './words/describe-problem.ts'
import { isolated } from './words/file-name.ts'
import { formatFor } from './words/format.ts'
import type { Explanation, Messages } from './words/messages.ts'
import { recordOf } from './RecordHeader.tsx'
import { whyNothing } from './RulesStates.tsx'

/** Files chosen for one record, while the page wants another. `null` while it does not. */
export function describeTargetChange(upload: AttachmentUpload, messages: Messages): Explanation | null {
  const { pendingTargetChange: change } = upload
  if (change === null) return null
  const [record] = recordOf(upload)
  return [
    messages.otherRecord,
    isSettled(upload) ? messages.nothingUnsent : messages.unsent(change.unsent + change.underWay, isolated(record)),
  ]
}

/** Whether the files the page wanted to turn away from have all ended: there is only to be read how. */
export function isSettled({ pendingTargetChange: change }: AttachmentUpload): boolean {
  return change !== null && change.unsent + change.underWay === 0
}

/** When the link ends that nothing renews. `null` where nothing can be attached by it anyway. */
export function describeEnding(
  { rules, tokenEndsAt, summary }: AttachmentUpload,
  { messages, format }: Speech,
): Explanation | null {
  if (rules.status === 'failed' || tokenEndsAt === null) return null
  if (rules.status === 'ready' && summary.unknown === 0 && isClosed(rules.rules)) return null
  const [when, advice] = messages.linkEnds(format.time(new Date(tokenEndsAt).toISOString()))
  // `2:05 p.m.`, as in Canada, has a full stop of its own.
  return [when.replace(/\.+$/u, '.'), advice]
}

/** Why nothing can be added or sent. */
function describeNoRules(error: UploadError, speech: Speech): string {
  return `${speech.messages.rulesFailed}. ${describeError(error, speech).join(' ')}`.trim()
}

/** What stands in the place of the zone where nothing can be added; `null` where it can, or that is not known yet. */
export function whyClosed({ rules: state, view }: Pick<AttachmentUpload, 'rules' | 'view'>, messages: Messages) {
  if (state.status === 'loading') return null
  const speech = { messages, format: formatFor(messages.locale), rules: knownRules(state), view }
  if (state.status === 'failed') return describeNoRules(state.error, speech)
  return isClosed(state.rules) ? whyNothing(state.rules, speech).join(' ') : null
}

/** What stands in the way of the whole list, as it is said aloud; the key is another one when it is another obstacle. */
export function obstaclesOf(
  upload: AttachmentUpload,
  speech: Speech,
  ending: Explanation | null,
): ReadonlyMap<string, string> {
  const { rules, pendingTargetChange } = upload
  const { messages } = speech
  const obstacles = new Map<string, string>()
  const closed = whyClosed(upload, messages)
  if (closed !== null) obstacles.set(rules.status === 'failed' ? rules.error.code : '', closed)
  if (ending !== null) obstacles.set('end', ending.join(' '))
  const change = describeTargetChange(upload, messages)
  // Not by its words: their number of files goes down while the question stands.
  if (pendingTargetChange !== null && change !== null) {
    obstacles.set(`${isSettled(upload)} ${formatSubject(pendingTargetChange.to)}`, change.join(' '))
  }
  return obstacles
}
