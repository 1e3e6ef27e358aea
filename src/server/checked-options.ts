import { KIND_RISKS } from '../contract/file-kinds.ts'
import { checkKinds, isListOf, isText, member, type Kind } from './checked-kinds.ts'
import type { AttachmentRouteOptions } from './route-options.ts'

const FUNCTION: Kind = { fits: isFunction, mustBe: 'a function, or left out' }

/** Of what is not here, the one who needs it says so. */
const KINDS = {
  authorize: {
    fits: isFunction,
    mustBe: 'a function that answers with a grant or null, or left out where tokenSecret lets callers in',
  },
  scan: FUNCTION,
  onUpload: FUNCTION,
  onError: FUNCTION,
  store: {
    fits: (value) =>
      ['claim', 'countFile', 'countedFiles'].every((name) => isFunction(member(value, name))) &&
      isFunction(member(member(value, 'slots'), 'take')),
    mustBe: 'what createRedisStore makes, or left out for the memory of this process',
  },
  allowedRisks: {
    fits: (value) => isListOf(KIND_RISKS, value),
    mustBe: `a list that holds nothing but ${KIND_RISKS.join(', ')}, or left out`,
  },
  basePath: {
    fits: (value) => isText(value) && !/[?#]|:\/\//.test(value),
    mustBe: 'a path such as /api, or left out',
  },
  temporaryFolder: {
    fits: (value) => isText(value) && value !== '',
    mustBe: "the path of a folder, or left out for the system's",
  },
} as const satisfies { readonly [Name in keyof AttachmentRouteOptions]?: Kind }

/**
 * Looks at what would show only with an upload, or with a large one, or never: a scan that is no function stops every
 * file, a risk that is misspelt allows nothing.
 * @throws RangeError that names the option and says what to give.
 */
export function checkOptions(options: AttachmentRouteOptions): void {
  const isGiven = ([name]: [string, Kind]) => member(options, name) !== undefined
  checkKinds(Object.fromEntries(Object.entries<Kind>(KINDS).filter(isGiven)), options)
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function'
}
