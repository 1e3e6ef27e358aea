/**
 * Does something as often as it is wanted, but not more often than every so many milliseconds: at once after a pause,
 * later once for everything that was wanted meanwhile.
 */
export class AtMostEvery {
  readonly #ms: () => number
  readonly #work: () => void
  #timer: ReturnType<typeof setTimeout> | null = null
  #doneAt = Number.NEGATIVE_INFINITY

  constructor(ms: () => number, work: () => void) {
    this.#ms = ms
    this.#work = work
  }

  /** Not before the time has passed. */
  soon(): void {
    if (this.#timer !== null) return
    const waitMs = this.#doneAt + this.#ms() - performance.now()
    if (waitMs <= 0) this.now()
    else this.#timer = setTimeout(() => this.now(), waitMs)
  }

  /** Without waiting; what is waiting already is done with it. */
  now(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#doneAt = performance.now()
    this.#work()
  }
}
