import { existsSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} failures What failed, each by its name and where it is, with the first line of why.
 */

/** @type {Counts} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0, failures: [] }

/**
 * What Vitest's JSON report counts. A file that could not even be loaded has no tests in it and still counts as one failure.
 * @param {string} path
 * @returns {Counts | null} `null` when there is no report.
 */
export function readVitestReport(path) {
  const report = readJson(path)
  if (report === null) return null
  const failures = report.testResults.flatMap(
    (
      /** @type {{ name: string, status: string, message?: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }} */ file,
    ) => {
      const failed = file.assertionResults.filter((test) => test.status === 'failed')
      if (file.status === 'failed' && failed.length === 0) return [failure(file.name, 'the file', file.message)]
      return failed.map((test) => failure(file.name, test.fullName, test.failureMessages[0]))
    },
  )
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
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
  const failures = [
    ...report.suites.flatMap(failuresOfSuite),
    ...report.errors.map((/** @type {{ message?: string }} */ { message }) =>
      failure('Playwright', 'the run', message),
    ),
  ]
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped, failures }
}

/**
 * @typedef {object} Suite
 * @property {readonly Suite[]} [suites]
 * @property {readonly { title: string, file: string, tests: readonly Try[] }[]} specs
 * @typedef {{ projectName: string, status: string, results: readonly { error?: { message?: string } }[] }} Try
 */

/**
 * @param {Suite} suite
 * @returns {string[]}
 */
function failuresOfSuite({ suites = [], specs }) {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ projectName, results }) =>
        failure(file, `[${projectName}] ${title}`, results.find(({ error }) => error !== undefined)?.error?.message),
      ),
  )
  return [...own, ...suites.flatMap(failuresOfSuite)]
}

/**
 * @param {string} file
 * @param {string} test
 * @param {string | undefined} message
 */
function failure(file, test, message = '') {
  const [why = ''] = stripVTControlCharacters(message).split('\n')
  return `${file}: ${test}${why === '' ? '' : `: ${why}`}`
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
