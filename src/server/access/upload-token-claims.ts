import * as v from 'valibot'
import { ATTACHMENT_TYPES } from '../../contract/attachment.ts'
import type { Grant } from '../../contract/grant.ts'
import { VIEWS } from '../../contract/grant.ts'
import { parseSubject, parseTargetId, type Target, type TargetId } from '../../contract/target.ts'
import { HEADER_TEXT } from '../limits/header-text.ts'

/** Longest label, in characters: it stands on one or two lines. */
const MAX_LABEL_LENGTH = 300

const MAX_TEXT_LENGTH = 256

/** The end of the year 9999, in seconds since the epoch. Later ends are milliseconds by mistake, and of a token without an end. */
const LATEST_END_SECONDS = 253_402_300_799

const positiveInteger = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

/** One short line: it ends in headers, keys and log lines. */
const shortLine = v.pipe(v.string(), v.maxLength(MAX_TEXT_LENGTH), v.regex(/^\P{Cc}+$/u))

/** Claims as they stand in the token. Absent and `null` are the same; unknown claims are ignored. */
const claimsSchema = v.object({
  sub: v.pipe(
    v.string(),
    v.transform(parseSubject),
    v.custom<Target>((target) => target !== null, 'names no application or candidate'),
  ),
  exp: v.pipe(v.number(), v.maxValue(LATEST_END_SECONDS)),
  jti: v.nullish(shortLine, null),
  integration_id: v.pipe(
    shortLine,
    v.regex(HEADER_TEXT, 'holds something other than letters, digits and signs of ASCII'),
  ),
  candidate_id: v.nullish(
    v.pipe(
      v.string(),
      v.transform(parseTargetId),
      v.custom<TargetId>((id) => id !== null),
    ),
    null,
  ),
  label: v.nullish(v.pipe(v.string(), v.maxLength(MAX_LABEL_LENGTH))),
  view: v.nullish(v.picklist(VIEWS), 'recruiter'),
  types: v.nullish(v.pipe(v.array(v.picklist(ATTACHMENT_TYPES)), v.minLength(1)), null),
  max_files: v.nullish(positiveInteger, null),
  max_file_size_bytes: v.nullish(positiveInteger, null),
  read: v.nullish(v.boolean(), false),
  remote_fields: v.nullish(v.custom<Readonly<Record<string, unknown>>>(isJsonObject), null),
})

type ReadClaims =
  | { readonly ok: true; readonly grant: Grant; readonly expiresAt: number }
  | { readonly ok: false; readonly reason: string }

/** Reads the grant out of a token's claims. A claim that is there and wrong refuses the token: it is never dropped. */
export function readClaims(claims: unknown): ReadClaims {
  const parsed = v.safeParse(claimsSchema, claims, { message: 'is missing or wrong' })
  if (!parsed.success) {
    const [issue] = parsed.issues
    const name = v.getDotPath(issue)?.split('.')[0] ?? 'sub'
    return { ok: false, reason: `the token's claim "${name}" ${issue.message}` }
  }
  const { sub: target, exp, jti: id, candidate_id: candidateId, max_files: maxFiles, ...others } = parsed.output
  if (maxFiles !== null && id === null) {
    return { ok: false, reason: 'the token\'s claim "max_files" needs a "jti" to count under' }
  }
  return {
    ok: true,
    expiresAt: exp * 1000,
    grant: {
      id,
      integrationId: others.integration_id,
      target,
      candidateId: target.kind === 'application' ? candidateId : null,
      label: others.label?.trim() || null,
      view: others.view,
      types: others.types,
      maxFiles,
      maxFileSizeBytes: others.max_file_size_bytes,
      read: others.read,
      remoteFields: others.remote_fields,
    },
  }
}

/** `null` is taken for none before it is asked about. */
function isJsonObject(value: unknown): boolean {
  return typeof value === 'object' && !Array.isArray(value)
}
