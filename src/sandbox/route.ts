import type { SandboxTarget } from './records.ts'

/** A documented endpoint. */
export type Endpoint =
  | { readonly operation: 'add' | 'list'; readonly target: SandboxTarget }
  | { readonly operation: 'restrictions'; readonly target: null }
  | { readonly operation: 'applications'; readonly target: null }
  | { readonly operation: 'check-api-key'; readonly target: null }

const ATTACHMENTS = /^\/v1\/ats\/(application|candidate)s\/([^/]+)\/attachments$/
const RESTRICTIONS = /^\/v1\/ats\/actions\/ats_add_(?:application|candidate)_attachment$/

/** @returns `null` when Kombo documents no such endpoint (as far as attachments go, and the list their ids come from). */
export function endpointOf(method: string, path: string): Endpoint | null {
  if (method === 'GET' && path === '/v1/check-api-key') return { operation: 'check-api-key', target: null }
  if (method === 'GET' && path === '/v1/ats/applications') return { operation: 'applications', target: null }
  if (method === 'GET' && RESTRICTIONS.test(path)) return { operation: 'restrictions', target: null }
  const [, kind, encodedId] = ATTACHMENTS.exec(path) ?? []
  if (encodedId === undefined || (kind !== 'application' && kind !== 'candidate')) return null
  const id = decoded(encodedId)
  if (id === null || (method !== 'POST' && method !== 'GET')) return null
  return { operation: method === 'POST' ? 'add' : 'list', target: { kind, id } }
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}
