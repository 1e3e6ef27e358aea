import type { IncomingMessage } from 'node:http'
import type { Gunzip } from 'node:zlib'
import { createGunzip } from 'node:zlib'
import { base64Length, BODY_TAIL, MAX_BODY_HEAD_BYTES } from '../../contract/body-layout.ts'
import { tooLarge } from './receive-attachment.ts'
import { RouteError } from '../answers/route-error.ts'
import { openWebBody, type RequestBody } from './web-body.ts'

/** White space a body may hold around its parts and still be taken by its length alone. */
const SLACK_BYTES = 1024

/**
 * Judges a request by its headers and opens its body.
 * @param incoming Node's own message where there is one: relaying through web streams takes four times as long.
 * @param limitBytes largest file.
 */
export function openBody(request: Request, incoming: IncomingMessage | null, limitBytes: number): RequestBody {
  const mediaType = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json') {
    throw new RouteError('UPLOAD.MEDIA_TYPE_UNSUPPORTED', 'The body must be application/json')
  }
  if (Number(request.headers.get('content-length')) > longestBody(limitBytes)) throw tooLarge(limitBytes)

  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() || 'identity'
  if (!/^(?:identity|gzip|x-gzip)$/.test(encoding)) {
    throw new RouteError('UPLOAD.ENCODING_UNSUPPORTED', 'The body may be plain or gzip')
  }
  const body = incoming === null ? openWebBody(request) : openMessage(incoming)
  // A connection that breaks at any later time must not become an unhandled error.
  body.source.on('error', ignore)
  return encoding === 'identity' ? body : inflated(body)
}

function openMessage(incoming: IncomingMessage): RequestBody {
  if (incoming.readableDidRead) {
    throw new RouteError('UPLOAD.BODY_MISSING', 'Something else read the body before the upload route could')
  }
  return { source: incoming, release: () => undefined }
}

/** What the sender says will come, in bytes; `null` when it does not say, or sends it compressed. */
export function announcedBytes({ headers }: Request): number | null {
  const length = Number(headers.get('content-length') ?? Number.NaN)
  return headers.get('content-encoding') === null && length >= 0 ? length : null
}

/** Longest body that can hold a file of that size, in bytes. */
export function longestBody(limitBytes: number): number {
  return MAX_BODY_HEAD_BYTES + base64Length(limitBytes) + BODY_TAIL.length + SLACK_BYTES
}

/** Limits apply to what it inflates to, while it does; nothing is inflated that nobody reads. */
function inflated(body: RequestBody): RequestBody {
  const { source } = body
  const gunzip: Gunzip = createGunzip()
  const breakOff = () => gunzip.destroy(new RouteError('UPLOAD.BODY_INCOMPLETE', 'The body ended too soon'))
  source.on('error', breakOff)
  gunzip.on('error', ignore)
  source.pipe(gunzip)
  return {
    source: gunzip,
    release() {
      source.unpipe(gunzip)
      source.off('error', breakOff)
      gunzip.destroy()
      body.release()
    },
  }
}

function ignore(): void {}
