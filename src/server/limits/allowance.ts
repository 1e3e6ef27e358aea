/** A number of things that may be taken until none is left, by whoever comes first. */
export class Allowance {
  #left: number

  constructor(count: number) {
    this.#left = count
  }

  /** @returns false when none is left. */
  take(): boolean {
    if (this.#left === 0) return false
    this.#left -= 1
    return true
  }

  giveBack(count: number): void {
    this.#left += count
  }
}
