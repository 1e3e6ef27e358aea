import type { QueryClient } from '@tanstack/react-query'
import type { Outcome } from './attachment-upload.ts'
import type { Attached } from '../list/attached.ts'
import type { Circumstances } from './circumstances.ts'
import type { Contents } from '../bytes/contents.ts'
import { carry } from '../send/courier.ts'
import { Doubts } from '../list/doubts.ts'
import { callHost } from '../tasks/host-callback.ts'
import { outdateAnswers } from './kept-answers.ts'
import { isTokenRefused } from '../token/no-token.ts'
import type { Ending } from '../list/reduce.ts'
import { attachUrl } from '../send/route-client.ts'
import { sendByXhr } from '../send/send.ts'
import { countedUnder } from '../token/token-claims.ts'
import type { UploadList } from '../list/upload-list.ts'
import type { Upload, UploadId } from '../list/upload.ts'
import { isUnderWay } from '../list/upload.ts'
import { randomUuid } from '../list/uuid.ts'

/** What is carried, where to, and by what. */
export interface DeliveriesPorts {
  readonly list: UploadList
  readonly attached: Attached
  readonly now: Circumstances
  readonly contents: Contents
  readonly client: QueryClient
  /** Files that are sent as soon as nothing stands against them. */
  readonly wanted: ReadonlySet<UploadId>
}

const DEFAULT_CONCURRENCY = 3

/**
 * Carries queued files, so many at a time, each under a key by which the route knows it again, and tells the page how each
 * ended, and when all have.
 */
export class Deliveries {
  readonly #ports: DeliveriesPorts
  readonly #runs = new Map<UploadId, AbortController>()
  readonly #keys = new Map<UploadId, string>()
  readonly #doubts = new Doubts()
  /** Since the page was last told that all have ended. */
  #outcomes: Outcome[] = []

  constructor(ports: DeliveriesPorts) {
    this.#ports = ports
  }

  /** Whether a file in the queue has not been touched: nothing is sent of it, and nothing is asked about it. */
  isUntouched(id: UploadId): boolean {
    return !this.#runs.has(id) && !this.#doubts.has(id)
  }

  /** Files are asked for: together with those that are on their way, or as a round of their own. */
  join(uploads: readonly Upload[]): void {
    if (uploads.length === 0) return
    const { list, wanted } = this.#ports
    const goesOn = wanted.size > 0 || list.uploads.some(isUnderWay)
    const round = new Set([...(goesOn ? list.getSnapshot().round : []), ...uploads.map(({ id }) => id)])
    list.note({ round })
  }

  /** Tells the page that all have ended, unless something is still to come. */
  settle(): void {
    const { list, now, wanted, client } = this.#ports
    // What is in the queue waits for one that runs.
    if (this.#outcomes.length === 0 || wanted.size > 0 || this.#runs.size > 0) return
    const outcomes = this.#outcomes
    this.#outcomes = []
    // What was not delivered may have been counted while it was under way.
    const isCounted = now.rules?.maxFiles !== null
    if (isCounted || outcomes.some(({ state }) => state === 'done')) {
      outdateAnswers(client, { ...now, endpoint: now.options.endpoint }, isCounted)
    }
    // What a page reads when it hears that all is over is how it ended.
    list.tell()
    callHost(now.options.onSettled, outcomes)
  }

  /** Starts queued files, in the order of the list, while there is room. */
  pump(): void {
    const { list, now } = this.#ports
    // NaN, of a variable that is not set, would be no limit at all.
    const atOnce = Math.max(1, now.options.concurrency || DEFAULT_CONCURRENCY)
    for (const upload of list.uploads) {
      if (this.#runs.size >= atOnce) return
      if (upload.state === 'queued' && !this.#runs.has(upload.id)) this.#run(upload)
    }
  }

  cancel(uploads: readonly Upload[]): void {
    const waiting = uploads.filter(({ id }) => !this.#runs.has(id))
    for (const { id } of uploads) this.#runs.get(id)?.abort(new DOMException('cancelled', 'AbortError'))
    if (waiting.length > 0) this.#end(waiting, { state: 'cancelled' })
  }

  /** Another description is another delivery, under a key of its own. Of a file that has left the list there is none. */
  renew(id: UploadId): void {
    this.#keys.delete(id)
  }

  /** A file that is maybe attached is asked about, or sent anyway: either decides nothing about the delivery before. */
  doubt({ id, error }: Upload & { readonly state: 'unknown' }): void {
    const key = this.#keys.get(id)
    if (key !== undefined) this.#doubts.add(id, { key, error })
  }

  #run(upload: Upload): void {
    const { list, attached, now, contents, client } = this.#ports
    const { target, tokens, options } = now
    const { id } = upload
    if (target === null || upload.kind === null) return
    const controller = new AbortController()
    this.#runs.set(id, controller)
    const idempotencyKey = this.#keys.get(id) ?? randomUuid()
    this.#keys.set(id, idempotencyKey)
    carry(
      client,
      {
        url: attachUrl(options.endpoint, target),
        content: contents.toSend(upload),
        attachment: { name: upload.name, contentType: upload.kind.mimeTypes[0], type: upload.type },
        idempotencyKey,
        isCheckAgain: upload.isCheckAgain === true,
      },
      {
        send: options.send ?? sendByXhr,
        tokens,
        signal: controller.signal,
        report: (progress) => {
          if (this.#runs.get(id) === controller) list.apply([[id, { action: 'progressed', progress }]])
        },
        onSend: (token) => {
          if (upload.isCheckAgain !== true) attached.sends(id, countedUnder(token))
        },
      },
      (ending) => {
        this.#runs.delete(id)
        this.#end([upload], ending)
      },
    )
  }

  /** Stores the endings first; only then is anybody told. */
  #end(uploads: readonly Upload[], found: Ending): void {
    const { list, attached, contents, now } = this.#ports
    // Also where the file stays what it was, maybe attached.
    if (found.state === 'failed' && isTokenRefused(found.error)) {
      list.note({ tokenRefusals: list.getSnapshot().tokenRefusals + 1 })
    }
    const endings: [UploadId, Ending][] = []
    const outcomes: Outcome[] = []
    for (const upload of uploads) {
      const { id, name } = upload
      const { ending, key } = this.#doubts.weigh(upload, found)
      if (key !== null) this.#keys.set(id, key)
      attached.ended(id, found.state, ending.state)
      endings.push([id, ending])
      if (upload.isCheckAgain !== true || ending.state !== 'unknown') outcomes.push({ ...ending, id, name })
    }
    list.apply(endings.map(([id, ending]) => [id, { action: 'ended', ending }]))
    for (const [id, { state }] of endings) contents.ended(id, state === 'done')
    this.pump()
    this.#outcomes.push(...outcomes)
    for (const outcome of outcomes) {
      if (outcome.state === 'done') for (const { message } of outcome.receipt.warnings) console.warn(message)
      callHost(now.options.onOutcome, outcome)
    }
    this.settle()
  }
}
