// Over 200 lines: what a page gives and what it gets, each with the words that editor and reference show.
import type { AttachmentType } from '../../contract/attachment.ts'
import type { View } from '../../contract/grant.ts'
import type { Rules } from '../../contract/rules.ts'
import type { Target } from '../../contract/target.ts'
import type { ExistingAttachment, Receipt, UploadError } from '../../contract/wire.ts'
import type { Ask } from '../send/route-client.ts'
import type { Send } from '../send/send.ts'
import type { Upload, UploadId } from '../list/upload.ts'

/** What the rules query knows. */
export type RulesState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly rules: Rules }
  | {
      readonly status: 'failed'
      readonly error: UploadError
      /** What the route had said before it refused the token. Nothing more is chosen by it; what is in the list is told by it. */
      readonly known?: Rules
    }

/** The outcome of one upload, as the host is told. */
export type Outcome =
  | { readonly state: 'done'; readonly id: UploadId; readonly name: string; readonly receipt: Receipt }
  | { readonly state: 'failed' | 'unknown'; readonly id: UploadId; readonly name: string; readonly error: UploadError }
  | { readonly state: 'cancelled'; readonly id: UploadId; readonly name: string }

/** Bytes of some files: all there are, and of these, the bytes sent. */
export interface Bytes {
  readonly totalBytes: number
  readonly sentBytes: number
}

/** Figures over the whole list; rejected files count nowhere but in `rejected`. */
export interface Summary {
  /** Every file that could be sent, those still being checked included. */
  readonly ready: number
  /** Of those, the ones whose bytes are still being looked at. */
  readonly checking: number
  /** Of those that are ready, the ones that are asked for already and sent as soon as they have passed the checks. */
  readonly asked: number
  readonly rejected: number
  readonly underWay: number
  readonly done: number
  readonly withWarnings: number
  readonly failed: number
  readonly unknown: number
  readonly cancelled: number
  /**
   * Files whose size is not known yet: 0, but for a moment after many were chosen. Whoever asks for bytes meanwhile gets them
   * right, and holds the page until the browser has asked the disk for each.
   */
  readonly unmeasured: number
  /** Bytes of every file that is neither refused nor cancelled. */
  readonly totalBytes: number
  /** Of those, the bytes sent, and all of a file that is over, however it ended. Goes back only when one is sent again. */
  readonly sentBytes: number
  /**
   * The same of the files that are sent together, for overall progress: not of what was attached before they were asked for,
   * nor of what nobody has asked to be sent. Stays when the last of them has ended, until others are sent.
   */
  readonly round: Bytes
}

/** A page's own check. Return a sentence for the person to refuse the file, `null` to let it pass. */
export type Validator = (
  file: File,
  type: AttachmentType,
  signal: AbortSignal,
) => string | null | Promise<string | null>

export interface UploadSettings {
  /**
   * Base URL of the route, e.g. `https://portal.example/api`. Where it changes, what is begun from then on goes there, and
   * by its rules; a file under way stays with the one before.
   */
  readonly endpoint: string
  /**
   * Upload token; its `sub` claim names the target. Omit with a session of the portal's own, and give `target`. Where it comes to
   * allow something else, nothing is begun until the rules are here again.
   */
  readonly token?: string | undefined
  /**
   * Fetches a fresh token: called ahead of expiry and once after a 401. After 5 seconds the old token is used while it holds.
   * After 30 its signal is aborted; where no token holds, a file or the rules then fail with `UPLOAD.TOKEN_UNAVAILABLE`, as
   * when it throws or gives no token. Each such failure, and a token for another record, goes to the page's own error handling
   * (`reportError`, as an uncaught error does), also while the old token holds and nobody sees a difference. Only where
   * `target` names the record and no token could be read before is a text that cannot be read left to the route to judge.
   */
  readonly getToken?: ((signal: AbortSignal) => Promise<string>) | undefined
  /**
   * The record, as `application:<id>` or `candidate:<id>`. Give it with `getToken` where the record can change: the widget
   * follows `target`, and stays with the record of the first token without it. Needed where there is no token at all. A
   * `token` names its record itself, and wins.
   */
  readonly target?: string | undefined
  /** Files under way at once. Default: 3. */
  readonly concurrency?: number | undefined
  /**
   * Checks of the page's own, asked one after another once a file has passed all others, until one refuses it. One that throws
   * refuses it too. Waiting files are asked about again when one of the functions is another than before, whatever array they
   * stand in; until that is answered, what was found before stands. A function made anew at each drawing is another each
   * time, and is asked at most once a second: better keep one (`useCallback`) until what it goes by changes. Default: none.
   */
  readonly validators?: readonly Validator[] | undefined
  /** Largest sum of all files of the list, in bytes. Default: unlimited. */
  readonly maxTotalSizeBytes?: number | undefined
  /**
   * Start each file as soon as it has passed the checks: when it is chosen, later when it was refused, or those that wait when
   * this is switched on. Default: false.
   */
  readonly autoUpload?: boolean | undefined
  /** Ask before the page is left while a file is unsent or under way. Default: true. */
  readonly leaveGuard?: boolean | undefined
  /** Carries one request to the route. Default: `XMLHttpRequest`, the only way to see upload progress. */
  readonly send?: Send | undefined
  /**
   * Asks the route for the rules and for what is on the record. Widgets of one record that share a query client and a grant
   * share the answers, whichever of them asked. Default: the page's own `fetch`.
   */
  readonly fetch?: Ask | undefined
  /** Called whenever the list changes, with the list. */
  readonly onChange?: ((uploads: readonly Upload[]) => void) | undefined
  /** Called once for each outcome, after it is stored; an exception in it never changes the outcome. */
  readonly onOutcome?: ((outcome: Outcome) => void) | undefined
  /** Called when no file is under way any more, nor still checked before it is sent, with the outcomes since the last call. */
  readonly onSettled?: ((outcomes: readonly Outcome[]) => void) | undefined
}

/**
 * The page asked for another record while files chosen for this one were not attached yet. Until it is accepted,
 * everything on screen and everything sent still belongs to the record the files were chosen for. It stands when the last
 * of them has ended, with both figures 0, so that a person sees how; it goes when the list is empty or the page comes back.
 */
export interface PendingTargetChange {
  readonly from: Target
  readonly to: Target
  /** Files that would be dropped: not sent yet, failed, or maybe attached. Refused and cancelled ones do not count. */
  readonly unsent: number
  /** Files that would be cancelled. */
  readonly underWay: number
}

/** Everything a user interface needs: the answer of `useAttachmentUpload`. */
export interface AttachmentUpload {
  /** The record files go to; `null` while no token or option names one. */
  readonly target: Target | null
  /** Who looks on, as the token says; a candidate is never shown internals. Default: `recruiter`. */
  readonly view: View
  /**
   * Whose record it is, for display: as the route has verified it, also once it refuses the token; as the token says before it has
   * answered. `null` where nobody says.
   */
  readonly label: string | null
  /**
   * When the token runs out, in milliseconds since the epoch, as the token says. `null` where it does not say, and where
   * `getToken` brings another.
   */
  readonly tokenEndsAt: number | null
  /** Set while the page wants another record and a person has to say whether the chosen files are dropped. */
  readonly pendingTargetChange: PendingTargetChange | null
  /** What may be attached to the record, as far as it is known. */
  readonly rules: RulesState
  /** The chosen files in the order they were added, refused ones included. */
  readonly uploads: readonly Upload[]
  /** Documents on the record; `null` while unknown or where the grant does not allow reading. */
  readonly existing: readonly ExistingAttachment[] | null
  /** Figures over the whole list. */
  readonly summary: Summary
  /** Largest sum of all files, in bytes, as the page asks for it; `null` means unlimited. */
  readonly maxTotalSizeBytes: number | null
  /** Whether the browser says there is a network. Files wait while there is none. */
  readonly isOnline: boolean

  /**
   * Asks for the rules again, and first for a token where `getToken` has brought none. After a failure that happens by itself as
   * well, when the network is back or the page is looked at again.
   */
  readonly reloadRules: () => void
  /** Adds files to the list in the given order; refused ones stay in it with their problem. */
  readonly addFiles: (files: readonly File[]) => void
  /** Changes the type and checks the file again; a failed or cancelled file becomes ready again. */
  readonly setType: (id: UploadId, type: AttachmentType) => void
  /** Renames before sending; the extension is kept whatever is given. */
  readonly rename: (id: UploadId, name: string) => void
  /** Takes a file out of the list; one under way is cancelled first. */
  readonly remove: (id: UploadId) => void
  /** Takes every file out that is not under way. */
  readonly clear: () => void
  /** Lets a file refused as a duplicate in, on the person's own word. */
  readonly addAnyway: (id: UploadId) => void
  /** Sends every file that is ready; one still being checked follows when it has passed. */
  readonly start: () => void
  /**
   * Stops a file that is under way, or asked for and still being checked. One that was sent completely ends as maybe attached,
   * since it may arrive.
   */
  readonly cancel: (id: UploadId) => void
  /** Stops every file that is under way or asked for, each as `cancel` does. */
  readonly cancelAll: () => void
  /**
   * Sends a failed or cancelled file again once it has passed the checks anew: a copy may have been attached meanwhile. Under
   * the same idempotency key: even a wrong "nothing arrived" attaches once.
   */
  readonly retry: (id: UploadId) => void
  /** Asks the route again about a file that is maybe attached; never sends it a second time. */
  readonly checkAgain: (id: UploadId) => void
  /** Sends a file that is maybe attached once more, on the person's own word. Unless that arrives, it stays maybe attached. */
  readonly sendAnyway: (id: UploadId) => void
  /** Drops what is not attached and turns to the record the page asks for. */
  readonly acceptTargetChange: () => void
}
