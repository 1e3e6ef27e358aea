import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from './snippets.ts'

const text = readFileSync(join(ROOT, 'docs/security.md'), 'utf8')

/** Each promise's proof: the name of a test, and its file. */
const proofs = [...text.matchAll(/\[(?<name>[^\]]+)\]\(\.\.\/(?<file>test\/[^)]+)\)/g)].map(({ groups }) => ({
  name: groups?.['name'] ?? '',
  file: groups?.['file'] ?? '',
}))

describe('the threat table', () => {
  it('names tests', () => {
    expect(proofs.length).toBeGreaterThan(25)
  })

  it.each(proofs)('names a test that exists: $name', ({ name, file }) => {
    const source = existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : ''
    expect(source).toContain(`'${name}'`)
  })

  it('admits in bold what an attacker can do, or names a test', () => {
    const rows = text.split('\n').filter((line) => /^\| (?!an? |on the line|---)/.test(line))
    const unproven = rows.filter((row) => !row.includes('**can**') && !row.includes('](../test/'))
    expect(unproven).toEqual([])
  })
})
