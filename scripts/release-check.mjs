/**
 * `npm run release:check`: what has to be true before a version is tagged. With `--publish`, also before it is published:
 * where it comes from. Names everything that is not true, at once, and exits with 1 when there is anything.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sourceProblems, versionProblems } from './release/version-problems.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
const tag = `v${manifest.version}`
/** @type {string[]} */
const problems = []

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const changelog = existsSync('CHANGELOG.md') ? readFileSync('CHANGELOG.md', 'utf8') : ''
const source = sourceProblems(manifest, process.env)
problems.push(...versionProblems({ manifest, lock, changelog }))
if (process.argv.includes('--publish')) problems.push(...source)
checkTag()
if (run('node', ['scripts/build.mjs']).status === 0) checkTarball()
else problems.push('The build fails.')

for (const problem of problems) console.error(`- ${problem}`)
if (!process.argv.includes('--publish'))
  for (const problem of source) console.warn(`Before it is published: ${problem}`)
console.log(problems.length === 0 ? `${tag} can be released.` : `${tag} cannot be released yet.`)
process.exitCode = problems.length === 0 ? 0 : 1

/** A tag is made of a clean tree, and only once. */
function checkTag() {
  if (output('git', ['status', '--porcelain']) !== '') problems.push('There are uncommitted changes.')
  const tagged = output('git', ['rev-parse', '--quiet', '--verify', `refs/tags/${tag}^{commit}`])
  if (tagged !== '' && tagged !== output('git', ['rev-parse', 'HEAD'])) {
    problems.push(`${tag} is another commit already: choose the next version.`)
  }
}

/** The tarball is looked at as npm makes it, not as the folder happens to be. */
function checkTarball() {
  const folder = mkdtempSync(join(tmpdir(), 'release-check-'))
  try {
    const packed = run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder])
    const [report] = JSON.parse(packed.stdout || '[]')
    if (report === undefined) {
      problems.push('npm pack fails.')
      return
    }
    checkFiles(report.files.map((/** @type {{ path: string }} */ file) => file.path))
    const tarball = join(folder, report.filename)
    const styles = Object.keys(manifest.exports).filter((path) => path.endsWith('.css'))
    check('publint', ['--strict', tarball])
    check('attw', [tarball, '--ignore-rules', 'cjs-resolves-to-esm', '--exclude-entrypoints', ...styles])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @param {readonly string[]} files */
function checkFiles(files) {
  const allowed = /^(?:dist\/|docs\/(?:[\w-]+\.md|images\/[\w-]+\.(?:png|gif))$|[A-Z]+\.md$|package\.json$|LICENSE$)/
  const strangers = files.filter((file) => !allowed.test(file) || /\.(?:test|stories)\.|(?:^|\/)\.|\.env/.test(file))
  if (strangers.length > 0) problems.push(`The tarball holds what it must not: ${strangers.join(', ')}.`)
  for (const needed of ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', ...exportedFiles(manifest.exports)]) {
    if (!files.includes(needed)) problems.push(`The tarball lacks ${needed}.`)
  }
}

/**
 * Every file package.json leads to, without the leading dot.
 * @param {unknown} entry
 * @returns {string[]}
 */
function exportedFiles(entry) {
  if (typeof entry === 'string') return entry.includes('*') ? [] : [entry.replace(/^\.\//, '')]
  return typeof entry === 'object' && entry !== null ? Object.values(entry).flatMap(exportedFiles) : []
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
function check(program, args) {
  const { status, stdout, stderr } = run('npx', [program, ...args])
  if (status !== 0) problems.push(`${program} objects:\n${stdout}${stderr}`)
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
function run(program, args) {
  return spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
function output(program, args) {
  return run(program, args).stdout.trim()
}
