import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const SRC = fileURLToPath(new URL('../src', import.meta.url))

/** The only allowed arrows: room → rooms it may import. Packages are listed where a room may use any at all. */
const ROOMS: Readonly<Record<string, { rooms: readonly string[]; packages: readonly (string | RegExp)[] }>> = {
  contract: { rooms: [], packages: ['valibot'] },
  kombo: { rooms: [], packages: [] },
  upload: { rooms: ['contract'], packages: ['react', '@tanstack/react-query'] },
  widget: {
    rooms: ['upload', 'contract'],
    packages: [
      /^react(-dom)?($|\/)/,
      'react-dropzone',
      '@tanstack/react-query',
      '@storybook/react-vite',
      'storybook/test',
    ],
  },
  element: {
    rooms: ['widget'],
    packages: [/^react(-dom)?($|\/)/, 'preact', '@storybook/react-vite', 'storybook/test'],
  },
  embed: { rooms: ['widget', 'upload', 'contract'], packages: ['react'] },
  server: {
    rooms: ['contract', 'kombo'],
    packages: [
      /^node:/,
      /^hono($|\/)/,
      '@hono/node-server',
      /^@hono\/node-server\//,
      'jose',
      'pino',
      'prom-client',
      'rate-limiter-flexible',
      'redis',
      'undici',
      'valibot',
    ],
  },
  sandbox: { rooms: ['kombo'], packages: [/^node:/, /^hono($|\/)/, '@hono/node-server', 'undici'] },
  testing: { rooms: ['contract', 'upload'], packages: ['@testing-library/dom'] },
}

/** The rooms within the larger rooms: room → rooms beside it that it may import. `.` are the files that stand in none of them. */
const INNER_ROOMS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  server: {
    limits: [],
    answers: [],
    access: ['answers', 'limits'],
    receive: ['answers', 'limits'],
    stores: ['answers', 'limits'],
    calls: ['receive', 'stores', 'answers', 'limits'],
    delivery: ['calls', 'receive', 'stores', 'answers', 'limits'],
    route: ['delivery', 'calls', 'access', 'receive', 'stores', 'answers', 'limits'],
    standalone: ['route', 'calls', 'access', 'receive', 'stores', 'answers', 'limits'],
  },
  upload: {
    tasks: [],
    list: ['tasks'],
    bytes: ['list', 'tasks'],
    token: ['tasks'],
    send: ['token', 'bytes', 'list', 'tasks'],
    engine: ['send', 'token', 'bytes', 'list', 'tasks'],
    hook: ['engine', 'send', 'token', 'list', 'tasks'],
  },
  widget: {
    files: [],
    words: ['files'],
    locales: ['words'],
    base: ['words', 'files'],
    rows: ['base', 'words', 'files'],
    '.': ['rows', 'base', 'words', 'locales', 'files'],
    // What stories show is no part of what is published.
    stories: ['.', 'rows', 'base', 'words', 'locales', 'files'],
  },
}

/** The doors at the top of src: which rooms, doors and packages each may open. */
const DOORS: Readonly<
  Record<string, { rooms: readonly string[]; doors: readonly string[]; packages: readonly RegExp[] }>
> = {
  'index.ts': { rooms: ['widget', 'upload', 'contract'], doors: [], packages: [] },
  'server.ts': { rooms: ['server', 'contract'], doors: [], packages: [] },
  'sandbox.ts': { rooms: ['sandbox', 'kombo'], doors: [], packages: [] },
  'testing.ts': { rooms: ['testing'], doors: [], packages: [] },
  'element.ts': { rooms: ['element'], doors: [], packages: [] },
  'bin.ts': { rooms: [], doors: ['server.ts', 'sandbox.ts'], packages: [/^node:/] },
  'page-start.ts': { rooms: ['embed'], doors: ['page.tsx', 'styles.css'], packages: [] },
  'page.tsx': { rooms: ['embed'], doors: ['index.ts'], packages: [/^react(-dom)?($|\/)/] },
}

interface Import {
  readonly file: string
  readonly specifier: string
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourceFiles(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

function importsOf(path: string): Import[] {
  const text = readFileSync(path, 'utf8')
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|import\s*\(?\s*['"]([^'"]+)['"]/g,
  )
  return [...found].map((match) => ({
    file: relative(SRC, path).split(sep).join('/'),
    specifier: match[1] ?? match[2] ?? '',
  }))
}

function matches(specifier: string, allowed: readonly (string | RegExp)[]): boolean {
  return allowed.some((each) => (typeof each === 'string' ? each === specifier : each.test(specifier)))
}

/** Why an import breaks the design; `null` when it does not. */
function violation({ file, specifier }: Import): string | null {
  const [room, ...rest] = file.split('/')
  const inRoom = rest.length > 0
  const rule = inRoom ? ROOMS[room ?? ''] : DOORS[file]
  if (rule === undefined) return `${file}: no rule for this place`
  if (!specifier.startsWith('.')) return matches(specifier, rule.packages) ? null : `${file} → package ${specifier}`

  const goal = relative(SRC, resolve(SRC, dirname(file), specifier)).split(sep)
  if (goal[0] === '..') return `${file} → outside src`
  if (goal.length === 1) {
    const opened = inRoom ? undefined : DOORS[file]?.doors
    return opened?.includes(goal[0] ?? '') ? null : `${file} → door ${goal[0]}`
  }
  const goalRoom = goal[0] ?? ''
  if (inRoom && goalRoom === room) return innerViolation(room, rest, goal.slice(1))
  if (rule.rooms.includes(goalRoom)) return null
  // Stories are fed by the scripted route, like the tests they also are.
  if (goalRoom === 'testing' && file.endsWith('.stories.tsx')) return null
  return `${file} → room ${goalRoom}`
}

function innerViolation(room: string, file: readonly string[], goal: readonly string[]): string | null {
  const rules = INNER_ROOMS[room]
  if (rules === undefined) return null
  const [from, to] = [innerRoom(file), innerRoom(goal)]
  const path = [room, ...file].join('/')
  if (rules[from] === undefined) return `${path}: no rule for this place`
  return from === to || rules[from].includes(to) ? null : `${path} → ${[room, ...goal].join('/')}`
}

function innerRoom(path: readonly string[]): string {
  return path.length > 1 ? (path[0] ?? '.') : '.'
}

const imports = sourceFiles(SRC).flatMap(importsOf)

/** The files of src that each file imports, as they are named in an `Import`; those that import none are left out. */
function importedFiles(found: readonly Import[]): ReadonlyMap<string, readonly string[]> {
  const goals = new Map<string, string[]>()
  for (const { file, specifier } of found) {
    if (!specifier.startsWith('.')) continue
    const goal = relative(SRC, resolve(SRC, dirname(file), specifier))
      .split(sep)
      .join('/')
    goals.set(file, [...(goals.get(file) ?? []), goal])
  }
  return goals
}

/** A path of imports that leads back to where it began; `null` where there is none. Imports of types count. */
function circle(found: readonly Import[]): readonly string[] | null {
  const goals = importedFiles(found)
  const seen = new Set<string>()
  function follow(file: string, path: readonly string[]): readonly string[] | null {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (seen.has(file)) return null
    seen.add(file)
    for (const goal of goals.get(file) ?? []) {
      const closed = follow(goal, [...path, file])
      if (closed !== null) return closed
    }
    return null
  }
  for (const file of goals.keys()) {
    const closed = follow(file, [])
    if (closed !== null) return closed
  }
  return null
}

describe('architecture', () => {
  it('sees the imports it is here to judge', () => {
    expect(imports.length).toBeGreaterThan(10)
    expect(imports).toContainEqual({ file: 'contract/grant.ts', specifier: './target.ts' })
  })

  it('has no import but the allowed arrows', () => {
    expect(imports.map(violation).filter((each) => each !== null)).toEqual([])
  })

  it('refuses the arrows that matter most', () => {
    expect(violation({ file: 'sandbox/server.ts', specifier: '../contract/check-file.ts' })).not.toBeNull()
    expect(violation({ file: 'server/route/route.ts', specifier: '../../upload/list/upload.ts' })).not.toBeNull()
    expect(violation({ file: 'server/receive/spool.ts', specifier: '../delivery/deliver.ts' })).not.toBeNull()
    expect(violation({ file: 'server/deliver.ts', specifier: './delivery/deliver.ts' })).not.toBeNull()
    expect(violation({ file: 'upload/list/reduce.ts', specifier: '../engine/engine.ts' })).not.toBeNull()
    expect(violation({ file: 'widget/words/explain.ts', specifier: '../DropZone.tsx' })).not.toBeNull()
    expect(violation({ file: 'widget/DropZone.tsx', specifier: './stories/story-frame.tsx' })).not.toBeNull()
    expect(violation({ file: 'contract/wire.ts', specifier: 'node:fs' })).not.toBeNull()
    expect(violation({ file: 'page.tsx', specifier: './widget/theme.css' })).not.toBeNull()
  })

  it('has no circle of imports, not even of types', () => {
    expect(circle(imports)).toBeNull()
  })

  it('finds a circle over any number of files', () => {
    const chain = [
      { file: 'widget/a.ts', specifier: './b.ts' },
      { file: 'widget/b.ts', specifier: '../upload/c.ts' },
    ]
    expect(circle(chain)).toBeNull()
    const back = { file: 'upload/c.ts', specifier: '../widget/b.ts' }
    expect(circle([...chain, back])).toEqual(['widget/b.ts', 'upload/c.ts', 'widget/b.ts'])
  })

  it('writes out the extension of every relative import', () => {
    const relativeImports = imports.filter(({ specifier }) => specifier.startsWith('.'))
    expect(relativeImports.filter(({ specifier }) => !/\.(tsx?|css|json|html|js)(\?\w+)?$/.test(specifier))).toEqual([])
  })
})
