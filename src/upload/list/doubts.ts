import type { UploadError } from '../../contract/wire.ts'
import type { Ending } from './reduce.ts'
import type { Upload, UploadId } from './upload.ts'

/** A delivery that maybe attached a file. */
export interface Doubt {
  /** Under which the route can be asked about it. */
  readonly key: string
  /** What was said of it. */
  readonly error: UploadError
}

/**
 * The deliveries that maybe attached a file while the route is asked about it, or it is sent anyway. That a later delivery
 * did not arrive says nothing of an earlier one: the file stays maybe attached until it is known to be there, or not to be.
 */
export class Doubts {
  /** The latest last. */
  readonly #doubts = new Map<UploadId, readonly Doubt[]>()

  add(id: UploadId, doubt: Doubt): void {
    this.#doubts.set(id, [...(this.#doubts.get(id) ?? []), doubt])
  }

  has(id: UploadId): boolean {
    return this.#doubts.has(id)
  }

  /** What a file ends as, and the key to go on with where that is another than the one just used. */
  weigh({ id, isCheckAgain }: Upload, found: Ending): { readonly ending: Ending; readonly key: string | null } {
    const doubts = [...(this.#doubts.get(id) ?? [])]
    this.#doubts.delete(id)
    if (found.state === 'done') return { ending: found, key: null }

    const asked = isCheckAgain === true ? doubts.pop() : undefined
    // An answer to "what became of it?" that says nothing leaves the file where it was.
    const ending: Ending = asked === undefined || isAnswer(found) ? found : { state: 'unknown', error: asked.error }
    const earlier = ending.state === 'unknown' ? undefined : doubts.pop()
    if (doubts.length > 0) this.#doubts.set(id, doubts)
    if (earlier === undefined) return { ending, key: null }
    return { ending: { state: 'unknown', error: why(earlier, found) }, key: earlier.key }
  }
}

/** Whether it says what became of a file that was maybe attached. */
function isAnswer(found: Ending): boolean {
  return found.state === 'unknown' || (found.state === 'failed' && found.error.code === NOT_ATTACHED)
}

const NOT_ATTACHED = 'UPLOAD.NOT_ATTACHED'

/** Why the file could not be sent anyway, where that is so: else nobody would see that it was not. */
function why({ error }: Doubt, found: Ending): UploadError {
  const isWhy = found.state === 'failed' && found.error.code !== NOT_ATTACHED
  return isWhy ? { ...found.error, delivery: 'unknown' } : error
}
