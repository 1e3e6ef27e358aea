import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { DCLinter } from 'dclint'
import { validate } from 'dockerfile-utils'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { execForm, parseDockerfile } from '../../scripts/docker/parse-dockerfile.mjs'
import { readConfig, VARIABLES } from '../../src/server.ts'
import { listen } from '../../src/server/standalone/listen.ts'
import { ROOT } from './snippets.ts'

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)).get(key) : undefined

describe('the Dockerfile', () => {
  const stages = parseDockerfile(read('Dockerfile'))
  const image = stages.at(-1)
  const last = (name: string) => image?.instructions.findLast((each) => each.name === name)?.text ?? ''

  it('passes its linter', () => {
    expect(validate(read('Dockerfile'))).toEqual([])
  })

  it('builds in one stage and runs in another, which has no build tools and no sources', () => {
    expect(stages.length).toBeGreaterThan(1)
    const copied = image?.instructions.filter(({ name }) => name === 'COPY') ?? []
    expect(copied.every(({ text }) => text.startsWith('--from='))).toBe(true)
    expect(copied.map(({ text }) => text).join()).not.toMatch(/\/app\/(?:src|scripts|test)/)
  })

  it('names the version of each base image', () => {
    expect(stages.map(({ base }) => base)).toEqual(stages.map(() => expect.stringMatching(/^[\w./-]+:\d/)))
  })

  it('does not run as root', () => {
    expect(last('USER')).toMatch(/^(?!root$|0$)\w+$/)
  })

  it('takes what runs from an install of its own, since versions of npm differ in what they prune', () => {
    const installs = stages.find(({ name }) => name === 'dependencies')?.instructions.map(({ text }) => text)
    expect(installs?.at(-1)).toBe('npm ci --ignore-scripts --omit=dev --omit=optional --omit=peer')
    expect(image?.instructions.map(({ text }) => text)).toContain(
      '--from=dependencies /app/node_modules ./node_modules',
    )
  })

  it('starts without a shell in between, so that signals arrive', () => {
    expect(execForm(last('ENTRYPOINT'))).toEqual(['node', 'dist/bin.js'])
  })

  describe('checks its health', () => {
    const [program = '', ...args] = execForm(last('HEALTHCHECK').replace(/^.*?CMD /, '')) ?? []

    async function check(port: number): Promise<number | null> {
      const checker = spawn(program, args, { env: { PATH: process.env['PATH'], PORT: String(port) } })
      const [code] = await once(checker, 'close')
      return typeof code === 'number' ? code : null
    }

    it.each([
      [200, true],
      [404, false],
      [503, false],
    ])('by what it answers: %i is well: %s', async (status, isWell) => {
      const asked: (string | undefined)[] = []
      const server = createServer(({ url }, response) => {
        asked.push(url)
        response.writeHead(status).end('{"status":" 200 "}')
      })
      const url = await listen(server, '127.0.0.1', 0)
      expect((await check(Number(new URL(url).port))) === 0).toBe(isWell)
      expect(asked).toEqual(['/healthz'])
      server.close()
      await once(server, 'close')
      expect(await check(Number(new URL(url).port))).not.toBe(0)
    })

    it('without starting another Node, which takes seconds on a busy machine', () => {
      expect([program, ...args].join(' ')).not.toContain('node')
    })
  })

  it('holds no secret', () => {
    const all = stages.flatMap(({ instructions }) => instructions)
    expect(all.filter(({ name, text }) => /^(?:ENV|ARG)$/.test(name) && /KEY|SECRET|PASSWORD/.test(text))).toEqual([])
    expect(read('.dockerignore').split('\n')).toContain('.*')
  })

  it('starts no demo when it is given no key', () => {
    const given = Object.fromEntries([...last('ENV').matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]))
    const problems = [expect.stringMatching(/^KOMBO_API_KEY is not set/), expect.stringMatching(/^UPLOAD_TOKEN_SECRET/)]
    expect(readConfig(given)).toEqual({ ok: false, problems })
  })

  it('sets only variables the server reads', () => {
    const names = [...last('ENV').matchAll(/(\w+)=/g)].map(([, name]) => name)
    expect(names.filter((name) => name !== 'NODE_ENV' && !Object.hasOwn(VARIABLES, name ?? ''))).toEqual([])
  })
})

describe('the compose file', () => {
  const compose: unknown = parse(read('compose.yaml'))
  const services = at(compose, 'services')
  const upload = at(services, 'upload')

  it('follows the schema of compose files, and passes its linter', () => {
    // Without a name the folder is the project's, and two clones share no Redis.
    const rules = { 'require-project-name-field': 0 } as const
    const linter = new DCLinter({ rules, quiet: false, debug: false, exclude: [] })
    const [result] = linter.lintFiles([join(ROOT, 'compose.yaml')], false)
    expect(result?.messages).toEqual([])
  })

  it('gives the server variables it reads, and no secret of its own', () => {
    const environment = Object.entries(at(upload, 'environment') ?? {})
    expect(environment.length).toBeGreaterThan(3)
    expect(environment.filter(([name]) => !Object.hasOwn(VARIABLES, name))).toEqual([])
    const secrets = environment.filter(([name]) => /KEY|SECRET/.test(name))
    expect(secrets.map(([, value]) => value)).toEqual(secrets.map(() => expect.stringMatching(/^\$\{\w+:\?/)))
  })

  it('opens no port but to this machine', () => {
    expect(at(upload, 'ports')).toEqual(['127.0.0.1:3000:3000'])
    expect(at(at(services, 'redis'), 'ports')).toBeUndefined()
  })

  it('lets the server write nowhere, and waits for what it has begun', () => {
    expect(at(upload, 'read_only')).toBe(true)
    expect(at(upload, 'cap_drop')).toEqual(['ALL'])
    expect(Number.parseInt(String(at(upload, 'stop_grace_period')), 10)).toBeGreaterThan(75)
  })

  it('keeps what Redis remembers', () => {
    expect(at(at(services, 'redis'), 'command')).toContain('--appendonly yes')
    expect(at(at(services, 'redis'), 'volumes')).toEqual(['redis:/data'])
  })

  it('starts Redis as the owner of its data, which root without rights cannot read when it starts again', () => {
    const redis = at(services, 'redis')
    expect([at(redis, 'user'), at(redis, 'cap_drop'), at(redis, 'cap_add')]).toEqual(['redis', ['ALL'], undefined])
  })
})
