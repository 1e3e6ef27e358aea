import { createHash } from 'node:crypto'

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** An id as Kombo makes them: 24 characters of base58, always the same for the same integration and remote id. */
export function komboId(integrationId: string, remoteId: string): string {
  const digest = createHash('sha256').update(`${integrationId}\n${remoteId}`).digest().subarray(0, 24)
  return Array.from(digest, (byte) => BASE58.charAt(byte % BASE58.length)).join('')
}
