/**
 * `node scripts/docker-steps.mjs`: does what the Dockerfile says without a container engine. Each stage is a temporary
 * folder; COPY copies (the context is what git tracks, less .dockerignore), RUN runs, and at the end the entry point is
 * started as another user when this one is root: without a key it must not start; with one it is asked by the health check,
 * and stopped. So a step that cannot work is found where no engine is at hand. What it cannot see: the base image.
 */
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execForm, parseDockerfile } from './docker/parse-dockerfile.mjs'
import { freePort } from './free-port.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
process.chdir(ROOT)

/** `nobody`: any user but root shows that the server needs no rights. */
const OTHER_USER = 65_534

const folder = mkdtempSync(join(tmpdir(), 'docker-steps-'))
chmodSync(folder, 0o755)
try {
  /** @type {Map<string, string>} */
  const places = new Map()
  const stages = parseDockerfile(readFileSync('Dockerfile', 'utf8'))
  let last = { place: '', workdir: '', env: /** @type {Record<string, string>} */ ({}) }
  stages.forEach((stage, index) => {
    const place = join(folder, String(index))
    if (stage.name !== null) places.set(stage.name, place)
    last = { place, ...buildStage(stage, place, places) }
  })
  const development = developmentPackages(last.workdir)
  if (development.length > 0) throw new Error(`The image holds packages for development: ${development.join(', ')}`)
  await tryImage(stages.at(-1)?.instructions ?? [], last.place, last.env)
  console.log('The steps of the Dockerfile work, and its health check answers.')
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/**
 * @param {import('./docker/parse-dockerfile.mjs').Stage} stage
 * @param {string} place The stage's root.
 * @param {ReadonlyMap<string, string>} places Roots of the stages before.
 * @returns {{ workdir: string, env: Record<string, string> }} Where its commands run, and with what.
 */
function buildStage(stage, place, places) {
  /** @type {Record<string, string>} */
  const env = {}
  let workdir = place
  for (const { name, text } of stage.instructions) {
    console.log(`${stage.name ?? 'image'}: ${name} ${text.slice(0, 100)}`)
    switch (name) {
      case 'WORKDIR':
        workdir = join(place, text)
        mkdirSync(workdir, { recursive: true })
        break
      case 'ENV':
        for (const [, key = '', value = ''] of text.matchAll(/(\w+)=(\S+)/g)) env[key] = value
        break
      case 'COPY':
        copy(text, workdir, places)
        break
      case 'RUN':
        run(text, workdir, env)
        break
      case 'USER':
      case 'EXPOSE':
      case 'HEALTHCHECK':
      case 'ENTRYPOINT':
        break
      default:
        throw new Error(`This script does not know ${name}`)
    }
  }
  return { workdir, env }
}

/**
 * @param {string} text
 * @param {string} workdir
 * @param {ReadonlyMap<string, string>} places
 */
function copy(text, workdir, places) {
  const [, from, paths = ''] = /^(?:--from=(\S+)\s+)?(.*)$/.exec(text) ?? []
  const names = paths.split(/\s+/)
  const target = names.pop() ?? '.'
  if (from === undefined) {
    const wanted = names.includes('.') ? context() : names
    for (const name of wanted) copyFile(join(ROOT, name), join(workdir, target, name))
    return
  }
  const place = places.get(from)
  if (place === undefined) throw new Error(`There is no stage ${from}`)
  // A folder's content goes into the target, a file into a target that ends with a slash.
  for (const name of names) {
    copyFile(
      join(place, name),
      target.endsWith('/') ? join(workdir, target, name.split('/').at(-1) ?? '') : join(workdir, target),
    )
  }
}

/** What `docker build` would send: tracked files that .dockerignore lets through. */
function context() {
  const tracked = spawnSync('git', ['ls-files'], { encoding: 'utf8' }).stdout.trim().split('\n')
  const rules = readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  const isOut = (/** @type {string} */ path) =>
    rules.reduce((out, rule) => {
      const pattern = rule.replace(/^!/, '').replaceAll('.', '\\.').replaceAll('*', '[^/]*')
      return new RegExp(`^${pattern}(/|$)`).test(path) ? !rule.startsWith('!') : out
    }, false)
  return tracked.filter((path) => !isOut(path) && existsSync(path))
}

/**
 * @param {string} from
 * @param {string} to
 */
function copyFile(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to, { recursive: true, verbatimSymlinks: true })
}

/**
 * @param {string} command
 * @param {string} cwd
 * @param {Record<string, string>} env
 */
function run(command, cwd, env) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${command} ended with ${status}:\n${stdout}${stderr}`)
}

/**
 * What the lock file calls for development and is there all the same. Versions of npm differ in what they leave out.
 * @param {string} workdir
 */
function developmentPackages(workdir) {
  /** @type {{ packages: Record<string, { dev?: boolean, devOptional?: boolean }> }} */
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  return Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => (dev ?? devOptional) && existsSync(join(workdir, path)))
    .map(([path]) => path)
}

/**
 * Starts the entry point as the image would, and asks the health check until it answers.
 * @param {readonly import('./docker/parse-dockerfile.mjs').Instruction[]} instructions
 * @param {string} place
 * @param {Record<string, string>} env
 */
async function tryImage(instructions, place, env) {
  const textOf = (/** @type {string} */ name) => instructions.find((each) => each.name === name)?.text ?? ''
  const [program = '', ...args] = execForm(textOf('ENTRYPOINT')) ?? []
  const [checker = '', ...checkArgs] = execForm(textOf('HEALTHCHECK').replace(/^.*?CMD\s+/, '')) ?? []
  const cwd = join(place, textOf('WORKDIR'))
  const options = {
    cwd,
    // A free port instead of the image's own, which is nobody else's in a container.
    env: { PATH: process.env['PATH'] ?? '', ...env, HOST: '127.0.0.1', PORT: String(await freePort()) },
    ...(process.getuid?.() === 0 ? { uid: OTHER_USER, gid: OTHER_USER } : {}),
  }
  const refused = spawnSync(program, args, { ...options, encoding: 'utf8', timeout: 30_000 })
  if (refused.status !== 1 || !refused.stderr.includes('KOMBO_API_KEY is not set')) {
    throw new Error(`Without a key it does not refuse to start:\n${refused.stdout}${refused.stderr}`)
  }
  // Nothing listens there: the health check asks nothing of Kombo.
  const kombo = { KOMBO_API_KEY: 'none', KOMBO_API_URL: 'http://127.0.0.1:1/v1', UPLOAD_TOKEN_SECRET: 'x'.repeat(32) }
  const server = spawn(program, args, { ...options, env: { ...options.env, ...kombo }, stdio: 'inherit' })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  try {
    const until = Date.now() + 30_000
    while (spawnSync(checker, checkArgs, options).status !== 0) {
      if (server.exitCode !== null || Date.now() > until) throw new Error('The health check does not pass')
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  } finally {
    server.kill('SIGTERM')
  }
  const code = await ended
  if (code !== 0) throw new Error(`The server ended with ${String(code)} after SIGTERM`)
}
