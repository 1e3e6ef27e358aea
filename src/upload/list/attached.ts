import type { Ending } from './reduce.ts'
import type { Upload, UploadId } from './upload.ts'
import { isUnderWay } from './upload.ts'

/** What a file counts under: the `jti` of the token it is sent with, where that grants a number of files. */
type CountsUnder = string | null

/**
 * Files that are attached or may be, in the list or not any more. Each counts under the token it was sent with, whatever token
 * there is by now.
 */
export class Attached {
  #hasCv = false
  /** Under more than one, where it was maybe attached and sent anyway. */
  readonly #counted = new Map<UploadId, Set<CountsUnder>>()
  /** What those count under that are on their way, once they are sent. */
  readonly #sent = new Map<UploadId, CountsUnder>()
  /** How many files the token of now had taken before this list, as far as the route says. */
  #before = 0

  readonly #under: () => CountsUnder

  /** @param under what files count under that are sent from now on. */
  constructor(under: () => CountsUnder) {
    this.#under = under
  }

  /** Whether there is a CV among those that have left the list. */
  get hasCv(): boolean {
    return this.#hasCv
  }

  /** To be called when an attached file leaves the list: it counts all the same. */
  left({ type }: Upload): void {
    this.#hasCv ||= type === 'CV'
  }

  sends(id: UploadId, under: CountsUnder): void {
    this.#sent.set(id, under)
  }

  /**
   * To be called with each ending.
   * @param found what became of the last delivery, where an earlier one may have attached the file.
   */
  ended(id: UploadId, found: Ending['state'], ending: Ending['state']): void {
    const under = this.#sent.get(id)
    this.#sent.delete(id)
    if (ending === 'failed') this.#counted.delete(id)
    if (under === undefined || found === 'failed' || found === 'cancelled') return
    this.#counted.set(id, new Set([...(this.#counted.get(id) ?? []), under]))
  }

  /** Takes over how many the route counts under the token of now; 0 as long as it has not said. */
  learn(filesUsed: number, uploads: readonly Upload[]): void {
    this.#before = 0
    const coming = uploads.filter((upload) => isUnderWay(upload) && this.takesPlace(upload))
    this.#before = Math.max(0, filesUsed - this.count() - coming.length)
  }

  /** How many count for good under the token of now. */
  count(): number {
    const under = this.#under()
    return this.#before + [...this.#counted.values()].filter((each) => each.has(under)).length
  }

  /** Whether a file of the list that does not count for good takes a place under the token of now, or will once it is sent. */
  readonly takesPlace = (upload: Upload): boolean => {
    const { id, state, isCheckAgain } = upload
    const under = this.#under()
    if (this.#counted.get(id)?.has(under)) return false
    if (state === 'sending' || state === 'accepting') return this.#sent.get(id) === under
    // What was maybe attached under another stays there, and is only asked about.
    return state === 'failed' || (isCheckAgain !== true && isUnderWay(upload))
  }
}
