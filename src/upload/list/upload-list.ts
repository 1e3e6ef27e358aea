import { AtMostEvery } from '../tasks/at-most-every.ts'
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

/** The uploads as they are now, changed by nothing but actions, and everybody who is told when they change. */
export class UploadList {
  /** In the order they were added. */
  readonly #byId = new Map<UploadId, Upload>()
  /** The same as a list, made when somebody asks for it. */
  #uploads: readonly Upload[] | null = []
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
      () => (this.#byId.size > SHORT_LIST ? TELL_OF_MANY_EVERY_MS : TELL_EVERY_MS),
      () => onTell(tell),
    )
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): ListSnapshot => {
    const { uploads } = this
    if (uploads !== this.#snapshot.uploads) this.#snapshot = { ...this.#snapshot, uploads }
    return this.#snapshot
  }

  get uploads(): readonly Upload[] {
    this.#uploads ??= [...this.#byId.values()]
    return this.#uploads
  }

  find(id: UploadId): Upload | undefined {
    return this.#byId.get(id)
  }

  add(uploads: readonly Upload[]): void {
    for (const upload of uploads) this.#byId.set(upload.id, upload)
    if (uploads.length > 0) this.#changed()
  }

  remove(ids: ReadonlySet<UploadId>): void {
    const gone = [...ids].filter((id) => this.#byId.delete(id))
    if (gone.length > 0) this.#changed()
  }

  /** Applies each action to the upload of its id; all are told together. */
  apply(actions: Iterable<readonly [UploadId, UploadAction]>): void {
    let isChanged = false
    for (const [id, action] of actions) {
      const before = this.find(id)
      const after = before && reduce(before, action)
      if (after === undefined || after === before) continue
      this.#byId.set(id, after)
      isChanged = true
    }
    if (isChanged) this.#changed()
  }

  /** Notes what is true beside the uploads. Told with what is told next. */
  note(facts: Partial<Omit<ListSnapshot, 'uploads'>>): void {
    this.#snapshot = { ...this.#snapshot, ...facts }
  }

  /** At once: what a person did is shown without delay, or a field would jump back under their hands. */
  tell(): void {
    this.#telling.now()
  }

  tellSoon(): void {
    this.#telling.soon()
  }

  #changed(): void {
    this.#uploads = null
    this.tellSoon()
  }
}
