import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, inject, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { exportsOf } from '../../scripts/docs/door-exports.mjs'
import { brokenLinks } from '../docs/links.ts'

const unpacked = inject('unpacked')
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The languages as they stand in the source. */
const LOCALES = readdirSync(join(ROOT, 'src/widget/locales')).map((file) => file.replace('.ts', ''))

/** Every file a door leads to, with `*` replaced by each language. */
const files = Object.values(manifest.exports).flatMap((goal) => {
  const paths = typeof goal === 'string' ? [goal] : Object.values(goal)
  return paths.flatMap((path) => (path.includes('*') ? LOCALES.map((locale) => path.replace('*', locale)) : [path]))
})

const PACKED_DOCUMENTS = ['', 'docs'].flatMap((folder) =>
  readdirSync(join(unpacked, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
)

const DOORS = ['index', 'server', 'sandbox', 'testing', 'element']

describe('the packed tarball', () => {
  it.each([...new Set(files)])('holds %s', (file) => {
    expect(existsSync(join(unpacked, file))).toBe(true)
  })

  it('holds what it is made of and nothing else', () => {
    const entries = readdirSync(unpacked, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const names = entries.map((entry) => join(entry.parentPath, entry.name).slice(unpacked.length + 1))
    expect(names.filter((name) => !name.startsWith('dist/'))).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'package.json']),
    )
    expect(names.filter((name) => /\.(test|spec|stories)\.|\.tsx?$(?<!\.d\.ts)|\.env/.test(name))).toEqual([])
  })

  it.each(PACKED_DOCUMENTS)('holds all that %s leads to', (document) => {
    expect(brokenLinks(document, unpacked)).toEqual([])
  })

  it('holds the documents for its users, and none about decisions within', () => {
    expect(PACKED_DOCUMENTS).toEqual(expect.arrayContaining(['README.md', 'docs/embedding.md', 'docs/reference.md']))
    expect(existsSync(join(unpacked, 'docs/decisions'))).toBe(false)
  })

  it.each([
    ['dist/element.js', 'dist/element.licences.txt'],
    ['dist/chunks', 'dist/licences.txt'],
  ])('holds the licence of every package whose code is in %s', (code, licences) => {
    const path = join(unpacked, code)
    const maps = code.endsWith('.js') ? [`${path}.map`] : mapsIn(path)
    const sources = maps.flatMap((map): string[] => JSON.parse(readFileSync(map, 'utf8')).sources)
    const packages = sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? [])
    const text = readFileSync(join(unpacked, licences), 'utf8')
    expect(new Set(packages)).toContain('react-dropzone')
    expect([...new Set(packages)].filter((name) => !text.includes(`${name} `))).toEqual([])
    expect(text).toMatch(/Permission is hereby granted/)
  })

  it('marks the React door, and no other, as client code', () => {
    const marked = DOORS.filter((door) =>
      /^["']use client["']/.test(readFileSync(join(unpacked, `dist/${door}.js`), 'utf8')),
    )
    expect(marked).toEqual(['index'])
  })

  it('leaves nothing on the page’s root, or on the element, that a portal’s own properties would have to win against', () => {
    const sheet = readFileSync(join(unpacked, 'dist/styles.css'), 'utf8')
    expect(sheet).toContain('[data-kau]')
    expect(sheet).not.toMatch(/(?:^|[{}]):root[^{:]*(?:,:host)?\{/)
    // Tailwind would declare variables of its own for everything on the page.
    expect(sheet).not.toMatch(/@property|--tw-/)
  })

  it('has the element in one file without imports or @property rules', () => {
    const script = readFileSync(join(unpacked, 'dist/element.js'), 'utf8')
    expect(script).not.toMatch(/^import |\bimport\(|\brequire\(|process\.env|@property/m)
  })

  it('exports the names it promises', async () => {
    const doors: readonly (readonly [door: string, types: readonly string[]])[] = [
      ...DOORS.map((door) => [door, typesOf(door)] as const),
      ...LOCALES.map((locale) => [`locales/${locale}`, []] as const),
      // Scripts: they are loaded, and nothing comes from them.
      ...LOCALES.map((locale) => [`element/locales/${locale}`, []] as const),
    ]
    const lists = await Promise.all(
      doors.map(async ([door, types]) => {
        const names = [...(await valuesOf(door)), ...types]
        return [`${door}:`, ...(names.length === 0 ? ['nothing'] : names).map((name) => `  ${name}`)].join('\n')
      }),
    )
    await expect(`${lists.join('\n')}\n`).toMatchFileSnapshot('exports.txt')
  })

  it.each(LOCALES)('speaks %s through a door of its own', async (locale) => {
    const door: object = await import(pathToFileURL(join(ROOT, `dist/locales/${locale}.js`)).href)
    expect(Object.entries(door)).toEqual([[locale, expect.objectContaining({ locale })]])
  })

  it('satisfies publint', () => {
    expect(run('publint', ['run', inject('tarball'), '--strict'])).toContain('All good!')
  })

  it('has types that resolve wherever modules do', () => {
    // It ends with an error for every problem but the one that ESM-only packages have on purpose.
    const rules = ['--ignore-rules', 'cjs-resolves-to-esm', '--exclude-entrypoints', 'styles.css']
    expect(run('attw', [inject('tarball'), ...rules])).toContain('kombo-attachment-upload/element')
  })

  it('leads a TypeScript that reads no exports to the same types', () => {
    const { '.': root, './package.json': _, ...below } = manifest.exports
    const types = Object.entries(below).map(([door, goal]) => [door.replace('./', ''), [goal.types]])
    expect(manifest.typesVersions).toEqual({ '*': Object.fromEntries(types) })
    expect(manifest.types).toBe(root.types)
  })
})

async function valuesOf(door: string): Promise<readonly string[]> {
  // What a door imports is found from the project's folder, where it is installed.
  const module: object = await import(pathToFileURL(join(ROOT, 'dist', `${door}.js`)).href)
  return Object.keys(module).toSorted()
}

function typesOf(door: string): readonly string[] {
  const types = exportsOf(join(unpacked, 'dist/types', `${door}.d.ts`)).filter(({ isType }) => isType)
  return types.map(({ name }) => `type ${name}`).toSorted()
}

function mapsIn(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.map'))
  return names.map((name) => join(folder, name))
}

function run(program: string, args: readonly string[]): string {
  return execFileSync(join(ROOT, 'node_modules/.bin', program), args, { cwd: ROOT, encoding: 'utf8' })
}
