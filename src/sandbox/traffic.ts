/** One request the sandbox has seen, in the order of arrival. */
export interface SeenRequest {
  readonly number: number
  readonly method: string
  /** Path without query, as it stood on the request line. */
  readonly path: string
  readonly integrationId: string | null
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** HTTP status answered; `null` while under way and when the connection ended without an answer. */
  status: number | null
  /** Kombo's error code answered, if any. */
  code: string | null
  /** Whether it is answered or its connection is gone. */
  done: boolean
}

export interface RateLimit {
  /** Requests per window. Default: 300, a sample value of Kombo's documentation. */
  readonly limit: number
  /** Length of the window, in seconds. Default: 60, inferred from the same sample. */
  readonly windowSeconds: number
  /** Whether requests over it are refused; otherwise the headers count down and begin anew. Default: false. */
  readonly enforced: boolean
}

/** Keep the last so many requests, so that a sandbox that runs for weeks does not grow. */
const MAX_SEEN = 10_000

/** Counts what is under way and what has been: concurrency per integration, rate over all, and the log of requests. */
export class Traffic {
  readonly #rateLimit: RateLimit
  #inFlight = new Map<string, number>()
  #maxInFlight = new Map<string, number>()
  #seen: SeenRequest[] = []
  #lastNumber = 0
  #windowEndsAt = 0
  #inWindow = 0

  constructor(rateLimit: RateLimit) {
    this.#rateLimit = rateLimit
  }

  get seen(): readonly SeenRequest[] {
    return this.#seen
  }

  /** Forgets what has been; what is still under way stays counted. */
  clear(): void {
    this.#seen = this.#seen.filter((each) => !each.done)
    this.#maxInFlight = new Map(this.#inFlight)
    this.#windowEndsAt = 0
  }

  begin(method: string, path: string, integrationId: string | null): SeenRequest {
    const request: SeenRequest = {
      number: ++this.#lastNumber,
      method,
      path,
      integrationId,
      startedAt: Date.now(),
      status: null,
      code: null,
      done: false,
    }
    this.#seen.push(request)
    if (this.#seen.length > MAX_SEEN) this.#seen = this.#seen.slice(-MAX_SEEN / 2)
    return request
  }

  /** Most actions in flight at once since the last reset. */
  maxInFlight(integrationId: string): number {
    return this.#maxInFlight.get(integrationId) ?? 0
  }

  inFlight(integrationId: string): number {
    return this.#inFlight.get(integrationId) ?? 0
  }

  /** @returns the function that gives the slot back, or `null` when all are taken. */
  takeSlot(integrationId: string, limit: number): (() => void) | null {
    const taken = this.inFlight(integrationId)
    if (taken >= limit) return null
    this.#inFlight.set(integrationId, taken + 1)
    this.#maxInFlight.set(integrationId, Math.max(this.maxInFlight(integrationId), taken + 1))
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      this.#inFlight.set(integrationId, this.inFlight(integrationId) - 1)
    }
  }

  /** Counts one request. Header names and sample values are documented; how the window moves is chosen. */
  countRequest(): { readonly exceeded: boolean; readonly headers: Readonly<Record<string, string>> } {
    const { limit, windowSeconds, enforced } = this.#rateLimit
    const now = Date.now()
    const isOver = this.#inWindow >= limit
    if (now >= this.#windowEndsAt || (isOver && !enforced)) {
      this.#windowEndsAt = now + windowSeconds * 1000
      this.#inWindow = 0
    }
    const exceeded = enforced && this.#inWindow >= limit
    if (!exceeded) this.#inWindow += 1
    return {
      exceeded,
      headers: rateHeaders(limit, limit - this.#inWindow, Math.ceil((this.#windowEndsAt - now) / 1000)),
    }
  }
}

export function rateHeaders(limit: number, remaining: number, resetSeconds: number): Record<string, string> {
  return {
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(resetSeconds),
  }
}
