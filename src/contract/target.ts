declare const targetId: unique symbol

/** A Kombo id of an application or candidate. Opaque: never build one from parts. */
export type TargetId = string & { readonly [targetId]: true }

export const TARGET_KINDS = ['application', 'candidate'] as const

export type TargetKind = (typeof TARGET_KINDS)[number]

/**
 * The record a document is attached to. Kombo ids are unique per kind only (an application and a candidate may share
 * one; docs.kombo.dev, "Querying the API"), so an id never travels without its kind.
 */
export interface Target {
  readonly kind: TargetKind
  readonly id: TargetId
}

/** Longest id accepted, in characters. Kombo's own are 24; the slack costs nothing and keeps URLs and keys bounded. */
const MAX_ID_LENGTH = 128

/**
 * Makes an id of any non-empty text without control characters, at most 128 characters. Slashes and dots are allowed:
 * ids are percent-encoded wherever they enter a URL. Half a surrogate pair is not, because it cannot be encoded.
 * @returns `null` when the text cannot be an id.
 */
export function parseTargetId(text: string): TargetId | null {
  return isTargetId(text) ? text : null
}

function isTargetId(text: string): text is TargetId {
  // `.` and `..` survive percent-encoding and would be resolved as path segments by any URL parser on the way.
  return (
    text.length > 0 && text.length <= MAX_ID_LENGTH && text !== '.' && text !== '..' && !/[\p{Cc}\p{Cs}]/u.test(text)
  )
}

/** The `sub` claim of an upload token: `application:<id>` or `candidate:<id>`. */
export function formatSubject(target: Target): string {
  return `${target.kind}:${target.id}`
}

/** Reads a `sub` claim; `null` when it names no target. */
export function parseSubject(subject: string): Target | null {
  const kind = TARGET_KINDS.find((each) => subject.startsWith(`${each}:`))
  if (kind === undefined) return null
  const id = parseTargetId(subject.slice(kind.length + 1))
  return id === null ? null : { kind, id }
}

export function isSameTarget(one: Target, other: Target): boolean {
  return one.kind === other.kind && one.id === other.id
}

/** Path of a target's attachments below the route's base path, e.g. `/applications/abc/attachments`. */
export function attachmentsPath(target: Target): string {
  return `/${target.kind}s/${encodeURIComponent(target.id)}/attachments`
}

/** Path of a target's rules below the route's base path. */
export function rulesPath(target: Target): string {
  return `${attachmentsPath(target)}/rules`
}
