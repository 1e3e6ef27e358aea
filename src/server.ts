export { CommandLineError, HELP, readCommand } from './server/command-line.ts'
export type { Command, TokenCommand } from './server/command-line.ts'
export { readConfig } from './server/config.ts'
export type { ConfigResult, KomboAccess, ServerConfig } from './server/config.ts'
export { VARIABLES } from './server/environment.ts'
export type { Environment, Variable, VariableName } from './server/environment.ts'
export type { Access } from './server/authorise.ts'
export { ListenError } from './server/listen.ts'
export type {
  Claim,
  ClaimResult,
  CountedFile,
  Delivered,
  DeliveryStore,
  Place,
  RememberedOutcome,
  SlotPool,
} from './server/delivery-store.ts'
export { createMemoryStore } from './server/memory-store.ts'
export { closeRedis, connectRedis } from './server/redis-connection.ts'
export type { RedisClient } from './server/redis-connection.ts'
export { createRedisStore } from './server/redis-store.ts'
export type { RedisStoreOptions } from './server/redis-store.ts'
export type { Scan, ScannedFile } from './server/scan.ts'
export { createAttachmentRoute } from './server/route.ts'
export type { AttachmentRoute } from './server/route.ts'
export { DEFAULT_LIMITS } from './server/route-options.ts'
export type { AttachmentRouteOptions, RouteLimits } from './server/route-options.ts'
export { startStandalone } from './server/standalone.ts'
export type { Standalone, StandaloneConfig, StandaloneOptions } from './server/standalone.ts'
export { TemporaryFolderError } from './server/temporary-folder.ts'
export { UPLOAD_OUTCOMES } from './server/upload-event.ts'
export type { UploadEvent, UploadOutcome } from './server/upload-event.ts'
export { LOG_LEVELS } from './server/variable-values.ts'
export type { LogLevel } from './server/variable-values.ts'
export { grantFor, signUploadToken, verifyUploadToken } from './server/upload-token.ts'
export type { UploadTokenClaims, VerifiedToken } from './server/upload-token.ts'
export type { Grant } from './contract/grant.ts'
export type { Target } from './contract/target.ts'
