// Over 200 lines: every address the page asks for, one after the other.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ReceivedAttachment } from '../received-attachment.ts'
import type { Ats } from '../ats.ts'
import { describeFault, isFaultName } from '../faults.ts'
import type { Enforcement, IntegrationSettings } from '../integration.ts'
import { isRestrictionProfile } from '../restriction-profiles.ts'
import type { Sandbox, SandboxSettings } from '../sandbox-api.ts'
import { pageState } from './page-state.ts'
import css from './page.css?raw'
import html from './page.html?raw'
import script from './page.js?raw'

export interface PageParts {
  readonly sandbox: Sandbox
  readonly ats: Ats
  readonly settings: () => SandboxSettings
  /** Whether requests under another name than a loopback one are refused: no foreign page may reach a local sandbox. */
  readonly isLoopbackOnly: boolean
}

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
}

const PAGES: Readonly<Record<string, readonly [string, string]>> = {
  '/': ['text/html; charset=utf-8', html],
  '/page.css': ['text/css; charset=utf-8', css],
  '/page.js': ['text/javascript; charset=utf-8', script],
}

/** How long changes are gathered before the page hears of them, in milliseconds. */
const GATHER_MS = 40

/** Longest control message, in bytes. */
const MAX_MESSAGE_BYTES = 4096

/** Everything outside `/v1`: the page, its events and buttons, and the stored files. */
export class PageServer {
  readonly #parts: PageParts

  constructor(parts: PageParts) {
    this.#parts = parts
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?', 1)[0] ?? '/'
    if (this.#parts.isLoopbackOnly && !isLoopbackHost(request.headers.host)) return refuse(response, 421)
    if (request.method === 'POST') return this.#control(request, response, path)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405)
    const page = PAGES[path]
    if (page !== undefined) return send(response, 200, { 'content-type': page[0] }, page[1])
    if (path === '/page/events') return this.#events(response)
    const file = path.startsWith('/files/') ? this.#parts.ats.document(path.slice('/files/'.length)) : null
    if (file === null || file.bytes === null) return refuse(response, 404)
    return send(response, 200, fileHeaders(file), file.bytes)
  }

  /** Server-sent events: the whole state at once and after each change. Ends with the connection. */
  #events(response: ServerResponse): void {
    response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': 'text/event-stream' })
    const { sandbox, ats, settings } = this.#parts
    let timer: NodeJS.Timeout | undefined
    const push = () => {
      timer = undefined
      response.write(`data: ${JSON.stringify(pageState(sandbox, ats.records, settings()))}\n\n`)
    }
    const stop = sandbox.onChange(() => {
      // A page that does not listen, such as one in a debugger, hears how things stand when it does.
      timer ??= setTimeout(() => (response.writableNeedDrain ? response.once('drain', push) : push()), GATHER_MS)
    })
    response.on('close', () => {
      stop()
      clearTimeout(timer)
    })
    push()
  }

  /** A button's message. JSON from the page itself only: no other page can send that without asking first. */
  async #control(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const { origin, host } = request.headers
    const isOwn = origin !== undefined && URL.canParse(origin) && new URL(origin).host === host
    if (!isOwn || request.headers['content-type'] !== 'application/json') return refuse(response, 403)
    const message = await readMessage(request)
    const isDone = message !== null && this.#obey(path, message)
    return isDone ? send(response, 204, {}, '') : refuse(response, 400)
  }

  /** @returns whether the message made sense. */
  #obey(path: string, message: Readonly<Record<string, unknown>>): boolean {
    const { sandbox } = this.#parts
    if (path === '/page/reset') {
      sandbox.reset()
      return true
    }
    if (path === '/page/disarm' && typeof message['id'] === 'number') {
      sandbox.faults.armed.find(({ id }) => id === message['id'])?.disarm()
      return true
    }
    if (path === '/page/settings') return this.#set(message)
    const { name, stored = false, times = 1 } = message
    if (path !== '/page/faults' || !isFaultName(name) || typeof stored !== 'boolean') return false
    if (stored && describeFault(name).stores === 'never') return false
    if (typeof times !== 'number' || !Number.isInteger(times) || times < 1 || times > 99) return false
    sandbox.faults.arm(name, stored ? { stored, times } : { times })
    return true
  }

  #set({ latencyMs, changesStatuses, integrationId, ...rest }: Readonly<Record<string, unknown>>): boolean {
    const { sandbox } = this.#parts
    if (typeof latencyMs === 'number' && latencyMs >= 0 && latencyMs <= 600_000) sandbox.setLatency(latencyMs)
    else if (typeof changesStatuses === 'boolean') sandbox.setChangesStatuses(changesStatuses)
    else if (typeof integrationId === 'string' && sandbox.integrations.some(({ id }) => id === integrationId)) {
      const settings = integrationSettings(rest)
      if (settings === null) return false
      sandbox.setIntegration(integrationId, settings)
    } else return false
    return true
  }
}

function integrationSettings(message: Readonly<Record<string, unknown>>): IntegrationSettings | null {
  const { restrictions, enforcement, fallsBackToCandidate } = message
  if (typeof restrictions === 'string') return isRestrictionProfile(restrictions) ? { restrictions } : null
  if (isEnforcement(enforcement)) return { enforcement }
  return typeof fallsBackToCandidate === 'boolean' ? { fallsBackToCandidate } : null
}

function isEnforcement(value: unknown): value is Enforcement {
  return value === 'nobody' || value === 'platform' || value === 'tool'
}

function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i.test(host)
}

/** A stored file is only ever saved, never shown: what is in it may be a page made to run here. */
function fileHeaders({ name, contentType }: ReceivedAttachment): Record<string, string> {
  return {
    'content-type': contentType,
    'content-disposition': `attachment; filename="${asciiName(name)}"; filename*=UTF-8''${encoded(name)}`,
    'content-security-policy': "sandbox; default-src 'none'",
  }
}

function asciiName(name: string): string {
  return name.replace(/[^\w .()-]/g, '_')
}

/** RFC 8187; `encodeURIComponent` leaves a few characters that it does not allow, and throws on half a surrogate pair. */
function encoded(name: string): string {
  return encodeURIComponent(Buffer.from(name).toString()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  )
}

async function readMessage(request: IncomingMessage): Promise<Readonly<Record<string, unknown>> | null> {
  let text = ''
  request.setEncoding('utf8')
  for await (const piece of request) {
    text += String(piece)
    if (text.length > MAX_MESSAGE_BYTES) return null
  }
  try {
    const message: unknown = JSON.parse(text)
    return isRecord(message) ? message : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function refuse(response: ServerResponse, status: number): void {
  send(response, status, { 'content-type': 'text/plain; charset=utf-8' }, `${status}\n`)
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
): void {
  const length = status === 204 ? {} : { 'content-length': Buffer.byteLength(body) }
  response.writeHead(status, { ...SECURITY_HEADERS, ...headers, ...length })
  response.end(status === 204 ? undefined : body)
}
