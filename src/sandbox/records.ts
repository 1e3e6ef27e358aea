/** An application or a candidate: ids are unique per kind only. */
export interface SandboxTarget {
  readonly kind: 'application' | 'candidate'
  readonly id: string
}

export interface SandboxCandidate {
  readonly id: string
  readonly name: string
}

export interface SandboxApplication {
  readonly id: string
  readonly candidateId: string
  readonly job: string
}

/** A record as it is shown: whose it is and, for an application, for which job. */
export interface RecordLabel {
  readonly person: string
  readonly job: string | null
}

/** The people and applications of the simulated ATS. Every integration knows them. */
export class Records {
  readonly #candidates: Map<string, SandboxCandidate>
  readonly #applications: Map<string, SandboxApplication>
  readonly #acceptsAny: boolean

  constructor(options: {
    readonly acceptsAny: boolean
    readonly applications: readonly SandboxApplication[]
    readonly candidates: readonly SandboxCandidate[]
  }) {
    this.#acceptsAny = options.acceptsAny
    this.#candidates = new Map(options.candidates.map((each) => [each.id, each]))
    this.#applications = new Map(options.applications.map((each) => [each.id, each]))
  }

  /** The applications that are known by name, in the order they were added. */
  get applications(): readonly SandboxApplication[] {
    return [...this.#applications.values()]
  }

  /** @returns `null` for a record that does not exist. */
  label(target: SandboxTarget): RecordLabel | null {
    const application = target.kind === 'application' ? this.#application(target.id) : null
    const candidateId = this.candidateOf(target)
    if (candidateId === null) return null
    return { person: this.#candidates.get(candidateId)?.name ?? candidateId, job: application?.job ?? null }
  }

  /** @returns the candidate behind a record, `null` when there is no such record. */
  candidateOf(target: SandboxTarget): string | null {
    if (target.kind === 'application') return this.#application(target.id)?.candidateId ?? null
    return this.#candidates.has(target.id) || this.#acceptsAny ? target.id : null
  }

  #application(id: string): SandboxApplication | null {
    const known = this.#applications.get(id)
    if (known !== undefined) return known
    return this.#acceptsAny ? { id, candidateId: `candidate of ${id}`, job: 'Any application' } : null
  }
}
