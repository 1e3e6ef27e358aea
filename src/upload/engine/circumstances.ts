import type { Rules } from '../../contract/rules.ts'
import type { Target } from '../../contract/target.ts'
import type { ExistingAttachment } from '../../contract/wire.ts'
import type { UploadSettings } from './attachment-upload.ts'
import type { TokenSource } from '../token/token.ts'

/** The options an engine may be given anew at any time. The target is not among them. */
export type EngineOptions = Omit<UploadSettings, 'target'>

/** What holds at the moment, as the page gave it and the route told it: an engine changes it, its parts look it up. */
export interface Circumstances {
  readonly options: EngineOptions
  readonly target: Target | null
  readonly tokens: TokenSource
  readonly rules: Rules | null
  readonly existing: readonly ExistingAttachment[] | null
}
