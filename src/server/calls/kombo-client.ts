import { Buffer } from 'node:buffer'
import { Agent, errors, request } from 'undici'
import { documentContent } from './document-content.ts'
import { HEADER_TEXT } from '../limits/header-text.ts'
import { PartsReader } from './parts-reader.ts'
import { SpoolFailure } from '../receive/spool-failure.ts'
import { within } from '../limits/within.ts'
import type { Target } from '../../contract/target.ts'
import { UNCOMPRESSED } from './uncompressed.ts'

/** Kombo's EU region. */
export const DEFAULT_KOMBO_API_URL = 'https://api.kombo.dev/v1'

/** What came back from Kombo, or why nothing did. */
export type KomboAnswer =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly header: (name: string) => string | null
      /** The parsed body; `undefined` when it is not JSON. */
      readonly json: unknown
      /** Whether the last byte of the request had left before. */
      readonly sentAll: boolean
    }
  | { readonly kind: 'no-answer'; readonly sentAll: boolean }

export interface KomboClientOptions {
  readonly apiKey: string
  /** Base URL with version, without a trailing slash: `https://api.kombo.dev/v1`. */
  readonly apiUrl: string
  /** Longest wait for an answer after the request is sent, in milliseconds. Default: 300,000, as the official client's. */
  readonly answerTimeoutMs?: number
}

/** A body of known length that can be read again for another try. */
export interface KomboBody {
  readonly length: number
  /** @param onLast called when the last bytes are handed over: from then on nobody can tell whether they arrived. */
  readonly read: (onLast: () => void) => AsyncGenerator<Buffer, void, void>
}

/** Longest answer read, in bytes. A list of a hundred attachments takes some 50 kB. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024

const CONNECT_TIMEOUT_MS = 10_000

/**
 * Speaks to Kombo. A plain client of ours and not the official one: its errors print the API key, its retries follow
 * the status, and it holds a file several times in memory.
 */
export class KomboClient {
  readonly #apiKey: string
  readonly #apiUrl: string
  readonly #agent: Agent
  readonly #answerTimeoutMs: number

  /** @throws RangeError when the key is empty or cannot travel in a header; the message does not repeat it. */
  constructor({ apiKey, apiUrl, answerTimeoutMs = 300_000 }: KomboClientOptions) {
    const problem = apiKeyProblem(apiKey)
    if (problem !== null) throw new RangeError(problem)
    this.#apiKey = apiKey
    this.#apiUrl = apiUrl.replace(/\/+$/, '')
    this.#answerTimeoutMs = answerTimeoutMs
    this.#agent = new Agent({
      connect: { timeout: CONNECT_TIMEOUT_MS },
      headersTimeout: answerTimeoutMs,
      bodyTimeout: answerTimeoutMs,
    })
  }

  get(path: string, integrationId: string | null, signal?: AbortSignal): Promise<KomboAnswer> {
    return this.#ask({ method: 'GET', path, integrationId, body: null, signal })
  }

  /**
   * Adds an attachment. Never throws for what happens on the way: the answer says it.
   * @throws SpoolFailure when the body cannot be read to its end, which was not sent then; InvalidArgumentError when there
   * is no such request, of which nothing was sent either: it would be the same the next time.
   */
  attach(target: Target, integrationId: string, body: KomboBody): Promise<KomboAnswer> {
    return this.#ask({ method: 'POST', path: komboAttachmentsPath(target), integrationId, body, signal: undefined })
  }

  /** Resolves when every connection is closed; requests under way are cut off. */
  async close(): Promise<void> {
    await this.#agent.destroy()
  }

  /** Fetches an attachment's content; `null` when it cannot be had. The URL carries its own permission, never our key. */
  download(url: string, signal: AbortSignal): Promise<AsyncIterable<Buffer> | null> {
    return documentContent(url, this.#apiUrl, this.#agent, signal)
  }

  async #ask({ method, path, integrationId, body, signal }: Asked): Promise<KomboAnswer> {
    const sending = { sentAll: body === null }
    const headers: Record<string, string> = {
      accept: 'application/json',
      ...UNCOMPRESSED,
      authorization: `Bearer ${this.#apiKey}`,
    }
    if (integrationId !== null) headers['x-integration-id'] = integrationId
    if (body !== null) {
      headers['content-type'] = 'application/json'
      headers['content-length'] = String(body.length)
    }
    try {
      // The agent's own limits begin anew with each byte of an answer, and with each interim one: those may never end.
      return await within(this.#answerTimeoutMs, signal, async (limited, beginAnew) => {
        const onLast = () => {
          sending.sentAll = true
        }
        const response = await request(`${this.#apiUrl}${path}`, {
          dispatcher: this.#agent,
          method,
          headers,
          body: body === null ? null : new PartsReader(body.read(onLast), beginAnew),
          signal: limited,
        })
        const { sentAll } = sending
        const text = await boundedText(response.body)
        const header = (name: string) => firstValue(response.headers[name])
        return { kind: 'answer', status: response.statusCode, header, json: parseJson(text), sentAll }
      })
    } catch (cause) {
      if (cause instanceof SpoolFailure || cause instanceof errors.InvalidArgumentError) throw cause
      return { kind: 'no-answer', sentAll: sending.sentAll }
    }
  }
}

/** Why a key cannot be used, as a sentence that does not repeat it; `null` when it can. An unset variable arrives as nothing. */
function apiKeyProblem(apiKey: unknown): string | null {
  const isText = typeof apiKey === 'string'
  if (!isText || apiKey.trim() === '') {
    return `komboApiKey is ${isText || apiKey === undefined ? 'empty' : 'not text'}. Give the API key of your Kombo environment, for example from a variable KOMBO_API_KEY that is set where the server runs.`
  }
  return HEADER_TEXT.test(apiKey)
    ? null
    : 'komboApiKey may hold neither spaces, line breaks nor special characters. Trim it when it is read from a file.'
}

interface Asked {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly integrationId: string | null
  readonly body: KomboBody | null
  readonly signal: AbortSignal | undefined
}

/** Path of a target's attachments in Kombo's API. */
export function komboAttachmentsPath({ kind, id }: Target): string {
  return `/ats/${kind}s/${encodeURIComponent(id)}/attachments`
}

async function boundedText(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > MAX_ANSWER_BYTES) throw new RangeError('the answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length).toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function firstValue(value: string | string[] | undefined): string | null {
  return (typeof value === 'object' ? value[0] : value) ?? null
}
