import { RouteError } from '../answers/route-error.ts'

/** What one holder may take of the whole, unless the largest files need more. */
const SHARE = 1 / 4

/** Bodies of the largest size that one holder may have under way, whatever the whole: as many as the widget sends at once. */
const LARGEST_AT_ONCE = 3

/** Bounds what all bodies under way take together, and those of one holder, before their first byte is read. */
export class Room {
  readonly #totalBytes: number
  readonly #shareBytes: number
  #takenBytes = 0
  readonly #takenBy = new Map<string, number>()

  /** @param largestBytes longest body there can be. */
  constructor(totalBytes: number, largestBytes: number) {
    this.#totalBytes = totalBytes
    this.#shareBytes = Math.max(totalBytes * SHARE, largestBytes * LARGEST_AT_ONCE)
  }

  /**
   * @param holder who may take no more than a share.
   * @returns gives the room back; to be called exactly once.
   * @throws RouteError `UPLOAD.SERVER_BUSY` when there is not enough, for all or for this holder.
   */
  take(bytes: number, holder: string): () => void {
    if (this.#takenBytes + bytes > this.#totalBytes) throw noRoom()
    if (this.#of(holder) + bytes > this.#shareBytes) throw busy('This grant has as much under way as it may at once')
    this.#change(holder, bytes)
    return () => this.#change(holder, -bytes)
  }

  #of(holder: string): number {
    return this.#takenBy.get(holder) ?? 0
  }

  #change(holder: string, bytes: number): void {
    this.#takenBytes += bytes
    const taken = this.#of(holder) + bytes
    if (taken === 0) this.#takenBy.delete(holder)
    else this.#takenBy.set(holder, taken)
  }
}

/** @param cause what is used up, where it is not our own count. */
export function noRoom(cause?: unknown): RouteError {
  return busy('The server has no room for another file just now', cause)
}

function busy(message: string, cause?: unknown): RouteError {
  const retryAfterMs = 2000 + Math.random() * 3000
  return new RouteError('UPLOAD.SERVER_BUSY', message, { retryAfterMs, cause })
}
