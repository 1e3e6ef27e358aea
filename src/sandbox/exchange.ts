import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { withChangedStatus } from './answers.ts'
import type { Ending } from './ending.ts'
import { reply } from './reply.ts'
import type { SeenRequest, Traffic } from './traffic.ts'

/** One request to the API and what is to be said and given back when it ends. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly seen: SeenRequest
  /** Aborted when the sandbox closes or is reset before this is over. */
  readonly stopping: AbortSignal
  /** Headers of the answer, whatever it will be. */
  headers: Record<string, string>
  /** Gives the slot back, if one is held. */
  release: () => void
}

/** Notes a request and sees to it that everything is given back when its connection is done with it. */
export function beginExchange(
  request: IncomingMessage,
  response: ServerResponse,
  traffic: Traffic,
  stopping: AbortSignal,
  changed: () => void,
): Exchange {
  const path = request.url?.split('?', 1)[0] ?? '/'
  const seen = traffic.begin(request.method ?? 'GET', path, header(request, 'x-integration-id'))
  const exchange: Exchange = { request, response, seen, stopping, headers: {}, release: () => undefined }
  const hangUp = () => response.destroy()
  stopping.addEventListener('abort', hangUp, { once: true })
  response.on('close', () => {
    stopping.removeEventListener('abort', hangUp)
    exchange.release()
    seen.done = true
    changed()
  })
  return exchange
}

/** Brings an exchange to its end, whatever that is. @param changesStatuses answer errors with undocumented statuses */
export async function endExchange(exchange: Exchange, ending: Ending, changesStatuses: boolean): Promise<void> {
  const { request, response, seen, headers } = exchange
  // The client gives up some day, or the sandbox stops: both close the connection.
  if (ending === 'silence') return
  if (ending === 'reset') return void request.socket.resetAndDestroy()
  const { delayMs = 0, isCut = false } = ending
  if (delayMs > 0) await delay(delayMs, undefined, { signal: exchange.stopping })
  const answer = changesStatuses ? withChangedStatus(ending.answer) : ending.answer
  seen.status = answer.status
  seen.code = answer.code ?? null
  // Before the answer leaves: whoever has it may send the next request at once.
  exchange.release()
  reply(response, answer, headers, isCut)
}

/** A repeated header is no header: neither value can be trusted. */
export function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : null
}

/** Waits until the first bytes of the body are here, or none will come. */
export async function firstChunk(request: IncomingMessage): Promise<void> {
  await new Promise<void>((resolve) => {
    request.once('data', () => {
      request.pause()
      resolve()
    })
    request.once('close', resolve)
    request.once('end', resolve)
  })
}
