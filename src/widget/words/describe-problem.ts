import type { AttachmentType } from '../../contract/attachment.ts'
import { extensionOf } from '../../contract/file-kinds.ts'
import type { View } from '../../contract/grant.ts'
import { acceptedKinds, type Rules } from '../../contract/rules.ts'
import type { UploadError } from '../../contract/wire.ts'
import type { RulesState } from '../../upload/engine/attachment-upload.ts'
import type { FileProblem, Upload } from '../../upload/list/upload.ts'
import { isTakenElsewhere } from './can-describe.ts'
import { kindsInWords } from './describe-rules.ts'
import { nothingKnown } from './explain.ts'
import { isolated, shownName } from './file-name.ts'
import type { Format } from './format.ts'
import type { Explanation, Facts, Messages } from './messages.ts'
import type { Reason } from './reasons.ts'
import { reasonOf } from './reasons.ts'

/** What sentences are made with: the language, its formats and what is known of the record. */
export interface Speech {
  readonly messages: Messages
  readonly format: Format
  /** `null` until the rules are known. */
  readonly rules: Rules | null
  /** A candidate is never shown what systems say to each other. */
  readonly view: View
}

/** What the route said, also where it refuses the token by now; `null` until it has said something. */
export function knownRules(state: RulesState): Rules | null {
  if (state.status === 'ready') return state.rules
  return state.status === 'failed' ? (state.known ?? null) : null
}

/** The connected system as it is named inside a sentence. */
export function atsName({ messages, rules }: Speech): string {
  return rules === null || rules.target.ats === '' ? messages.theAts : isolated(rules.target.ats)
}

/** Why a file is not taken. */
export function describeProblem(problem: FileProblem, upload: Upload, speech: Speech): Explanation {
  const facts = factsOf(upload.type, upload.name, speech)
  const old = oldFormat(problem)
  if (old !== null) {
    const rule = speech.rules?.types[upload.type]
    const isTaken = rule?.supported === true && acceptedKinds(rule).some(({ name }) => name === old)
    return speech.messages.reasons.oldFormat({
      ...facts,
      kind: old.toUpperCase(),
      accepted: isTaken ? '' : facts.accepted,
    })
  }
  const reason = isShortcut(problem) ? 'shortcut' : takesNothing(problem) ? 'typeNotSupported' : reasonOf(problem.code)
  return explainWith(reason, { ...facts, ...factsOfProblem(problem, speech) }, upload, speech)
}

/** The format of Office 97 that a document is in under the ending of its successor; `null` for any other. */
function oldFormat(problem: FileProblem): string | null {
  if (problem.code !== 'UPLOAD.FILE_CONTENT_MISMATCH' || problem.found !== 'cfb') return null
  return /^(doc|xls|ppt).$/.exec(problem.kind.name)?.[1] ?? null
}

/** Another type is advised only where another takes the file. */
function explainWith(
  reason: Reason,
  facts: Facts,
  upload: Upload | undefined,
  { messages, rules }: Speech,
): Explanation {
  const [what, advice] = messages.reasons[reason](facts)
  const isOfType = reason === 'typeNotSupported' || reason === 'typeNotGranted'
  const isLast = isOfType && rules !== null && upload !== undefined && !isTakenElsewhere(upload, rules)
  return [what, isLast ? '' : advice]
}

/** By its ending, or by its bytes behind another ending. */
function isShortcut(problem: FileProblem): boolean {
  if (problem.code === 'UPLOAD.FILE_ACTIVE_CONTENT') return problem.kind.name === 'shortcut'
  return problem.code === 'UPLOAD.FILE_CONTENT_MISMATCH' && problem.found === 'shortcut'
}

/** No other format would do: a type of which the ATS takes only what cannot be attached here. */
function takesNothing(problem: FileProblem): boolean {
  return problem.code === 'UPLOAD.FILE_KIND_NOT_ACCEPTED' && problem.accepted.length === 0
}

/** Why sending, or fetching the rules, did not work. */
export function describeError(error: UploadError, speech: Speech, upload?: Upload): Explanation {
  const facts = factsOf(upload?.type ?? 'OTHER', upload?.name ?? '', speech)
  const said = error.code === 'UPLOAD.FILE_REFUSED' ? error.message : ''
  // A code newer than ours stands for no refusal where the file may be there all the same.
  const isOpen = error.code === 'UPLOAD.ATS_REFUSED' && error.delivery === 'unknown'
  return explainWith(
    isOpen ? 'outcomeUnknown' : reasonOf(error.code),
    { ...facts, said: shownName(said.trim()) },
    upload,
    speech,
  )
}

/** That a file under way has shown nothing new for a while. What is sent already may be there when it is cancelled. */
export function describeSilence({ state }: Upload, { messages }: Speech): Explanation {
  const [what, advice] = messages.noProgress
  return [what, state === 'accepting' ? `${advice} ${messages.checkFirst}` : advice]
}

/**
 * What the other side said in its own words, when it adds something: Kombo's messages name fields and rules of the
 * ATS. Never for a candidate. Our own codes are fully said by the catalogue.
 */
export function quoted(error: UploadError, { view }: Speech): string | null {
  if (view === 'candidate') return null
  const isOurs = error.wireCode.startsWith('UPLOAD.')
  return isOurs || error.message.trim() === '' ? null : shownName(error.message)
}

function factsOf(type: AttachmentType, name: string, speech: Speech): Facts {
  const { messages, format, rules, view } = speech
  const rule = rules?.types[type]
  return {
    ...nothingKnown(messages),
    ats: atsName(speech),
    name: isolated(name),
    type: messages.types[type],
    kind: extensionOf(name).toUpperCase(),
    accepted: rule?.supported === true ? kindsInWords(acceptedKinds(rule), messages, format) : '',
    view,
  }
}

/** A photo can become a picture of another kind or a PDF, and a letter of Pages one of Word. */
function savedAs({ kind, accepted }: FileProblem & { readonly code: 'UPLOAD.FILE_KIND_NOT_ACCEPTED' }) {
  const near = accepted.filter(({ family }) => family === kind.family || family === 'pdf')
  return near.length > 0 ? near : accepted
}

function factsOfProblem(problem: FileProblem, { messages, format }: Speech): Partial<Facts> {
  switch (problem.code) {
    case 'UPLOAD.FILE_TOO_LARGE':
      return { size: format.excess(problem.sizeBytes), limit: format.limit(problem.limitBytes) }
    case 'UPLOAD.FILE_KIND_NOT_ACCEPTED':
      return { accepted: kindsInWords(savedAs(problem), messages, format, 'image') }
    case 'UPLOAD.FILE_DUPLICATE':
      return { name: isolated(problem.name), of: problem.of }
    case 'UPLOAD.TOO_MANY_FILES':
    case 'UPLOAD.MAX_FILES_REACHED':
      return { count: problem.limit }
    case 'UPLOAD.TOTAL_TOO_LARGE':
      return { limit: format.limit(problem.limitBytes) }
    case 'UPLOAD.VALIDATOR_REFUSED':
      return { said: shownName(problem.message.trim()) }
    case 'UPLOAD.TYPE_NOT_SUPPORTED':
    case 'UPLOAD.TYPE_NOT_GRANTED':
    case 'UPLOAD.FILE_EMPTY':
    case 'UPLOAD.FILE_NAME_INVALID':
    case 'UPLOAD.FILE_KIND_UNKNOWN':
    case 'UPLOAD.FILE_CONTENT_MISMATCH':
    case 'UPLOAD.FILE_PASSWORD_PROTECTED':
    case 'UPLOAD.FILE_HAS_MACROS':
    case 'UPLOAD.FILE_ACTIVE_CONTENT':
    case 'UPLOAD.FILE_UNREADABLE':
      break
  }
  return {}
}
