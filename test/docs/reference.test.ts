import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { exportsOf, locales } from '../../scripts/docs/door-exports.mjs'
import { DOORS } from '../../scripts/docs/reference-outline.mjs'
import { documents, ROOT } from './snippets.ts'

const reference = readFileSync(join(ROOT, 'docs/reference.md'), 'utf8')

/** What can be imported from where: names by door, each language a door of its own. */
const EXPORTS = new Map<string, readonly string[]>([
  ...['server', 'sandbox', 'testing', 'element'].map(
    (door) => [`kombo-attachment-upload/${door}`, namesIn(`src/${door}.ts`)] as const,
  ),
  ['kombo-attachment-upload', namesIn('src/index.ts')],
  ...locales(ROOT).map(
    (locale) => [`kombo-attachment-upload/locales/${locale}`, namesIn(`src/widget/locales/${locale}.ts`)] as const,
  ),
  // A script: it is loaded, and nothing comes from it.
  ...locales(ROOT).map((locale) => [`kombo-attachment-upload/element/locales/${locale}`, []] as const),
])

function namesIn(file: string): readonly string[] {
  return exportsOf(join(ROOT, file)).map(({ name }) => name)
}

/** Imports as the reference writes them. */
const imports = [...reference.matchAll(/^`import (?:type )?\{ (.+) \} from '(.+)'`$/gm)].flatMap(
  ([, names = '', door = '']) => names.split(', ').map((name) => ({ door, name: name.replace('type ', '') })),
)

/** Whether the package hands out a path: as it stands, or by a pattern, where `…` stands for any language. */
function isHandedOut(path: string): boolean {
  const [, below = ''] = /^kombo-attachment-upload(.*)$/.exec(path) ?? []
  return Object.keys(manifest.exports).some((each) => {
    const [before = '', after] = each.slice(1).split('*')
    return after === undefined
      ? below === before
      : [...locales(ROOT), '…'].some((locale) => below === before + locale + after)
  })
}

describe('the reference', () => {
  it('has a chapter for each door of the package', () => {
    const doors = Object.keys(manifest.exports).map((door) => `kombo-attachment-upload${door.slice(1)}`)
    const modules = doors.filter((door) => !/\.(?:css|json)$/.test(door))
    expect(DOORS.map(({ door }) => door).toSorted()).toEqual(modules.toSorted())
  })

  it.each([...EXPORTS.keys()].filter((door) => !door.includes('/locales/')))(
    'has one place for everything that can be imported from %s',
    (door) => {
      const told = imports.filter((each) => each.door === door).map(({ name }) => name)
      expect(told.toSorted()).toEqual(EXPORTS.get(door)?.toSorted())
    },
  )

  it.each(locales(ROOT))('names the doors of the language %s', (locale) => {
    expect(reference).toContain(`\`kombo-attachment-upload/locales/${locale}\``)
    expect(reference).toContain(`\`kombo-attachment-upload/element/locales/${locale}\``)
    expect(existsSync(join(ROOT, `src/widget/locales/${locale}.ts`))).toBe(true)
    expect(EXPORTS.get(`kombo-attachment-upload/locales/${locale}`)).toEqual([locale])
  })

  it('calls nothing by name that can neither be imported nor is a member of something', () => {
    const members = [...reference.matchAll(/^\| `(?:static )?([\w-]+)`/gm)].map(([, name = '']) => name)
    const known = new Set([...EXPORTS.values()].flat().concat(members))
    const prose = reference.replaceAll(/^```[\s\S]*?^```/gm, '')
    const called = [...prose.matchAll(/`(\w+)\([^`]*`/g)].map(([, name = '']) => name)
    expect(called.length).toBeGreaterThan(0)
    expect(called.filter((name) => !known.has(name) && name !== 'import')).toEqual([])
  })
})

describe('paths of the package', () => {
  it.each(documents())('are handed out by it, where %s names them', (document) => {
    const text = readFileSync(join(ROOT, document), 'utf8')
    const paths = [...text.matchAll(/(?<![\w/.])kombo-attachment-upload(?:\/[\w…-]+(?:\.css)?)+/g)].map(
      ([path]) => path,
    )
    // What npm pack makes is named after the package as well.
    expect(paths.filter((path) => !isHandedOut(path) && !path.includes('/kombo-attachment-upload-'))).toEqual([])
  })
})
