import { DEFAULT_MAX_FILE_SIZE_BYTES } from '../../contract/rules.ts'

/** Limits of the route; each has a default. */
export interface RouteLimits {
  /** Largest file, in bytes, whatever the ATS allows. Default: 25 MiB. */
  readonly maxFileSizeBytes: number
  /** Longest silence within a request body, in milliseconds. Default: 30,000. */
  readonly bodyIdleMs: number
  /** Longest time for a whole request body, in milliseconds. Default: 900,000. */
  readonly bodyTotalMs: number
  /** Longest wait for Kombo's answer after everything is sent, in milliseconds. Default: 300,000, as the official client's. */
  readonly answerMs: number
  /**
   * How long a file may wait for another request under its key, for a slot and for its next try, all together and with looks at
   * the record in between, in milliseconds. Default: 60,000.
   */
  readonly deadlineMs: number
  /** Longest pause before the second try, in milliseconds; it doubles with each. Default: 1,000, as Kombo advises. */
  readonly firstRetryMs: number
  /**
   * Pauses before each look at the record when it is not known whether a file was kept, in milliseconds. Where the ATS
   * was not available, a file that none of them shows is sent again: shorter pauses risk that it is attached twice in
   * an ATS that shows documents late. Default: 0, 1,000, 3,000 and 6,000.
   */
  readonly readBackDelaysMs: readonly number[]
  /**
   * After that time, in milliseconds, a file that is not on the record was not kept. Default: 900,000, three times
   * the official client's own patience.
   */
  readonly settledMs: number
  /**
   * Bytes of request bodies being received or waiting, in memory and temporary files together; one file of the largest size
   * must fit, as base64. One grant has a quarter of them at most, or three of the largest files where that is more. Default: 2 GiB.
   */
  readonly totalBytes: number
}

export const DEFAULT_LIMITS: RouteLimits = {
  maxFileSizeBytes: DEFAULT_MAX_FILE_SIZE_BYTES,
  bodyIdleMs: 30_000,
  bodyTotalMs: 15 * 60_000,
  answerMs: 300_000,
  deadlineMs: 60_000,
  firstRetryMs: 1000,
  readBackDelaysMs: [0, 1000, 3000, 6000],
  settledMs: 15 * 60_000,
  totalBytes: 2 * 1024 ** 3,
}
