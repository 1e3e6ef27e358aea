import * as v from 'valibot'
import { ATTACHMENT_TYPES } from '../../contract/attachment.ts'
import type { Target } from '../../contract/target.ts'
import type { Gate } from '../stores/gate.ts'
import type { KomboAnswer, KomboClient } from './kombo-client.ts'
import { komboAttachmentsPath } from './kombo-client.ts'
import { isConfirmation } from './kombo-reply.ts'
import { reportOf } from './slot-report.ts'

const itemSchema = v.object({
  id: v.string(),
  /** A type newer than our table must not hide a document: one that is not seen would be sent again. */
  type: v.fallback(v.picklist(ATTACHMENT_TYPES), 'OTHER'),
  file_name: v.fallback(v.string(), ''),
  content_type: v.fallback(v.string(), ''),
  data_url: v.fallback(v.nullable(v.string()), null),
  remote_created_at: v.fallback(v.nullable(v.string()), null),
  /** A date that is given and cannot be read is no date of before. */
  remote_updated_at: v.fallback(v.nullish(v.string(), null), ''),
  /** Documented for candidates only; `null` there means that it hangs on the candidate, absent that nobody says. */
  application_id: v.fallback(v.optional(v.nullable(v.string())), undefined),
})

/** `next` is not documented here. In Kombo's other lists it leads to the next page, and is `null` on the last one. */
const listSchema = v.object({ data: v.object({ results: v.array(v.unknown()), next: v.optional(v.unknown()) }) })

/** A document on the record, as Kombo lists it. */
export type RecordedAttachment = v.InferOutput<typeof itemSchema>

/** The documents of a record. */
export interface RecordedList {
  readonly documents: readonly RecordedAttachment[]
  /** Whether every item of the list could be read, and there is no other page; what was not read may be any document. */
  readonly isWhole: boolean
}

export interface ListParts {
  readonly kombo: KomboClient
  readonly gate: Gate
  /** When waiting for a slot ends, by `performance.now()`. */
  readonly deadline: number
  readonly signal: AbortSignal
}

/**
 * Asks Kombo for the record's documents: a live call to the ATS, which takes a slot like an upload does.
 * @throws what {@link Gate.enter} throws when there is no slot.
 */
export async function listAttachments(
  target: Target,
  integrationId: string,
  { kombo, gate, deadline, signal }: ListParts,
): Promise<KomboAnswer> {
  const slot = await gate.enter(integrationId, deadline, signal)
  let answer: KomboAnswer | null = null
  try {
    answer = await kombo.get(komboAttachmentsPath(target), integrationId, signal)
    return answer
  } finally {
    slot.leave(reportOf(answer))
  }
}

/** @returns `null` when there is no answer, or it is no list. */
export function parseAttachments(answer: KomboAnswer | null): RecordedList | null {
  // One that says it has failed is not empty for holding nothing.
  if (answer?.kind !== 'answer' || answer.status !== 200 || !isConfirmation(answer.json)) return null
  const list = v.safeParse(listSchema, answer.json)
  if (!list.success) return null
  const { results, next } = list.output.data
  const documents = results.flatMap((each) => {
    const item = v.safeParse(itemSchema, each)
    return item.success ? [item.output] : []
  })
  return { documents, isWhole: documents.length === results.length && next == null }
}
