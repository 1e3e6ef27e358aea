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

const PASSED = { status: 'passed' }
const FAILED = { status: 'failed' }

describe('the count of a test run', () => {
  it('takes a file that could not be loaded for a failure', () => {
    const counts = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }
    const testResults = [
      { status: 'passed', assertionResults: [PASSED] },
      { status: 'failed', assertionResults: [PASSED, FAILED] },
      { status: 'failed', assertionResults: [] },
    ]
    expect(readVitestReport(report({ ...counts, testResults }))).toEqual({ passed: 3, failed: 2, skipped: 3 })
  })

  it('takes a test that passed only on a second try for a failure', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }
    expect(readPlaywrightReport(report({ stats, errors: [] }))).toEqual({ passed: 5, failed: 2, skipped: 2 })
  })

  it('knows that a runner which died has left nothing, or half a report', () => {
    expect(readVitestReport(join(folder, 'missing.json'))).toBeNull()
    expect(readPlaywrightReport(report('{"stats":'))).toBeNull()
  })
})
