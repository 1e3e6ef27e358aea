import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, release, totalmem, type } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildParts } from '../scripts/build.mjs'
import { benchBrowser } from './browser.mjs'
import { benchFirstLoad } from './first-load.mjs'
import { benchServer } from './server.mjs'

/*
 * Runs the benchmarks and writes their tables into bench/RESULTS.md: npm run bench
 * Or some of them: npm run bench -- server --rounds 5; the tables of the others are kept. Exits with 1 over budget.
 */

/**
 * @typedef {object} Result
 * @property {string} title
 * @property {number} rounds Of which the medians are shown.
 * @property {string} markdown
 * @property {readonly string[]} overBudget One line for each budget that does not hold.
 * @property {string} [chromium] Version, where one took part.
 */

/** @type {Readonly<Record<string, (rounds: number) => Promise<Result>>>} */
const BENCHES = { server: benchServer, browser: benchBrowser, 'first-load': benchFirstLoad }

const HERE = fileURLToPath(new URL('.', import.meta.url))
const RESULTS = `${HERE}RESULTS.md`

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, 'no-build': { type: 'boolean', default: false } },
  allowPositionals: true,
})
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES)

if (!existsSync(`${HERE}node_modules`)) {
  execFileSync('npm', ['ci', '--prefix', HERE, '--no-audit', '--no-fund'], { stdio: 'inherit' })
}
if (!values['no-build']) await buildParts(['page', 'library'])

const sections = await oldSections()
let isOverBudget = false
for (const name of names) {
  const bench = BENCHES[name]
  if (bench === undefined) throw new Error(`No benchmark "${name}": there are ${Object.keys(BENCHES).join(', ')}`)
  process.stdout.write(`measuring ${name} …\n`)
  const result = await bench(Number(values.rounds))
  sections.set(name, section(result))
  process.stdout.write(`${result.markdown}\n${result.overBudget.map((each) => `over budget: ${each}\n`).join('')}`)
  isOverBudget ||= result.overBudget.length > 0
}
await writeFile(RESULTS, page())
process.exitCode = isOverBudget ? 1 : 0

/** @param {Result} result */
function section({ title, rounds, markdown, overBudget, chromium }) {
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor'
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`
  const where = `${type()} ${release()}, ${cpus().length} × ${processor}, ${memory}, Node ${process.versions.node}`
  const browser = chromium === undefined ? '' : `, Chromium ${chromium}`
  const when = new Date().toISOString().slice(0, 10)
  const budgets =
    overBudget.length === 0
      ? 'Every budget holds.'
      : `Over budget:\n\n${overBudget.map((each) => `- ${each}`).join('\n')}`
  return `## ${title}\n\n${when}, ${where}${browser}. Medians of ${rounds}.\n\n${markdown}\n\n${budgets}`
}

/** What is in the file from earlier runs, by name. @returns {Promise<Map<string, string>>} */
async function oldSections() {
  const text = existsSync(RESULTS) ? await readFile(RESULTS, 'utf8') : ''
  const found = text.matchAll(/<!-- ([\w-]+) -->\n([\s\S]*?)\n<!-- end -->/g)
  return new Map([...found].map(([, name = '', content = '']) => [name, content]))
}

function page() {
  const parts = Object.keys(BENCHES).flatMap((name) => {
    const content = sections.get(name)
    return content === undefined ? [] : [`<!-- ${name} -->\n${content}\n<!-- end -->`]
  })
  return `# Results of the benchmarks\n\nWritten by \`npm run bench\`.\n\n${parts.join('\n\n')}\n`
}
