import * as v from 'valibot'
import type { KomboAnswer } from './kombo-client.ts'

/** Kombo's answer to an attachment, read. */
export type KomboReply =
  /** `isDocumented`: the answer has the documented shape. */
  | { readonly kind: 'delivered'; readonly warnings: readonly string[]; readonly isDocumented: boolean }
  | {
      readonly kind: 'error'
      readonly status: number
      /** As sent; `null` when there is none. */
      readonly code: string | null
      readonly title: string | null
      readonly message: string | null
      readonly logUrl: string | null
      readonly sentAll: boolean
    }
  /** An answer, but neither a success nor an error: cut short, somebody else's, too early, or at odds with itself. */
  | { readonly kind: 'unreadable'; readonly status: number; readonly sentAll: boolean }
  | { readonly kind: 'no-answer'; readonly sentAll: boolean }

const documentedSchema = v.object({
  status: v.literal('success'),
  data: v.object({}),
  warnings: v.array(v.object({ message: v.string() })),
})

/** Longest text passed on, in characters: an ATS's whole error page would be kept for a day, and shown in a list of files. */
const MAX_TEXT_LENGTH = 2000

/** Most remarks of one delivery. */
const MAX_WARNINGS = 50

const text = v.pipe(
  v.string(),
  v.transform((all) => (all.length > MAX_TEXT_LENGTH ? `${all.slice(0, MAX_TEXT_LENGTH - 1)}…` : all)),
)

const nullableText = v.fallback(v.nullable(text), null)

const messageText = v.pipe(
  v.object({ message: text }),
  v.transform(({ message }) => message),
)

/** One that cannot be read is no reason to lose the others. */
const warnedSchema = v.object({ warnings: v.array(v.fallback(v.nullable(v.union([text, messageText])), null)) })

const errorSchema = v.object({
  error: v.object({
    code: nullableText,
    title: nullableText,
    // Older documentation shows an object here; only text is shown to people.
    message: nullableText,
    log_url: nullableText,
  }),
})

/** What says by its status that it has worked is an error only where it says that it is one. */
const errorDespiteStatusSchema = v.object({ ...errorSchema.entries, status: v.literal('error') })

export function readReply(answer: KomboAnswer): KomboReply {
  if (answer.kind === 'no-answer') return answer
  const { status, json, sentAll } = answer
  const isSuccessStatus = status >= 200 && status < 300
  const error = v.safeParse(isSuccessStatus ? errorDespiteStatusSchema : errorSchema, json)
  if (error.success) {
    const { code, title, message, log_url: logUrl } = error.output.error
    return { kind: 'error', status, code, title, message, logUrl, sentAll }
  }
  // Nobody has kept a file of which the end had not left yet: whoever confirms it then has not waited for it.
  if (isSuccessStatus && sentAll && isConfirmation(json)) return readSuccess(status, json)
  return { kind: 'unreadable', status, sentAll }
}

const confirmationSchema = v.object({ status: v.optional(v.literal('success')), error: v.optional(v.null()) })

/** A status of success alone confirms nothing: what comes with it must not say otherwise. */
export function isConfirmation(json: unknown): boolean {
  return !Array.isArray(json) && v.safeParse(confirmationSchema, json).success
}

/** A confirmation in another shape than documented is still a delivery: repeating it would attach the file twice. */
function readSuccess(status: number, json: unknown): KomboReply {
  const isDocumented = status === 200 && v.safeParse(documentedSchema, json).success
  const warned = v.safeParse(warnedSchema, json)
  const warnings = warned.success ? warned.output.warnings.filter((message) => message !== null) : []
  return { kind: 'delivered', warnings: warnings.slice(0, MAX_WARNINGS), isDocumented }
}
