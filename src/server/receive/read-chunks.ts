import { Buffer } from 'node:buffer'
import type { Readable } from 'node:stream'
import { RouteError } from '../answers/route-error.ts'

export interface ReadLimits {
  /** Longest silence of the sender between two chunks, in milliseconds; the time `onChunk` takes is not the sender's. */
  readonly idleMs: number
  /** Longest time for the whole body, in milliseconds. */
  readonly totalMs: number
  /** Ends the reading with its reason. */
  readonly signal: AbortSignal
}

/**
 * Hands over a stream chunk by chunk and waits where it is told to. The stream is never destroyed: whoever sent it is
 * still to be answered on the same connection. The caller keeps an error listener on it for what happens later.
 * @throws RouteError `UPLOAD.BODY_INCOMPLETE` when the stream breaks off, `UPLOAD.FILE_TOO_LARGE` when the framework cuts it
 * off by a limit of its own, `UPLOAD.BODY_INVALID` when it cannot be inflated, `UPLOAD.BODY_TIMEOUT` when the sender is too slow,
 * the signal's reason, and whatever `onChunk` throws.
 */
export function readChunks(
  source: Readable,
  limits: ReadLimits,
  onChunk: (chunk: Buffer) => Promise<void> | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let isWaiting = false
    let hasEnded = source.readableEnded
    let isSettled = false
    let failure: unknown = null
    let idle = listen()
    const total = setTimeout(() => settle(tooSlow('the body was not in', limits.totalMs)), limits.totalMs)

    function listen(): NodeJS.Timeout {
      return setTimeout(() => settle(tooSlow('no byte came', limits.idleMs)), limits.idleMs)
    }
    function settle(error?: unknown): void {
      if (isSettled) return
      isSettled = true
      clearTimeout(idle)
      clearTimeout(total)
      limits.signal.removeEventListener('abort', stop)
      source.off('data', receive).off('end', end).off('close', cut).off('error', fail)
      source.pause()
      if (error === undefined) resolve()
      else reject(error)
    }
    function stop(): void {
      settle(limits.signal.reason)
    }
    function receive(chunk: Buffer | string): void {
      idle.refresh()
      try {
        const waiting = onChunk(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
        if (waiting === undefined) return
        isWaiting = true
        clearTimeout(idle)
        source.pause()
        waiting.then(goOn, settle)
      } catch (error) {
        settle(error)
      }
    }
    function goOn(): void {
      isWaiting = false
      if (isSettled) return
      idle = listen()
      if (hasEnded) settle()
      else if (failure !== null) settle(failure)
      else if (source.destroyed) cut()
      else source.resume()
    }
    function end(): void {
      hasEnded = true
      if (!isWaiting) settle()
    }
    function cut(): void {
      // Of a stream that has failed, it may be heard before its error is.
      fail(source.errored ?? undefined)
    }
    function fail(error: unknown): void {
      if (hasEnded) return
      failure ??= bodyError(error)
      if (!isWaiting) settle(failure)
    }
    source.on('data', receive).on('end', end).on('close', cut).on('error', fail)
    limits.signal.addEventListener('abort', stop, { once: true })
    if (hasEnded) settle()
    else if (source.destroyed) cut()
    else if (limits.signal.aborted) stop()
    else source.resume()
  })
}

function bodyError(cause: unknown): RouteError {
  if (cause instanceof RouteError) return cause
  const told = (key: string): unknown => Reflect.get(Object(cause), key)
  if (/^Z_|^ERR_ZLIB/.test(String(told('code')))) {
    return new RouteError('UPLOAD.BODY_INVALID', 'The body is not gzip, as its header says', { cause })
  }
  // Of the framework around the route. Sent again, the same file would be cut off again.
  if (told('status') === 413 || told('statusCode') === 413) {
    return new RouteError('UPLOAD.FILE_TOO_LARGE', 'The file is larger than the server around the route takes', {
      cause,
    })
  }
  return new RouteError('UPLOAD.BODY_INCOMPLETE', 'The body ended too soon', { cause })
}

function tooSlow(what: string, limitMs: number): RouteError {
  return new RouteError('UPLOAD.BODY_TIMEOUT', `Too slow: ${what} within ${Math.round(limitMs / 1000)} seconds`)
}
