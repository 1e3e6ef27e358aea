import { ErrorReply } from 'redis'
import { replyCode } from './redis-trouble.ts'

/** Tells of each reason for which Redis refuses something once, until it takes it again. */
export class RedisRefusals {
  readonly #tell: (error: ErrorReply) => void
  readonly #told = new Set<string | null>()

  constructor(tell: (error: ErrorReply) => void) {
    this.#tell = tell
  }

  /** @throws what `asked` fails with. What ends the connection is told by that, and not here. */
  async watch<Result>(asked: Promise<Result>): Promise<Result> {
    try {
      const result = await asked
      this.#told.clear()
      return result
    } catch (error) {
      if (error instanceof ErrorReply && !this.#told.has(replyCode(error))) {
        this.#told.add(replyCode(error))
        this.#tell(error)
      }
      throw error
    }
  }
}
