import { createHash } from 'node:crypto'
import { BoundedMap } from '../limits/bounded-map.ts'
import type { VerifiedToken } from './upload-token.ts'
import { secretKeys, verifyUploadToken } from './upload-token.ts'

/** Most tokens remembered; the one used longest ago goes first. */
export const MAX_KNOWN_TOKENS = 1000

interface Known {
  readonly verified: Extract<VerifiedToken, { ok: true }>
  /** When it was verified, in milliseconds since the epoch. */
  readonly at: number
}

/**
 * Verifies upload tokens, each once: a person attaches several files with the same token, and checking its signature
 * anew costs a tenth of what a file of 300 kB takes. Only good tokens are remembered, so nobody without the secret can
 * fill the memory, and by their SHA-256, so that it holds none that could be used.
 */
export class VerifiedTokens {
  readonly #secret: string | readonly string[]
  readonly #known = new BoundedMap<Known>(MAX_KNOWN_TOKENS)

  /**
   * @param secret one, or several any of which may have signed.
   * @throws RangeError when there is none or one is too short: at once, not with the first upload.
   */
  constructor(secret: string | readonly string[]) {
    secretKeys(secret, 'tokenSecret')
    this.#secret = secret
  }

  /** As {@link verifyUploadToken}. */
  async verify(token: string): Promise<VerifiedToken> {
    // With the secrets as they are now: one that is taken out of the list lets nobody in who is remembered.
    const digest = createHash('sha256')
      .update(JSON.stringify([token, this.#secret]))
      .digest('base64')
    const known = this.#known.get(digest)
    if (known !== undefined && isGoodNow(known)) {
      this.#known.set(digest, known)
      return known.verified
    }
    const at = Date.now()
    const verified = await verifyUploadToken(token, this.#secret)
    if (verified.ok) this.#known.set(digest, { verified, at })
    return verified
  }
}

/** Signature and claims stay what they were; its times are looked at again, and in doubt (a clock set back) verified. */
function isGoodNow({ verified, at }: Known): boolean {
  const now = Date.now()
  return at <= now && now < verified.expiresAt
}
