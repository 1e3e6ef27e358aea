import { BoundedMap } from '../limits/bounded-map.ts'
import type { ContentDigest } from '../calls/content-digest.ts'
import { digestContent } from '../calls/content-digest.ts'
import type { KomboClient } from '../calls/kombo-client.ts'
import type { RecordedAttachment } from '../calls/recorded-attachments.ts'
import { within } from '../limits/within.ts'

/** Most documents of one record whose content is looked at, the newest first: a record with more is rare. */
const MAX_DOCUMENTS = 20

/** Downloads at once. They come from Kombo's own host and take none of the integration's slots. */
const AT_ONCE = 4

/** How long a list waits for digests, in milliseconds; what is not known by then is listed without. */
const WAIT_MS = 3000

/** Documents remembered; the oldest go first. */
const MAX_KNOWN = 10_000

/**
 * Digests of the documents on record, so that a person can be told that a file is there already. Kombo's list names
 * neither size nor checksum, so each document is downloaded once, hashed, and forgotten but for its digest, or for its
 * being too large.
 */
export class RecordDigests {
  readonly #known = new BoundedMap<ContentDigest | 'larger'>(MAX_KNOWN)
  readonly #kombo: KomboClient
  readonly #maxBytes: number

  /** @param maxBytes larger documents are left out: no file that large can be attached. */
  constructor(kombo: KomboClient, maxBytes: number) {
    this.#kombo = kombo
    this.#maxBytes = maxBytes
  }

  /** @returns what is known of each document, by its id. */
  async of(
    integrationId: string,
    documents: readonly RecordedAttachment[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, ContentDigest>> {
    const newest = documents.toSorted((one, other) => createdAt(other) - createdAt(one)).slice(0, MAX_DOCUMENTS)
    const found = new Map<string, ContentDigest>()
    const waiting = newest.values()
    const work = async (limited: AbortSignal): Promise<void> => {
      for (const document of waiting) {
        const digest = await this.#digest(integrationId, document, limited)
        if (digest !== null && digest !== 'larger') found.set(document.id, digest)
      }
    }
    await within(WAIT_MS, signal, (limited) => Promise.all(Array.from({ length: AT_ONCE }, () => work(limited))))
    return found
  }

  async #digest(
    integrationId: string,
    document: RecordedAttachment,
    signal: AbortSignal,
  ): Promise<ContentDigest | 'larger' | null> {
    // An ATS may replace a document's content under its id, and says when it did.
    const key = [integrationId, document.id, document.remote_updated_at].join(' ')
    const known = this.#known.get(key)
    if (known !== undefined) return known
    if (signal.aborted) return null
    const digest = await digestContent(document, this.#maxBytes, this.#kombo, signal)
    // What failed may succeed the next time; what is too large stays so.
    if (digest !== null) this.#known.set(key, digest)
    return digest
  }
}

/** Documents without a date come last. */
function createdAt({ remote_created_at: text }: RecordedAttachment): number {
  const time = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(time) ? 0 : time
}
