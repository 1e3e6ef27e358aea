import { ATTACHMENT_TYPES } from '../../src/contract/attachment.ts'
import { ERROR_CODES } from '../../src/contract/error-code.ts'
import { explain } from '../../src/widget/words/explain.ts'
import type { Explanation, Messages, OutcomeWord } from '../../src/widget/words/messages.ts'

/** Numbers of every plural category a language may have. */
export const NUMBERS = [0, 1, 2, 3, 5, 11, 21, 22, 100, 1_000_000]

export const OUTCOME_WORDS = [
  'attached',
  'attachedWithNote',
  'notAttached',
  'notAdded',
  'maybeAttached',
  'cancelled',
] as const satisfies readonly OutcomeWord[]

/** What is said about every code, in every way it can be said, by a system of that name. */
export function explanations(messages: Messages, ats = messages.theAts): readonly Explanation[] {
  const facts = { ats, name: 'cv.pdf', size: '6 MB', limit: '5 MB', view: 'recruiter' } as const
  const said = ERROR_CODES.flatMap((code) =>
    ['', 'HEIC'].flatMap((kind) =>
      ATTACHMENT_TYPES.flatMap((each) =>
        (['list', 'record'] as const).map((of) =>
          explain(code, messages, { ...facts, kind, of, type: messages.types[each], count: 2 }),
        ),
      ),
    ),
  )
  const toCandidates = ERROR_CODES.map((code) => explain(code, messages, { ...facts, count: 2, view: 'candidate' }))
  const shortcut = messages.reasons.shortcut({
    ...facts,
    type: '',
    kind: 'LNK',
    accepted: '',
    count: 0,
    of: 'list',
    said: '',
  })
  const old = ['', 'PDF or DOCX'].map((accepted) =>
    messages.reasons.oldFormat({ ...facts, type: '', kind: 'DOC', accepted, count: 0, of: 'list', said: '' }),
  )
  const { noProgress, noneGranted, page } = messages
  const none = (['recruiter', 'candidate'] as const).map((view) => messages.noneSupported(ats, view))
  return [...said, ...toCandidates, shortcut, ...old, ...none, noneGranted, noProgress, page.incomplete]
}

/** Whole sentences that no code is behind. */
export function statements(messages: Messages, ats = messages.theAts): readonly string[] {
  return [
    messages.limitsUnknown(ats),
    messages.sizeUnknown(ats),
    messages.upToTotal('20 MB'),
    messages.noKindSupported(ats),
    messages.says(ats),
    messages.againIn('12 s'),
    messages.againOnline,
    messages.nothingSent,
    messages.checkFirst,
    messages.otherRecord,
    messages.nothingUnsent,
    messages.page.note,
    ...Object.values(messages.warnings),
    ...NUMBERS.flatMap((count) => [
      messages.upToFiles(count),
      messages.skippedCount(count),
      messages.emptyFolders(count),
    ]),
  ]
}

/** Everything a catalogue can say, by a system of that name: sentences, labels, and names of controls. */
export function everything(messages: Messages, ats = messages.theAts): readonly string[] {
  const counted = NUMBERS.flatMap((count) => [
    messages.dropToAddCount(count),
    messages.attach(count),
    messages.readyCount(count),
    messages.attachedCount(count, count),
    messages.notAttachedCount(count),
    messages.maybeAttachedCount(count),
    messages.notAddedCount(count),
    messages.onRecord(count),
    messages.unsent(count, 'Frank Doe'),
    messages.announce.added(count),
    messages.announce.removedCount(count),
    ...OUTCOME_WORDS.map((word) => messages.announce.many(count, messages[word], word)),
    messages.announce.many(count, messages.noProgress[0], null),
  ])
  const plain = Object.values(messages).filter((each) => typeof each === 'string')
  return [
    ...explanations(messages, ats).flat(),
    ...statements(messages, ats),
    ...counted,
    ...plain.filter((text) => text !== messages.locale && text !== messages.direction),
    ...Object.values(messages.types),
    ...Object.values(messages.targetKinds),
    ...Object.values(messages.families),
    messages.page.title,
    messages.region('Frank Doe'),
    messages.goesTo(ats),
    messages.skipTo(messages.attach(2)),
    messages.waitingFor(ats),
    messages.upTo('PDF', '10 MB'),
    messages.sending('64 %'),
    messages.sentOf('264', '412 kB'),
    messages.timeLeft('2 min'),
    messages.announce.outcome('cv.pdf', messages.types.CV, messages.attached),
    messages.announce.removed('cv.pdf'),
    messages.announce.progress('50 %'),
    messages.typeOf('cv.pdf'),
    messages.rename('cv.pdf'),
    messages.newName('cv.pdf'),
    messages.open('cv.pdf'),
    messages.remove('cv.pdf'),
    messages.cancel('cv.pdf'),
  ]
}
