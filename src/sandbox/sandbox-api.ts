import type { PlacedDocument } from './ats.ts'
import type { FaultQueue } from './fault-queue.ts'
import type { IntegrationSettings, SandboxIntegration } from './integration.ts'
import type { ReceivedAttachment } from './received-attachment.ts'
import type { SandboxApplication, SandboxCandidate, SandboxTarget } from './records.ts'
import type { RateLimit, SeenRequest } from './traffic.ts'

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
  /** People added to those of the seed. */
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
  /** Requests over all integrations and how they are counted. Default: 300 in 60 seconds, told and not enforced. */
  readonly rateLimit?: Partial<RateLimit>
  /** Longest request body, in bytes. Kombo has a limit and does not publish it. Default: 256 MiB. */
  readonly maxRequestBytes?: number
  /** Download `data_url` from loopback and private addresses too. Default: false. */
  readonly allowPrivateDataUrls?: boolean
}

/** What can be changed of the sandbox as a whole while it runs. */
export type SandboxSettings = Required<Pick<SandboxOptions, 'latencyMs' | 'changesStatuses'>>

export interface Sandbox {
  /** Base URL without a trailing slash; also the page that shows what was received. */
  readonly url: string
  /** Base URL of the API: `<url>/v1`. */
  readonly apiUrl: string
  /** The key it takes; any other is refused. */
  readonly apiKey: string
  /** What the ATS has received, oldest first. */
  readonly received: readonly ReceivedAttachment[]
  /** Faults waiting for their request. */
  readonly faults: FaultQueue
  /** Every API request seen, oldest first; the last 10,000 at most. */
  readonly requests: readonly SeenRequest[]
  /** Every integration as it is now. */
  readonly integrations: readonly SandboxIntegration[]
  /** Most actions of an integration in flight at once since the last reset. */
  maxInFlight(integrationId: string): number
  /** Actions of an integration in flight now. */
  inFlight(integrationId: string): number
  /**
   * Changes how an integration behaves, or adds it.
   * @throws RangeError when there is no restriction profile of that name.
   */
  setIntegration(id: string, settings: IntegrationSettings): void
  /**
   * Puts a document on a record as if it had been there all along. Only reading back shows it.
   * @throws RangeError when there is no such integration or record.
   */
  place(integrationId: string, target: SandboxTarget, document: PlacedDocument): ReceivedAttachment
  /**
   * Changes the time between storing a file and saying so.
   * @throws RangeError when it is no time that a timer can wait; `no-answer` is the fault that never answers.
   */
  setLatency(milliseconds: number): void
  /** Whether errors come with statuses that Kombo never documented for them. */
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
