import * as v from 'valibot'
import type { AttachmentType } from '../../contract/attachment.ts'
import type { TargetKind } from '../../contract/target.ts'
import { BoundedMap } from '../limits/bounded-map.ts'
import type { KomboClient } from './kombo-client.ts'
import { isKomboCode } from './kombo-code.ts'
import { readReply, type KomboReply } from './kombo-reply.ts'
import { RouteError, toRouteError } from '../answers/route-error.ts'
import { replyError, verdictOf } from './verdict.ts'

/** What the ATS accepts, per type; nulls mean "not known". */
export type Restrictions = Readonly<Record<AttachmentType, Restriction>>

export type Restriction =
  | {
      readonly supported: true
      readonly maxFileSizeBytes: number | null
      readonly acceptedMimeTypes: readonly string[] | null
    }
  | { readonly supported: false }

/** How long an answer is used, in milliseconds. How often they change is not documented. */
const FRESH_MS = 5 * 60_000

/**
 * Longest wait for restrictions of which nothing is known, in milliseconds: somebody waits to choose a file, or has begun
 * to send one. The question itself goes on for longer, and its answer is for those who come later.
 */
export const RESTRICTIONS_WAIT_MS = 3000

/** When a question is given up, in milliseconds. */
const ASK_MS = 30_000

/** How long a failure is not repeated. */
const FAILED_MS = 10_000

/** Most integrations remembered; the one asked for longest ago goes first. */
const MAX_ENTRIES = 1000

interface Entry {
  known: { readonly restrictions: Restrictions | null } | null
  failure: RouteError | null
  /** When it is asked for anew, by `performance.now()`: a clock that is set back must not put it off. */
  until: number
  /** While there is a question under way; resolves with the answer, or when nobody should wait for it any longer. */
  asking: Promise<void> | null
}

/**
 * The restrictions of each integration, asked once for everybody who wants to know at the same time, and kept. A known
 * answer outlives a failure and serves while it is asked for anew: rules from an hour ago are better than none, or than
 * to wait for others.
 */
export class RestrictionsSource {
  readonly #kombo: KomboClient
  readonly #entries = new BoundedMap<Entry>(MAX_ENTRIES)

  constructor(kombo: KomboClient) {
    this.#kombo = kombo
  }

  /**
   * @returns `null` when Kombo has no information: no such endpoint, or nothing known; `undefined` when it does not say just now.
   * @throws RouteError when Kombo says that this integration cannot be used as it is.
   */
  async of(integrationId: string, kind: TargetKind): Promise<Restrictions | null | undefined> {
    const key = `${kind}:${integrationId}`
    const entry = this.#entries.get(key) ?? { known: null, failure: null, until: 0, asking: null }
    this.#entries.set(key, entry)
    if (entry.until <= performance.now()) entry.asking ??= this.#ask(entry, integrationId, kind)
    // A problem is not said again without another look: somebody may just have solved it.
    if (entry.known === null || entry.failure !== null) await entry.asking
    if (entry.failure !== null) throw entry.failure
    return entry.known?.restrictions
  }

  #ask(entry: Entry, integrationId: string, kind: TargetKind): Promise<void> {
    return new Promise((resolve) => {
      const patience = setTimeout(resolve, RESTRICTIONS_WAIT_MS)
      void this.#refresh(entry, integrationId, kind).finally(() => {
        clearTimeout(patience)
        entry.asking = null
        resolve()
      })
    })
  }

  /** Never throws: where nobody waits for the answer, nobody would hear of it. */
  async #refresh(entry: Entry, integrationId: string, kind: TargetKind): Promise<void> {
    try {
      const path = `/ats/actions/ats_add_${kind}_attachment`
      const answer = await this.#kombo.get(path, integrationId, AbortSignal.timeout(ASK_MS))
      const restrictions =
        answer.kind === 'answer' && answer.status === 200 ? parseRestrictions(answer.json) : undefined
      const reply = readReply(answer)
      entry.failure = restrictions === undefined ? setupProblem(reply) : null
      if (restrictions !== undefined) entry.known = { restrictions }
      else if (entry.failure === null && isFinal(reply)) entry.known ??= { restrictions: null }
      entry.until = performance.now() + (restrictions === undefined ? FAILED_MS : FRESH_MS)
    } catch (error) {
      entry.failure = toRouteError(error)
      entry.until = performance.now() + FAILED_MS
    }
  }
}

/**
 * An answer that says the integration, its setup or our access to it is wrong: attaching would fail the same way, and
 * a person should know before choosing files. Everything else only means that the restrictions are not known.
 */
function setupProblem(reply: KomboReply): RouteError | null {
  if (reply.kind !== 'error' || reply.code === null) return null
  return isKomboCode(reply.code) && ABOUT_SETUP.test(reply.code) ? replyError(reply, 'none') : null
}

const ABOUT_SETUP = /^INTEGRATION\.|^PLATFORM\.(?:AUTHENTICATION_INVALID|IP_NOT_WHITELISTED|INTEGRATION_NOT_FOUND)$/

/** Whether it would be the same if Kombo were asked again: it has answered, though not with what the ATS takes. */
function isFinal(reply: KomboReply): boolean {
  return reply.kind === 'delivered' || verdictOf(reply) === 'refused'
}

/** What keeps a file from being judged while Kombo does not say what the ATS takes. */
export function notSaid(): RouteError {
  return new RouteError('UPLOAD.ATS_UNREACHABLE', 'Kombo does not say just now what is accepted', {
    retryAfterMs: FAILED_MS,
  })
}

const restrictionSchema = v.variant('is_supported', [
  v.pipe(
    v.object({
      is_supported: v.literal(true),
      max_file_size_bytes: v.nullable(v.number()),
      accepted_mime_types: v.nullable(v.array(v.string())),
    }),
    // A number of bytes that cannot be one, and an empty list, have no documented meaning: not known.
    v.transform(({ max_file_size_bytes: size, accepted_mime_types: mimeTypes }) => ({
      supported: true as const,
      maxFileSizeBytes: size !== null && size >= 1 ? Math.floor(size) : null,
      acceptedMimeTypes: mimeTypes !== null && mimeTypes.length > 0 ? mimeTypes : null,
    })),
  ),
  v.pipe(
    v.object({ is_supported: v.literal(false) }),
    v.transform(() => ({ supported: false as const })),
  ),
])

const responseSchema = v.object({
  data: v.object({
    attachment_restrictions: v.nullish(
      v.object({
        types: v.object({ CV: restrictionSchema, COVER_LETTER: restrictionSchema, OTHER: restrictionSchema }),
      }),
    ),
  }),
})

/** @returns `null` when Kombo says it does not know, `undefined` when this is no documented answer. */
function parseRestrictions(json: unknown): Restrictions | null | undefined {
  const { success, output } = v.safeParse(responseSchema, json)
  return success ? (output.data.attachment_restrictions?.types ?? null) : undefined
}
