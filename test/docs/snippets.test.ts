import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brokenLinks } from './links.ts'
import { documents, ROOT, snippetsOf } from './snippets.ts'

/* Below node_modules, so that packages resolve as they do for a reader and nothing else looks at it. */
const FOLDER = join(ROOT, 'node_modules', '.cache', `snippets-${process.pid}`)

/** Declarations quoted out of the source are compiled where they stand. */
const WRITTEN_FROM_SOURCE = 'docs/reference.md'

const snippets = documents()
  .filter((document) => document !== WRITTEN_FROM_SOURCE)
  .flatMap(snippetsOf)
const compiled = snippets.filter(({ language }) => ['ts', 'tsx', 'js'].includes(language))
const fileOf = (index: number, language: string) => `${language === 'js' ? 'js' : 'ts'}/snippet-${index}.${language}`

/** What a project of a reader looks like; only that the package is this one, as its source. */
const TSCONFIG = {
  extends: join(ROOT, 'tsconfig.json'),
  compilerOptions: {
    noEmit: true,
    paths: {
      'kombo-attachment-upload': [join(ROOT, 'src/index.ts')],
      'kombo-attachment-upload/styles.css': [join(ROOT, 'src/styles.css')],
      'kombo-attachment-upload/locales/*': [join(ROOT, 'src/widget/locales/*.ts')],
      'kombo-attachment-upload/*': [join(ROOT, 'src/*.ts'), join(ROOT, 'src/*.tsx')],
    },
  },
  include: ['*.ts', '*.tsx'],
}

/**
 * Scripts of pages are checked against the real element and its events. What may be null is the page's affair; the
 * sources, read as loosely as that, are not judged here.
 */
const JSCONFIG = {
  extends: '../ts/tsconfig.json',
  compilerOptions: { strict: false, exactOptionalPropertyTypes: false, noPropertyAccessFromIndexSignature: false },
  include: ['*.js'],
}
const PAGE_SCRIPT = "import 'kombo-attachment-upload/element'"

/** Modules of a reader's project that the documents import and this one lacks. */
const READERS_MODULES = `
declare module 'next/server' {
  export function connection(): Promise<void>
}
declare module '@/app/unterlagen' {
  export function Unterlagen(props: { readonly token: string }): import('react').ReactNode
}
`

/** Compiler output, a line each. */
let problems: readonly string[] = []

beforeAll(() => {
  for (const [folder, config] of Object.entries({ ts: TSCONFIG, js: JSCONFIG })) {
    mkdirSync(join(FOLDER, folder), { recursive: true })
    writeFileSync(join(FOLDER, folder, 'tsconfig.json'), JSON.stringify(config))
  }
  writeFileSync(join(FOLDER, 'ts/readers-modules.d.ts'), READERS_MODULES)
  compiled.forEach(({ code, given, language }, index) => {
    const before = language === 'js' ? PAGE_SCRIPT : given
    writeFileSync(join(FOLDER, fileOf(index, language)), `${before}\n${code}\nexport {}\n`)
  })
  problems = ['ts', 'js'].flatMap((folder) => {
    const args = ['tsc', '--project', join(FOLDER, folder), '--pretty', 'false']
    return spawnSync('npx', args, { encoding: 'utf8', cwd: ROOT }).stdout.split('\n')
  })
})

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }))

describe('code in the documents', () => {
  it('is found', () => {
    expect(compiled.length).toBeGreaterThan(3)
  })

  it.each(compiled.map(({ place, language }, index) => ({ place, file: fileOf(index, language) })))(
    'compiles: $place',
    ({ file }) => {
      expect(problems.filter((line) => line.includes(`${file}(`))).toEqual([])
    },
  )

  it('holds no fault outside the snippets either', () => {
    expect(problems.filter((line) => /error TS/.test(line) && !/^src\/|snippet-\d+\.\w+\(/.test(line))).toEqual([])
  })

  it.each(snippets.filter(({ language }) => language === 'json'))('is JSON: $place', ({ code }) => {
    expect(() => JSON.parse(code)).not.toThrow()
  })
})

describe('links in the documents', () => {
  it.each(documents())('lead to files and headings that exist: %s', (document) => {
    expect(brokenLinks(document)).toEqual([])
  })
})
