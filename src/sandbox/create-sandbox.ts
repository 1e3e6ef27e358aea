import { createServer, type Server } from 'node:http'
import { setMaxListeners } from 'node:events'
import { Ats, type PlacedDocument, type ReceivedAttachment, type SandboxTarget } from './ats.ts'
import { FaultQueue } from './fault-queue.ts'
import {
  makeIntegration,
  SEED_INTEGRATION_IDS,
  withSettings,
  type IntegrationSettings,
  type SandboxIntegration,
} from './integration.ts'
import { KomboApi } from './kombo-api.ts'
import { PageServer } from './page/page-server.ts'
import { pageState } from './page/page-state.ts'
import { SANDBOX_API_KEY, type SandboxApplication, type SandboxCandidate } from './seed.ts'
import { Traffic, type RateLimit, type SeenRequest } from './traffic.ts'

export interface SandboxOptions {
  /** Default: 0, any free port. */
  readonly port?: number
  /** Default: `127.0.0.1`. */
  readonly host?: string
  /** Where others reach the sandbox, without a trailing slash. Default: `http://<host>:<port>`. */
  readonly publicUrl?: string
  /** Default: `SANDBOX_API_KEY`. */
  readonly apiKey?: string
  /** Integrations by id, added to those of the seed or changing them. */
  readonly integrations?: Readonly<Record<string, IntegrationSettings>>
  /** Records added to those of the seed. */
  readonly applications?: readonly SandboxApplication[]
  readonly candidates?: readonly SandboxCandidate[]
  /**
   * Take attachments for records nobody has heard of. Default: false, so that a path or id mangled on the way shows.
   */
  readonly acceptAnyRecord?: boolean
  /** Keep the bytes of what is received; otherwise only size and SHA-256, for benchmarks. Default: true. */
  readonly keepContent?: boolean
  /** Time between storing a file and saying so, in milliseconds. Default: 0. */
  readonly latencyMs?: number
  /** Answer errors with statuses that Kombo never documented for them. Default: false. */
  readonly changesStatuses?: boolean
  readonly rateLimit?: Partial<RateLimit>
  /** Longest request body, in bytes. Kombo has a limit and does not publish it. Default: 256 MiB. */
  readonly maxRequestBytes?: number
  /** Download `data_url` from loopback and private addresses too. Default: false. */
  readonly allowPrivateDataUrls?: boolean
}

export interface Sandbox {
  /** Base URL without a trailing slash; also the page that shows what was received. */
  readonly url: string
  /** Base URL of the API: `<url>/v1`. */
  readonly apiUrl: string
  readonly apiKey: string
  /** What the ATS has received, oldest first. */
  readonly received: readonly ReceivedAttachment[]
  /** Faults waiting for their request. */
  readonly faults: FaultQueue
  /** Every API request seen, oldest first; the last 10,000 at most. */
  readonly requests: readonly SeenRequest[]
  readonly integrations: readonly SandboxIntegration[]
  /** Most actions of an integration in flight at once since the last reset. */
  maxInFlight(integrationId: string): number
  /** Actions of an integration in flight now. */
  inFlight(integrationId: string): number
  /** Changes how an integration behaves, or adds it. */
  setIntegration(id: string, settings: IntegrationSettings): void
  /** Puts a document on a record as if it had been there all along. Only reading back shows it. */
  place(integrationId: string, target: SandboxTarget, document: PlacedDocument): ReceivedAttachment
  setLatency(milliseconds: number): void
  setChangesStatuses(changes: boolean): void
  /** Resolves as soon as the condition holds; checked at every change. Rejects when the sandbox closes. */
  until(condition: (sandbox: Sandbox) => boolean): Promise<void>
  /** Calls back after every change, until the returned function is called. */
  onChange(listener: () => void): () => void
  /** Back to how it was created: nothing received, no faults, settings as given; requests under way are cut off. */
  reset(): void
  /** Stops at once, whatever is under way. Safe to call twice. */
  close(): Promise<void>
}

/**
 * Starts a simulated Kombo on a real port: stateful, independent of the route's code, failing on demand.
 * @example
 * const sandbox = await createSandbox()
 * // … attach something through `sandbox.apiUrl` with `sandbox.apiKey` …
 * expect(sandbox.received[0]?.name).toBe('cv.pdf')
 * await sandbox.close()
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = new RunningSandbox(options)
  await sandbox.listen()
  return sandbox
}

class RunningSandbox implements Sandbox {
  readonly #options: SandboxOptions
  readonly #server: Server
  readonly #listeners = new Set<() => void>()
  readonly #ats: Ats
  readonly #traffic: Traffic
  readonly faults: FaultQueue
  readonly apiKey: string
  #integrations: Map<string, SandboxIntegration>
  #latencyMs: number
  #changesStatuses: boolean
  #stopping = newStop()
  #url = ''
  #closed: Promise<void> | null = null

  constructor(options: SandboxOptions) {
    this.#options = options
    this.apiKey = options.apiKey ?? SANDBOX_API_KEY
    this.#ats = new Ats({
      acceptsAnyRecord: options.acceptAnyRecord ?? false,
      applications: options.applications ?? [],
      candidates: options.candidates ?? [],
    })
    this.#traffic = new Traffic({ limit: 300, windowSeconds: 60, enforced: false, ...options.rateLimit })
    this.faults = new FaultQueue(() => this.#changed())
    this.#integrations = integrationsOf(options)
    this.#latencyMs = options.latencyMs ?? 0
    this.#changesStatuses = options.changesStatuses ?? false
    const api = this.#api()
    const page = this.#page()
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

  setLatency(milliseconds: number): void {
    this.#latencyMs = milliseconds
    this.#changed()
  }

  setChangesStatuses(changes: boolean): void {
    this.#changesStatuses = changes
    this.#changed()
  }

  async until(condition: (sandbox: Sandbox) => boolean): Promise<void> {
    if (condition(this)) return
    await new Promise<void>((resolve, reject) => {
      const stop = this.onChange(() => {
        if (condition(this)) resolve()
        else if (this.#closed !== null) reject(new Error('The sandbox was closed before the condition held'))
        else return
        stop()
      })
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
    this.#latencyMs = this.#options.latencyMs ?? 0
    this.#changesStatuses = this.#options.changesStatuses ?? false
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
      this.#server.once('error', reject)
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
      settings: () => ({ latencyMs: this.#latencyMs, changesStatuses: this.#changesStatuses }),
      keepContent,
      maxRequestBytes,
      allowPrivateDataUrls,
      baseUrl: () => this.#url,
      fileUrl: ({ id }) => `${this.#url}/files/${id}`,
      changed: () => this.#changed(),
      stopping: () => this.#stopping.signal,
    })
  }

  #page(): PageServer {
    return new PageServer({
      state: () =>
        pageState({
          ats: this.#ats,
          traffic: this.#traffic,
          faults: this.faults,
          integrations: this.integrations,
          settings: { latencyMs: this.#latencyMs, changesStatuses: this.#changesStatuses },
        }),
      file: (id) => this.#ats.document(id),
      onChange: (listener) => this.onChange(listener),
      arm: (name, options) => this.faults.arm(name, options),
      disarm: (id) => this.faults.armed.find((each) => each.id === id)?.disarm(),
      setLatency: (milliseconds) => this.setLatency(milliseconds),
      setChangesStatuses: (changes) => this.setChangesStatuses(changes),
      setIntegration: (id, settings) => this.setIntegration(id, settings),
      hasIntegration: (id) => this.#integrations.has(id),
      reset: () => this.reset(),
      loopbackOnly: () => isLoopback(this.#options.host ?? DEFAULT_HOST) && this.#options.publicUrl === undefined,
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

function newStop(): AbortController {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  return controller
}

function integrationsOf({ integrations = {} }: SandboxOptions): Map<string, SandboxIntegration> {
  const ids = new Set([...SEED_INTEGRATION_IDS, ...Object.keys(integrations)])
  return new Map([...ids].map((id) => [id, makeIntegration(id, integrations[id])]))
}
