import type { KomboAttachmentType } from '../kombo/shapes.ts'
import { Refusal } from './answers.ts'
import type { Content } from './base64-decoder.ts'

/** A request body that passed Kombo's schema and its conditional rules. */
export interface AttachmentBody {
  readonly name: string
  readonly type: KomboAttachmentType
  readonly contentType: string | null
  readonly source: { readonly via: 'data'; readonly content: Content } | { readonly via: 'data_url'; readonly url: URL }
  readonly remoteFields: Readonly<Record<string, unknown>>
}

/** Verbatim from the OpenAPI document: no `+`, no parameters. */
const CONTENT_TYPE = /^[\w.-]+\/[\w.-]+$/

const TYPES: readonly KomboAttachmentType[] = ['CV', 'COVER_LETTER', 'OTHER']

/**
 * Checks a body in the order schema, then conditional rules. Documented: required members, the enum, the pattern, and in
 * prose that `content_type` goes with `data` and that it is either `data` or `data_url`. That breaking any of it gives
 * `PLATFORM.INPUT_INVALID` with 400 is what the official client's tests show for invalid input.
 * @param json the body with the text of `data` taken out
 * @param content what `data` decoded to: `null` when it was not base64, `undefined` when there was none
 */
export function parseAttachmentBody(json: unknown, content: Content | null | undefined): AttachmentBody {
  const body = object(json, 'body')
  const attachment = object(body['attachment'], 'attachment')
  const name = text(attachment['name'], 'attachment.name')
  const type = TYPES.find((each) => each === attachment['type'])
  if (type === undefined) throw invalid(`attachment.type must be one of ${TYPES.join(', ')}`)
  const contentType = optionalText(attachment, 'content_type')
  if (contentType !== null && !CONTENT_TYPE.test(contentType)) {
    throw invalid(`attachment.content_type must match ${CONTENT_TYPE.source}`)
  }
  const data = optionalText(attachment, 'data')
  const dataUrl = optionalText(attachment, 'data_url')
  const url = dataUrl === null ? null : parseUrl(dataUrl)
  const remoteFields = body['remote_fields'] === undefined ? {} : object(body['remote_fields'], 'remote_fields')

  if (data !== null && url !== null) throw invalid('Only one of attachment.data and attachment.data_url can be given')
  if (url !== null) return { name, type, contentType, source: { via: 'data_url', url }, remoteFields }
  if (data === null || content === undefined)
    throw invalid('One of attachment.data and attachment.data_url is required')
  if (contentType === null) throw invalid('attachment.content_type is required with attachment.data')
  if (content === null) throw invalid('attachment.data must be base64')
  return { name, type, contentType, source: { via: 'data', content }, remoteFields }
}

function invalid(message: string): Refusal {
  return new Refusal('PLATFORM.INPUT_INVALID', message)
}

function object(value: unknown, path: string): Record<string, unknown> {
  if (!isObject(value)) throw invalid(`${path} must be an object`)
  return value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown, path: string): string {
  if (typeof value !== 'string') throw invalid(`${path} must be a string`)
  return value
}

function optionalText(attachment: Record<string, unknown>, key: string): string | null {
  const value = attachment[key]
  return value === undefined ? null : text(value, `attachment.${key}`)
}

function parseUrl(value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : null
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw invalid('attachment.data_url must be an http(s) URL')
  }
  return url
}
