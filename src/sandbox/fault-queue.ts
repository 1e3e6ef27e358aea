import type { FaultName } from './faults.ts'
import { describeFault, isFaultName } from './faults.ts'
import { milliseconds } from './milliseconds.ts'

/** The kinds of request a fault can be meant for: attaching, reading back, asking for restrictions. */
export type Operation = 'add' | 'list' | 'restrictions'

/** What a waiting fault is compared with. `name` is null where the body has not been read, or there is none. */
export interface FaultCandidate {
  readonly operation: Operation
  readonly integrationId: string
  readonly target: { readonly kind: 'application' | 'candidate'; readonly id: string } | null
  readonly name: string | null
}

export interface FaultOptions {
  /** How many requests it hits before it is spent; `Infinity`: until disarmed. Default: 1. */
  readonly times?: number
  /** Whether the file is stored nevertheless, for faults where that is open. Default: false. */
  readonly stored?: boolean
  /** Requests it is meant for. Default: `add`. */
  readonly on?: Operation | 'any'
  /** Only for this file name. */
  readonly fileName?: string
  /** Only for this integration. */
  readonly integrationId?: string
  /** Only for this record. */
  readonly target?: { readonly kind: 'application' | 'candidate'; readonly id: string }
  /** Only where this says so, in addition to the above. */
  readonly when?: (request: FaultCandidate) => boolean
  /**
   * Answer before the body is read, as a load balancer does. Never together with `fileName` or `stored`, nor for a fault that
   * stores the file always. Default: false.
   */
  readonly early?: boolean
  /** For `slow`, in milliseconds. Default: 3,000. */
  readonly delayMs?: number
  /** For `warnings`. Default: two sentences. */
  readonly warnings?: readonly string[]
  /** The error's `message`. Default: one that says it was armed. */
  readonly message?: string
  /** For `error-200`: the answer as text. Default: `status: "error"` with a message and nothing else. */
  readonly body?: string
  /** HTTP status instead of the usual one, from 200 to 599. */
  readonly status?: number
  /** For `unknown-code`. Default: `PLATFORM.FROM_THE_FUTURE`. */
  readonly code?: string
  /** For `PLATFORM.RATE_LIMIT_EXCEEDED`: seconds in `ratelimit-reset`. Default: 1, so that demos go on. */
  readonly resetSeconds?: number
}

export interface ArmedFault {
  readonly id: number
  readonly name: FaultName
  readonly options: FaultOptions
  /** Requests it has hit. */
  readonly hits: number
  readonly remaining: number
  disarm(): void
}

/** Faults waiting for their request, oldest first. */
export class FaultQueue {
  #armed: Entry[] = []
  #lastId = 0
  readonly #changed: () => void

  constructor(changed: () => void) {
    this.#changed = changed
  }

  /**
   * Arms a fault for the next matching request (or `times` of them). A fault takes the place of the answer to a valid
   * request; a request that Kombo would refuse anyway is refused and does not use it up.
   * @throws TypeError or RangeError when there is no such fault, or its options cannot be kept.
   * @example sandbox.faults.arm('PLATFORM.TASK_TIMED_OUT', { stored: true, fileName: 'cv.pdf' })
   */
  arm(name: FaultName, options: FaultOptions = {}): ArmedFault {
    // Tests in JavaScript know no types: a slip there must not look like what the client makes of a fault.
    if (!isFaultName(name)) throw new TypeError(`There is no fault ${JSON.stringify(name)}: see FAULT_NAMES`)
    const { times = 1, status, stored = false, delayMs = 0 } = options
    const { stores } = describeFault(name)
    if (!(times >= 1)) throw new RangeError('times is 1 or more')
    // Otherwise it could not be sent, and the line would break instead.
    if (status !== undefined && !(Number.isInteger(status) && status >= 200 && status <= 599)) {
      throw new RangeError('status is a whole number from 200 to 599')
    }
    milliseconds('delayMs', delayMs)
    if (options.early === true && (stored || stores === 'always' || options.fileName !== undefined)) {
      throw new TypeError('A fault that answers early knows neither the file name nor the file')
    }
    if (stored && stores === 'never') throw new TypeError(`${name} never stores the file`)
    const entry = new Entry(++this.#lastId, name, options, () => {
      this.#armed = this.#armed.filter((each) => each !== entry)
      this.#changed()
    })
    this.#armed.push(entry)
    this.#changed()
    return entry
  }

  /** Faults still waiting, oldest first. */
  get armed(): readonly ArmedFault[] {
    return this.#armed
  }

  /** Disarms all of them. */
  clear(): void {
    this.#armed = []
    this.#changed()
  }

  /** Uses up the oldest fault meant for this request. */
  take(request: FaultCandidate, when: 'early' | 'late'): ArmedFault | null {
    const entry = this.#armed.find((each) => each.answersEarly === (when === 'early') && each.isFor(request))
    if (entry === undefined) return null
    entry.hits += 1
    if (entry.remaining <= 0) entry.disarm()
    else this.#changed()
    return entry
  }
}

class Entry implements ArmedFault {
  readonly id: number
  readonly name: FaultName
  readonly options: FaultOptions
  readonly disarm: () => void
  hits = 0

  constructor(id: number, name: FaultName, options: FaultOptions, disarm: () => void) {
    this.id = id
    this.name = name
    this.options = options
    this.disarm = disarm
  }

  get remaining(): number {
    return (this.options.times ?? 1) - this.hits
  }

  /** Breaking the line in the middle of a request is decided before its body is known. */
  get answersEarly(): boolean {
    return this.options.early === true || this.name === 'reset-while-receiving'
  }

  isFor(request: FaultCandidate): boolean {
    const { on = 'add', fileName, integrationId, target, when } = this.options
    return (
      (on === 'any' || on === request.operation) &&
      (fileName === undefined || fileName === request.name) &&
      (integrationId === undefined || integrationId === request.integrationId) &&
      (target === undefined || (target.kind === request.target?.kind && target.id === request.target.id)) &&
      (when === undefined || when(request))
    )
  }
}
