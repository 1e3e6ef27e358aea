import type { KindRisk } from '../../contract/file-kinds.ts'
import type { Access } from '../access/authorise.ts'
import type { DeliveryStore } from '../stores/delivery-store.ts'
import type { RouteLimits } from '../limits/route-limits.ts'
import type { Scan } from '../receive/scan.ts'
import type { UploadEvent } from '../answers/upload-event.ts'

export type AttachmentRouteOptions = RouteBasics & Access

interface RouteBasics {
  /** Kombo API key; an empty one is refused when the route is made. It never leaves the server. */
  readonly komboApiKey: string
  /** Where Kombo is: `eu`, `us`, or the base URL of the API with its version; with `http` on this machine only. Default: `eu`. */
  readonly komboApiUrl?: string
  /** Path before `/applications/…`, where the framework does not take it off itself, e.g. `/api`. Default: none. */
  readonly basePath?: string
  /**
   * Limits that differ from the defaults of `RouteLimits`; one that is `undefined` does not. What is no number in range, such
   * as `NaN`, is refused when the route is made. Default: none do.
   */
  readonly limits?: { readonly [Name in keyof RouteLimits]?: RouteLimits[Name] | undefined }
  /**
   * Risks of files taken on purpose, on the route and in the widget: `macros`, `active-content` (what runs when it is
   * opened), `archive`. A kind of file is still taken only where the ATS lists it. Default: none.
   */
  readonly allowedRisks?: readonly KindRisk[]
  /** What remembers deliveries and counts slots. Default: the process's own memory, right for one instance. */
  readonly store?: DeliveryStore
  /** Looks at each whole file before anything is sent, and may refuse it. Default: none. */
  readonly scan?: Scan
  /** Told of each upload when it is over. What it throws goes to `onError` and changes no outcome. Default: nobody. */
  readonly onUpload?: (event: UploadEvent) => void | Promise<void>
  /** Folder of temporary files. Default: the system's. */
  readonly temporaryFolder?: string
  /**
   * Told of what fails unexpectedly: what ends in `UPLOAD.INTERNAL`, a temporary file, a command that Redis refuses, an
   * exception of `onUpload`. Other failures of Kombo, the ATS or the store are answers; those of an upload reach `onUpload` by
   * their code. What it throws becomes a warning of the process. Default: nobody.
   */
  readonly onError?: (error: unknown) => void | Promise<void>
}
