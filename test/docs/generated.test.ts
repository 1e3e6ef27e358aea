import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { generatedDocuments } from '../../scripts/docs/generated-documents.mjs'
import { ERROR_CODES } from '../../src/contract/error-code.ts'
import { ROOT } from './snippets.ts'

const documents = await generatedDocuments()

describe('documents made from the source', () => {
  it.each(Object.keys(documents))('are not stale, or npm run docs was forgotten: %s', (path) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(documents[path])
  })

  it('say of everything public what it means, or a docstring is missing in the source', () => {
    const rows = (documents['docs/reference.md'] ?? '').split('\n').filter((line) => line.startsWith('| `'))
    expect(rows.length).toBeGreaterThan(200)
    expect(rows.filter((row) => row.endsWith('|  |'))).toEqual([])
  })

  it('explain every error code once', () => {
    const explained = [...(documents['docs/errors.md'] ?? '').matchAll(/^\| `([\w.]+)` \|/gm)].map(([, code]) => code)
    expect(new Set(explained)).toEqual(new Set(ERROR_CODES))
    expect(explained).toHaveLength(ERROR_CODES.length)
  })
})
