// Over 200 lines: the one object in which list, checks and deliveries meet; each of them lives in a file of its own.
import type { QueryClient } from '@tanstack/react-query'
import type { Rules } from '../../contract/rules.ts'
import type { Target } from '../../contract/target.ts'
import type { ExistingAttachment } from '../../contract/wire.ts'
import type { AttachmentUpload } from './attachment-upload.ts'
import { Attached } from '../list/attached.ts'
import type { Circumstances, EngineOptions } from './circumstances.ts'
import { renamed } from '../list/clean-name.ts'
import { isOnline, onConnection } from '../send/connection.ts'
import { Deliveries } from './deliveries.ts'
import { describeFiles, isTaken, typeFor } from '../list/describe-files.ts'
import { callHost } from '../tasks/host-callback.ts'
import { Judge } from './judge.ts'
import { leaveGuard, needsGuard } from './leave-guard.ts'
import type { UploadAction, Verdict } from '../list/reduce.ts'
import { isDescribable } from '../list/reduce.ts'
import type { RouteAddress } from '../send/route-client.ts'
import { TokenSource } from '../token/token.ts'
import { UploadList } from '../list/upload-list.ts'
import type { Upload, UploadId } from '../list/upload.ts'
import { isOpen, isUnderWay } from '../list/upload.ts'

export interface EngineSetup {
  readonly target: Target | null
  readonly client: QueryClient
  readonly options: EngineOptions
}

/**
 * The uploads of one target, without any user interface. An engine that has a target never changes it: what was chosen for
 * one record cannot be sent to another. Constructing one has no effect outside it.
 */
export class UploadEngine {
  readonly #now: { -readonly [K in keyof Circumstances]: Circumstances[K] }
  readonly #list = new UploadList((tell) => this.#tell(tell))
  readonly #judge: Judge
  readonly #deliveries: Deliveries
  /** Files that are sent as soon as nothing stands against them. */
  readonly #wanted = new Set<UploadId>()
  readonly #attached = new Attached(() => this.tokens.countsUnder)
  #toldUploads: readonly Upload[] = []
  /** Whether there is a component that has the list; without one, what was not sent is gone. */
  #isHeld = false
  readonly #updateGuard = leaveGuard(
    () => this.#now.options.leaveGuard !== false && this.#uploads.some(this.#isHeld ? needsGuard : isUnderWay),
  )

  constructor({ target, client, options }: EngineSetup) {
    this.#now = { options, target, tokens: this.#tokensOf(target), rules: null, existing: null }
    this.tokens.set(options.token, options.getToken)
    const common = { list: this.#list, now: this.#now, wanted: this.#wanted, attached: this.#attached }
    this.#judge = new Judge({ ...common, onJudged: (verdicts) => this.#onJudged(verdicts) })
    this.#deliveries = new Deliveries({ ...common, client, contents: this.#judge.checker.contents })
  }

  readonly subscribe = this.#list.subscribe

  readonly getSnapshot = this.#list.getSnapshot

  get target(): Target | null {
    return this.#now.target
  }

  get tokens(): TokenSource {
    return this.#now.tokens
  }

  get endpoint(): string {
    return this.#now.options.endpoint
  }

  /** Where the rules and the documents on record are asked for; `null` while there is no target. */
  get route(): RouteAddress | null {
    const { endpoint, target, tokens } = this
    return target === null ? null : { endpoint, target, tokens, fetch: this.#now.options.fetch }
  }

  get #uploads(): readonly Upload[] {
    return this.#list.uploads
  }

  /** Follows the connection until the returned function is called. What is under way goes on either way. */
  connect(): () => void {
    const look = () => {
      if (isOnline() === this.getSnapshot().isOnline) return
      this.#list.note({ isOnline: isOnline() })
      this.#list.tell()
    }
    look()
    return onConnection(look)
  }

  /** Guards what is unsent until the returned function is called. What is under way is guarded until it has ended. */
  hold(): () => void {
    this.#isHeld = true
    this.#updateGuard()
    return () => {
      this.#isHeld = false
      this.#updateGuard()
      // Later: it may be held again at once, and while React takes a component away, nobody else may draw.
      queueMicrotask(() => {
        // What waits for rules would wait for ever: no component brings them any more.
        if (this.#isHeld || this.#now.rules !== null) return
        this.#cancel(this.#uploads.filter(isOpen))
      })
    }
  }

  /** @param target the one it takes over where it has none. */
  configure(options: EngineOptions, target: Target | null): void {
    const before = this.#now.options
    this.#now.options = options
    const { grant, counting, news, endsAt } = this.tokens
    const isFound = this.target === null && target !== null
    if (isFound) {
      this.#now.target = target
      this.#now.tokens = this.#tokensOf(target)
    }
    this.tokens.set(options.token, options.getToken)
    const isOther = this.tokens.grant !== grant
    const isElsewhere = isFound || isOther || options.endpoint !== before.endpoint
    if (isElsewhere) this.#forgetRules()
    if (this.tokens.counting !== counting) this.#countAnew()
    // Drawn anew, so that what is allowed there is asked for, and what the token says is shown.
    else if (isElsewhere || this.tokens.news !== news || this.tokens.endsAt !== endsAt) this.#draw()
    const sendsNow = options.autoUpload === true && before.autoUpload !== true
    if (sendsNow || !Object.is(options.maxTotalSizeBytes, before.maxTotalSizeBytes)) this.#judge.judgeSoon()
    if (options.concurrency !== before.concurrency) this.#deliveries.pump()
    if (!isSame(options.validators, before.validators)) this.#judge.askSoon()
    this.#updateGuard()
  }

  /** Takes over what the ATS accepts; guesses and checks every file that is not under way once more. */
  setRules(rules: Rules): void {
    const before = this.#now.rules
    if (rules === before) return
    this.#now.rules = rules
    this.#attached.learn(rules.filesUsed ?? 0, this.#uploads)
    // Where only their number is another, nothing is found in another way.
    if (JSON.stringify(rules.types) === JSON.stringify(before?.types)) return this.#judge.judgeSoon()
    this.#guessAnew()
    this.#judge.checkOpen()
  }

  #tokensOf(target: Target | null): TokenSource {
    return new TokenSource(target, () => this.#countAnew())
  }

  /** Files count under another token from now on. How many that one has taken is the route's to say. */
  #countAnew(): void {
    this.#attached.learn(0, [])
    this.#draw()
    this.#judge.judgeSoon()
  }

  #draw(): void {
    this.#list.note({})
    this.#list.tell()
  }

  /** What they let pass may not pass the next ones: until those are here nothing is begun. */
  #forgetRules(): void {
    if (this.#now.rules === null) return
    this.#now.rules = null
    const waiting = this.#uploads.filter(({ id, state }) => state === 'queued' && this.#deliveries.isUntouched(id))
    const ids = waiting.map(({ id }) => id)
    for (const id of ids) this.#wanted.add(id)
    this.#list.apply(ids.map((id) => [id, { action: 'reopened' }]))
    this.#judge.checkOpen()
    this.#judge.judge()
  }

  /** Takes over what is on the record; checks every file against it that is not under way and could be on it. */
  setExisting(existing: readonly ExistingAttachment[] | null): void {
    if (existing === this.#now.existing) return
    // Only a document of its size can be the same as a file: the others need not be read again.
    const sizes = new Set([...(this.#now.existing ?? []), ...(existing ?? [])].map(({ sizeBytes }) => sizeBytes))
    this.#now.existing = existing
    // Those that are not looked at yet will be held against it anyway.
    this.#judge.checkOpen((upload) => this.#judge.hasBegun(upload.id) && sizes.has(upload.sizeBytes))
  }

  /** What a person does with files: the same functions as long as the list lasts. */
  readonly actions = {
    addFiles: (files) => {
      const hasCv = this.#attached.hasCv || this.#uploads.some((upload) => upload.type === 'CV' && isTaken(upload))
      const uploads = describeFiles(files, this.#now.rules, hasCv)
      if (this.#now.options.autoUpload) this.#want(uploads)
      void this.#judge.add(uploads)
      this.#list.tell()
    },

    setType: (id, type) => {
      this.#redescribe([[id, { action: 'typed', type, isGuessed: false }]])
    },

    rename: (id, name) => {
      const upload = this.#list.find(id)
      if (upload === undefined) return
      const next = renamed(upload.name, name)
      if (next === upload.name) return
      this.#redescribe([[id, { action: 'renamed', name: next }]])
      this.#guessAnew()
    },

    addAnyway: (id) => this.#judge.waive(id),

    remove: (id) => this.#remove(this.#only(id)),

    clear: () => {
      this.#remove(this.#uploads.filter((upload) => !isUnderWay(upload)))
    },

    start: () => {
      this.#want(this.#uploads.filter(({ state }) => state === 'ready'))
      this.#startWanted()
      this.#list.tell()
    },

    cancel: (id) => {
      this.#cancel(this.#only(id))
      this.#list.tell()
    },

    cancelAll: () => {
      this.#cancel(this.#uploads)
      this.#list.tell()
    },

    retry: (id) => {
      const upload = this.#list.find(id)
      if (upload?.state !== 'failed' && upload?.state !== 'cancelled') return
      // The list and the record have changed since: it is judged anew, and goes when it has passed.
      this.#want([upload])
      this.#list.apply([[id, { action: 'reopened' }]])
      this.#judge.check(id)
      this.#list.tell()
    },

    checkAgain: (id) => this.#follow(id, { action: 'queued', isCheckAgain: true }),

    sendAnyway: (id) => this.#follow(id, { action: 'queued' }),
  } satisfies Partial<AttachmentUpload>

  /** Gives the list up: unsent files are dropped, those under way cancelled. Their outcomes are still told. */
  dispose(): void {
    this.actions.cancelAll()
    this.#remove(this.#uploads)
  }

  #only(id: UploadId): readonly Upload[] {
    return this.#uploads.filter((upload) => upload.id === id)
  }

  /** What is maybe attached is asked about, or sent anyway, which is another delivery. */
  #follow(id: UploadId, action: UploadAction & { readonly action: 'queued' }): void {
    const upload = this.#list.find(id)
    if (upload?.state !== 'unknown') return
    this.#deliveries.doubt(upload)
    if (action.isCheckAgain !== true) this.#deliveries.renew(id)
    this.#deliveries.join([upload])
    this.#list.apply([[id, action]])
    this.#deliveries.pump()
    this.#list.tell()
  }

  /** Another description is another delivery: it is checked again and gets a key of its own. */
  #redescribe(all: readonly (readonly [UploadId, UploadAction])[]): void {
    const actions = all.filter(([id]) => {
      const upload = this.#list.find(id)
      return upload !== undefined && isDescribable(upload)
    })
    for (const [id] of actions) this.#deliveries.renew(id)
    this.#list.apply(actions)
    for (const [id] of actions) this.#judge.check(id)
    if (actions.length > 0) this.#list.tell()
  }

  /**
   * Guesses anew what nobody has chosen, in the order of the list: a refused file leaves its type to the next one. Refused
   * itself, that one stays what it was, unless as such it cannot be taken: there may be many, and each would be checked again.
   */
  #guessAnew(): void {
    let { hasCv } = this.#attached
    const actions: [UploadId, UploadAction][] = []
    for (const upload of this.#uploads) {
      const isGuess = upload.typeIsGuessed && isOpen(upload)
      const known = { kind: upload.kind, sizeBytes: this.#judge.hasBegun(upload.id) ? upload.sizeBytes : 0 }
      const likeliest = !isTaken(upload) ? upload.type : hasCv ? 'OTHER' : 'CV'
      const type = isGuess ? typeFor(upload.typeInName, known, this.#now.rules, likeliest) : upload.type
      if (type !== upload.type) actions.push([upload.id, { action: 'typed', type, isGuessed: true }])
      hasCv ||= type === 'CV' && isTaken(upload)
    }
    this.#redescribe(actions)
  }

  #remove(uploads: readonly Upload[]): void {
    const ids = new Set(uploads.map(({ id }) => id))
    for (const id of ids) this.#wanted.delete(id)
    this.#cancel(uploads)
    for (const upload of uploads) {
      if (upload.state === 'done') this.#attached.left(upload)
      this.#judge.forget(upload.id)
      this.#deliveries.renew(upload.id)
    }
    this.#list.remove(ids)
    this.#guessAnew()
    this.#list.tell()
    this.#judge.judgeSoon()
  }

  /** Also what is asked for and still being checked: it would be sent when it has passed. */
  #cancel(uploads: readonly Upload[]): void {
    this.#deliveries.cancel(uploads.filter((upload) => this.#wanted.delete(upload.id) || isUnderWay(upload)))
  }

  /** Has files sent as soon as nothing stands against them. */
  #want(uploads: readonly Upload[]): void {
    this.#deliveries.join(uploads)
    for (const { id } of uploads) this.#wanted.add(id)
  }

  #startWanted(): void {
    const passed = this.#uploads.filter(
      (upload) => upload.state === 'ready' && !upload.checking && this.#wanted.has(upload.id),
    )
    for (const { id } of passed) this.#wanted.delete(id)
    this.#list.apply(passed.map(({ id }) => [id, { action: 'queued' }]))
    this.#deliveries.pump()
  }

  #onJudged(verdicts: ReadonlyMap<UploadId, Verdict>): void {
    const taken = () => this.#uploads.map(isTaken)
    const before = taken()
    this.#list.apply([...verdicts].map(([id, verdict]) => [id, { action: 'judged', verdict }]))
    if (!isSame(taken(), before)) this.#guessAnew()
    for (const [id, verdict] of verdicts) if (verdict !== null && verdict !== 'pending') this.#wanted.delete(id)
    // Also one that was refused before and is cured: by its type, its name, or because there is room now.
    if (this.#now.options.autoUpload) this.#want(this.#uploads.filter(({ state }) => state === 'ready'))
    this.#startWanted()
    this.#deliveries.settle()
  }

  #tell(tellListeners: () => void): void {
    this.#updateGuard()
    const { wanted } = this.getSnapshot()
    if (!isSame([...wanted], [...this.#wanted])) this.#list.note({ wanted: new Set(this.#wanted) })
    tellListeners()
    const uploads = this.#uploads
    if (uploads === this.#toldUploads) return
    this.#toldUploads = uploads
    callHost(this.#now.options.onChange, uploads)
  }
}

function isSame(some: readonly unknown[] = [], others: readonly unknown[] = []): boolean {
  return some.length === others.length && some.every((each, index) => each === others[index])
}
