import { onTestFinished } from 'vitest'
import {
  createSandbox,
  SANDBOX_APPLICATION_ID,
  SANDBOX_INTEGRATION_ID,
  type Sandbox,
  type SandboxOptions,
} from '../../src/sandbox.ts'

/** A sandbox that ends with the test. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await createSandbox(options)
  onTestFinished(() => sandbox.close())
  return sandbox
}

export const APPLICATION_ATTACHMENTS = `/ats/applications/${SANDBOX_APPLICATION_ID}/attachments`
export const CV = Buffer.from('%PDF-1.7 a curriculum vitae')

export interface CallOptions {
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly integrationId?: string
  readonly signal?: AbortSignal
}

function headersFor(sandbox: Sandbox, { integrationId = SANDBOX_INTEGRATION_ID, headers = {} }: CallOptions) {
  return { authorization: `Bearer ${sandbox.apiKey}`, 'x-integration-id': integrationId, ...headers }
}

/** Posts a body as it is. */
export function post(sandbox: Sandbox, body: string, options: CallOptions = {}): Promise<Response> {
  return fetch(sandbox.apiUrl + (options.path ?? APPLICATION_ATTACHMENTS), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headersFor(sandbox, options) },
    body,
    ...(options.signal !== undefined && { signal: options.signal }),
  })
}

/** Adds a small CV; members given replace its own, `undefined` takes them out. */
export function add(sandbox: Sandbox, attachment: object = {}, options: CallOptions = {}): Promise<Response> {
  const data = CV.toString('base64')
  const whole = { name: 'cv.pdf', type: 'CV', content_type: 'application/pdf', data, ...attachment }
  return post(sandbox, JSON.stringify({ attachment: whole }), options)
}

export function get(sandbox: Sandbox, options: CallOptions = {}): Promise<Response> {
  return fetch(sandbox.apiUrl + (options.path ?? APPLICATION_ATTACHMENTS), { headers: headersFor(sandbox, options) })
}

/** The error code of an answer. */
export async function codeOf(response: Response): Promise<unknown> {
  const body: unknown = await response.json()
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined
  const { error } = body
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}

/** The attachments of a read answer. */
export async function resultsOf(response: Response): Promise<readonly unknown[]> {
  const body: unknown = await response.json()
  if (typeof body !== 'object' || body === null || !('data' in body)) return []
  const { data } = body
  if (typeof data !== 'object' || data === null || !('results' in data)) return []
  return Array.isArray(data.results) ? data.results : []
}
