import * as v from 'valibot'
import { KIND_RISKS } from '../../contract/file-kinds.ts'
import { checkKinds, type Kind } from '../access/checked-kinds.ts'
import type { AttachmentRouteOptions } from './route-options.ts'

const FUNCTION: Kind = { schema: v.optional(v.function()), mustBe: 'a function, or left out' }

/** Of what is not here, the one who needs it says so. */
const KINDS = {
  authorize: {
    schema: v.optional(v.function()),
    mustBe: 'a function that answers with a grant or null, or left out where tokenSecret lets callers in',
  },
  scan: FUNCTION,
  onUpload: FUNCTION,
  onError: FUNCTION,
  store: {
    schema: v.optional(
      v.object({
        claim: v.function(),
        countFile: v.function(),
        countedFiles: v.function(),
        slots: v.object({ take: v.function() }),
      }),
    ),
    mustBe: 'what createRedisStore makes, or left out for the memory of this process',
  },
  allowedRisks: {
    schema: v.optional(v.array(v.picklist(KIND_RISKS))),
    mustBe: `a list that holds nothing but ${KIND_RISKS.join(', ')}, or left out`,
  },
  basePath: {
    schema: v.optional(v.pipe(v.string(), v.regex(/^(?!.*:\/\/)[^?#]*$/))),
    mustBe: 'a path such as /api, or left out',
  },
  temporaryFolder: {
    schema: v.optional(v.pipe(v.string(), v.minLength(1))),
    mustBe: "the path of a folder, or left out for the system's",
  },
} as const satisfies { readonly [Name in keyof AttachmentRouteOptions]?: Kind }

/**
 * Looks at what would show only with an upload, or with a large one, or never: a scan that is no function stops every
 * file, a risk that is misspelt allows nothing.
 * @throws RangeError that names the option and says what to give.
 */
export function checkOptions(options: AttachmentRouteOptions): void {
  checkKinds(KINDS, options)
}
