import type { SandboxTarget } from './records.ts'
import type { Operation } from './fault-queue.ts'

/** A documented endpoint, or the absence of one. */
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

/** Actions count against the concurrency limit; asking for restrictions is inferred not to be one. */
export function isAction(operation: Operation | 'applications'): operation is 'add' | 'list' {
  return operation === 'add' || operation === 'list'
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}
