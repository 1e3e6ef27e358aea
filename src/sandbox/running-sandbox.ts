// Over 200 lines because it is the one place where the parts are put together, and most lines hand one of them on.
import { createServer, type Server } from 'node:http'
import { setMaxListeners } from 'node:events'
import { Ats, type PlacedDocument } from './ats.ts'
import { FaultQueue } from './fault-queue.ts'
import {
  given,
  makeIntegration,
  SEED_INTEGRATION_IDS,
  withSettings,
  type IntegrationSettings,
  type SandboxIntegration,
} from './integration.ts'
import { KomboApi } from './kombo-api.ts'
import { milliseconds } from './milliseconds.ts'
import { PageServer } from './page/page-server.ts'
import type { ReceivedAttachment } from './received-attachment.ts'
import { Records, type SandboxTarget } from './records.ts'
import type { Sandbox, SandboxOptions, SandboxSettings } from './sandbox-api.ts'
import { SANDBOX_API_KEY, SEED_APPLICATIONS, SEED_CANDIDATES } from './seed.ts'
import { Traffic, type SeenRequest } from './traffic.ts'

/** The sandbox behind `createSandbox`; it takes requests once `listen` has resolved. */
export class RunningSandbox implements Sandbox {
  readonly #options: SandboxOptions
  readonly #server: Server
  readonly #listeners = new Set<() => void>()
  readonly #ats: Ats
  readonly #traffic: Traffic
  readonly faults: FaultQueue
  readonly apiKey: string
  #integrations: Map<string, SandboxIntegration>
  #settings: SandboxSettings
  #stopping = newStop()
  #url = ''
  #closed: Promise<void> | null = null

  constructor(options: SandboxOptions) {
    this.#options = options
    this.apiKey = options.apiKey ?? SANDBOX_API_KEY
    this.#ats = new Ats(
      new Records({
        acceptsAny: options.acceptAnyRecord ?? false,
        applications: [...SEED_APPLICATIONS, ...(options.applications ?? [])],
        candidates: [...SEED_CANDIDATES, ...(options.candidates ?? [])],
      }),
    )
    this.#traffic = new Traffic({ limit: 300, windowSeconds: 60, enforced: false, ...given(options.rateLimit ?? {}) })
    this.faults = new FaultQueue(() => this.#changed())
    this.#integrations = integrationsOf(options)
    this.#settings = settingsOf(options)
    const api = this.#api()
    const page = new PageServer({
      sandbox: this,
      ats: this.#ats,
      settings: () => this.#settings,
      isLoopbackOnly: isLoopback(options.host ?? DEFAULT_HOST) && options.publicUrl === undefined,
    })
    this.#server = createServer((request, response) => {
      const part = request.url?.startsWith('/v1/') === true ? api : page
      part.handle(request, response).catch((error: unknown) => {
        response.destroy()
        process.emitWarning(error instanceof Error ? error : String(error))
      })
    })
  }

  get url(): string {
    return this.#url
  }

  get apiUrl(): string {
    return `${this.#url}/v1`
  }

  get received(): readonly ReceivedAttachment[] {
    return this.#ats.received
  }

  get requests(): readonly SeenRequest[] {
    return this.#traffic.seen
  }

  get integrations(): readonly SandboxIntegration[] {
    return [...this.#integrations.values()]
  }

  maxInFlight(integrationId: string): number {
    return this.#traffic.maxInFlight(integrationId)
  }

  inFlight(integrationId: string): number {
    return this.#traffic.inFlight(integrationId)
  }

  setIntegration(id: string, settings: IntegrationSettings): void {
    const known = this.#integrations.get(id)
    this.#integrations.set(id, known === undefined ? makeIntegration(id, settings) : withSettings(known, settings))
    this.#changed()
  }

  place(integrationId: string, target: SandboxTarget, document: PlacedDocument): ReceivedAttachment {
    const integration = this.#integrations.get(integrationId)
    if (integration === undefined) throw new RangeError('There is no such integration')
    return this.#ats.place(integration, target, document)
  }

  setLatency(latencyMs: number): void {
    this.#settings = { ...this.#settings, latencyMs: milliseconds('latencyMs', latencyMs) }
    this.#changed()
  }

  setChangesStatuses(changesStatuses: boolean): void {
    this.#settings = { ...this.#settings, changesStatuses }
    this.#changed()
  }

  until(condition: (sandbox: Sandbox) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        try {
          if (condition(this)) resolve()
          else if (this.#closed !== null) reject(new Error('The sandbox was closed before the condition held'))
          else return
        } catch (error) {
          reject(error)
        }
        stop()
      }
      const stop = this.onChange(check)
      check()
    })
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  reset(): void {
    this.#stopping.abort()
    this.#stopping = newStop()
    this.#ats.clear()
    this.#traffic.clear()
    this.#integrations = integrationsOf(this.#options)
    this.#settings = settingsOf(this.#options)
    this.faults.clear()
  }

  close(): Promise<void> {
    this.#closed ??= new Promise((resolve) => {
      this.#stopping.abort()
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
    this.#changed()
    return this.#closed
  }

  async listen(): Promise<void> {
    const { port = 0, host = DEFAULT_HOST, publicUrl } = this.#options
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (cause) => {
        const isTaken = 'code' in cause && cause.code === 'EADDRINUSE'
        const why = isTaken ? 'it is taken, perhaps by an earlier sandbox' : cause.message
        reject(new Error(`The sandbox cannot listen on ${host}, port ${port}: ${why}`, { cause }))
      })
      this.#server.listen(port, host, resolve)
    })
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new TypeError('The sandbox listens on a TCP port')
    const name = host.includes(':') ? `[${host}]` : host
    this.#url = publicUrl ?? `http://${name}:${address.port}`
  }

  #api(): KomboApi {
    const { keepContent = true, maxRequestBytes = 268_435_456, allowPrivateDataUrls = false } = this.#options
    return new KomboApi({
      apiKey: this.apiKey,
      ats: this.#ats,
      traffic: this.#traffic,
      faults: this.faults,
      integration: (id) => this.#integrations.get(id) ?? null,
      settings: () => this.#settings,
      keepContent,
      maxRequestBytes,
      allowPrivateDataUrls,
      url: () => this.#url,
      changed: () => this.#changed(),
      stopping: () => this.#stopping.signal,
    })
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}

const DEFAULT_HOST = '127.0.0.1'

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

function settingsOf({ latencyMs = 0, changesStatuses = false }: SandboxOptions): SandboxSettings {
  return { latencyMs: milliseconds('latencyMs', latencyMs), changesStatuses }
}

function newStop(): AbortController {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  return controller
}

function integrationsOf({ integrations = {} }: SandboxOptions): Map<string, SandboxIntegration> {
  const ids = new Set([...SEED_INTEGRATION_IDS, ...Object.keys(integrations)])
  return new Map([...ids].map((id) => [id, makeIntegration(id, integrations[id])]))
}
