import type { AttachmentType } from './attachment.ts'
import type { Target, TargetId } from './target.ts'

/** Who looks at the widget. A candidate never sees Kombo's messages, log links or other parties' codes. */
export const VIEWS = ['recruiter', 'candidate'] as const

export type View = (typeof VIEWS)[number]

/** How far the clocks of the portal and the route may differ, in seconds: a token is taken that long after its end. */
export const CLOCK_TOLERANCE_SECONDS = 5

/** What one caller may do: the content of an upload token, or the answer of a portal's own `authorize`. */
export interface Grant {
  /**
   * Identity of the grant (the token's `jti`): what `maxFiles` counts under, which needs one, and what audit lines show. `null`:
   * none.
   */
  readonly id: string | null
  /** Kombo integration id, e.g. `workday:HWUTwvyx2wLoSUHphiWVrp28`. */
  readonly integrationId: string
  /** The record files may be attached to. */
  readonly target: Target
  /**
   * The candidate whose application the target is. The route does not ask Kombo for it, and without it nobody can see
   * that a document fell back to the candidate. `null`: not said, or the target is a candidate.
   */
  readonly candidateId: TargetId | null
  /** Whose record this is, as shown to the person: `Frank Doe · Senior Nurse`. */
  readonly label: string | null
  /** Who looks at the widget. A candidate is answered without Kombo's messages and log links. */
  readonly view: View
  /** Types this caller may attach; `null` means every type the ATS supports. */
  readonly types: readonly AttachmentType[] | null
  /** Most files under this grant; `null` means unlimited. */
  readonly maxFiles: number | null
  /**
   * When the grant ends, in milliseconds since the epoch: its files stay counted until then. Default: nobody knows, and
   * they stay counted for 31 days after the last one.
   */
  readonly expiresAt?: number
  /** Largest file, in bytes; `null` means the server's and the ATS's limits alone. */
  readonly maxFileSizeBytes: number | null
  /** Whether the caller may list what is on the record. */
  readonly read: boolean
  /** Kombo's `remote_fields`, passed through untouched; never taken from the browser. */
  readonly remoteFields: Readonly<Record<string, unknown>> | null
}
