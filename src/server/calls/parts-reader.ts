import type { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'

/**
 * Parts as a stream that reads nothing ahead: the next part is asked for when somebody wants more, which is when the one
 * before has left. `Readable.from` asks for one more at once, and the memory of the first may be used again by then.
 */
export class PartsReader extends Readable {
  readonly #parts: AsyncGenerator<Buffer, void, void>
  readonly #onNext: () => void

  /** @param onNext called when the next part is asked for. */
  constructor(parts: AsyncGenerator<Buffer, void, void>, onNext: () => void) {
    super({ highWaterMark: 0 })
    this.#parts = parts
    this.#onNext = onNext
  }

  override _read(): void {
    this.#onNext()
    this.#parts.next().then(
      ({ done, value }) => this.push(done === true ? null : value),
      (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
    )
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    void this.#letGo()
    callback(error)
  }

  async #letGo(): Promise<void> {
    try {
      await this.#parts.return()
    } catch {
      // Whatever becomes of the part under way is of no interest any more.
    }
  }
}
