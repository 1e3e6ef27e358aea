import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { RouteError } from '../answers/route-error.ts'

/** A request body as a stream of the JSON's bytes. */
export interface RequestBody {
  readonly source: Readable
  /** Lets go of it. What was not read of Node's own message is left to the server; a stream is ended at its source. */
  release(): void
}

/**
 * How long a body that nobody wants is still taken in, in milliseconds. Most senders listen only when they have sent
 * everything, and many servers hang up on them as soon as the body's stream is cancelled.
 */
const LET_GO_MS = 500

/** @throws RouteError `UPLOAD.BODY_MISSING` when there is none, or somebody else has it. */
export function openWebBody(request: Request): RequestBody {
  if (request.bodyUsed || request.body?.locked === true) {
    throw new RouteError('UPLOAD.BODY_MISSING', 'Something else read the body before the upload route could')
  }
  if (request.body === null) throw new RouteError('UPLOAD.BODY_MISSING', 'The request has no body')
  const reader = request.body.getReader()
  return { source: Readable.from(chunksOf(reader), { objectMode: false }), release: () => void letGo(reader) }
}

async function* chunksOf(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}

/** Reads what is left for a moment, then ends it at its source. */
async function letGo(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  const timer = setTimeout(() => reader.cancel().catch(() => undefined), LET_GO_MS)
  timer.unref()
  try {
    // One chunk a turn, so that a source without an end stops nobody else, and not this timer.
    while (!(await reader.read()).done) await setImmediate()
  } catch {
    // It broke off by itself.
  } finally {
    clearTimeout(timer)
  }
}
