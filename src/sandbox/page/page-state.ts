import { isKomboErrorCode } from '../answers.ts'
import type { Enforcement } from '../integration.ts'
import { toolOf } from '../integration.ts'
import { describeFault, FAULT_NAMES, type FaultDescription, type FaultName } from '../faults.ts'
import { RESTRICTION_PROFILES } from '../restriction-profiles.ts'
import type { Records } from '../records.ts'
import type { Sandbox, SandboxSettings } from '../sandbox-api.ts'

/** Everything the page shows, sent whole at each change. Newest first. */
export interface PageState extends SandboxSettings {
  readonly received: readonly {
    readonly id: string
    readonly name: string
    readonly type: string
    readonly contentType: string
    readonly sizeBytes: number
    readonly sha256: string
    readonly record: string
    readonly tool: string
    readonly receivedAt: number
    readonly fellBack: boolean
    /** Whether its content can be downloaded. */
    readonly kept: boolean
    readonly href: string
  }[]
  readonly receivedCount: number
  readonly receivedBytes: number
  readonly faults: readonly (FaultDescription & {
    readonly name: FaultName
    readonly group: string
    readonly label: string
  })[]
  readonly armed: readonly {
    readonly id: number
    readonly title: string
    readonly stored: boolean
    /** `null`: until taken back. */
    readonly remaining: number | null
  }[]
  readonly requests: readonly {
    readonly number: number
    readonly method: string
    readonly path: string
    readonly status: number | null
    readonly code: string | null
    readonly done: boolean
  }[]
  readonly requestCount: number
  readonly integrations: readonly {
    readonly id: string
    /** `null`: given outright, not by a profile. */
    readonly restrictions: string | null
    readonly enforcement: Enforcement
    readonly fallsBackToCandidate: boolean
  }[]
  readonly profiles: readonly string[]
}

/** A page with more than that helps nobody. */
const MAX_RECEIVED = 200
const MAX_REQUESTS = 50

export function pageState(sandbox: Sandbox, records: Records, settings: SandboxSettings): PageState {
  const { received, faults, integrations, requests } = sandbox
  return {
    received: received
      .slice(-MAX_RECEIVED)
      .toReversed()
      .map((each) => {
        const label = records.label(each.target)
        const whose = [label?.person, label?.job].filter((part) => typeof part === 'string').join(', ')
        return {
          id: each.id,
          name: each.name,
          type: each.type,
          contentType: each.contentType,
          sizeBytes: each.sizeBytes,
          sha256: each.sha256,
          record: `${each.target.kind} of ${whose === '' ? each.target.id : whose}`,
          tool: toolOf(each.integrationId),
          receivedAt: each.receivedAt,
          fellBack: each.storedOn.kind !== each.target.kind,
          kept: each.bytes !== null,
          href: `files/${each.id}`,
        }
      }),
    receivedCount: received.length,
    receivedBytes: received.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    faults: FAULT_NAMES.map((name) => ({ name, group: groupOf(name), label: labelOf(name), ...describeFault(name) })),
    armed: faults.armed.map(({ id, name, options, remaining }) => ({
      id,
      title: describeFault(name).title,
      stored: options.stored === true,
      remaining: Number.isFinite(remaining) ? remaining : null,
    })),
    requests: requests.slice(-MAX_REQUESTS).toReversed(),
    requestCount: requests.length,
    integrations: integrations.map(({ id, restrictions, enforcement, fallsBackToCandidate }) => ({
      id,
      restrictions: typeof restrictions === 'string' ? restrictions : null,
      enforcement,
      fallsBackToCandidate,
    })),
    profiles: Object.keys(RESTRICTION_PROFILES),
    ...settings,
  }
}

function groupOf(name: FaultName): string {
  return isKomboErrorCode(name) ? `Error codes: ${name.slice(0, name.indexOf('.'))}` : 'Answers and connections'
}

/** Within its group, a code needs no prefix. */
function labelOf(name: FaultName): string {
  return isKomboErrorCode(name) ? name.slice(name.indexOf('.') + 1) : describeFault(name).title
}
