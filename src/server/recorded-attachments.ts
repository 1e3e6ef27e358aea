import * as v from 'valibot'
import { ATTACHMENT_TYPES } from '../contract/attachment.ts'
import type { Target } from '../contract/target.ts'
import type { KomboAnswer, KomboClient } from './kombo-client.ts'
import { komboAttachmentsPath } from './kombo-client.ts'

const itemSchema = v.object({
  id: v.string(),
  type: v.picklist(ATTACHMENT_TYPES),
  file_name: v.fallback(v.string(), ''),
  content_type: v.fallback(v.string(), ''),
  data_url: v.fallback(v.nullable(v.string()), null),
  remote_created_at: v.fallback(v.nullable(v.string()), null),
  remote_updated_at: v.fallback(v.nullable(v.string()), null),
  /** Documented for candidates only; `null` there means that it hangs on the candidate. */
  application_id: v.optional(v.fallback(v.nullable(v.string()), null)),
})

const listSchema = v.object({ data: v.object({ results: v.array(v.unknown()) }) })

/** A document on the record, as Kombo lists it. */
export type RecordedAttachment = v.InferOutput<typeof itemSchema>

/** Asks Kombo for the record's documents: a live call to the ATS, which takes a slot like an upload does. */
export function listAttachments(
  kombo: KomboClient,
  target: Target,
  integrationId: string,
  signal: AbortSignal,
): Promise<KomboAnswer> {
  return kombo.get(komboAttachmentsPath(target), integrationId, signal)
}

/** @returns `null` when the answer is no list. An item that fits nothing documented is left out. */
export function parseAttachments(answer: KomboAnswer): readonly RecordedAttachment[] | null {
  if (answer.kind !== 'answer' || answer.status !== 200) return null
  const list = v.safeParse(listSchema, answer.json)
  if (!list.success) return null
  return list.output.data.results.flatMap((each) => {
    const item = v.safeParse(itemSchema, each)
    return item.success ? [item.output] : []
  })
}
