import { MESSAGE_SOURCE, parsePortalMessage } from './embed-message.ts'
import type { PageMessage, PortalMessage } from './embed-message.ts'
import { tokenIn } from './last-token.ts'
import { parentOrigin } from './portal-origin.ts'

/** How long a portal may take to answer `token-needed`, in milliseconds. */
const TOKEN_TIMEOUT_MS = 15_000

export interface ConnectionOptions {
  /** Origins that are spoken to and listened to; nobody else is. */
  readonly allowedOrigins: ReadonlySet<string>
  /** Called with every token the portal sends, except late answers. */
  readonly onToken: (token: string) => void
}

/** A `token-needed` that was said. */
interface Question {
  /** How many tokens had come before. */
  readonly came: number
  /** `null` when nobody waits any more. An answer may come all the same. */
  resolve: ((token: string) => void) | null
}

/**
 * The page's end of the line to the portal around its frame. The origin is checked both ways: a message is heard only
 * from the frame's own parent and from an allowed origin, and spoken only to that one origin, never to `*`.
 */
export class PortalConnection {
  readonly #page: Window
  readonly #options: ConnectionOptions
  #origin: string | null
  /** Said before anybody was known to listen; of heights only the last one matters. */
  #unsaid: PageMessage[] = []
  #lastHeight: PageMessage | null = null
  readonly #questions = new Map<string, Question>()
  /** How many tokens have come, by message or with another address. */
  #came = 0

  constructor(page: Window, options: ConnectionOptions) {
    this.#page = page
    this.#options = options
    const origin = parentOrigin(page)
    this.#origin = this.#isFramed && origin !== null && options.allowedOrigins.has(origin) ? origin : null
    page.addEventListener('message', this.#hear)
    page.addEventListener('hashchange', this.#lookAtAddress)
    this.say({ type: 'ready' })
  }

  /** Tells the portal, or keeps it until the portal is known. Says nothing when there is no portal. */
  say(message: PageMessage): void {
    if (!this.#isFramed) return
    if (message.type === 'height') this.#lastHeight = message
    if (this.#origin === null) {
      if (message.type !== 'height') this.#unsaid.push(message)
      return
    }
    this.#page.parent.postMessage({ source: MESSAGE_SOURCE, ...message }, this.#origin)
  }

  /**
   * Asks the portal for a token and waits for it.
   * @throws Error when there is no portal, or when it does not answer.
   */
  requestToken(signal: AbortSignal): Promise<string> {
    if (!this.#isFramed) return Promise.reject(new Error('The page is not in a frame: there is nobody to ask'))
    return new Promise((resolve, reject) => {
      const timeout = AbortSignal.timeout(TOKEN_TIMEOUT_MS)
      const question: Question = { came: this.#came, resolve }
      const id = Math.random().toString(36).slice(2)
      const stop = () => {
        question.resolve = null
        reject(
          signal.aborted
            ? signal.reason
            : new Error('The page around this frame did not answer "token-needed" in time'),
        )
      }
      signal.addEventListener('abort', stop, { once: true })
      timeout.addEventListener('abort', stop, { once: true })
      this.#forgetSettled()
      this.#questions.set(id, question)
      this.say({ type: 'token-needed', id })
    })
  }

  close(): void {
    this.#page.removeEventListener('message', this.#hear)
    this.#page.removeEventListener('hashchange', this.#lookAtAddress)
  }

  get #isFramed(): boolean {
    return this.#page.parent !== this.#page
  }

  readonly #hear = (event: MessageEvent<unknown>): void => {
    if (!this.#isFramed || event.source !== this.#page.parent) return
    if (!this.#options.allowedOrigins.has(event.origin)) return
    const message = parsePortalMessage(event.data)
    if (message === null) return
    const isFirst = this.#origin === null
    this.#origin = event.origin
    if (isFirst) this.#sayUnsaid()
    else if (message.type === 'hello') this.#repeat()
    if (message.type === 'token') this.#take(message)
  }

  readonly #lookAtAddress = ({ newURL }: HashChangeEvent): void => {
    if (tokenIn(new URL(newURL).hash) !== undefined) this.#came++
  }

  /**
   * An answer counts as of its question: who asked gets it, but the page stays with a token that has come since, which may
   * be of another record. One that names no question answers all, and is the last word.
   */
  #take({ token, id }: Extract<PortalMessage, { type: 'token' }>): void {
    const asked = id === null ? [...this.#questions.values()] : [this.#questions.get(id)]
    for (const question of asked) {
      question?.resolve?.(token)
      if (question !== undefined) question.resolve = null
    }
    if (id !== null && asked[0]?.came !== this.#came) return
    this.#came++
    this.#options.onToken(token)
  }

  /** Nobody waits for these and the page would not stay with their answer: as if they had never been asked. */
  #forgetSettled(): void {
    for (const [id, { came, resolve }] of this.#questions) {
      if (resolve === null && came !== this.#came) this.#questions.delete(id)
    }
  }

  #sayUnsaid(): void {
    const unsaid = this.#unsaid
    this.#unsaid = []
    for (const message of unsaid) this.say(message)
    if (this.#lastHeight !== null) this.say(this.#lastHeight)
  }

  /** For a portal that began to listen after everything was said. */
  #repeat(): void {
    this.say({ type: 'ready' })
    if (this.#lastHeight !== null) this.say(this.#lastHeight)
    for (const [id, { resolve }] of this.#questions) if (resolve !== null) this.say({ type: 'token-needed', id })
  }
}
