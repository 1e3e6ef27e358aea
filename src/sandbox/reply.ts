import type { ServerResponse } from 'node:http'
import type { Answer } from './answers.ts'

/** Sends an answer. @param isCut promise the whole, send half of it and end the connection */
export function reply(
  response: ServerResponse,
  { status, body, contentType = 'application/json; charset=utf-8', headers: own = {} }: Answer,
  headers: Readonly<Record<string, string>>,
  isCut: boolean,
): void {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  response.writeHead(status, {
    ...headers,
    ...own,
    ...(bytes.length > 0 && { 'content-type': contentType }),
    'content-length': bytes.length,
  })
  // `destroySoon` lets what is written go out first; a reset could overtake it.
  if (isCut) response.write(bytes.subarray(0, bytes.length / 2), () => response.socket?.destroySoon())
  else response.end(bytes)
}
