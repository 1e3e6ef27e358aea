import { CLOCK_TOLERANCE_SECONDS, type Grant } from '../../contract/grant.ts'
import { REMEMBERED_MS } from './delivery-store.ts'

/** How long files stay counted after the last one under a grant of which nobody says when it ends, in milliseconds. */
const COUNTED_MS = 31 * 24 * 60 * 60_000

/** Longest time files stay counted, in milliseconds; a token may say that it lives for ever. */
const MAX_COUNTED_MS = 10 * 365 * 24 * 60 * 60_000

/**
 * How long from now the files of a grant stay counted, in milliseconds: until nobody can use it any more, and for a day
 * at least, so that a page whose tokens share an identity cannot begin anew with each of them.
 */
export function countedMs({ expiresAt }: Pick<Grant, 'expiresAt'>): number {
  if (expiresAt === undefined) return COUNTED_MS
  const usableMs = Math.ceil(expiresAt - Date.now()) + CLOCK_TOLERANCE_SECONDS * 1000
  return Math.min(MAX_COUNTED_MS, Math.max(REMEMBERED_MS, usableMs))
}

/** What a file counts under, where the grant bounds their number. */
export function countedUnder(grant: Grant): { readonly id: string; readonly most: number } | null {
  if (grant.id === null || grant.maxFiles === null) return null
  return { id: `${grant.integrationId} ${grant.id}`, most: grant.maxFiles }
}
