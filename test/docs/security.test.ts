import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exists, proofsOf } from './proofs.ts'
import { ROOT } from './snippets.ts'

const text = readFileSync(join(ROOT, 'docs/security.md'), 'utf8')

/** Each promise's proof. */
const proofs = proofsOf('docs/security.md')

describe('the threat table', () => {
  it('names tests', () => {
    expect(proofs.length).toBeGreaterThan(25)
  })

  it.each(proofs)('names a test that exists: $name', (proof) => {
    expect(exists(proof)).toBe(true)
  })

  it('admits in bold what an attacker can do, or names a test', () => {
    const rows = text.split('\n').filter((line) => /^\| (?!an? |on the line|---)/.test(line))
    const unproven = rows.filter((row) => !row.includes('**can**') && !row.includes('* (`test/'))
    expect(unproven).toEqual([])
  })
})
