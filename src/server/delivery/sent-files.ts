import { BoundedMap } from '../limits/bounded-map.ts'
import type { ContentDigest } from '../calls/content-digest.ts'
import { REMEMBERED_MS } from '../stores/delivery-store.ts'

/** Most files remembered; the oldest go first. */
const MAX_FILES = 10_000

/** A file, as it was sent. */
export interface SentFile {
  /** The record it was sent to, one integration's apart from another's. */
  readonly record: string
  /** The same for the same content on the same record, under the same name and type. */
  readonly fingerprint: string
  readonly digest: ContentDigest
}

interface Until {
  /** By `performance.now()`: a clock that is set anew makes nobody forget. */
  readonly until: number
}

/** `requests`: how many have sent it and may have left it on the record. */
type Remembered = SentFile & Until & { readonly requests: number }

/**
 * The files this process has sent lately, so that a document on a record can be told to be another of them: several are
 * often sent to one record at the same time. Kept for as long as outcomes are; what other instances send is not known.
 */
export class SentFiles {
  readonly #files = new BoundedMap<Remembered>(MAX_FILES)
  readonly #open = new BoundedMap<Until & { readonly since: number }>(MAX_FILES)

  /** To be called once for each request that sends it. */
  add(file: SentFile): void {
    const requests = (this.#files.get(file.fingerprint)?.requests ?? 0) + 1
    this.#files.set(file.fingerprint, { ...file, requests, until: performance.now() + REMEMBERED_MS })
  }

  /** To be called by a request that has added it, where it is certain that nothing was kept of what that one sent. */
  remove(file: SentFile): void {
    const known = this.#files.get(file.fingerprint)
    if (known === undefined || known.requests === 1) this.#files.delete(file.fingerprint)
    else this.#files.set(file.fingerprint, { ...known, requests: known.requests - 1 })
  }

  /**
   * Nothing proves that the ATS kept the file, and nothing that it did not: it was only not to be seen.
   * @param since when its last byte may have left first, in milliseconds since the epoch.
   * @param forMs how long from now it is worth looking for it again, in milliseconds.
   */
  leaveOpen(file: SentFile, since: number, forMs: number): void {
    // An earlier try may still be the one that turns up.
    this.#open.set(file.fingerprint, { since: this.openSince(file) ?? since, until: performance.now() + forMs })
  }

  /** Since when a file is open that was given up as not delivered, else `null`: it is looked for before it is sent again. */
  openSince(file: SentFile): number | null {
    const open = this.#open.get(file.fingerprint)
    return open !== undefined && open.until > performance.now() ? open.since : null
  }

  /** The file is on the record. */
  close(file: SentFile): void {
    this.#open.delete(file.fingerprint)
  }

  /** The contents sent to a record as other files than this one; it may be of the same content. */
  others({ record, fingerprint }: SentFile): readonly ContentDigest[] {
    const now = performance.now()
    return [...this.#files.values()]
      .filter((each) => each.until > now && each.record === record && each.fingerprint !== fingerprint)
      .map(({ digest }) => digest)
  }
}
