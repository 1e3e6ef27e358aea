import { existsSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} failures What failed, each by its name and where it is, with the first line of why.
 * @property {readonly string[]} skips What was skipped, each by its name and where it is; of many in one file how many.
 */

/** @type {Counts} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0, failures: [], skips: [] }

/** Most tests of one file that are named when they are skipped. */
const NAMED_SKIPS = 3

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
      if (file.status === 'failed' && failed.length === 0) return [named(file.name, 'the file', file.message)]
      return failed.map((test) => named(file.name, test.fullName, test.failureMessages[0]))
    },
  )
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
    skips: report.testResults.flatMap(skipsOfFile),
  }
}

/** @param {{ name: string, assertionResults: readonly { status: string, fullName: string }[] }} file */
function skipsOfFile({ name, assertionResults }) {
  const skipped = assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed')
  if (skipped.length > NAMED_SKIPS) return [`${name}: ${skipped.length} tests`]
  return skipped.map(({ fullName }) => named(name, fullName))
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
    ...report.suites.flatMap((/** @type {Suite} */ suite) => ofSuite(suite, failureOf)),
    ...report.errors.map((/** @type {{ message?: string }} */ { message }) => named('Playwright', 'the run', message)),
  ]
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    skipped,
    failures,
    skips: report.suites.flatMap((/** @type {Suite} */ suite) => ofSuite(suite, skipOf)),
  }
}

/**
 * @typedef {object} Suite
 * @property {readonly Suite[]} [suites]
 * @property {readonly { title: string, file: string, tests: readonly Try[] }[]} specs
 * @typedef {object} Try
 * @property {string} projectName
 * @property {string} status
 * @property {readonly { error?: { message?: string } }[]} results
 * @property {readonly { type: string, description?: string }[]} [annotations]
 */

/**
 * @param {Suite} suite
 * @param {(test: Try) => string | null} whyOf What there is to say of a test; `null`: it is not one of those.
 * @returns {string[]}
 */
function ofSuite({ suites = [], specs }, whyOf) {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests.flatMap((test) => {
      const why = whyOf(test)
      return why === null ? [] : [named(file, `[${test.projectName}] ${title}`, why)]
    }),
  )
  return [...own, ...suites.flatMap((suite) => ofSuite(suite, whyOf))]
}

/** @param {Try} test */
function failureOf({ status, results }) {
  if (status !== 'unexpected' && status !== 'flaky') return null
  return results.find(({ error }) => error !== undefined)?.error?.message ?? ''
}

/** @param {Try} test */
function skipOf({ status, annotations = [] }) {
  if (status !== 'skipped') return null
  return annotations.find(({ type }) => type === 'skip')?.description ?? ''
}

/**
 * @param {string} file
 * @param {string} test
 * @param {string | undefined} message
 */
function named(file, test, message = '') {
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
