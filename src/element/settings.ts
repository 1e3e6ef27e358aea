import type { AppearanceSettings, BehaviourSettings } from '../widget/settings.ts'

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
  endpoint: (value) => ({ endpoint: text(value) }),
  token: (value) => ({ token: text(value) }),
  target: (value) => ({ target: text(value) }),
  locale: (value) => ({ locale: text(value) }),
  theme: (value) => ({ theme: oneOf(value, ['auto', 'light', 'dark']) }),
  size: (value) => ({ size: oneOf(value, ['regular', 'compact']) }),
  compact: (value) => ({ size: value === null ? undefined : 'compact' }),
  concurrency: (value) => ({ concurrency: wholeNumber(value) }),
  'max-total-size-bytes': (value) => ({ maxTotalSizeBytes: wholeNumber(value) }),
  'heading-level': (value) => ({ headingLevel: HEADING_LEVELS.find((each) => each === wholeNumber(value)) }),
  'auto-upload': (value) => ({ autoUpload: flag(value) }),
  'drop-anywhere': (value) => ({ dropAnywhere: flag(value) }),
  'leave-guard': (value) => ({ leaveGuard: flag(value) }),
  required: (value) => ({ required: flag(value) }),
}

function text(value: string | null): string | undefined {
  return value ?? undefined
}

/** Present is on, as HTML has it; `"false"` and `"off"` are off, so that what is on by default can be turned off. */
function flag(value: string | null): boolean | undefined {
  return value === null ? undefined : value !== 'false' && value !== 'off'
}

function wholeNumber(value: string | null): number | undefined {
  return value !== null && /^\d+$/.test(value) ? Number(value) : undefined
}

function oneOf<T extends string>(value: string | null, allowed: readonly T[]): T | undefined {
  return allowed.find((each) => each === value)
}
