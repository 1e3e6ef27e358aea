import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ERROR_CODES, errorPolicy } from '../../src/contract/error-code.ts'
import { VARIABLES } from '../../src/server/standalone/environment.ts'
import { LOG_FIELDS, LOG_MESSAGES } from '../../src/server/standalone/log.ts'
import { METRICS } from '../../src/server/standalone/metrics.ts'

const text = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')
const errors = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')

/** Rows of the table that follows a heading or another table: cells without their back quotes. */
function table(firstColumn: string): readonly (readonly string[])[] {
  const start = text.indexOf(`| ${firstColumn} |`)
  const end = text.indexOf('\n\n', start)
  const rows = text
    .slice(start, end < 0 ? undefined : end)
    .trimEnd()
    .split('\n')
    .slice(2)
  return rows.map((row) =>
    row
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.replace(/^`([^`]*)`$/, '$1')),
  )
}

describe('docs/operations.md', () => {
  it('tells every variable as the code does', () => {
    expect(table('variable')).toEqual(
      Object.entries(VARIABLES).map(([name, { unset, meaning }]) => [name, unset, meaning]),
    )
  })

  it('tells every metric as the code does', () => {
    expect(table('metric')).toEqual(Object.entries(METRICS))
  })

  it('tells every log message and field as the code does', () => {
    expect(table('message')).toEqual(Object.entries(LOG_MESSAGES))
    expect(table('field')).toEqual(Object.entries(LOG_FIELDS))
  })

  it('says where to look for every error that is the operator’s, and for no other', () => {
    const operators = ERROR_CODES.filter((code) => errorPolicy(code).fixer === 'operator')
    const told = table('code').map(([code]) => code)
    expect(new Set(told)).toEqual(new Set(operators))
    expect(told).toHaveLength(operators.length)
  })

  it('points to a page with every code there is', () => {
    expect(text).toContain('(errors.md)')
    expect(ERROR_CODES.filter((code) => !errors.includes(`\`${code}\``))).toEqual([])
  })
})
