import { AtMostEvery } from './at-most-every.ts'
import type { UploadAction } from './reduce.ts'
import { reduce } from './reduce.ts'
import type { Upload, UploadId } from './upload.ts'

/** What changes over time; a new object for each change. */
export interface ListSnapshot {
  readonly uploads: readonly Upload[]
  readonly isOnline: boolean
  /** The files sent together: from when one is asked for, until nothing is under way and another is. */
  readonly round: ReadonlySet<UploadId>
  /** Files to be sent as soon as they have passed the checks. */
  readonly wanted: ReadonlySet<UploadId>
  /** Files whose size nobody has asked for yet. */
  readonly unmeasured: number
  /** How many deliveries have ended because the route refused the token. */
  readonly tokenRefusals: number
}

/**
 * What files report of themselves within this time is told together, in milliseconds: faster is more than anybody can read, and
 * of a longer list than {@link SHORT_LIST} each drawing costs more, of rows that nobody follows one by one.
 */
const TELL_EVERY_MS = 100
const TELL_OF_MANY_EVERY_MS = 400

/** As many files as are in sight together. */
const SHORT_LIST = 10

/** What files do by themselves. Anything else a person did: shown at once, or a field would jump back under their hands. */
const BY_ITSELF: readonly UploadAction['action'][] = ['judged', 'replaced-file', 'queued', 'progressed', 'ended']

/** The uploads as they are now, changed by nothing but actions, and everybody who is told when they change. */
export class UploadList {
  #snapshot: ListSnapshot = {
    uploads: [],
    isOnline: true,
    round: new Set(),
    wanted: new Set(),
    unmeasured: 0,
    tokenRefusals: 0,
  }
  readonly #listeners = new Set<() => void>()
  readonly #telling: AtMostEvery

  /** @param onTell runs with each telling, around `tell`, which tells the listeners. */
  constructor(onTell: (tell: () => void) => void) {
    const tell = () => {
      for (const listener of this.#listeners) listener()
    }
    this.#telling = new AtMostEvery(
      () => (this.uploads.length > SHORT_LIST ? TELL_OF_MANY_EVERY_MS : TELL_EVERY_MS),
      () => onTell(tell),
    )
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): ListSnapshot => this.#snapshot

  get uploads(): readonly Upload[] {
    return this.#snapshot.uploads
  }

  find(id: UploadId): Upload | undefined {
    return this.uploads.find((upload) => upload.id === id)
  }

  apply(action: UploadAction): void {
    const uploads = reduce(this.uploads, action)
    if (uploads === this.uploads) return
    this.#snapshot = { ...this.#snapshot, uploads }
    if (BY_ITSELF.includes(action.action)) this.tellSoon()
    else this.tell()
  }

  /** Notes what is true beside the uploads. Who is to see it at once, is told. */
  note(facts: Partial<Omit<ListSnapshot, 'uploads'>>): void {
    this.#snapshot = { ...this.#snapshot, ...facts }
  }

  tell(): void {
    this.#telling.now()
  }

  tellSoon(): void {
    this.#telling.soon()
  }
}
