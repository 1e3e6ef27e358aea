import type { Upload, UploadId } from '../../upload/list/upload.ts'
import type { Speech } from './describe-problem.ts'
import { atsName, describeError, describeProblem, describeSilence } from './describe-problem.ts'
import { describeStatus } from './describe-status.ts'
import { shownName } from './file-name.ts'
import type { OutcomeWord } from './messages.ts'
import type { Skipped } from './skipped.ts'
import { skippedInWords } from './skipped.ts'
import { warningsFor } from './warnings-for.ts'

/** Something worth saying aloud about one file. */
export type Remark =
  | { readonly kind: 'added'; readonly id: UploadId }
  | { readonly kind: 'removed'; readonly name: string }
  /** Whole sentences about the list or the record. */
  | { readonly kind: 'obstacle'; readonly words: string }
  /** Entries of a folder that never came into the list, and folders without any. */
  | ({ readonly kind: 'skipped' } & Skipped)
  | Outcome

interface Outcome {
  readonly kind: 'outcome'
  readonly id: UploadId
  readonly name: string
  readonly type: string
  readonly outcome: string
  /** `null` where the outcome is a whole sentence. */
  readonly word: OutcomeWord | null
  /** Left out when many files end the same way for different reasons. */
  readonly why: string
}

/**
 * What happened between two lists, without the progress.
 * @param refused - files whose refusal was said and is not taken back yet, with what it was: they may be looked at again for a
 * while. Kept up to date here.
 */
export function remarksOn(
  before: readonly Upload[],
  after: readonly Upload[],
  speech: Speech,
  refused: Map<UploadId, string>,
): readonly Remark[] {
  // As a rule nothing came or went, and the lists are compared row by row.
  let alike = 0
  while (alike < after.length && before[alike]?.id === after[alike]?.id) alike += 1
  const known = new Map<UploadId, Upload>(before.slice(alike).map((upload) => [upload.id, upload]))
  const remarks: Remark[] = []
  for (const [index, upload] of after.entries()) {
    const earlier = index < alike ? before[index] : known.get(upload.id)
    known.delete(upload.id)
    if (earlier === upload) continue
    const said = refused.get(upload.id)
    if (upload.state === 'rejected') refused.set(upload.id, refusalOf(upload))
    else if (!(upload.state === 'ready' && upload.checking) && refused.delete(upload.id))
      remarks.push({ kind: 'added', id: upload.id })
    if (earlier?.state === upload.state) continue
    if (earlier === undefined) remarks.push({ kind: 'added', id: upload.id })
    // Refused once more by itself, for instance because the guess at its type has changed, or the rules have come anew.
    if (upload.state === 'rejected' && said === refusalOf(upload)) continue
    const remark = outcomeOf(upload, speech)
    if (remark !== null) remarks.push(remark)
  }
  for (const gone of known.values()) {
    refused.delete(gone.id)
    remarks.push({ kind: 'removed', name: shownName(gone.name) })
  }
  return remarks
}

/** Equal where a person would hear nothing new. A type that they have chosen themselves is something new. */
function refusalOf({ name, problem, type, typeIsGuessed }: Upload & { readonly state: 'rejected' }): string {
  return `${problem.code} ${typeIsGuessed ? '' : type} ${name}`
}

function outcomeRemark(
  upload: Upload,
  { messages }: Speech,
  outcome: string,
  why = '',
  word: OutcomeWord | null = null,
): Remark {
  const { id, name, type } = upload
  return { kind: 'outcome', id, name: shownName(name), type: messages.types[type], outcome, word, why }
}

function outcomeOf(upload: Upload, speech: Speech): Remark | null {
  const { messages } = speech
  const remark = (word: OutcomeWord, why?: string) => outcomeRemark(upload, speech, messages[word], why, word)
  switch (upload.state) {
    case 'rejected':
      return remark('notAdded', describeProblem(upload.problem, upload, speech).join(' '))
    case 'done': {
      const notes = warningsFor(upload.receipt, speech.view).map(({ code, message }) =>
        code === null ? asSentence(`${messages.says(atsName(speech))} ${shownName(message)}`) : messages.warnings[code],
      )
      return remark(notes.length > 0 ? 'attachedWithNote' : 'attached', notes.join(' '))
    }
    case 'failed':
      return remark('notAttached', describeError(upload.error, speech, upload).join(' '))
    case 'unknown':
      return remark('maybeAttached', [...describeError(upload.error, speech, upload), messages.checkFirst].join(' '))
    case 'cancelled':
      return remark('cancelled')
    case 'waiting': {
      const { word, detail } = describeStatus(upload, speech, Date.now())
      return outcomeRemark(upload, speech, word, detail)
    }
    case 'ready':
    case 'queued':
    case 'reading':
    case 'sending':
    case 'accepting':
      break
  }
  return null
}

/** Files that have shown nothing new for a while, and of which that was not said before. */
export function remarksOnSilence(
  before: ReadonlySet<Upload>,
  silent: ReadonlySet<Upload>,
  speech: Speech,
): readonly Remark[] {
  const fresh = [...silent].filter((upload) => !before.has(upload))
  return fresh.map((upload) => outcomeRemark(upload, speech, ...describeSilence(upload, speech)))
}

/** Most files named one by one in a single announcement. */
const NAMED_AT_MOST = 3

/** One announcement of everything that happened in a moment. */
export function sayAll(remarks: readonly Remark[], { messages }: Speech): string {
  const said = remarks.flatMap((remark) => (remark.kind === 'obstacle' ? [remark.words] : []))
  // Of several about one file the last one counts: a refusal may be taken back before it is said.
  const added = new Set<UploadId>()
  const lastOf = new Map<UploadId, Outcome>()
  for (const remark of remarks) {
    if (remark.kind === 'added') {
      added.add(remark.id)
      lastOf.delete(remark.id)
    } else if (remark.kind === 'outcome') {
      lastOf.set(remark.id, remark)
      if (remark.word === 'notAdded') added.delete(remark.id)
    }
  }
  if (added.size > 0) said.push(messages.announce.added(added.size))

  const leftOut = remarks.filter((remark) => remark.kind === 'skipped')
  const skipped = leftOut.reduce((sum, remark) => sum + remark.skipped, 0)
  const emptyFolders = leftOut.reduce((sum, remark) => sum + remark.emptyFolders, 0)
  if (leftOut.length > 0) said.push(skippedInWords({ skipped, emptyFolders }, messages))

  const removed = remarks.filter((remark) => remark.kind === 'removed')
  const [gone] = removed
  if (gone !== undefined && removed.length === 1) said.push(messages.announce.removed(gone.name))
  else if (removed.length > 1) said.push(messages.announce.removedCount(removed.length))

  const endings = [...lastOf.values()]
  for (const outcome of new Set(endings.map((ending) => ending.outcome))) {
    const same = endings.filter((ending) => ending.outcome === outcome)
    if (same.length > NAMED_AT_MOST) {
      const reasons = new Set(same.map(({ why }) => why))
      said.push(asSentence(messages.announce.many(same.length, outcome, same[0]?.word ?? null)))
      if (reasons.size === 1) said.push(...reasons)
    } else
      for (const [index, { name, type, why }] of same.entries()) {
        said.push(asSentence(messages.announce.outcome(name, type, outcome)))
        // One reason for several that stand beside each other is said once.
        if (why !== same[index + 1]?.why) said.push(why)
      }
  }
  // There may be no reason, and no advice.
  return said.join(' ').replaceAll(/ +/gu, ' ').trim()
}

/** Of a few words, or of a whole sentence that has its full stop already. */
function asSentence(words: string): string {
  return words.replace(/\.?$/u, '.')
}
