// Over 200 lines: one class, so that the order of Kombo's checks is read from top to bottom.
import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ADDED, endingOf, storesFile, type Ending } from './ending.ts'
import { applicationsAnswer } from './applications-list.ts'
import { errorAnswer, Refusal, type Answer } from './answers.ts'
import type { Ats } from './ats.ts'
import type { AttachmentBody } from './attachment-body.ts'
import { beginExchange, endExchange, firstChunk, header, type Exchange } from './exchange.ts'
import { download } from './download.ts'
import { enforceRestrictions } from './enforce-restrictions.ts'
import type { ArmedFault, FaultQueue, Operation } from './fault-queue.ts'
import type { SandboxIntegration } from './integration.ts'
import { readAttachmentBody } from './read-body.ts'
import { withoutOwners } from './read-back.ts'
import type { SandboxTarget } from './records.ts'
import type { SandboxSettings } from './sandbox-api.ts'
import { restrictionsAnswer } from './restrictions-answer.ts'
import { endpointOf, type Endpoint } from './route.ts'
import type { SeenRequest, Traffic } from './traffic.ts'

export interface KomboApiParts {
  readonly apiKey: string
  readonly ats: Ats
  readonly traffic: Traffic
  readonly faults: FaultQueue
  readonly integration: (id: string) => SandboxIntegration | null
  readonly settings: () => SandboxSettings
  readonly keepContent: boolean
  readonly maxRequestBytes: number
  readonly allowPrivateDataUrls: boolean
  /** Base URL of the sandbox. */
  readonly url: () => string
  readonly changed: () => void
  /** The present one is aborted when the sandbox closes or is reset. */
  readonly stopping: () => AbortSignal
}

/**
 * Kombo's side of the wire. Checks go in the order authentication, integration, scope, body schema, conditional rules,
 * then restrictions and tool: nothing of the body is looked at for a caller that has no business here.
 */
export class KomboApi {
  readonly #parts: KomboApiParts

  constructor(parts: KomboApiParts) {
    this.#parts = parts
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { traffic, changed, settings } = this.#parts
    const exchange = beginExchange(request, response, traffic, this.#parts.stopping(), changed)
    const { seen, stopping } = exchange
    changed()
    try {
      const ending = await this.#answer(exchange)
      await endExchange(exchange, ending, settings().changesStatuses)
    } catch (error) {
      if (error instanceof Refusal) {
        const { code, message, status } = error
        const answer = errorAnswer({ code, message, status, logUrl: this.#logUrl(seen) })
        return endExchange(exchange, { answer }, settings().changesStatuses)
      }
      // The client is gone, or the sandbox is stopping: nobody is left to answer.
      if (request.destroyed || response.destroyed || stopping.aborted) return void response.destroy()
      throw error
    }
  }

  async #answer(exchange: Exchange): Promise<Ending> {
    const { apiKey, traffic } = this.#parts
    const rate = traffic.countRequest()
    exchange.headers = { ...rate.headers }
    if (!isSameText(header(exchange.request, 'authorization') ?? '', `Bearer ${apiKey}`)) {
      throw new Refusal('PLATFORM.AUTHENTICATION_INVALID', 'The API key is missing, invalid or expired')
    }
    if (rate.exceeded) throw new Refusal('PLATFORM.RATE_LIMIT_EXCEEDED', 'Too many requests in this time window')

    const endpoint = endpointOf(exchange.seen.method, exchange.seen.path)
    if (endpoint === null) throw new Refusal(null, 'There is no such endpoint', 404)
    if (endpoint.operation === 'check-api-key') {
      return { answer: { status: 200, body: { status: 'success', data: { environment_id: 'sandbox' } } } }
    }
    const integration = this.#integration(exchange.seen.integrationId)
    if (endpoint.operation === 'applications') {
      return { answer: applicationsAnswer(this.#parts.ats.records, integration.id, new Date()) }
    }
    // Asking for restrictions is inferred not to be an action.
    if (endpoint.operation !== 'restrictions') this.#takeSlot(exchange, integration)
    return this.#operate(exchange, integration, endpoint)
  }

  #integration(id: string | null): SandboxIntegration {
    // What Kombo says without the header is not documented; this is chosen.
    if (id === null) throw new Refusal('PLATFORM.INPUT_INVALID', 'The header X-Integration-Id is required')
    const integration = this.#parts.integration(id)
    if (integration === null) throw new Refusal('PLATFORM.INTEGRATION_NOT_FOUND', 'There is no such integration')
    return integration
  }

  /** Both headers are documented for every action response; so is that a request over the limit is refused at once. */
  #takeSlot(exchange: Exchange, { id, concurrencyLimit }: SandboxIntegration): void {
    const { traffic } = this.#parts
    const release = traffic.takeSlot(id, concurrencyLimit)
    const remaining = Math.max(0, concurrencyLimit - traffic.inFlight(id))
    exchange.headers['Concurrency-Limit'] = String(concurrencyLimit)
    exchange.headers['Concurrency-Remaining'] = String(remaining)
    if (release === null) {
      throw new Refusal('PLATFORM.CONCURRENCY_LIMIT_EXCEEDED', `More than ${concurrencyLimit} actions at the same time`)
    }
    exchange.release = release
  }

  async #operate(
    exchange: Exchange,
    integration: SandboxIntegration,
    endpoint: Exclude<Endpoint, { operation: 'check-api-key' | 'applications' }>,
  ): Promise<Ending> {
    const { faults } = this.#parts
    const { operation, target } = endpoint
    if (operation === 'add') requireAddAction(integration)
    const candidate = { operation, target, integrationId: integration.id, name: null }
    const early = faults.take(candidate, 'early')
    if (early !== null) {
      if (early.name === 'reset-while-receiving') await firstChunk(exchange.request)
      return this.#end(early, operation, ADDED, exchange)
    }
    if (operation === 'add') return this.#add(exchange, integration, target)

    const usual = operation === 'list' ? this.#list(integration, target) : restrictionsAnswer(integration)
    return this.#end(faults.take(candidate, 'late'), operation, usual, exchange)
  }

  async #add(exchange: Exchange, integration: SandboxIntegration, target: SandboxTarget): Promise<Ending> {
    const { ats, faults, keepContent, maxRequestBytes, changed } = this.#parts
    const body = await readAttachmentBody(exchange.request, { maxBytes: maxRequestBytes, keepContent })
    this.#requireRecord(target)
    const file = await this.#fileOf(body, exchange.stopping)
    exchange.stopping.throwIfAborted()
    enforceRestrictions(integration, body, { ...file.content, contentType: file.contentType })
    const candidate = { operation: 'add', target, integrationId: integration.id, name: body.name } as const
    const fault = faults.take(candidate, 'late')
    if (fault === null || storesFile(fault)) {
      ats.store(integration, target, body, file)
      changed()
    }
    return this.#end(fault, 'add', ADDED, exchange)
  }

  async #fileOf({ source, contentType }: AttachmentBody, signal: AbortSignal): Promise<Parameters<Ats['store']>[3]> {
    const { keepContent, maxRequestBytes: maxBytes, allowPrivateDataUrls } = this.#parts
    if (source.via === 'data') return { content: source.content, contentType: contentType ?? '' }
    const options = { keepContent, maxBytes, allowPrivateAddresses: allowPrivateDataUrls, signal }
    const downloaded = await download(source.url, options)
    const named = contentType ?? downloaded.contentType
    if (named === null)
      throw new Refusal('PLATFORM.INPUT_INVALID', 'The content type of attachment.data_url is unknown')
    return { content: downloaded.content, contentType: named }
  }

  #list(integration: SandboxIntegration, target: SandboxTarget): Answer {
    if (!integration.readBack.permitted) {
      throw new Refusal('INTEGRATION.PERMISSION_MISSING', 'The permission "Read document attachments" is missing')
    }
    this.#requireRecord(target)
    const items = this.#parts.ats.list(integration, target, ({ id }) => `${this.#parts.url()}/files/${id}`)
    const documented = target.kind === 'candidate' ? items : items.map(withoutOwners)
    const results = integration.readBack.nullIds ? documented.map((each) => ({ ...each, id: null })) : documented
    return { status: 200, body: { status: 'success', data: { results }, warnings: [] } }
  }

  /** Code and status for a record that does not exist are not documented; these are chosen. */
  #requireRecord(target: SandboxTarget): void {
    if (this.#parts.ats.records.candidateOf(target) === null)
      throw new Refusal(null, `There is no such ${target.kind}`, 404)
  }

  #end(fault: ArmedFault | null, operation: Operation, usual: Answer, { seen }: Exchange): Ending {
    if (fault !== null) return endingOf(fault, usual, this.#logUrl(seen))
    return { answer: usual, delayMs: operation === 'restrictions' ? 0 : this.#parts.settings().latencyMs }
  }

  #logUrl({ number }: SeenRequest): string {
    return `${this.#parts.url()}/#request-${number}`
  }
}

function requireAddAction({ addAction }: SandboxIntegration): void {
  if (addAction === 'disabled') {
    throw new Refusal('INTEGRATION.ACTION_DISABLED', '"Add attachments" is disabled for this integration')
  }
  if (addAction === 'unavailable') {
    throw new Refusal('INTEGRATION.ACTION_NOT_AVAILABLE', 'The connected system cannot add attachments')
  }
}

function isSameText(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}
