import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readPlaywrightReport, readVitestReport } from '../scripts/read-reports.mjs'

const folder = mkdtempSync(join(tmpdir(), 'read-reports-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function report(content: unknown): string {
  const path = join(folder, 'report.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const PASSED = { status: 'passed', fullName: 'a list is drawn', failureMessages: [] }
const FAILED = {
  status: 'failed',
  fullName: 'a list is cleared',
  failureMessages: ['AssertionError: \u001b[31mexpected 3\u001b[39m to be 0\n    at list.test.ts:4'],
}

const skipped = (fullName: string) => ({ status: 'skipped', fullName, failureMessages: [] })

describe('the count of a test run', () => {
  it('takes a file that could not be loaded for a failure', () => {
    const counts = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }
    const testResults = [
      { name: 'row.test.ts', status: 'passed', assertionResults: [PASSED] },
      { name: 'list.test.ts', status: 'failed', assertionResults: [PASSED, FAILED] },
      { name: 'broken.test.ts', status: 'failed', message: 'SyntaxError', assertionResults: [] },
    ]
    expect(readVitestReport(report({ ...counts, testResults }))).toEqual({
      passed: 3,
      failed: 2,
      skipped: 3,
      failures: [
        'list.test.ts: a list is cleared: AssertionError: expected 3 to be 0',
        'broken.test.ts: the file: SyntaxError',
      ],
      skips: [],
    })
  })

  it('takes a test that passed only on a second try for a failure', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }
    const failed = [{ error: { message: 'TimeoutError: no row\n    at e2e' } }]
    const suites = [
      {
        specs: [
          { title: 'is fine', file: 'a.spec.ts', tests: [{ projectName: 'page', status: 'expected', results: [{}] }] },
        ],
        suites: [
          {
            specs: [
              {
                title: 'attaches a file',
                file: 'a.spec.ts',
                tests: [
                  { projectName: 'page', status: 'unexpected', results: failed },
                  { projectName: 'element', status: 'flaky', results: [...failed, {}] },
                ],
              },
            ],
          },
        ],
      },
    ]
    expect(readPlaywrightReport(report({ stats, suites, errors: [] }))).toEqual({
      passed: 5,
      failed: 2,
      skipped: 2,
      failures: [
        'a.spec.ts: [page] attaches a file: TimeoutError: no row',
        'a.spec.ts: [element] attaches a file: TimeoutError: no row',
      ],
      skips: [],
    })
  })

  it('names what was skipped, and of many in one file how many', () => {
    const counts = { numPassedTests: 1, numFailedTests: 0, numPendingTests: 5, numTodoTests: 0 }
    const testResults = [
      { name: 'signing.test.ts', status: 'passed', assertionResults: [PASSED, skipped('signs in ruby')] },
      { name: 'redis.test.ts', status: 'passed', assertionResults: ['a', 'b', 'c', 'd'].map(skipped) },
    ]
    expect(readVitestReport(report({ ...counts, testResults }))?.skips).toEqual([
      'signing.test.ts: signs in ruby',
      'redis.test.ts: 4 tests',
    ])
  })

  it('says why Playwright skipped a test', () => {
    const annotations = [{ type: 'skip', description: 'no pictures by this hand are kept' }]
    const tests = [
      { projectName: 'page', status: 'skipped', annotations, results: [{}] },
      { projectName: 'element', status: 'skipped', annotations: [{ type: 'skip' }], results: [{}] },
    ]
    const suites = [{ specs: [{ title: 'looks as before', file: 'gallery.spec.ts', tests }] }]
    const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 2 }
    expect(readPlaywrightReport(report({ stats, suites, errors: [] }))?.skips).toEqual([
      'gallery.spec.ts: [page] looks as before: no pictures by this hand are kept',
      'gallery.spec.ts: [element] looks as before',
    ])
  })

  it('knows that a runner which died has left nothing, or half a report', () => {
    expect(readVitestReport(join(folder, 'missing.json'))).toBeNull()
    expect(readPlaywrightReport(report('{"stats":'))).toBeNull()
  })
})
