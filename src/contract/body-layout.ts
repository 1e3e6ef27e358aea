import type { AttachmentDescription } from './attachment.ts'

/**
 * Layout of the request body: Kombo's own JSON with `data` the last member of `attachment` and `attachment` the last
 * member of the body. So a server knows everything about a file before its first byte, and neither side ever holds the
 * whole text.
 *
 *     {"attachment":{"name":"cv.pdf","content_type":"application/pdf","type":"CV","data":"JVBERi0…"}}
 *     └─────────────────────────── bodyHead ───────────────────────────────────┘└ base64 ┘└ BODY_TAIL ┘
 */
export function bodyHead(attachment: AttachmentDescription): string {
  const described = JSON.stringify({
    name: attachment.name,
    content_type: attachment.contentType,
    type: attachment.type,
  })
  return `{"attachment":${described.slice(0, -1)},"data":"`
}

/** What follows the base64 text. */
export const BODY_TAIL = '"}}'

/** Longest head the route reads, in bytes: room for a file name of 255 characters with every one of them escaped. */
export const MAX_BODY_HEAD_BYTES = 8 * 1024

/** Length of `sizeBytes` bytes in padded base64, in characters. */
export function base64Length(sizeBytes: number): number {
  return 4 * Math.ceil(sizeBytes / 3)
}

/** Request header under which a delivery is remembered: a UUID, new for each intended delivery. */
export const IDEMPOTENCY_KEY_HEADER = 'Idempotency-Key'

/**
 * Request header, `true` when a person only asks what became of a delivery: a key that is not remembered (any more) is
 * then answered with `UPLOAD.DELIVERY_UNKNOWN` instead of being delivered, perhaps for the second time. Whatever error
 * stands in the way of an answer, its `delivery` is `unknown`. `false` is as good as none; anything else is refused.
 */
export const IDEMPOTENCY_REPLAY_ONLY_HEADER = 'Idempotency-Replay-Only'

/** Response header, `true` when the outcome was remembered and nothing was sent again. */
export const IDEMPOTENCY_REPLAYED_HEADER = 'Idempotency-Replayed'

/** A UUID in its canonical text form (RFC 9562, section 4), any version. */
export const IDEMPOTENCY_KEY_PATTERN = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i
