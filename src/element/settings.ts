import type { AppearanceSettings, BehaviourSettings } from '../widget/base/settings.ts'

/** Without the callbacks, which are events here. */
type Settable = Omit<BehaviourSettings, 'endpoint' | 'onChange' | 'onOutcome' | 'onSettled'> & AppearanceSettings

/** What can be set on the element, as the component takes it. */
export type Settings = { -readonly [K in keyof Settable]?: Settable[K] | undefined } & {
  endpoint?: string | undefined
  /** BCP 47 tag of the language, e.g. `de`. */
  locale?: string | undefined
  /** The form insists on at least one attached document. */
  required?: boolean | undefined
}

const HEADING_LEVELS = [1, 2, 3, 4, 5, 6] as const

/** Attribute → the settings it makes. Attributes are text written by hand: what cannot be read counts as left out. */
export const ATTRIBUTES: Readonly<Record<string, (value: string | null) => Settings>> = {
  endpoint: (value) => ({ endpoint: value ?? undefined }),
  token: (value) => ({ token: someText(value) }),
  target: (value) => ({ target: someText(value) }),
  locale: (value) => ({ locale: someText(value) }),
  theme: (value) => ({ theme: oneOf(value, ['auto', 'light', 'dark']) }),
  size: (value) => ({ size: oneOf(value, ['regular', 'compact']) }),
  compact: (value) => ({ size: flag(value) === true ? 'compact' : undefined }),
  concurrency: (value) => ({ concurrency: wholeNumber(value) }),
  'max-total-size-bytes': (value) => ({ maxTotalSizeBytes: wholeNumber(value) }),
  'heading-level': (value) => ({ headingLevel: HEADING_LEVELS.find((each) => each === wholeNumber(value)) }),
  'auto-upload': (value) => ({ autoUpload: flag(value) }),
  'drop-anywhere': (value) => ({ dropAnywhere: flag(value) }),
  'leave-guard': (value) => ({ leaveGuard: flag(value) }),
  required: (value) => ({ required: flag(value) }),
}

/**
 * A setting as a page gives it by property. Scripts and frameworks clear one with `null`, Preact with `''`, as it does with
 * every property; and what stands in a template as an attribute arrives as text (`concurrency="5"` in Vue and Svelte).
 */
export function asGiven(name: string, value: unknown): Settings {
  if (typeof value !== 'string') return { [name]: value ?? undefined }
  const read = ATTRIBUTES[name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)]
  return { [name]: undefined, ...(value === '' && name !== 'endpoint' ? {} : read?.(value)) }
}

/** Of a template that had nothing to write there. */
function someText(value: string | null): string | undefined {
  return value === null || value === '' ? undefined : value
}

/** Present is on, as HTML has it; `"false"` and `"off"` are off, so that what is on by default can be turned off. */
function flag(value: string | null): boolean | undefined {
  return value === null ? undefined : value !== 'false' && value !== 'off'
}

function wholeNumber(value: string | null): number | undefined {
  return value !== null && /^\d+$/.test(value) ? Number(value) : undefined
}

export function oneOf<T extends string>(value: string | null | undefined, allowed: readonly T[]): T | undefined {
  return allowed.find((each) => each === value)
}
