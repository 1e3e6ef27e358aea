import type { Server } from 'node:http'

const IDLE_SWEEP_MS = 50

/**
 * Stops taking connections and waits for the requests under way, for `graceMs` milliseconds at most; what is still
 * there then is cut off.
 * @returns whether everything under way was finished.
 */
export function closeServer(server: Server, graceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    let isCutOff = false
    // A connection becomes idle some time after its last answer is written, and nothing says when.
    const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS)
    const deadline = setTimeout(() => {
      isCutOff = true
      server.closeAllConnections()
    }, graceMs)
    server.close(() => {
      clearTimeout(deadline)
      clearInterval(sweep)
      resolve(!isCutOff)
    })
  })
}

/** Counts what is under way, whether or not somebody still waits for it: a delivery outlives its caller. */
export class UnderWay {
  #count = 0
  #onIdle: (() => void)[] = []

  get count(): number {
    return this.#count
  }

  /** @returns to be called once, when it is over. */
  begin(): () => void {
    this.#count += 1
    return () => {
      this.#count -= 1
      if (this.#count > 0) return
      for (const resolve of this.#onIdle) resolve()
      this.#onIdle = []
    }
  }

  /**
   * Waits until nothing is under way, for `graceMs` milliseconds at most.
   * @returns whether everything was finished.
   */
  idle(graceMs: number): Promise<boolean> {
    if (this.#count === 0) return Promise.resolve(true)
    return new Promise((resolve) => {
      const deadline = setTimeout(() => resolve(false), graceMs)
      this.#onIdle.push(() => {
        clearTimeout(deadline)
        resolve(true)
      })
    })
  }
}
