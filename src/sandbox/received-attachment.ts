import type { KomboAttachmentType } from '../kombo/shapes.ts'
import type { SandboxTarget } from './records.ts'

/** One document the simulated ATS holds. Sending the same twice gives two: Kombo knows no idempotency. */
export interface ReceivedAttachment {
  /** Kombo's id of it, 24 characters of base58. */
  readonly id: string
  /** The tool's own id of it. */
  readonly remoteId: string
  /** The integration it was sent through. */
  readonly integrationId: string
  /** The record it was sent to. */
  readonly target: SandboxTarget
  /** The record it ended up on: the candidate after a silent fallback, `target` otherwise. */
  readonly storedOn: SandboxTarget
  /** Name as it was sent. */
  readonly name: string
  /** Type as it was sent. */
  readonly type: KomboAttachmentType
  /** Content type as it was sent, or as the download said. */
  readonly contentType: string
  /** Bytes of the content. */
  readonly sizeBytes: number
  /** Lower-case hex. */
  readonly sha256: string
  /** The content; `null` where the sandbox discards contents. */
  readonly bytes: Buffer | null
  /** Whether the content came in the request or was downloaded. */
  readonly via: 'data' | 'data_url'
  /** `remote_fields` of the request. */
  readonly remoteFields: Readonly<Record<string, unknown>>
  /** Milliseconds since the epoch. */
  readonly receivedAt: number
}
