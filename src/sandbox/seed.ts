import type { SandboxApplication, SandboxCandidate } from './records.ts'

/** The key every sandbox takes unless told otherwise. Shaped like a key of Kombo's dev environment. */
export const SANDBOX_API_KEY = 'ks_dev_sandbox'

/** Integration of the seed whose tool is Kombo's own `sandbox`. */
export const SANDBOX_INTEGRATION_ID = 'sandbox:HWUTwvyx2wLoSUHphiWVrp28'

/** Frank Doe's application; the id Kombo's own documentation uses in its examples. */
export const SANDBOX_APPLICATION_ID = 'GRKdd9dibYKKCrmGRSMJf3wu'

/** Frank Doe, the candidate behind {@link SANDBOX_APPLICATION_ID}. */
export const SANDBOX_CANDIDATE_ID = 'C5XsYWGFHpjSaVcpHoGVBJoF'

/**
 * Id of an application and, at the same time, of a different person's candidate record: Kombo's ids are unique per
 * model only (docs.kombo.dev, "Querying the API"), so code that keys by id alone mixes these two people up.
 */
export const SANDBOX_SHARED_ID = '26vafvWSRmbhNcxJYjCjJzuD'

export const SEED_CANDIDATES: readonly SandboxCandidate[] = [
  { id: SANDBOX_CANDIDATE_ID, name: 'Frank Doe' },
  { id: 'H9qTnCsuxmRVjw2GNvPaYJ4k', name: 'Ayşe Yılmaz' },
  { id: SANDBOX_SHARED_ID, name: 'Lin Wei' },
]

export const SEED_APPLICATIONS: readonly SandboxApplication[] = [
  { id: SANDBOX_APPLICATION_ID, candidateId: SANDBOX_CANDIDATE_ID, job: 'Senior Nurse, Berlin' },
  { id: 'B1hu5NGyhdjSq5X3hxEz4bAN', candidateId: SANDBOX_CANDIDATE_ID, job: 'Ward Manager, Hamburg' },
  { id: SANDBOX_SHARED_ID, candidateId: 'H9qTnCsuxmRVjw2GNvPaYJ4k', job: 'Data Engineer, Remote' },
]
