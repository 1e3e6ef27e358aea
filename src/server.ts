export { CommandLineError, HELP, readCommand } from './server/standalone/command-line.ts'
export type { Command, TokenCommand } from './server/standalone/command-line.ts'
export { readConfig } from './server/standalone/config.ts'
export type { ConfigResult, KomboAccess, ServerConfig } from './server/standalone/config.ts'
export { VARIABLES } from './server/standalone/environment.ts'
export type { Environment, Variable, VariableName } from './server/standalone/environment.ts'
export type { Access } from './server/access/authorise.ts'
export { ListenError } from './server/standalone/listen.ts'
export type {
  Claim,
  ClaimResult,
  CountedFile,
  Delivered,
  DeliveryStore,
  Place,
  RememberedOutcome,
  SlotPool,
} from './server/stores/delivery-store.ts'
export { createMemoryStore } from './server/stores/memory-store.ts'
export { closeRedis, connectRedis } from './server/stores/redis-connection.ts'
export type { RedisClient } from './server/stores/redis-connection.ts'
export { createRedisStore } from './server/stores/redis-store.ts'
export type { RedisStoreOptions } from './server/stores/redis-store.ts'
export type { Scan, ScannedFile } from './server/receive/scan.ts'
export { createAttachmentRoute } from './server/route/route.ts'
export type { AttachmentRoute } from './server/route/route.ts'
export { DEFAULT_LIMITS } from './server/limits/route-limits.ts'
export type { RouteLimits } from './server/limits/route-limits.ts'
export type { AttachmentRouteOptions } from './server/route/route-options.ts'
export { startStandalone } from './server/standalone/standalone.ts'
export type { Standalone, StandaloneConfig, StandaloneOptions } from './server/standalone/standalone.ts'
export { TemporaryFolderError } from './server/receive/temporary-folder.ts'
export { UPLOAD_OUTCOMES } from './server/answers/upload-event.ts'
export type { UploadEvent, UploadOutcome } from './server/answers/upload-event.ts'
export { LOG_LEVELS } from './server/standalone/variable-values.ts'
export type { LogLevel } from './server/standalone/variable-values.ts'
export { grantFor, signUploadToken, verifyUploadToken } from './server/access/upload-token.ts'
export type { UploadTokenClaims, VerifiedToken } from './server/access/upload-token.ts'
export type { Grant } from './contract/grant.ts'
export type { Target } from './contract/target.ts'
