import type { View } from '../../contract/grant.ts'
import { formatSubject, isSameTarget } from '../../contract/target.ts'
import type { Target } from '../../contract/target.ts'
import type { GetToken } from './ask-for-token.ts'
import { askForToken, isWord, TOKEN_PATIENCE_MS } from './ask-for-token.ts'
import { reportHostError } from '../tasks/host-callback.ts'
import { NoToken, WrongTarget } from './no-token.ts'
import type { TokenClaims } from './token-claims.ts'
import { readToken } from './token-claims.ts'
import { within } from '../tasks/unless-aborted.ts'

/** How long a renewal is waited for while the old token still holds, in milliseconds. */
export const RENEWAL_PATIENCE_MS = 5_000

/** How long before its end a token is renewed, in milliseconds: longer than the largest file takes to be sent. */
const RENEW_AHEAD_MS = 60_000

/**
 * How long a token that was fetched is not renewed, in milliseconds. To a clock that is ahead each one seems to be over: it is
 * used all the same, or every request would ask for another.
 */
const FRESH_MS = 10_000

let sources = 0

/** Keeps the current token of one target, and asks the page for a fresh one at most once at a time. */
export class TokenSource {
  readonly #target: Target | null
  readonly #onRecount: () => void
  #given: string | undefined
  #news: string | undefined
  #grant = ''
  readonly #own = ++sources
  #token: string | undefined
  /** What the current token says: it is asked at every drawing. */
  #claims: TokenClaims | null = null
  /** When it was fetched, by `performance.now`, since clocks are set; one that the page gave was not. */
  #fetchedAt = -Infinity
  /** How often another token took the place of one under which other files count. */
  #recounts = 0
  #getToken: GetToken | undefined
  #renewal: Promise<string> | null = null
  /** When the renewal began, by the same: it is not waited for anew by each file. */
  #renewingSince = 0

  /** @param onRecount called when `getToken` has brought a token under which other files count. */
  constructor(target: Target | null, onRecount: () => void = () => {}) {
    this.#target = target
    this.#onRecount = onRecount
  }

  /**
   * Takes over what the page gives; a token for another target is left alone. The same token given once more is no
   * news: it must not undo a renewal.
   */
  set(token: string | undefined, getToken: GetToken | undefined): void {
    this.#getToken = getToken
    if (token === undefined || token === this.#given || !this.#fits(token)) return
    this.#given = token
    // A page may give what its `getToken` has brought, as a portal's frame does.
    if (token.trim() !== this.#token) {
      this.#news = token
      this.#use(token)
      this.#fetchedAt = -Infinity
      // Nothing at all is the route's to refuse.
      if (token !== '' && !isWord(token)) this.#token = undefined
    }
    this.#grant = this.#claims?.grant ?? ''
  }

  /**
   * The grant of the token the page gave last; renewing it by `getToken` changes nothing here. Where `getToken` alone brings
   * one, nobody knows yet what that allows, and it counts as a grant no other widget has. Without either it is the session's.
   * These two hold for this page load, by when it began: a page that keeps its queries for the next would show one person's to
   * another. No random text: frameworks that draw ahead of a request refuse it.
   */
  get grant(): string {
    return this.#grant || `${performance.timeOrigin}${this.#getToken === undefined ? '' : ` ${this.#own}`}`
  }

  /** The last token that the page gave and its `getToken` had not brought before. */
  get news(): string | undefined {
    return this.#news
  }

  /** What files count under that are sent from now on, as far as is known. */
  get countsUnder(): string | null {
    return this.#claims?.countsUnder ?? null
  }

  /**
   * Another text whenever files begin to be counted anew. Not with the first token that `getToken` alone brings: what is asked
   * for with that one is asked for before it is there.
   */
  get counting(): string {
    return this.#grant === '' ? String(this.#recounts) : (this.countsUnder ?? '')
  }

  /** Who looks on, as far as the token says. */
  get view(): View {
    return this.#claims?.view ?? 'recruiter'
  }

  /** Whose record it is, as far as the token says. */
  get label(): string | null {
    return this.#claims?.label ?? null
  }

  /** When there will be none any more, in milliseconds since the epoch; `null` where nobody can say, or it is renewed. */
  get endsAt(): number | null {
    return this.#getToken === undefined ? (this.#claims?.expiresAt ?? null) : null
  }

  /**
   * The token to send with; `null` where the portal has a session of its own. Renewed first when it is about to end.
   * @throws {NoToken} where the page gives what cannot be one, and no `getToken`.
   */
  async current(signal: AbortSignal): Promise<string | null> {
    const token = this.#token
    if (this.#getToken === undefined) {
      if (token === undefined && this.#given !== undefined) throw new NoToken('the page gives no token')
      return token ?? null
    }
    if (token === undefined) return this.#renew(signal)
    const expiresAt = this.#claims?.expiresAt ?? null
    const isFresh = performance.now() - this.#fetchedAt < FRESH_MS
    if (expiresAt === null || isFresh || expiresAt - Date.now() > RENEW_AHEAD_MS) return token
    const isOver = () => expiresAt <= Date.now()
    try {
      return await this.#renew(signal, isOver() ? TOKEN_PATIENCE_MS : RENEWAL_PATIENCE_MS)
    } catch (error) {
      // The old one still holds for a moment: better to try with it than to fail ahead of time.
      if (signal.aborted || isOver()) throw error
      return token
    }
  }

  /** Another token after the route refused this one; `null` when there is none to be had. */
  async replace(refused: string | null, signal: AbortSignal): Promise<string | null> {
    if (this.#token !== undefined && this.#token !== refused) return this.#token
    if (this.#getToken === undefined) return null
    const other = await this.#renew(signal)
    return other === refused ? null : other
  }

  #renew(signal: AbortSignal, patienceMs = TOKEN_PATIENCE_MS): Promise<string> {
    if (this.#renewal === null) {
      this.#renewingSince = performance.now()
      this.#renewal = this.#fetch()
        .catch((error: unknown) => {
          // Here, once for all who wait: where the old token still holds, nothing else would ever tell of it.
          reportHostError(error)
          throw error
        })
        .finally(() => {
          this.#renewal = null
        })
    }
    return within(this.#renewingSince + patienceMs - performance.now(), this.#renewal, signal)
  }

  async #fetch(): Promise<string> {
    const getToken = this.#getToken
    if (getToken === undefined) throw new Error('no getToken')
    // Not any one file's signal: others wait for the same token. One that could be read is followed by another such.
    const token = await askForToken(getToken, this.#claims !== null)
    if (!this.#fits(token)) {
      throw new WrongTarget(`getToken returned a token for another record than ${this.#target?.kind ?? 'given'}`)
    }
    const before = this.counting
    const used = this.#use(token)
    this.#fetchedAt = performance.now()
    if (this.counting !== before) this.#onRecount()
    return used
  }

  #use(token: string): string {
    const { countsUnder } = this
    const isFirst = this.#token === undefined
    // Templates leave line ends around it; one in front of it would make a header that cannot be sent.
    this.#token = token.trim()
    this.#claims = readToken(token)
    if (!isFirst && this.countsUnder !== countsUnder) this.#recounts += 1
    return this.#token
  }

  #fits(token: string): boolean {
    const claims = readToken(token)
    // A token the browser cannot read is the route's to judge.
    return claims === null || this.#target === null || isSameTarget(claims.target, this.#target)
  }
}

/** Text that is equal for equal targets. */
export function targetKey(target: Target | null): string {
  return target === null ? '' : formatSubject(target)
}
