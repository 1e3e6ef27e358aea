import * as v from 'valibot'
import { ATTACHMENT_TYPES } from '../contract/attachment.ts'
import type { Grant } from '../contract/grant.ts'
import { VIEWS } from '../contract/grant.ts'
import { parseSubject, parseTargetId } from '../contract/target.ts'
import { HEADER_TEXT } from './header-text.ts'

/** Longest label, in characters: it stands on one or two lines. */
const MAX_LABEL_LENGTH = 300

const MAX_TEXT_LENGTH = 256

/** The end of the year 9999, in seconds since the epoch. Later ends are milliseconds by mistake, and of a token without an end. */
const LATEST_END_SECONDS = 253_402_300_799

const positiveInteger = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

/** One short line: it ends in headers, keys and log lines. */
const oneLine = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_TEXT_LENGTH), v.regex(/^\P{Cc}+$/u))

/** Claims as they stand in the token. Absent and `null` are the same; unknown claims are ignored. */
const claimsSchema = v.object({
  sub: v.string(),
  exp: v.pipe(v.number(), v.maxValue(LATEST_END_SECONDS)),
  jti: v.nullish(oneLine),
  integration_id: oneLine,
  candidate_id: v.nullish(v.string()),
  label: v.nullish(v.pipe(v.string(), v.maxLength(MAX_LABEL_LENGTH))),
  view: v.nullish(v.picklist(VIEWS)),
  types: v.nullish(v.pipe(v.array(v.picklist(ATTACHMENT_TYPES)), v.minLength(1))),
  max_files: v.nullish(positiveInteger),
  max_file_size_bytes: v.nullish(positiveInteger),
  read: v.nullish(v.boolean()),
  remote_fields: v.nullish(v.custom<Readonly<Record<string, unknown>>>(isJsonObject)),
})

type ReadClaims =
  | { readonly ok: true; readonly grant: Grant; readonly expiresAt: number }
  | { readonly ok: false; readonly reason: string }

/** Reads the grant out of a token's claims. A claim that is there and wrong refuses the token: it is never dropped. */
export function readClaims(claims: unknown): ReadClaims {
  const parsed = v.safeParse(claimsSchema, claims)
  if (!parsed.success) {
    const name = v.getDotPath(parsed.issues[0])?.split('.')[0] ?? 'sub'
    return { ok: false, reason: `the token's claim "${name}" is missing or wrong` }
  }
  const { output } = parsed
  const target = parseSubject(output.sub)
  if (target === null) return { ok: false, reason: 'the token\'s claim "sub" names no application or candidate' }
  if (!HEADER_TEXT.test(output.integration_id)) {
    return {
      ok: false,
      reason: 'the token\'s claim "integration_id" holds something other than letters, digits and signs of ASCII',
    }
  }
  const candidateId = output.candidate_id == null ? null : parseTargetId(output.candidate_id)
  if (output.candidate_id != null && candidateId === null) {
    return { ok: false, reason: 'the token\'s claim "candidate_id" is missing or wrong' }
  }
  if (output.max_files != null && output.jti == null) {
    return { ok: false, reason: 'the token\'s claim "max_files" needs a "jti" to count under' }
  }
  return {
    ok: true,
    expiresAt: output.exp * 1000,
    grant: {
      id: output.jti ?? null,
      integrationId: output.integration_id,
      target,
      candidateId: target.kind === 'application' ? candidateId : null,
      label: output.label?.trim() || null,
      view: output.view ?? 'recruiter',
      types: output.types ?? null,
      maxFiles: output.max_files ?? null,
      maxFileSizeBytes: output.max_file_size_bytes ?? null,
      read: output.read ?? false,
      remoteFields: output.remote_fields ?? null,
    },
  }
}

function isJsonObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
