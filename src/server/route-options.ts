import { DEFAULT_MAX_FILE_SIZE_BYTES } from '../contract/check-file.ts'
import type { KindRisk } from '../contract/file-kinds.ts'
import type { Access } from './authorise.ts'

/** Limits of the route; each has a default. */
export interface RouteLimits {
  /** Largest file, in bytes, whatever the ATS allows. Default: 25 MiB. */
  readonly maxFileSizeBytes: number
  /** Longest silence within a request body, in milliseconds. Default: 30,000. */
  readonly bodyIdleMs: number
  /** Longest time for a whole request body, in milliseconds. Default: 900,000. */
  readonly bodyTotalMs: number
  /** Longest wait for Kombo's answer after everything is sent, in milliseconds. Default: 300,000, as the official client's. */
  readonly answerMs: number
}

export const DEFAULT_LIMITS: RouteLimits = {
  maxFileSizeBytes: DEFAULT_MAX_FILE_SIZE_BYTES,
  bodyIdleMs: 30_000,
  bodyTotalMs: 15 * 60_000,
  answerMs: 300_000,
}

export type AttachmentRouteOptions = RouteBasics & Access

interface RouteBasics {
  /** Kombo API key. It never leaves the server. */
  readonly komboApiKey: string
  /** Base URL of Kombo's API with its version. Default: `https://api.kombo.dev/v1` (EU). */
  readonly komboApiUrl?: string
  /** Path before `/applications/…`, where the framework does not take it off itself, e.g. `/api`. Default: none. */
  readonly basePath?: string
  readonly limits?: Partial<RouteLimits>
  /** Kinds of files taken although they carry a risk. Default: none. */
  readonly allowedRisks?: readonly KindRisk[]
  /** Folder of temporary files. Default: the system's. */
  readonly temporaryFolder?: string
  /** Told of every failure that is not the caller's. Default: nobody. */
  readonly onError?: (error: unknown) => void
}
