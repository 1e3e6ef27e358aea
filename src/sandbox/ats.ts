import { createHash } from 'node:crypto'
import type { KomboAttachmentType, KomboCandidateAttachment } from '../kombo/shapes.ts'
import type { AttachmentBody } from './attachment-body.ts'
import type { Content } from './base64-decoder.ts'
import type { SandboxIntegration } from './integration.ts'
import { komboId } from './kombo-id.ts'
import { isVisible, readBackItem, type FileUrl, type Stored } from './read-back.ts'
import type { ReceivedAttachment } from './received-attachment.ts'
import type { Records, SandboxTarget } from './records.ts'

/** A document that is on a record before anything is sent. */
export interface PlacedDocument {
  readonly name: string
  readonly bytes: Uint8Array
  /** Default: OTHER. */
  readonly type?: KomboAttachmentType
  /** Default: `application/pdf`. */
  readonly contentType?: string
  /** When it came there, in milliseconds since the epoch. Default: now. */
  readonly receivedAt?: number
}

type Document = Pick<
  ReceivedAttachment,
  'name' | 'type' | 'contentType' | 'remoteFields' | 'via' | 'sizeBytes' | 'sha256' | 'bytes'
> & { readonly receivedAt?: number }

/** The documents of all integrations, each integration's apart from the others'. */
export class Ats {
  readonly records: Records
  #stored: Stored[] = []
  #received: ReceivedAttachment[] = []
  #lastRemoteId = 0

  constructor(records: Records) {
    this.records = records
  }

  /** Documents in the order they came in. */
  get received(): readonly ReceivedAttachment[] {
    return this.#received
  }

  clear(): void {
    this.#stored = []
    this.#received = []
  }

  /** Takes a document that came over the wire. */
  store(
    integration: SandboxIntegration,
    target: SandboxTarget,
    { name, type, remoteFields, source }: AttachmentBody,
    { content, contentType }: { readonly content: Content; readonly contentType: string },
  ): ReceivedAttachment {
    const described = { name, type, contentType, remoteFields, via: source.via }
    const attachment = this.#hold(integration, target, { ...described, ...content })
    this.#received = [...this.#received, attachment]
    return attachment
  }

  /** Puts a document on a record as if it had been there all along: it is read back, but was never received. */
  place(integration: SandboxIntegration, target: SandboxTarget, document: PlacedDocument): ReceivedAttachment {
    const bytes = Buffer.from(document.bytes)
    return this.#hold(integration, target, {
      name: document.name,
      type: document.type ?? 'OTHER',
      contentType: document.contentType ?? 'application/pdf',
      remoteFields: {},
      via: 'data',
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes,
      receivedAt: document.receivedAt ?? Date.now(),
    })
  }

  /** A document by Kombo's id of it, with the bytes that are downloaded. */
  document(id: string): ReceivedAttachment | null {
    const stored = this.#stored.find(({ attachment }) => attachment.id === id)
    if (stored === undefined) return null
    const { bytes } = stored.attachment
    return { ...stored.attachment, bytes: stored.isConverted && bytes !== null ? converted(bytes) : bytes }
  }

  /**
   * What `GET …/attachments` gives. Documented: an application whose ATS keeps documents on the candidate gives the
   * candidate's; a candidate gives its own and those of all its applications.
   */
  list(integration: SandboxIntegration, target: SandboxTarget, fileUrl: FileUrl): readonly KomboCandidateAttachment[] {
    const candidateId = this.records.candidateOf(target)
    const wantsAll = target.kind === 'candidate' || integration.fallsBackToCandidate
    return this.#stored
      .filter((each) => each.attachment.integrationId === integration.id && each.candidateId === candidateId)
      .filter(
        ({ attachment: { storedOn } }) => wantsAll || (storedOn.kind === 'application' && storedOn.id === target.id),
      )
      .filter(isVisible)
      .map((each) => readBackItem(each, integration, fileUrl))
  }

  #hold(integration: SandboxIntegration, target: SandboxTarget, document: Document): ReceivedAttachment {
    const candidateId = this.records.candidateOf(target)
    if (candidateId === null) throw new RangeError('The record does not exist')
    const { readBack } = integration
    const storedOn: SandboxTarget = integration.fallsBackToCandidate ? { kind: 'candidate', id: candidateId } : target
    const replaced = readBack.replacesSameName ? this.#takeOut(integration.id, storedOn, document.name) : undefined
    const remoteId = replaced?.attachment.remoteId ?? this.#nextRemoteId()
    const attachment: ReceivedAttachment = {
      id: komboId(integration.id, `attachment ${remoteId}`),
      remoteId,
      integrationId: integration.id,
      target,
      storedOn,
      receivedAt: Date.now(),
      ...document,
    }
    if (readBack.relabelsPrevious && document.type !== 'OTHER') {
      this.#relabel(integration.id, candidateId, document.type)
    }
    this.#stored.push({
      attachment,
      candidateId,
      createdAt: replaced?.createdAt ?? attachment.receivedAt,
      type: readBack.relabelsAll ? 'OTHER' : document.type,
      hiddenReads: readBack.hiddenReads,
      visibleFrom: attachment.receivedAt + readBack.hiddenMs,
      isConverted: readBack.convertsFiles,
    })
    return attachment
  }

  #nextRemoteId(): string {
    this.#lastRemoteId += 1
    return String(1000 + this.#lastRemoteId)
  }

  #takeOut(integrationId: string, { kind, id }: SandboxTarget, name: string): Stored | undefined {
    const found = this.#stored.find(({ attachment: { storedOn, ...each } }) => {
      return each.integrationId === integrationId && storedOn.kind === kind && storedOn.id === id && each.name === name
    })
    this.#stored = this.#stored.filter((each) => each !== found)
    return found
  }

  #relabel(integrationId: string, candidateId: string, type: KomboAttachmentType): void {
    for (const each of this.#stored) {
      const isSameRecord = each.attachment.integrationId === integrationId && each.candidateId === candidateId
      if (isSameRecord && each.type === type) each.type = 'OTHER'
    }
  }
}

/** Stands for whatever a tool makes of a file: other bytes, and not as many. */
function converted(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.from('\n% converted\n')])
}
