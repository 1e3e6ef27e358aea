import { createServer } from 'node:http'
import { connect } from 'node:net'
import { once } from 'node:events'
import type { Sandbox, SandboxOptions } from '../../src/sandbox.ts'
import { createSandbox } from '../../src/sandbox.ts'
import type { AttachmentRoute, AttachmentRouteOptions, UploadTokenClaims } from '../../src/server.ts'
import { createAttachmentRoute, signUploadToken } from '../../src/server.ts'

export const SECRET = 'a secret for tests, of at least thirty-two bytes'

export const INTEGRATION = 'workday:4fTzWwpbpCvGDC6M7sDpmUVR'

export interface Rig {
  readonly sandbox: Sandbox
  readonly route: AttachmentRoute
  /** Base URL of the route on a real port. */
  readonly url: string
  close(): Promise<void>
}

type Changes = Partial<Omit<AttachmentRouteOptions, 'tokenSecret' | 'authorize'>>

type Authorize = Extract<AttachmentRouteOptions, { authorize: unknown }>['authorize']

export interface RouteOnPort {
  readonly route: AttachmentRoute
  /** Base URL of the route on a real port. */
  readonly url: string
  close(): Promise<void>
}

/**
 * A route on a real port.
 * @param authorize lets callers in instead of upload tokens.
 */
export async function startRoute(sandbox: Sandbox, changes: Changes = {}, authorize?: Authorize): Promise<RouteOnPort> {
  const route = createAttachmentRoute({
    komboApiKey: sandbox.apiKey,
    komboApiUrl: sandbox.apiUrl,
    ...(authorize === undefined ? { tokenSecret: SECRET } : { authorize }),
    ...changes,
  })
  const server = createServer((incoming, outgoing) => route.node(incoming, outgoing))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return {
    route,
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await route.close()
    },
  }
}

/** A route on a real port in front of a sandbox on another. */
export async function startRig(changes: Changes = {}, sandboxOptions: SandboxOptions = {}): Promise<Rig> {
  const sandbox = await createSandbox({ acceptAnyRecord: true, ...sandboxOptions })
  const running = await startRoute(sandbox, changes)
  return {
    sandbox,
    route: running.route,
    url: running.url,
    async close() {
      await running.close()
      await sandbox.close()
    },
  }
}

export const APPLICATION = 'app1'

export function token(claims: Partial<UploadTokenClaims> = {}): Promise<string> {
  return signUploadToken({ target: `application:${APPLICATION}`, integrationId: INTEGRATION, ...claims }, SECRET)
}

export interface Description {
  readonly name: string
  readonly type: string
  readonly content_type: string
}

export const PDF = Buffer.from('%PDF-1.4\n%test\n1 0 obj << >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n')

/** A PDF of exactly that many bytes. */
export function pdfOf(sizeBytes: number, fill = 'x'): Buffer {
  return Buffer.concat([PDF, Buffer.alloc(Math.max(0, sizeBytes - PDF.length), fill)])
}

/** The body as the widget sends it. */
export function bodyOf(file: Buffer, changes: Partial<Description> = {}): string {
  const description = { name: 'cv.pdf', content_type: 'application/pdf', type: 'CV', ...changes }
  return JSON.stringify({ attachment: { ...description, data: file.toString('base64') } })
}

export interface Posted {
  readonly status: number
  readonly headers: Headers
  readonly json: unknown
}

export async function post(
  url: string,
  body: BodyInit | null,
  headers: Record<string, string> = {},
  path = `/applications/${APPLICATION}/attachments`,
): Promise<Posted> {
  const authorization = headers['Authorization'] ?? `Bearer ${await token()}`
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers, Authorization: authorization },
    body,
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  })
  return { status: response.status, headers: response.headers, json: await response.json() }
}

/**
 * Writes a request by hand and returns what comes back before the connection ends.
 * @param leaveAfter hangs up without waiting for the answer once this resolves.
 */
export async function rawRequest(
  url: string,
  text: string | Buffer,
  end: boolean,
  leaveAfter?: () => Promise<void>,
): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk.toString('utf8')))
  socket.write(text)
  if (end) socket.end()
  if (leaveAfter !== undefined) {
    await leaveAfter()
    socket.destroy()
  }
  await once(socket, 'close')
  return answer
}

/** The error's code and delivery, as the caller sees them. */
export function errorOf({ json }: Posted): { code: unknown; delivery: unknown; message: unknown } {
  const error: unknown = isObject(json) ? json['error'] : undefined
  if (!isObject(error)) return { code: undefined, delivery: undefined, message: undefined }
  return { code: error['code'], delivery: error['delivery'], message: error['message'] }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
