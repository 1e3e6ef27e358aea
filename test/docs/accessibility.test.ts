import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exists, proofsOf } from './proofs.ts'
import { ROOT } from './snippets.ts'

const text = readFileSync(join(ROOT, 'docs/accessibility.md'), 'utf8')
const proofs = proofsOf('docs/accessibility.md')

/** Success criteria of levels A and AA, https://www.w3.org/TR/WCAG22/. 4.1.1 was taken out of WCAG 2.2. */
const CRITERIA = `
  1.1.1
  1.2.1 1.2.2 1.2.3 1.2.4 1.2.5
  1.3.1 1.3.2 1.3.3 1.3.4 1.3.5
  1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13
  2.1.1 2.1.2 2.1.4
  2.2.1 2.2.2
  2.3.1
  2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 2.4.11
  2.5.1 2.5.2 2.5.3 2.5.4 2.5.7 2.5.8
  3.1.1 3.1.2
  3.2.1 3.2.2 3.2.3 3.2.4 3.2.6
  3.3.1 3.3.2 3.3.3 3.3.4 3.3.7 3.3.8
  4.1.2 4.1.3`
  .trim()
  .split(/\s+/)

/** Words a result may begin with; "tested" needs a test. */
const RESULTS = ['tested', 'by design', 'does not apply', 'partly']

const rows = text.split('\n').flatMap((line) => {
  const [, criterion = '', , what = '', result = ''] = line.split('|').map((cell) => cell.trim())
  return /^\d+\.\d+\.\d+/.test(criterion) ? [{ number: criterion.split(' ')[0], what, result }] : []
})

describe('the accessibility report', () => {
  it('goes through every criterion of levels A and AA, once and in order', () => {
    expect(CRITERIA).toHaveLength(55)
    expect(rows.map(({ number }) => number)).toEqual(CRITERIA)
  })

  it('gives each a result, and a test where it says that it is tested', () => {
    const bad = rows.filter(
      ({ what, result }) =>
        !RESULTS.some((each) => result.startsWith(each)) ||
        (result.startsWith('tested') && !what.includes('* (`test/')),
    )
    expect(bad).toEqual([])
  })

  it.each(proofs)('names a test that exists: $name', (proof) => {
    expect(exists(proof)).toBe(true)
  })
})
