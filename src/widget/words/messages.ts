import type { AttachmentType } from '../../contract/attachment.ts'
import type { KindFamily } from '../../contract/file-kinds.ts'
import type { View } from '../../contract/grant.ts'
import type { TargetKind } from '../../contract/target.ts'
import type { WarningCode } from '../../contract/wire.ts'
import type { Reason } from './reasons.ts'

/** What a sentence about a problem may need. Every value is ready to be read: sizes and lists are formatted. */
export interface Facts {
  /** Name of the connected system, or {@link Messages.theAts} while it is not known. */
  readonly ats: string
  /** The file's own name, or the one it collides with. */
  readonly name: string
  readonly type: string
  /** The kind the extension names, e.g. `HEIC`. */
  readonly kind: string
  /** `PDF or Word`; empty when not known. */
  readonly accepted: string
  readonly size: string
  readonly limit: string
  readonly count: number
  /** Where a duplicate is. */
  readonly of: 'list' | 'record'
  /** The words of whoever refused it: the page's validator or the portal's scan; empty when they gave none. */
  readonly said: string
  /** Who reads it: a candidate is sent to the company, not to whoever runs the portal. */
  readonly view: View
}

/** How a file has ended, by the word for it. */
export type OutcomeWord = 'attached' | 'attachedWithNote' | 'notAttached' | 'notAdded' | 'maybeAttached' | 'cancelled'

/** What happened, and what to do about it and who can. Whole sentences; the second may be empty. */
export type Explanation = readonly [what: string, advice: string]

/**
 * Every word the widget says, in one language. Replace any of them: `{ ...en, chooseFiles: 'Pick documents' }`.
 * Names of files and systems arrive isolated for mixed writing directions; write them where they belong.
 */
export interface Messages {
  /**
   * BCP 47 tag; numbers, sizes, times and lists are written by `Intl` in it. Without a region all but lists are written as
   * in the first of the reader's languages that is a variety of it.
   */
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'

  readonly types: Readonly<Record<AttachmentType, string>>
  readonly targetKinds: Readonly<Record<TargetKind, string>>
  readonly families: Readonly<Record<KindFamily, string>>
  /**
   * Stands for the connected system while its name is not known, inside a sentence. The catalogue's own words are inflected
   * where its grammar asks for that; others stand as they are given.
   */
  readonly theAts: string

  region(record: string): string
  goesTo(ats: string): string

  readonly chooseFiles: string
  readonly orDropThem: string
  readonly dropToAdd: string
  dropToAddCount(count: number): string
  upTo(kinds: string, limit: string): string
  limitsUnknown(ats: string): string
  /** The kinds it takes are known, the size is not: the one said is the most that can be sent. */
  sizeUnknown(ats: string): string
  upToFiles(count: number): string
  /** All files together; a whole sentence. */
  upToTotal(limit: string): string
  /** No type can be attached, because the ATS has no place for any. A candidate can do nothing in it. */
  noneSupported(ats: string, view?: View): Explanation
  /** The ATS takes attachments, but only of kinds that are not known here, or not allowed; the advice is `noneSupported`'s. */
  noKindSupported(ats: string): string
  /** No type can be attached, because this link allows none. */
  readonly noneGranted: Explanation
  /** Said before a link runs out that nothing renews. */
  linkEnds(time: string): Explanation

  readonly loading: string
  readonly rulesFailed: string
  /** Said aloud once what stood in the way is over. */
  readonly rulesBack: string

  readonly files: string
  readonly guessed: string
  /** The name says nothing; the type goes by the order of the list. */
  readonly suggested: string
  readonly checking: string
  /** It is not known what can be attached: still asked for, or that failed. */
  readonly uncheckable: string
  readonly queued: string
  readonly reading: string
  sending(percent: string): string
  sentOf(sent: string, total: string): string
  /** Until everything is sent; a guess, in full tens of seconds or minutes. */
  timeLeft(time: string): string
  readonly sent: string
  waitingFor(ats: string): string
  /** Nothing has happened to a file under way for a while; where it is sent already, `checkFirst` follows. */
  readonly noProgress: Explanation
  againIn(time: string): string
  readonly againOnline: string
  readonly attached: string
  readonly attachedWithNote: string
  readonly notAttached: string
  readonly notAdded: string
  readonly maybeAttached: string
  readonly cancelled: string
  readonly nothingSent: string
  readonly checkFirst: string
  says(ats: string): string
  readonly logLink: string

  typeOf(name: string): string
  rename(name: string): string
  newName(name: string): string
  open(name: string): string
  remove(name: string): string
  cancel(name: string): string
  readonly retry: string
  readonly checkAgain: string
  readonly sendAnyway: string
  readonly addAnyway: string
  readonly clear: string
  readonly cancelAll: string
  attach(count: number): string
  /** In its place while some of the files are still being checked: nobody knows yet how many it will be. */
  readonly attachFiles: string
  /** On the button past a long list, for the keyboard; the label is that of the button it leads to. */
  skipTo(label: string): string

  readyCount(count: number): string
  attachedCount(done: number, total: number): string
  notAttachedCount(count: number): string
  /** Files of which nobody knows whether they were delivered: neither attached nor not. */
  maybeAttachedCount(count: number): string
  notAddedCount(count: number): string
  /** A folder held hidden or unreadable files, or what the system leaves there; a whole sentence. */
  skippedCount(count: number): string
  /** Dropped folders that hold no files; a whole sentence. */
  emptyFolders(count: number): string
  readonly overall: string

  onRecord(count: number): string

  /** The page turned to another record while files for this one are not attached. */
  readonly otherRecord: string
  unsent(count: number, record: string): string
  readonly discard: string
  /** In place of these two once nothing can be lost any more: a whole sentence, and the word on the button. */
  readonly nothingUnsent: string
  readonly goOn: string

  readonly reasons: Readonly<Record<Reason, (facts: Facts) => Explanation>>
  readonly warnings: Readonly<Record<WarningCode, string>>

  /** Words of the standalone page around the widget. */
  readonly page: { readonly title: string; readonly note: string; readonly incomplete: Explanation }

  /** What the live region says; short, the file first. */
  readonly announce: {
    added(count: number): string
    outcome(name: string, type: string, outcome: string): string
    /**
     * Four or more that had the same outcome.
     * @param word - which word that is, where it has to agree with a number of files; `null` for a whole sentence.
     */
    many(count: number, outcome: string, word: OutcomeWord | null): string
    removed(name: string): string
    /** Two or more. */
    removedCount(count: number): string
    progress(percent: string): string
  }
}
