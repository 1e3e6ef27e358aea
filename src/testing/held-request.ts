import type { Answer, SendOptions } from '../upload/send/send.ts'
import { SendFailure } from '../upload/send/send.ts'
import { attachedAnswer, refusedAnswer, type ScriptedFile, type ScriptedOutcome } from './route-answers.ts'

/** A request that waits until the test says how it goes on. */
export interface HeldRequest {
  readonly file: ScriptedFile
  /** Aborted when the person cancels. */
  readonly signal: AbortSignal
  /** Reports that much of the body as sent, from 0 to 1. Everything sent: the widget says it is waiting for the ATS. */
  progress(fraction: number): void
  /** Ends it. */
  answer(outcome: ScriptedOutcome): Promise<void>
}

/** Both ends of one request: the widget waits for `answered`, the script or the test ends it. */
export class OpenRequest implements HeldRequest {
  readonly file: ScriptedFile
  readonly answered: Promise<Answer>
  readonly #options: SendOptions
  readonly #bodyBytes: number
  readonly #delivered: (answer: Answer) => void
  #resolve: (answer: Answer) => void = () => undefined
  #reject: (reason: unknown) => void = () => undefined

  constructor(file: ScriptedFile, bodyBytes: number, options: SendOptions, delivered: (answer: Answer) => void) {
    this.file = file
    this.#bodyBytes = bodyBytes
    this.#options = options
    this.#delivered = delivered
    this.answered = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    const { signal } = options
    if (signal.aborted) this.#reject(signal.reason)
    signal.addEventListener('abort', () => this.#reject(signal.reason), { once: true })
  }

  get signal(): AbortSignal {
    return this.#options.signal
  }

  progress(fraction: number): void {
    this.#options.onProgress(Math.floor(Math.min(1, Math.max(0, fraction)) * this.#bodyBytes), this.#bodyBytes)
  }

  async answer(outcome: ScriptedOutcome): Promise<void> {
    if (outcome.outcome === 'broken') {
      const { allSent = true } = outcome
      if (allSent) this.progress(1)
      return this.#reject(new SendFailure(allSent))
    }
    this.progress(1)
    if (outcome.outcome === 'raw') return this.#resolve(outcome)
    if (outcome.outcome === 'refused') return this.#resolve(refusedAnswer(outcome))
    const answer = await attachedAnswer(this.file, outcome.warnings)
    if (!this.signal.aborted) this.#delivered(answer)
    return this.#resolve(answer)
  }
}
