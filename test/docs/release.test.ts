import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { sourceProblems, versionProblems } from '../../scripts/release/version-problems.mjs'
import { ROOT } from './snippets.ts'

const LOCK = { version: '1.2.3', packages: { '': { version: '1.2.3' } } }
const VERSION = { version: '1.2.3' }

describe('a release', () => {
  it('has its version in all three places, with a date and something to say', () => {
    const changelog = '# Changelog\n\n## Unreleased\n\n## 1.2.3 · 2026-11-24\n\n- A thing.\n'
    expect(versionProblems({ manifest: VERSION, lock: LOCK, changelog })).toEqual([])
  })

  it.each([
    ['an old lock file', { lock: { version: '1.2.2', packages: {} } }, /package-lock\.json says 1\.2\.2/],
    [
      'a changelog without the version',
      { changelog: '## 1.2.2 · 2026-11-01\n\n- Old.\n' },
      /newest version .* is 1\.2\.2/,
    ],
    ['a version without a date', { changelog: '## 1.2.3\n\n- A thing.\n' }, /has no date/],
    ['a version nothing is said about', { changelog: '## 1.2.3 · 2026-11-24\n' }, /says nothing/],
    [
      'unreleased sentences',
      { changelog: '## Unreleased\n\n- More.\n\n## 1.2.3 · 2026-11-24\n\n- A.\n' },
      /unreleased/,
    ],
  ])('is not made with %s', (_what, part, problem) => {
    const changelog = '## 1.2.3 · 2026-11-24\n\n- A thing.\n'
    const found = versionProblems({ manifest: VERSION, lock: LOCK, changelog, ...part })
    expect(found).toEqual([expect.stringMatching(problem)])
  })
})

describe('what is published', () => {
  const source = { ...VERSION, publishConfig: { provenance: true } }
  const workflow = { GITHUB_REPOSITORY: 'northwind/upload', GITHUB_REF_NAME: 'v1.2.3' }

  it('says where it comes from, as the workflow that publishes it does', () => {
    const repository = { url: 'git+https://github.com/Northwind/upload.git' }
    expect(sourceProblems({ ...source, repository }, workflow)).toEqual([])
    expect(sourceProblems({ ...source, repository: repository.url }, {})).toEqual([])
  })

  it('is not published from nowhere, from elsewhere, or under another version', () => {
    expect(sourceProblems(source, workflow)).toEqual([expect.stringContaining('names no "repository"')])
    const repository = 'https://github.com/somebody/upload'
    expect(sourceProblems({ ...source, repository }, { ...workflow, GITHUB_REF_NAME: 'v1.2.4' })).toEqual([
      expect.stringContaining('this is northwind/upload'),
      expect.stringContaining('The tag is v1.2.4'),
    ])
  })

  it('asks for provenance, and the workflow checks before it publishes', () => {
    expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true })
    const release = readFileSync(join(ROOT, '.github/workflows/release.yml'), 'utf8')
    expect(release).toMatch(/npm run release:check -- --publish\n[\s\S]*- run: npm publish\n/)
  })
})
