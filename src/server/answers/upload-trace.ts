import type { AttachmentType } from '../../contract/attachment.ts'
import type { Grant } from '../../contract/grant.ts'
import type { Receipt } from '../../contract/wire.ts'
import type { RouteError } from './route-error.ts'
import type { UploadEvent } from './upload-event.ts'

/** Collects what there is to say about one upload while it is under way. */
export class UploadTrace {
  readonly #grant: Grant
  readonly #startedAt = performance.now()
  type: AttachmentType | null = null
  contentType: string | null = null
  sizeBytes: number | null = null
  sha256: string | null = null
  attempts = 0
  readBacks = 0
  /** When the first try began of which it is not known whether the ATS kept the file, in milliseconds since the epoch. */
  openSince: number | null = null
  queueMs = 0
  atsMs = 0

  constructor(grant: Grant) {
    this.#grant = grant
  }

  delivered(receipt: Receipt, isReplayed: boolean): UploadEvent {
    return this.#event({
      outcome: isReplayed ? 'replayed' : 'delivered',
      code: null,
      warnings: receipt.warnings.length,
    })
  }

  failed(error: RouteError): UploadEvent {
    const outcome = error.delivery === 'unknown' ? 'unknown' : 'refused'
    return this.#event({ outcome, code: error.code, warnings: 0 })
  }

  #event(ending: Pick<UploadEvent, 'outcome' | 'code' | 'warnings'>): UploadEvent {
    const { id: grantId, view, integrationId, target } = this.#grant
    const { type, contentType, sizeBytes, sha256, attempts, readBacks } = this
    return {
      ...ending,
      grantId,
      view,
      integrationId,
      target,
      type,
      contentType,
      sizeBytes,
      sha256,
      attempts,
      readBacks,
      durationMs: Math.round(performance.now() - this.#startedAt),
      queueMs: Math.round(this.queueMs),
      atsMs: Math.round(this.atsMs),
    }
  }
}
