import type { AttachmentType } from '../../src/contract/attachment.ts'
import type { AttachResponse, ErrorResponse, RulesResponse } from '../../src/contract/wire.ts'
import type { BlobOrBytes } from '../../src/upload/bytes/blob-or-bytes.ts'
import { sizeOf } from '../../src/upload/bytes/blob-or-bytes.ts'
import type { Answer, Send, SendOptions, SendRequest } from '../../src/upload/send/send.ts'

/** One request the engine sent, with the test as the other side of the conversation. */
export interface Conversation {
  readonly request: SendRequest
  readonly signal: AbortSignal
  /** The attachment as it stood in the body. */
  attachment(): Promise<{ name: string; type: AttachmentType; content_type: string; data: string }>
  /** Default of all bytes: those of the body; a page that sends it in another form counts others. */
  progress(sentBytes: number, totalBytes?: number): void
  allSent(): void
  answer(status: number, body: unknown): void
  breakOff(error: Error): void
}

/** A `Send` that does nothing by itself: each request waits for the test to answer it. */
export function scriptedSend() {
  const conversations: Conversation[] = []
  const waiting: ((conversation: Conversation) => void)[] = []
  let taken = 0

  const send: Send = (request, options) =>
    new Promise((resolve, reject) => {
      options.signal.addEventListener('abort', () => reject(options.signal.reason))
      const conversation = converse(request, options, resolve, reject)
      conversations.push(conversation)
      if (waiting.length > 0) {
        taken += 1
        waiting.shift()?.(conversation)
      }
    })

  return {
    send,
    conversations,
    /** The next request that nobody has looked at yet; waits for it when there is none. */
    async next(): Promise<Conversation> {
      const ready = conversations[taken]
      if (ready === undefined) return new Promise((resolve) => waiting.push(resolve))
      taken += 1
      return ready
    },
  }
}

function converse(
  request: SendRequest,
  { signal, onProgress }: SendOptions,
  resolve: (answer: Answer) => void,
  reject: (reason: Error) => void,
): Conversation {
  return {
    request,
    signal,
    attachment: async () => JSON.parse(await textOf(request.body)).attachment,
    progress: (sentBytes, totalBytes = sizeOf(request.body)) => onProgress(sentBytes, totalBytes),
    allSent: () => onProgress(sizeOf(request.body), sizeOf(request.body)),
    answer: (status, body) => resolve({ status, text: typeof body === 'string' ? body : JSON.stringify(body) }),
    breakOff: reject,
  }
}

function textOf(body: BlobOrBytes): string | Promise<string> {
  return body instanceof Blob ? body.text() : new TextDecoder().decode(body)
}

export const EVERYTHING = { supported: true, max_file_size_bytes: null, accepted_mime_types: null } as const

export function rulesAnswer(data: Partial<RulesResponse['data']> = {}): RulesResponse {
  return {
    status: 'success',
    data: {
      target: { kind: 'application', id: 'app1', label: 'Frank Doe · Senior Nurse', ats: 'Workday' },
      types: { CV: EVERYTHING, COVER_LETTER: EVERYTHING, OTHER: EVERYTHING },
      max_files: null,
      can_read: false,
      source: 'ats',
      ...data,
    },
    warnings: [],
  }
}

export function attached(data: Partial<AttachResponse['data']> = {}, warnings: string[] = []): AttachResponse {
  return {
    status: 'success',
    data: {
      name: 'cv.pdf',
      type: 'CV',
      content_type: 'application/pdf',
      size_bytes: 9,
      sha256: 'aa',
      delivered_at: '2026-11-23T21:00:00Z',
      ...data,
    },
    warnings: warnings.map((message) => ({ message })),
  }
}

export function refused(
  code: string,
  { delivery = 'none', retryAfterMs = null }: { delivery?: 'none' | 'unknown'; retryAfterMs?: number | null } = {},
): ErrorResponse {
  return {
    status: 'error',
    error: { code, title: null, message: 'refused', log_url: null, delivery, retry_after_ms: retryAfterMs },
  }
}

/** An unsigned token as the browser reads it. */
export function token(subject: string, claims: Readonly<Record<string, unknown>> = {}): string {
  return `${encode({ alg: 'HS256' })}.${encode({ sub: subject, ...claims })}.signature`
}

function encode(value: unknown): string {
  const utf8 = new TextEncoder().encode(JSON.stringify(value))
  return btoa(String.fromCharCode(...utf8))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** A small file that is what its extension says. */
export function pdf(name = 'cv.pdf', content = '%PDF-1.7\n'): File {
  return new File([content], name, { type: 'application/pdf' })
}
