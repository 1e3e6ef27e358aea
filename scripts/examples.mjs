/**
 * `npm run examples`: packs the package, installs the tarball into a copy of every example, and uploads a file through
 * each in Chromium; the sandbox behind it says whether it arrived. Names chosen examples: `npm run examples -- nextjs`.
 * Packages come from the npm registry.
 */
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { CHROMIUM_ARGS } from './chromium-args.mjs'
import { findChromium } from './find-chromium.mjs'
import { freePort } from './free-port.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
process.chdir(ROOT)

/** Longest time for an example's server to answer, and for a file to be attached, in milliseconds. */
const PATIENCE_MS = 60_000

const named = process.argv.slice(2)
const examples = named.length > 0 ? named : examplesHere()
run('node', ['scripts/build.mjs'], ROOT)

const folder = mkdtempSync(join(tmpdir(), 'examples-'))
const executablePath = await findChromium()
if (executablePath === null) throw new Error('There is no Chromium to try the examples in: set CHROMIUM_PATH')
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS })
try {
  const tarball = pack()
  for (const example of examples) {
    const startedAt = performance.now()
    try {
      await tryExample(example, tarball)
      console.log(`ok      ${example} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`)
    } catch (error) {
      console.error(`failed  ${example}:`, error)
      process.exitCode = 1
    }
  }
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}

/** Each folder is one. */
function examplesHere() {
  const entries = readdirSync('examples', { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

function pack() {
  const { stdout } = run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], ROOT)
  const [{ filename }] = JSON.parse(stdout)
  return join(folder, filename)
}

/**
 * @param {string} example
 * @param {string} tarball
 */
async function tryExample(example, tarball) {
  const copy = join(folder, example)
  cpSync(join(ROOT, 'examples', example), copy, {
    recursive: true,
    filter: (path) => !/node_modules|[\\/]\.next|[\\/]dist$/.test(path.slice(ROOT.length)),
  })
  const manifest = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8'))
  manifest.dependencies['kombo-attachment-upload'] = `file:${tarball}`
  writeFileSync(join(copy, 'package.json'), JSON.stringify(manifest))
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], copy)
  if ('build' in manifest.scripts) run('npm', ['run', 'build'], copy)

  const { createSandbox } = await import(new URL('../dist/sandbox.js', import.meta.url).href)
  const sandbox = await createSandbox()
  const port = await freePort()
  const server = spawn('npm', ['start'], {
    cwd: copy,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PORT: String(port), KOMBO_API_KEY: sandbox.apiKey, KOMBO_API_URL: sandbox.apiUrl },
  })
  const output = collect(server)
  try {
    const url = `http://127.0.0.1:${port}`
    await answering(url, server)
    await attach(url)
    const [arrived, ...more] = sandbox.received
    if (arrived?.name !== 'cv.pdf' || arrived.type !== 'CV' || more.length > 0) {
      throw new Error(
        `The sandbox received ${JSON.stringify(sandbox.received.map((/** @type {{ name: string }} */ each) => each.name))}`,
      )
    }
  } catch (error) {
    throw new Error(`${example} said:\n${output()}`, { cause: error })
  } finally {
    // npm starts the server as a process of its own; both are in one group.
    if (server.pid !== undefined && server.exitCode === null) process.kill(-server.pid, 'SIGTERM')
    await sandbox.close()
  }
}

/** What a person does, the same in every example. @param {string} url */
async function attach(url) {
  const context = await browser.newContext({ locale: 'en-GB' })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE_MS)
    /** @type {string[]} */
    const complaints = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => {
      // A list that may not be read, or is not offered, is answered with an error on purpose.
      if (message.type() === 'error' && !/status of 40[135]/.test(message.text())) complaints.push(message.text())
    })
    await page.goto(url)
    const signIn = page.getByRole('button', { name: 'Sign in as Grace' })
    await signIn.or(page.getByRole('button', { name: 'Choose files' })).waitFor()
    if (await signIn.isVisible()) await signIn.click()
    const opened = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose files' }).click()
    await (await opened).setFiles(join(ROOT, 'test/files/cv.pdf'))
    await page.getByRole('button', { name: /^Attach 1/ }).click()
    await page.locator('[data-part="row"][data-state="done"]').waitFor()
    await page.getByText('cv.pdf is attached.').waitFor()
    if (complaints.length > 0) throw new Error(`The page complained: ${complaints.join('\n')}`)
  } finally {
    await context.close()
  }
}

/**
 * Resolves when the server answers, with whatever.
 * @param {string} url
 * @param {import('node:child_process').ChildProcess} server
 */
async function answering(url, server) {
  const until = Date.now() + PATIENCE_MS
  while (server.exitCode === null && Date.now() < until) {
    const response = await fetch(url).catch(() => null)
    if (response !== null) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The server does not answer')
}

/**
 * Everything a process has said so far.
 * @param {import('node:child_process').ChildProcess} child
 */
function collect(child) {
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += String(chunk)))
  return () => said
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} cwd
 */
function run(program, args, cwd) {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
  const result = spawnSync(program, args, { cwd, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  if (result.status === 0) return result
  throw new Error(`${program} ${args.join(' ')} ended with ${result.status}:\n${result.stdout}${result.stderr}`)
}
