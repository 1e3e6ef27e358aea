/**
 * `npm test`: builds, runs every Vitest project and the Playwright suite, and ends with the line
 * `N passed, N failed` (and `, N skipped` when there are any); what was skipped and what failed is named above it. Exits with 1 when anything
 * failed or a runner died.
 *
 *     npm test                              everything
 *     npm test -- --only e2e                one part: node, dom, package, engines, browser, storybook (Vitest projects) or
 *                                           e2e; repeatable
 *     npm test -- --only node retry         what is left over goes to the runner, as a filter
 *     npm test -- --no-build                takes dist/ as it is
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { findChromium } from './find-chromium.mjs'
import { findProgram } from './find-program.mjs'
import { NOTHING, readPlaywrightReport, readVitestReport } from './read-reports.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const { values, positionals } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    'no-build': { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const wants = (/** @type {string} */ part) => values.only.length === 0 || values.only.includes(part)
const vitestParts = values.only.filter((part) => part !== 'e2e')

const reports = mkdtempSync(join(tmpdir(), 'test-reports-'))
/** @type {import('./read-reports.mjs').Counts[]} */
const results = []

try {
  const chromium = await findChromium()
  if (chromium === null) {
    tellSkipped('browser, storybook and e2e tests', 'no Chromium: set CHROMIUM_PATH')
    // Their runners are not started, so nobody else counts them.
    results.push({ ...NOTHING, skipped: 1 })
  }
  const redis = findProgram({
    title: 'Redis',
    variable: 'REDIS_SERVER_PATH',
    names: ['redis-server', 'valkey-server'],
    places: [],
    packages: { 'apt-get': 'redis-server', dnf: 'redis', apk: 'redis', pacman: 'redis', brew: 'redis' },
  })
  if (redis === null) tellSkipped('tests with a real Redis', 'no redis-server: set REDIS_SERVER_PATH')
  const firefox = findProgram({
    title: 'Firefox',
    variable: 'FIREFOX_PATH',
    names: ['firefox-esr', 'firefox'],
    places: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    packages: { 'apt-get': 'firefox-esr' },
  })
  const webKit = findProgram({
    title: "WebKit's driver",
    variable: 'WEBKIT_DRIVER_PATH',
    names: ['WebKitWebDriver'],
    places: [],
    packages: { 'apt-get': 'webkit2gtk-driver' },
  })
  // WebKit draws on a screen, and here there may be none.
  const screen =
    webKit === null
      ? null
      : findProgram({
          title: 'Xvfb',
          variable: 'XVFB_PATH',
          names: ['Xvfb'],
          places: [],
          packages: { 'apt-get': 'xvfb' },
        })
  if (firefox === null) tellSkipped('tests in Firefox', 'set FIREFOX_PATH')
  if (screen === null) tellSkipped('tests in WebKit', 'set WEBKIT_DRIVER_PATH and XVFB_PATH')
  process.env['FIREFOX_PATH'] = firefox ?? ''
  process.env['WEBKIT_DRIVER_PATH'] = webKit ?? ''
  process.env['XVFB_PATH'] = screen ?? ''
  process.env['CHROMIUM_PATH'] = chromium ?? ''
  process.env['REDIS_SERVER_PATH'] = redis ?? ''

  const built = values['no-build'] || run('build', 'node', ['scripts/build.mjs']) === 0
  if (!built) fail('The build failed; the end-to-end tests are not run.')

  if (values.only.length === 0 || vitestParts.length > 0) runVitest(chromium !== null)
  if (wants('e2e') && chromium !== null && built) runPlaywright()
} finally {
  rmSync(reports, { recursive: true, force: true })
}

const total = results.reduce(add, NOTHING)
for (const each of total.skips) console.log(`Skipped: ${each}`)
for (const each of total.failures) console.log(`Failed: ${each}`)
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0

/** @param {boolean} hasBrowser */
function runVitest(hasBrowser) {
  const report = join(reports, 'vitest.json')
  const without = hasBrowser ? [] : ['!browser', '!storybook']
  const projects = [...vitestParts, ...without].flatMap((project) => ['--project', project])
  const reporting = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const status = run('vitest', 'npx', ['vitest', 'run', ...projects, ...reporting, '--passWithNoTests', ...positionals])
  record('Vitest', status, readVitestReport(report))
}

function runPlaywright() {
  const report = join(reports, 'playwright.json')
  process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] = report
  const status = run('playwright', 'npx', [
    'playwright',
    'test',
    '--reporter=list,json',
    '--pass-with-no-tests',
    ...positionals,
  ])
  record('Playwright', status, readPlaywrightReport(report))
}

/**
 * @param {string} title
 * @param {string} command
 * @param {readonly string[]} args
 */
function run(title, command, args) {
  console.log(`\n── ${title} ──`)
  return spawnSync(command, args, { stdio: 'inherit' }).status
}

/**
 * Believes a report only as far as the runner's exit status bears it out.
 * @param {string} runner
 * @param {number | null} status
 * @param {import('./read-reports.mjs').Counts | null} counts
 */
function record(runner, status, counts) {
  if (counts === null) return fail(`${runner} ended with status ${status} and without a report.`)
  results.push(counts)
  if (status !== 0 && counts.failed === 0) fail(`${runner} ended with status ${status} although no test failed.`)
}

/** @param {string} message */
function fail(message) {
  results.push({ ...NOTHING, failed: 1, failures: [message] })
}

/**
 * @param {string} what
 * @param {string} why
 */
function tellSkipped(what, why) {
  console.warn(`Skipped: ${what} (${why}).`)
}

/**
 * @param {import('./read-reports.mjs').Counts} one
 * @param {import('./read-reports.mjs').Counts} other
 */
function add(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    failures: [...one.failures, ...other.failures],
    skips: [...one.skips, ...other.skips],
  }
}
