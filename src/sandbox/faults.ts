import { KOMBO_ERROR_CODES, type KomboErrorCode } from '../kombo/error-code.ts'
import { isKomboErrorCode } from './answers.ts'

/** Faults that are not one of Kombo's codes. */
export const OTHER_FAULTS = [
  'slow',
  'warnings',
  'no-warnings',
  'unknown-code',
  'null-code',
  'html-503',
  'empty-500',
  'malformed-json',
  'error-200',
  'reset-after-storing',
  'reset-before-storing',
  'reset-while-receiving',
  'cut-answer',
  'no-answer',
] as const

/** Everything that can go wrong: a closed union, so that a table over it is complete or does not compile. */
export type FaultName = KomboErrorCode | (typeof OTHER_FAULTS)[number]

export interface FaultDescription {
  /** A few words for a button or a test's name. */
  readonly title: string
  /** Whether the file is in the ATS afterwards; `optional`: as told when armed, by default not. */
  readonly stores: 'always' | 'never' | 'optional'
}

const OTHER: Readonly<Record<(typeof OTHER_FAULTS)[number], FaultDescription>> = {
  slow: { title: 'Takes its time, then succeeds', stores: 'always' },
  warnings: { title: 'Succeeds with warnings', stores: 'always' },
  'no-warnings': { title: 'Succeeds, answer without warnings', stores: 'always' },
  'unknown-code': { title: 'Error code from the future', stores: 'optional' },
  'null-code': { title: 'Error without a code', stores: 'optional' },
  'html-503': { title: 'HTML page with status 503', stores: 'optional' },
  'empty-500': { title: 'Status 500 without a body', stores: 'optional' },
  'malformed-json': { title: 'Status 200, JSON cut short', stores: 'optional' },
  'error-200': { title: 'Status 200, JSON that is no success', stores: 'optional' },
  'reset-after-storing': { title: 'Stored, then connection reset', stores: 'always' },
  'reset-before-storing': { title: 'Whole request read, connection reset', stores: 'never' },
  'reset-while-receiving': { title: 'Connection reset before the last byte', stores: 'never' },
  'cut-answer': { title: 'Stored, answer breaks off half way', stores: 'always' },
  'no-answer': { title: 'Never answers', stores: 'optional' },
}

/** Codes after which the write may have happened: Kombo or the tool lost track of it. */
const AMBIGUOUS: ReadonlySet<KomboErrorCode> = new Set([
  'PLATFORM.TASK_TIMED_OUT',
  'PLATFORM.UNKNOWN_ERROR',
  'REMOTE.UNKNOWN_HTTP_ERROR',
  'REMOTE.SERVICE_UNAVAILABLE',
])

/** Every fault, in the order a list shows them. */
export const FAULT_NAMES: readonly FaultName[] = [...OTHER_FAULTS, ...KOMBO_ERROR_CODES]

export function describeFault(name: FaultName): FaultDescription {
  if (!isKomboErrorCode(name)) return OTHER[name]
  return { title: name, stores: AMBIGUOUS.has(name) ? 'optional' : 'never' }
}

export function isFaultName(name: unknown): name is FaultName {
  return FAULT_NAMES.some((each) => each === name)
}
