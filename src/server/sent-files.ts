import type { ContentDigest } from './content-digest.ts'
import { REMEMBERED_MS } from './delivery-store.ts'

/** Most files remembered; the oldest go first. */
const MAX_FILES = 10_000

/** A file, as it was sent. */
export interface SentFile {
  /** The record it was sent to, one integration's apart from another's. */
  readonly record: string
  /** The same for the same content under the same name and type. */
  readonly fingerprint: string
  readonly digest: ContentDigest
}

interface Remembered extends SentFile {
  readonly until: number
}

/**
 * The files this process has sent lately, so that a document on a record can be told to be another of them: several are
 * often sent to one record at the same time. Kept for as long as outcomes are; what other instances send is not known.
 */
export class SentFiles {
  readonly #files = new Map<string, Remembered>()

  add(file: SentFile): void {
    this.#files.delete(keyOf(file))
    this.#files.set(keyOf(file), { ...file, until: Date.now() + REMEMBERED_MS })
    for (const [key, { until }] of this.#files) {
      if (this.#files.size <= MAX_FILES && until > Date.now()) break
      this.#files.delete(key)
    }
  }

  /** Of which it is certain that nothing was kept. */
  remove(file: SentFile): void {
    this.#files.delete(keyOf(file))
  }

  /** The contents sent to a record as other files than this one; it may be of the same content. */
  others({ record, fingerprint }: SentFile): readonly ContentDigest[] {
    return [...this.#files.values()]
      .filter((each) => each.record === record && each.fingerprint !== fingerprint)
      .map(({ digest }) => digest)
  }
}

function keyOf({ record, fingerprint }: SentFile): string {
  return `${record} ${fingerprint}`
}
