interface Waiter<Served> {
  readonly resolve: (served: Served) => void
  readonly reject: (error: unknown) => void
}

/** Those who wait, each under a ticket, in the order they came. Whoever is served or gives up is in it no more. */
export class WaitingLine<Served> {
  readonly #waiters = new Map<string, Waiter<Served>>()

  get length(): number {
    return this.#waiters.size
  }

  /** The ticket that waits longest. */
  get first(): string | undefined {
    return this.#waiters.keys().next().value
  }

  /** @throws the signal's reason, as soon as it is aborted. */
  wait(ticket: string, signal: AbortSignal): Promise<Served> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted()
      const leave = () => {
        signal.removeEventListener('abort', stop)
        this.#waiters.delete(ticket)
      }
      const waiter: Waiter<Served> = {
        resolve(served) {
          leave()
          resolve(served)
        },
        reject(error) {
          leave()
          reject(error)
        },
      }
      const stop = () => waiter.reject(signal.reason)
      signal.addEventListener('abort', stop, { once: true })
      this.#waiters.set(ticket, waiter)
    })
  }

  /** @param make called only when somebody still waits under this ticket. */
  serve(ticket: string, make: () => Served): void {
    const waiter = this.#waiters.get(ticket)
    if (waiter !== undefined) waiter.resolve(make())
  }

  /** Ends everybody's wait. */
  fail(error: unknown): void {
    for (const waiter of this.#waiters.values()) waiter.reject(error)
  }
}
