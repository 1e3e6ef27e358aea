export { createSandbox } from './sandbox/create-sandbox.ts'
export type { Sandbox, SandboxOptions } from './sandbox/sandbox-api.ts'
export type { PlacedDocument } from './sandbox/ats.ts'
export type { ReceivedAttachment } from './sandbox/received-attachment.ts'
export { describeFault, FAULT_NAMES, type FaultDescription, type FaultName } from './sandbox/faults.ts'
export type { ArmedFault, FaultCandidate, FaultOptions, FaultQueue, Operation } from './sandbox/fault-queue.ts'
export type {
  Enforcement,
  IntegrationSettings,
  ReadBack,
  SandboxIntegration,
  TimestampPrecision,
} from './sandbox/integration.ts'
export {
  RESTRICTION_PROFILES,
  type RestrictionAnswer,
  type RestrictionProfile,
  type TypeRestrictions,
} from './sandbox/restriction-profiles.ts'
export {
  SANDBOX_API_KEY,
  SANDBOX_APPLICATION_ID,
  SANDBOX_CANDIDATE_ID,
  SANDBOX_INTEGRATION_ID,
  SANDBOX_SHARED_ID,
} from './sandbox/seed.ts'
export type { RateLimit, SeenRequest } from './sandbox/traffic.ts'
export type { SandboxApplication, SandboxCandidate, SandboxTarget } from './sandbox/records.ts'
