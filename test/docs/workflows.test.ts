import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import manifest from '../../package.json' with { type: 'json' }
import { ROOT } from './snippets.ts'

/* What a linter of workflows looks for, as far as it can be told from the files: nobody has to run them to find it. */

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string>>
}

interface Job {
  readonly 'runs-on': string
  readonly 'timeout-minutes'?: number
  readonly permissions?: Readonly<Record<string, string>>
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> }
  readonly steps: readonly Step[]
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions?: Readonly<Record<string, string>>
  readonly concurrency?: { readonly group: string }
  readonly jobs: Readonly<Record<string, Job>>
}

const FOLDER = join(ROOT, '.github/workflows')
const text = (name: string) => readFileSync(join(FOLDER, name), 'utf8')

function workflow(name: string): Workflow {
  // One duplicate or unknown key would be an error here, and is one at GitHub.
  const parsed: Workflow = parse(text(name), { strict: true, uniqueKeys: true })
  return parsed
}

const FILES = readdirSync(FOLDER)
const JOBS = FILES.flatMap((file) =>
  Object.entries(workflow(file).jobs).map(([name, job]) => [file, name, job] as const),
)
const STEPS = JOBS.flatMap(([file, name, { steps }]) =>
  steps.map((step, index) => [`${file}, ${name}, ${index + 1}`, step] as const),
)

/** What stands between `${{` and `}}`. */
function expressionsIn(written: string): readonly string[] {
  return [...written.matchAll(/\$\{\{\s*(.*?)\s*\}\}/g)].map(([, expression = '']) => expression)
}

describe('the workflows', () => {
  it.each(FILES)('may only read unless a job says more, and do not run twice at once: %s', (file) => {
    expect(workflow(file).permissions).toEqual({ contents: 'read' })
    expect(workflow(file).concurrency?.group).toMatch(/\w/)
  })

  it.each(JOBS)('end, though not before the check is through on two cores: %s, %s', (_file, _name, job) => {
    expect(job['runs-on']).toBe('ubuntu-latest')
    expect(job['timeout-minutes']).toBeGreaterThanOrEqual(60)
    expect(job['timeout-minutes']).toBeLessThanOrEqual(120)
  })

  it.each(STEPS)('do one thing a step: %s', (_place, { uses, run }) => {
    expect([uses, run].filter((each) => each !== undefined)).toHaveLength(1)
  })

  it.each(STEPS)('write nothing into a shell that others can name: %s', (_place, { run = '' }) => {
    expect(expressionsIn(run)).toEqual([])
  })

  it('take actions of a known version', () => {
    const actions = STEPS.flatMap(([, { uses }]) => uses ?? [])
    expect(actions.length).toBeGreaterThan(3)
    expect(actions.filter((action) => !/^actions\/[\w-]+@v\d+$/.test(action))).toEqual([])
  })

  it('leave no credentials behind', () => {
    const checkouts = STEPS.map(([, step]) => step).filter(({ uses }) => uses?.startsWith('actions/checkout'))
    expect(checkouts.map((step) => step.with?.['persist-credentials'])).toEqual(FILES.map(() => false))
  })

  it.each(JOBS)('use no value that is not there: %s, %s', (file, _name, job) => {
    const known = new Set(Object.keys(job.strategy?.matrix ?? {}).map((key) => `matrix.${key}`))
    const used = expressionsIn(text(file)).filter((expression) => expression.startsWith('matrix.'))
    expect(used.filter((expression) => !known.has(expression))).toEqual([])
  })

  it('give a secret and the right to sign to the one job that publishes', () => {
    const trusted = JOBS.filter(([, , job]) => /secrets\.|id-token/.test(JSON.stringify(job)))
    expect(trusted.map(([file, name]) => `${file} ${name}`)).toEqual(['release.yml publish'])
    expect(trusted[0]?.[2].permissions).toEqual({ contents: 'read', 'id-token': 'write' })
  })

  it('run the same check as everybody, on each supported Node, for every push and every proposal', () => {
    const { on, jobs } = workflow('ci.yml')
    expect(Object.keys(on)).toEqual(['push', 'pull_request'])
    expect(jobs['check']?.strategy?.matrix['node']).toEqual([20, 22, 24])
    expect(jobs['check']?.steps.map(({ run }) => run)).toContain('bash .ci/run')
    expect(manifest.engines.node).toMatch(/^>=20/)
  })

  it.each(FILES)('install the Chromium of the Playwright that is used: %s', (file) => {
    expect(text(file)).toContain(`playwright@${manifest.devDependencies.playwright} install`)
  })
})

describe('the updates', () => {
  it('cover every folder with dependencies of its own, the image and the actions', () => {
    const { updates }: { updates: { 'package-ecosystem': string; directory?: string; directories?: string[] }[] } =
      parse(readFileSync(join(ROOT, '.github/dependabot.yml'), 'utf8'))
    const folders = updates.flatMap(({ directory, directories }) => directories ?? directory ?? [])
    const packages = execFileSync('git', ['ls-files', 'package.json', '*/package.json'], {
      cwd: ROOT,
      encoding: 'utf8',
    })
    expect(folders).toEqual(
      expect.arrayContaining(
        packages
          .trim()
          .split('\n')
          .map((path) => join('/', dirname(path))),
      ),
    )
    expect(new Set(updates.map((update) => update['package-ecosystem']))).toEqual(
      new Set(['npm', 'docker', 'docker-compose', 'github-actions']),
    )
  })
})
