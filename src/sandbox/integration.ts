import type { RestrictionAnswer, RestrictionProfile } from './restriction-profiles.ts'
import { isRestrictionProfile } from './restriction-profiles.ts'
import { SANDBOX_INTEGRATION_ID } from './seed.ts'

/** Who refuses a file the restrictions rule out: nobody, Kombo (`PLATFORM.INPUT_INVALID`) or the tool (`REMOTE.…`). */
export type Enforcement = 'nobody' | 'platform' | 'tool'

/**
 * How what was sent differs from what is read back. Changed content types and null timestamps are in Kombo's
 * documentation, a previous CV turned OTHER in Greenhouse's, quarantine in d.vinci's; the rest is chosen, to be strict.
 */
export interface ReadBack {
  /** Whether the key holds "Read document attachments"; without it both reads give `INTEGRATION.PERMISSION_MISSING`. Default: true. */
  readonly permitted: boolean
  /** `application/pdf` comes back as `application/x-pdf`, as in Kombo's documented example. Default: false. */
  readonly renamesContentType: boolean
  /** Both timestamps are null. Default: false. */
  readonly nullTimestamps: boolean
  /** How exact both timestamps are; what is finer comes as zeros. Default: `millisecond`. */
  readonly timestampPrecision: TimestampPrecision
  /** How far the tool's clock is ahead of ours, in milliseconds; negative: behind. Default: 0. */
  readonly clockAheadMs: number
  /** Ids are null, which Kombo's schema does not allow. Default: false. */
  readonly nullIds: boolean
  /** A new attachment is missing from that many reads of its record, then appears. Default: 0. */
  readonly hiddenReads: number
  /** A new attachment stays invisible for that long, in milliseconds; `Infinity`: quarantined for ever. Default: 0. */
  readonly hiddenMs: number
  /** A new CV or cover letter makes the previous one OTHER. Default: false, for the tool `greenhouse` true. */
  readonly relabelsPrevious: boolean
  /** Everything comes back as OTHER. Default: false. */
  readonly relabelsAll: boolean
  /** Names come back with anything but ASCII letters, digits, dot and dash replaced by `_`. Default: false. */
  readonly renamesFiles: boolean
  /** What is downloaded has other bytes than what was sent, as from a tool that converts or stamps. Default: false. */
  readonly convertsFiles: boolean
  /**
   * A new attachment takes the place of the document of its name on the same record: the id and the creation date stay,
   * the update date is new. Default: false.
   */
  readonly replacesSameName: boolean
}

/** How exact a tool's timestamps are. */
export type TimestampPrecision = 'millisecond' | 'second' | 'minute' | 'day'

/** How one integration of the sandbox behaves. Everything but the id has a default. */
export interface SandboxIntegration {
  /** `<tool>:<id>`. The tool names the restriction profile unless `restrictions` says otherwise. */
  readonly id: string
  /** What it accepts: a profile by name, or the answer itself. Default: the tool's profile, or `null` for a tool without. */
  readonly restrictions: RestrictionProfile | RestrictionAnswer
  /** Default: `nobody`; which of the others Kombo does is not documented. */
  readonly enforcement: Enforcement
  /** Actions in flight at once. Default: 30, Kombo's documented default. */
  readonly concurrencyLimit: number
  /** The tool cannot attach to applications: Kombo silently attaches to the candidate. Default: false. */
  readonly fallsBackToCandidate: boolean
  /** Whether "Add attachments" is allowed: `disabled` in the scope config, or `unavailable` in the tool. Default: enabled. */
  readonly addAction: 'enabled' | 'disabled' | 'unavailable'
  /** How what was sent differs from what is read back. Default: not at all, but for the tool `greenhouse`. */
  readonly readBack: ReadBack
}

export type IntegrationSettings = Partial<Omit<SandboxIntegration, 'id' | 'readBack'>> & {
  readonly readBack?: Partial<ReadBack>
}

const PLAIN_READ_BACK: ReadBack = {
  permitted: true,
  renamesContentType: false,
  nullTimestamps: false,
  timestampPrecision: 'millisecond',
  clockAheadMs: 0,
  nullIds: false,
  hiddenReads: 0,
  hiddenMs: 0,
  relabelsPrevious: false,
  relabelsAll: false,
  renamesFiles: false,
  convertsFiles: false,
  replacesSameName: false,
}

/** An integration with defaults for everything not given; an unknown tool has restrictions that are not known. */
export function makeIntegration(id: string, settings: IntegrationSettings = {}): SandboxIntegration {
  const tool = toolOf(id)
  return withSettings(
    {
      id,
      restrictions: isRestrictionProfile(tool) ? tool : 'null',
      enforcement: 'nobody',
      concurrencyLimit: 30,
      fallsBackToCandidate: false,
      addAction: 'enabled',
      readBack: tool === 'greenhouse' ? { ...PLAIN_READ_BACK, relabelsPrevious: true } : PLAIN_READ_BACK,
    },
    settings,
  )
}

/** A setting that is undefined stays as it was. @throws {RangeError} for a profile that does not exist. */
export function withSettings(integration: SandboxIntegration, settings: IntegrationSettings): SandboxIntegration {
  const { restrictions } = settings
  if (typeof restrictions === 'string' && !isRestrictionProfile(restrictions)) {
    throw new RangeError(`There is no restriction profile ${JSON.stringify(restrictions)}: see RESTRICTION_PROFILES`)
  }
  const readBack = { ...integration.readBack, ...given(settings.readBack ?? {}) }
  return { ...integration, ...given(settings), readBack }
}

/** Without what is undefined, which would hide the default below it. */
export function given<T extends object>(settings: T): T {
  const copy = { ...settings }
  for (const key in copy) if (copy[key] === undefined) delete copy[key]
  return copy
}

/** The tool's slug: what stands before the colon of an integration id. */
export function toolOf(integrationId: string): string {
  return integrationId.split(':', 1)[0] ?? ''
}

/** The integrations a sandbox starts with. The ids are chosen; the tools are Kombo's slugs. */
export const SEED_INTEGRATION_IDS: readonly string[] = [
  SANDBOX_INTEGRATION_ID,
  'workday:4fTzWwpbpCvGDC6M7sDpmUVR',
  'greenhouse:9QGNv3B98kL3hyELE1qsZ86s',
  'lever:6rYfFaVNmbxu9DvsWpVkKSKB',
  'smartrecruiters:3gTzWwEdpCvGJC6M7sDpmUVx',
  'personio:8dBKi5NGyhdjSq5X3hxEz4bA',
  'successfactors:7mNvWsRbhNcxJYjCjJzuD26v',
  'ukg:5xCsYWGFHpjSaVcpHoGVBJoF',
]
