import type { ServerResponse } from 'node:http'
import type { Answer } from './answers.ts'

/** Sends an answer whole. */
export function reply(response: ServerResponse, answer: Answer, headers: Readonly<Record<string, string>>): void {
  const bytes = bodyOf(answer)
  writeHead(response, answer, headers, bytes)
  response.end(bytes)
}

/** Promises the whole answer, sends half of it and ends the connection. */
export function replyInPart(response: ServerResponse, answer: Answer, headers: Readonly<Record<string, string>>): void {
  const bytes = bodyOf(answer)
  writeHead(response, answer, headers, bytes)
  // `destroySoon` lets what is written go out first; a reset could overtake it.
  response.write(bytes.subarray(0, bytes.length / 2), () => response.socket?.destroySoon())
}

function bodyOf({ body }: Answer): Buffer {
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
}

function writeHead(
  response: ServerResponse,
  { status, contentType = 'application/json; charset=utf-8', headers: own = {} }: Answer,
  headers: Readonly<Record<string, string>>,
  bytes: Buffer,
): void {
  response.writeHead(status, {
    ...headers,
    ...own,
    ...(bytes.length > 0 && { 'content-type': contentType }),
    'content-length': bytes.length,
  })
}
