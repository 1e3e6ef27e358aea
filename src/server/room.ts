import { RouteError } from './route-error.ts'

/** Bounds what all bodies under way take together, before their first byte is read. */
export class Room {
  readonly #totalBytes: number
  #takenBytes = 0

  constructor(totalBytes: number) {
    this.#totalBytes = totalBytes
  }

  get takenBytes(): number {
    return this.#takenBytes
  }

  /**
   * @returns gives the room back; to be called exactly once.
   * @throws RouteError `UPLOAD.SERVER_BUSY` when there is not enough.
   */
  take(bytes: number): () => void {
    if (this.#takenBytes + bytes > this.#totalBytes) {
      throw noRoom()
    }
    this.#takenBytes += bytes
    return () => {
      this.#takenBytes -= bytes
    }
  }
}

/** @param cause what is used up, where it is not our own count. */
export function noRoom(cause?: unknown): RouteError {
  return new RouteError('UPLOAD.SERVER_BUSY', 'The server has no room for another file just now', {
    retryAfterMs: 2000 + Math.round(Math.random() * 3000),
    cause,
  })
}
