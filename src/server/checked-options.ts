import { KIND_RISKS } from '../contract/file-kinds.ts'
import type { AttachmentRouteOptions } from './route-options.ts'

/** What an option may be, as the end of a sentence that begins with its name. */
interface Kind {
  readonly fits: (value: unknown) => boolean
  readonly mustBe: string
}

const FUNCTION: Kind = { fits: isFunction, mustBe: 'a function, or left out' }

const RISKS: readonly unknown[] = KIND_RISKS

const KINDS = {
  komboApiKey: { fits: isText, mustBe: 'text: the API key of your Kombo environment' },
  komboApiUrl: { fits: isText, mustBe: '"eu", "us", or a URL as text, or left out for "eu"' },
  authorize: {
    fits: isFunction,
    mustBe: 'a function that answers with a grant or null, or left out where tokenSecret lets callers in',
  },
  scan: FUNCTION,
  onUpload: FUNCTION,
  onError: FUNCTION,
  store: {
    fits: (value) =>
      [member(value, 'claim'), member(value, 'countFile'), member(value, 'countedFiles')].every(isFunction) &&
      isFunction(member(member(value, 'slots'), 'take')),
    mustBe: 'what createRedisStore makes, or left out for the memory of this process',
  },
  allowedRisks: {
    fits: (value) => Array.isArray(value) && value.every((each) => RISKS.includes(each)),
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
 * @throws RangeError that names the option and says what to give. It does not repeat the value.
 */
export function checkOptions(options: AttachmentRouteOptions): void {
  for (const [name, { fits, mustBe }] of Object.entries(KINDS)) {
    const value = member(options, name)
    if (value !== undefined && !fits(value)) throw new RangeError(`${name} must be ${mustBe}.`)
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function'
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
