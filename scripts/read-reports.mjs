import { existsSync, readFileSync } from 'node:fs'

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @type {Counts} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 }

/**
 * What Vitest's JSON report counts. A file that could not even be loaded has no tests in it and still counts as one failure.
 * @param {string} path
 * @returns {Counts | null} `null` when there is no report.
 */
export function readVitestReport(path) {
  const report = readJson(path)
  if (report === null) return null
  const brokenFiles = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/**
 * What Playwright's JSON report counts; a test that passed only on a second try is not a passed one.
 * @param {string} path
 * @returns {Counts | null} `null` when there is no report.
 */
export function readPlaywrightReport(path) {
  const report = readJson(path)
  if (report === null) return null
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped }
}

/**
 * A runner that was killed leaves no report, or half of one.
 * @param {string} path
 */
function readJson(path) {
  if (!existsSync(path)) return null
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
