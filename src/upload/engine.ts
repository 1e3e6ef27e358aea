// Over 200 lines: the one object in which state, checks and deliveries meet; each of them lives in a file of its own.
import type { QueryClient } from '@tanstack/react-query'
import type { AttachmentType } from '../contract/attachment.ts'
import type { Rules } from '../contract/rules.ts'
import type { Target } from '../contract/target.ts'
import type { ExistingAttachment } from '../contract/wire.ts'
import type { Outcome, UploadSettings } from './attachment-upload.ts'
import { AtMostEvery } from './at-most-every.ts'
import { Checker } from './checker.ts'
import { renamed } from './clean-name.ts'
import { browserConnection } from './connection.ts'
import type { Connection } from './connection.ts'
import { carry } from './courier.ts'
import { Doubts } from './doubts.ts'
import { describeFiles, isTaken, typeFor } from './describe-files.ts'
import { callHost } from './host-callback.ts'
import { outdateAnswers } from './kept-answers.ts'
import { guardLeaving, needsGuard } from './leave-guard.ts'
import { judgeList } from './judge-list.ts'
import { learnSizes } from './learn-sizes.ts'
import { nextTask } from './next-task.ts'
import type { Ending, UploadAction } from './reduce.ts'
import { isDescribable, reduce } from './reduce.ts'
import type { RouteAddress } from './route-client.ts'
import { attachUrl } from './route-client.ts'
import { sendByXhr } from './send.ts'
import { TokenSource } from './token.ts'
import type { Upload, UploadId } from './upload.ts'
import { isOpen, isUnderWay } from './upload.ts'
import { randomUuid } from './uuid.ts'

/** What changes over time; a new object for each change. */
export interface EngineSnapshot {
  readonly uploads: readonly Upload[]
  readonly isOnline: boolean
  /** The files sent together: from when one is asked for, until nothing is under way and another is. */
  readonly round: ReadonlySet<UploadId>
  /** Files to be sent as soon as they have passed the checks. */
  readonly wanted: ReadonlySet<UploadId>
  /** Files whose size nobody has asked for yet. */
  readonly unmeasured: number
}

/** The options an engine may be given anew at any time. The target is not among them. */
export type EngineOptions = Omit<UploadSettings, 'target'>

export interface EngineSetup {
  readonly target: Target | null
  readonly client: QueryClient
  readonly options: EngineOptions
  /** Default: what the browser says. */
  readonly connection?: Connection
}

const DEFAULT_CONCURRENCY = 3

/**
 * What files report of themselves within this time is told together, in milliseconds: faster is more than anybody can read, and
 * of a longer list than {@link SHORT_LIST} each drawing costs more.
 */
const TELL_EVERY_MS = 100
const TELL_OF_MANY_EVERY_MS = 200

/** As many files as are in sight together. */
const SHORT_LIST = 10

/** The list is judged no more often than that, in milliseconds: a thousand files are not a thousand judgements. */
const JUDGE_EVERY_MS = 16

/** Changed validators are asked no more often than that, in milliseconds: a page may make new ones at each drawing. */
const ASK_EVERY_MS = 1000

/** So many checks begin in one task: to begin a thousand holds the page. */
const BEGIN_AT_ONCE = 100

/** The sizes of so many files are asked for without a word, more than are drawn at once; others follow the first rows. */
const MEASURE_AT_ONCE = 50

/** What files do by themselves. Anything else a person did: shown at once, or a field would jump back under their hands. */
const BY_ITSELF: readonly UploadAction['action'][] = ['judged', 'replaced-file', 'queued', 'progressed', 'ended']

/**
 * The uploads of one target, without any user interface. An engine that has a target never changes it: what was chosen for
 * one record cannot be sent to another. Constructing one has no effect outside it.
 */
export class UploadEngine {
  #target: Target | null
  #tokens: TokenSource
  readonly #client: QueryClient
  readonly #connection: Connection
  readonly #checker: Checker
  readonly #listeners = new Set<() => void>()
  readonly #runs = new Map<UploadId, AbortController>()
  readonly #keys = new Map<UploadId, string>()
  readonly #waived = new Set<UploadId>()
  readonly #wanted = new Set<UploadId>()
  readonly #doubts = new Doubts()
  /** Types of the files that were attached and have left the list. */
  readonly #attached: AttachmentType[] = []
  /** How many files the grant had taken before this list, as far as the route says. */
  #usedBefore = 0
  /** Whether there is a component that has the list; without one, what was not sent is gone. */
  #isHeld = false
  #unguard: (() => void) | null = null
  #options: EngineOptions
  #rules: Rules | null = null
  #existing: readonly ExistingAttachment[] | null = null
  #outcomes: Outcome[] = []
  readonly #telling = new AtMostEvery(
    () => this.#tellEveryMs(),
    () => this.#tell(),
  )
  readonly #judging = new AtMostEvery(
    () => JUDGE_EVERY_MS,
    () => this.#judge(),
  )
  /** What was found before stands meanwhile: else functions that are new at each drawing would cause one after another. */
  readonly #asking = new AtMostEvery(
    () => ASK_EVERY_MS,
    () => this.#checkOpen(undefined, true),
  )
  #toldUploads: readonly Upload[] = []
  #snapshot: EngineSnapshot

  constructor({ target, client, options, connection = browserConnection }: EngineSetup) {
    this.#target = target
    this.#tokens = new TokenSource(target)
    this.#tokens.set(options.token, options.getToken)
    this.#client = client
    this.#options = options
    this.#connection = connection
    this.#snapshot = { uploads: [], isOnline: true, round: new Set(), wanted: new Set(), unmeasured: 0 }
    this.#checker = new Checker({
      upload: (id) => this.#find(id),
      rules: () => this.#rules,
      existing: () => this.#existing,
      validators: () => this.#options.validators ?? [],
      isWaived: (id) => this.#waived.has(id),
      onFound: () => this.#judging.soon(),
      onCopied: (files) => this.#apply({ action: 'replaced-file', files }),
    })
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): EngineSnapshot => this.#snapshot

  /** Follows the connection until the returned function is called. What is under way goes on either way. */
  connect(): () => void {
    const look = () => {
      const isOnline = this.#connection.isOnline()
      if (isOnline === this.#snapshot.isOnline) return
      this.#snapshot = { ...this.#snapshot, isOnline }
      this.#telling.now()
    }
    look()
    return this.#connection.subscribe(look)
  }

  /** Guards what is unsent until the returned function is called. What is under way is guarded until it has ended. */
  hold(): () => void {
    this.#isHeld = true
    this.#guard()
    return () => {
      this.#isHeld = false
      this.#guard()
    }
  }

  #guard(): void {
    const isNeeded = () =>
      this.#options.leaveGuard !== false && this.#snapshot.uploads.some(this.#isHeld ? needsGuard : isUnderWay)
    if (isNeeded() === (this.#unguard !== null)) return
    this.#unguard?.()
    this.#unguard = isNeeded() ? guardLeaving(isNeeded) : null
  }

  /** @param target the one it takes over where it has none. */
  configure(options: EngineOptions, target: Target | null): void {
    const before = this.#options
    this.#options = options
    const { grant, endsAt } = this.#tokens
    const isFound = this.#target === null && target !== null
    if (isFound) {
      this.#target = target
      this.#tokens = new TokenSource(target)
    }
    this.#tokens.set(options.token, options.getToken)
    const isElsewhere = isFound || this.#tokens.grant !== grant || options.endpoint !== before.endpoint
    if (isElsewhere) this.#forgetRules()
    if (isElsewhere || this.#tokens.endsAt !== endsAt) {
      // Drawn anew, so that what is allowed there is asked for, and what the token says is shown.
      this.#snapshot = { ...this.#snapshot }
      this.#telling.now()
    }
    const sendsNow = options.autoUpload === true && before.autoUpload !== true
    if (sendsNow || !Object.is(options.maxTotalSizeBytes, before.maxTotalSizeBytes)) this.#judging.soon()
    if (options.concurrency !== before.concurrency) this.#pump()
    if (!isSame(options.validators, before.validators)) this.#asking.soon()
    this.#guard()
  }

  /** Takes over what the ATS accepts; guesses and checks every file that is not under way once more. */
  setRules(rules: Rules): void {
    const before = this.#rules
    if (rules === before) return
    this.#rules = rules
    const ours = this.#attached.length + this.#snapshot.uploads.filter(isCounted).length
    this.#usedBefore = Math.max(0, (rules.filesUsed ?? 0) - ours)
    // Where only their number is another, nothing is found in another way.
    if (rules.types === before?.types) return this.#judging.soon()
    this.#guessAnew()
    this.#checkOpen()
  }

  /** What they let pass may not pass the next ones: until those are here nothing is begun. */
  #forgetRules(): void {
    if (this.#rules === null) return
    this.#rules = null
    const ids = new Set<UploadId>()
    for (const { id, state } of this.#snapshot.uploads) {
      if (state === 'queued' && !this.#runs.has(id) && !this.#doubts.has(id)) ids.add(id)
    }
    for (const id of ids) this.#wanted.add(id)
    this.#apply({ action: 'reopened', ids })
    this.#checkOpen()
    this.#judging.now()
  }

  /** Takes over what is on the record; checks every file against it that is not under way and could be on it. */
  setExisting(existing: readonly ExistingAttachment[] | null): void {
    if (existing === this.#existing) return
    // Only a document of its size can be the same as a file: the others need not be read again.
    const sizes = new Set([...(this.#existing ?? []), ...(existing ?? [])].map(({ sizeBytes }) => sizeBytes))
    this.#existing = existing
    // Those that are not looked at yet will be held against it anyway.
    this.#checkOpen((upload) => this.#checker.findings.has(upload.id) && sizes.has(upload.sizeBytes))
  }

  readonly addFiles = (files: readonly File[]): void => {
    const uploads = this.#describe(files)
    if (this.#options.autoUpload) this.#want(uploads)
    const late = Math.max(0, files.length - MEASURE_AT_ONCE)
    this.#awaitSizes(late)
    this.#apply({ action: 'added', uploads })
    void this.#beginChecks(uploads, late)
  }

  async #beginChecks(uploads: readonly Upload[], late: number): Promise<void> {
    if (late > 0) {
      // What is added in the next turn comes first, and the rows with it.
      await nextTask()
      await nextTask()
      await learnSizes(uploads.map(({ file }) => file))
      this.#awaitSizes(-late)
      this.#telling.soon()
    }
    for (const [index, { id }] of uploads.entries()) {
      if (index > 0 && index % BEGIN_AT_ONCE === 0) await nextTask()
      // Unless it was taken out of the list, or described anew, meanwhile.
      if (this.#find(id) !== undefined && !this.#checker.findings.has(id)) this.#checker.check(id)
    }
  }

  #awaitSizes(more: number): void {
    if (more !== 0) this.#snapshot = { ...this.#snapshot, unmeasured: this.#snapshot.unmeasured + more }
  }

  readonly setType = (id: UploadId, type: AttachmentType): void => {
    this.#redescribe(id, { action: 'typed', id, type, isGuessed: false })
  }

  readonly rename = (id: UploadId, name: string): void => {
    const upload = this.#find(id)
    if (upload === undefined) return
    const next = renamed(upload.name, name)
    if (next === upload.name) return
    this.#redescribe(id, { action: 'renamed', id, name: next })
    this.#guessAnew()
  }

  readonly addAnyway = (id: UploadId): void => {
    this.#waived.add(id)
    this.#checker.check(id)
    this.#judging.soon()
  }

  readonly remove = (id: UploadId): void => this.#remove([id])

  readonly clear = (): void => {
    this.#remove(this.#snapshot.uploads.filter((upload) => !isUnderWay(upload)).map(({ id }) => id))
  }

  readonly start = (): void => {
    this.#want(this.#snapshot.uploads.filter(({ state }) => state === 'ready'))
    this.#startWanted()
    this.#telling.now()
  }

  readonly cancel = (id: UploadId): void => {
    this.#cancel(id)
    this.#telling.now()
  }

  readonly cancelAll = (): void => {
    for (const { id } of this.#snapshot.uploads) this.#cancel(id)
    this.#telling.now()
  }

  /** Also what is asked for and still being checked: it would be sent when it has passed. */
  #cancel(id: UploadId): void {
    const upload = this.#find(id)
    if (upload === undefined || !(this.#wanted.delete(id) || isUnderWay(upload))) return
    const run = this.#runs.get(id)
    if (run === undefined) this.#end(upload, { state: 'cancelled' })
    else run.abort(new DOMException('cancelled', 'AbortError'))
  }

  readonly retry = (id: UploadId): void => {
    const upload = this.#find(id)
    if (upload?.state !== 'failed' && upload?.state !== 'cancelled') return
    // The list and the record have changed since: it is judged anew, and goes when it has passed.
    this.#want([upload])
    this.#apply({ action: 'reopened', ids: new Set([id]) })
    this.#checker.check(id)
  }

  readonly checkAgain = (id: UploadId): void => {
    const upload = this.#find(id)
    if (upload?.state !== 'unknown') return
    this.#doubt(upload)
    this.#join([upload])
    this.#apply({ action: 'asked-again', id })
    this.#pump()
  }

  readonly sendAnyway = (id: UploadId): void => {
    const upload = this.#find(id)
    if (upload?.state !== 'unknown') return
    this.#doubt(upload)
    this.#keys.set(id, randomUuid())
    this.#join([upload])
    this.#queue(id)
  }

  /** Gives the list up: unsent files are dropped, those under way cancelled. Their outcomes are still told. */
  dispose(): void {
    this.cancelAll()
    this.#remove(this.#snapshot.uploads.map(({ id }) => id))
  }

  get target(): Target | null {
    return this.#target
  }

  get tokens(): TokenSource {
    return this.#tokens
  }

  get endpoint(): string {
    return this.#options.endpoint
  }

  /** Where the rules and the documents on record are asked for; `null` while there is no target. */
  get route(): RouteAddress | null {
    const { endpoint, target, tokens } = this
    return target === null ? null : { endpoint, target, tokens, fetch: this.#options.fetch }
  }

  #describe(files: readonly File[]): readonly Upload[] {
    const taken = [...this.#attached, ...this.#snapshot.uploads.filter(isTaken).map(({ type }) => type)]
    return describeFiles(files, this.#rules, taken)
  }

  /** Guesses anew what nobody has chosen, in the order of the list: a refused file leaves its type to the next one. */
  #guessAnew(): void {
    const taken = [...this.#attached]
    for (const upload of this.#snapshot.uploads) {
      const isGuess = upload.typeIsGuessed && isOpen(upload)
      const type = isGuess ? typeFor(upload.typeInName, upload.kind, this.#rules, taken) : upload.type
      if (type !== upload.type) this.#redescribe(upload.id, { action: 'typed', id: upload.id, type, isGuessed: true })
      if (isTaken(upload)) taken.push(type)
    }
  }

  #checkOpen(matters: (upload: Upload) => boolean = () => true, keepsFinding = false): void {
    for (const upload of this.#snapshot.uploads) {
      if (isOpen(upload) && matters(upload)) this.#checker.check(upload.id, keepsFinding)
    }
    this.#judging.soon()
  }

  /** Another description is another delivery: it is checked again and gets a key of its own. */
  #redescribe(id: UploadId, action: UploadAction): void {
    const upload = this.#find(id)
    if (upload === undefined || !isDescribable(upload)) return
    this.#keys.delete(id)
    this.#apply(action)
    this.#checker.check(id)
  }

  #remove(ids: readonly UploadId[]): void {
    for (const id of ids) {
      const upload = this.#find(id)
      if (upload?.state === 'done') this.#attached.push(upload.type)
      this.#wanted.delete(id)
      this.#cancel(id)
      this.#checker.forget(id)
      this.#keys.delete(id)
      this.#waived.delete(id)
      if (!this.#runs.has(id)) this.#doubts.forget(id)
    }
    this.#apply({ action: 'removed', ids: new Set(ids) })
    this.#guessAnew()
    this.#judging.soon()
  }

  #judge(): void {
    const limits = {
      attachedBefore: this.#usedBefore + this.#attached.length,
      maxFiles: this.#rules?.maxFiles ?? null,
      maxTotalSizeBytes: this.#options.maxTotalSizeBytes ?? null,
    }
    const verdicts = judgeList(this.#snapshot.uploads, this.#checker.findings, limits, this.#waived, this.#wanted)
    const cvs = () => this.#snapshot.uploads.filter((upload) => upload.type === 'CV' && isTaken(upload)).length
    const before = cvs()
    this.#apply({ action: 'judged', verdicts })
    if (cvs() !== before) this.#guessAnew()
    for (const [id, verdict] of verdicts) if (verdict !== null && verdict !== 'pending') this.#wanted.delete(id)
    // Also one that was refused before and is cured: by its type, its name, or because there is room now.
    if (this.#options.autoUpload) this.#want(this.#snapshot.uploads.filter(({ state }) => state === 'ready'))
    this.#startWanted()
    this.#settle()
  }

  /** Has files sent as soon as nothing stands against them. */
  #want(uploads: readonly Upload[]): void {
    this.#join(uploads)
    for (const { id } of uploads) this.#wanted.add(id)
  }

  #showWanted(): void {
    const { wanted } = this.#snapshot
    if (wanted.size === this.#wanted.size && [...wanted].every((id) => this.#wanted.has(id))) return
    this.#snapshot = { ...this.#snapshot, wanted: new Set(this.#wanted) }
  }

  #join(uploads: readonly Upload[]): void {
    if (uploads.length === 0) return
    const goesOn = this.#wanted.size > 0 || this.#snapshot.uploads.some(isUnderWay)
    const round = new Set([...(goesOn ? this.#snapshot.round : []), ...uploads.map(({ id }) => id)])
    this.#snapshot = { ...this.#snapshot, round }
  }

  #startWanted(): void {
    const ids = new Set(
      this.#snapshot.uploads
        .filter((upload) => upload.state === 'ready' && !upload.checking && this.#wanted.has(upload.id))
        .map(({ id }) => id),
    )
    for (const id of ids) this.#wanted.delete(id)
    this.#apply({ action: 'queued', ids })
    this.#pump()
  }

  #queue(id: UploadId): void {
    this.#apply({ action: 'queued', ids: new Set([id]) })
    this.#pump()
    this.#telling.now()
  }

  /** Starts queued files, in the order of the list, while there is room. */
  #pump(): void {
    // NaN, of a variable that is not set, would be no limit at all.
    const atOnce = Math.max(1, this.#options.concurrency || DEFAULT_CONCURRENCY)
    for (const upload of this.#snapshot.uploads) {
      if (this.#runs.size >= atOnce) return
      if (upload.state === 'queued' && !this.#runs.has(upload.id)) this.#run(upload)
    }
  }

  #run(upload: Upload): void {
    const { target } = this
    const { id } = upload
    if (target === null || upload.kind === null) return
    const controller = new AbortController()
    this.#runs.set(id, controller)
    const idempotencyKey = this.#keys.get(id) ?? randomUuid()
    this.#keys.set(id, idempotencyKey)
    carry(
      this.#client,
      {
        url: attachUrl(this.endpoint, target),
        content: this.#checker.toSend(upload),
        attachment: { name: upload.name, contentType: upload.kind.mimeTypes[0], type: upload.type },
        idempotencyKey,
        isCheckAgain: upload.isCheckAgain === true,
      },
      {
        send: this.#options.send ?? sendByXhr,
        tokens: this.tokens,
        connection: this.#connection,
        signal: controller.signal,
        report: (progress) => {
          if (this.#runs.get(id) === controller) this.#apply({ action: 'progressed', id, progress })
        },
      },
      (ending) => {
        this.#runs.delete(id)
        this.#end(upload, ending)
      },
    )
  }

  /** What comes next decides nothing about the delivery that maybe attached the file. */
  #doubt({ id, error }: Upload & { readonly state: 'unknown' }): void {
    const key = this.#keys.get(id)
    if (key !== undefined) this.#doubts.add(id, { key, error })
  }

  /** Stores the ending first; only then is anybody told. */
  #end(upload: Upload, found: Ending): void {
    const { id, name } = upload
    const { ending, key } = this.#doubts.weigh(upload, found)
    if (this.#find(id) === undefined) this.#doubts.forget(id)
    else if (key !== null) this.#keys.set(id, key)
    this.#apply({ action: 'ended', id, ending })
    this.#checker.ended(id, ending.state === 'done')
    this.#pump()

    if (upload.isCheckAgain === true && ending.state === 'unknown') return this.#settle()
    const outcome: Outcome = { ...ending, id, name }
    if (outcome.state === 'done') {
      for (const { message } of outcome.receipt.warnings) console.warn(message)
    }
    this.#outcomes.push(outcome)
    callHost(this.#options.onOutcome, outcome)
    this.#settle()
  }

  #settle(): void {
    if (this.#outcomes.length === 0 || this.#wanted.size > 0) return
    if (this.#runs.size > 0 || this.#snapshot.uploads.some(isUnderWay)) return
    const outcomes = this.#outcomes
    this.#outcomes = []
    if (outcomes.some(({ state }) => state === 'done')) {
      outdateAnswers(this.#client, this, this.#rules?.maxFiles !== null)
    }
    // What a page reads when it hears that all is over is how it ended.
    this.#telling.now()
    callHost(this.#options.onSettled, outcomes)
  }

  #find(id: UploadId): Upload | undefined {
    return this.#snapshot.uploads.find((upload) => upload.id === id)
  }

  #apply(action: UploadAction): void {
    const uploads = reduce(this.#snapshot.uploads, action)
    if (uploads === this.#snapshot.uploads) return
    this.#snapshot = { ...this.#snapshot, uploads }
    if (BY_ITSELF.includes(action.action)) this.#telling.soon()
    else this.#telling.now()
  }

  #tellEveryMs(): number {
    return this.#snapshot.uploads.length > SHORT_LIST ? TELL_OF_MANY_EVERY_MS : TELL_EVERY_MS
  }

  #tell(): void {
    this.#guard()
    this.#showWanted()
    for (const listener of this.#listeners) listener()
    const { uploads } = this.#snapshot
    if (uploads === this.#toldUploads) return
    this.#toldUploads = uploads
    callHost(this.#options.onChange, uploads)
  }
}

/** Whether the route counts it, as far as can be told from here. */
function isCounted(upload: Upload): boolean {
  return isUnderWay(upload) || upload.state === 'done' || upload.state === 'unknown'
}

function isSame(some: readonly unknown[] = [], others: readonly unknown[] = []): boolean {
  return some.length === others.length && some.every((each, index) => each === others[index])
}
