import type { IncomingMessage } from 'node:http'
import { Refusal } from './answers.ts'
import { parseAttachmentBody, type AttachmentBody } from './attachment-body.ts'
import { Base64Decoder } from './base64-decoder.ts'
import { BodyScanner } from './body-scanner.ts'

/**
 * Receives the body of `POST …/attachments`, decoding the content while it arrives. A body over `maxBytes` is read to
 * its end all the same, so that the answer is not lost in a broken connection (what Kombo does is not documented).
 */
export async function readAttachmentBody(
  request: IncomingMessage,
  { maxBytes, keepContent }: { readonly maxBytes: number; readonly keepContent: boolean },
): Promise<AttachmentBody> {
  const announced = Number(request.headers['content-length'] ?? 0)
  const expectedBytes = Math.ceil((Math.min(announced, maxBytes) * 3) / 4)
  const decoder = new Base64Decoder({ keepContent, expectedBytes })
  const scanner = new BodyScanner((piece) => decoder.write(piece))
  let received = 0
  for await (const chunk of chunksOf(request)) {
    received += chunk.length
    if (received <= maxBytes) scanner.write(chunk)
  }
  if (received > maxBytes || scanner.isTooLong) throw new Refusal(null, 'Request entity too large', 413)
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new Refusal('PLATFORM.INPUT_INVALID', 'The request body must be application/json')
  }
  const json = parseJson(scanner.end())
  if (scanner.contents > 1) throw new Refusal('PLATFORM.INPUT_INVALID', 'attachment.data is given twice')
  return parseAttachmentBody(json, scanner.contents === 0 ? undefined : decoder.end())
}

async function* chunksOf(request: IncomingMessage): AsyncGenerator<Buffer> {
  for await (const chunk of request) {
    const piece: unknown = chunk
    if (!Buffer.isBuffer(piece)) throw new TypeError('The request is read as bytes')
    yield piece
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal('PLATFORM.INPUT_INVALID', 'The request body is not valid JSON')
    throw error
  }
}
