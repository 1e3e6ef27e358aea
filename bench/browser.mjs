import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { build } from 'vite'
import { makeFiles } from './browser/make-files.mjs'
import { startOurs, startSandbox, startUsualRoute } from './browser/processes.mjs'

/*
 * What uploading costs the page it happens on, in a real Chromium: node bench/browser.mjs [rounds]
 * Ours is the built page with the built route; the others as their documentation sets them up, with the route one would
 * write in an afternoon. Needs `npm run build` and `npm ci --prefix bench` before.
 */

const HERE = fileURLToPath(new URL('.', import.meta.url))
const MB = 1_000_000

/** @typedef {{ readonly name: string, readonly count: number, readonly sizeBytes: number }} Scenario */
/** @typedef {{ readonly wallMs: number, readonly blockMs: number, readonly heapBytes: number }} Figures */
/** @typedef {{ readonly name: string, readonly address: string, readonly drive: string, readonly rounds: number }} Variant */
/** @typedef {import('playwright').Browser} Browser */

/** @type {readonly Scenario[]} */
const SCENARIOS = [
  { name: '1 × 100 MB', count: 1, sizeBytes: 100 * MB },
  { name: '1 × 50 MB', count: 1, sizeBytes: 50 * MB },
  { name: '20 × 2 MB', count: 20, sizeBytes: 2 * MB },
  { name: '100 × 0.2 MB', count: 100, sizeBytes: 0.2 * MB },
]

const MANY = { name: '1,000 files shown', count: 1000, sizeBytes: 1000 }

/** Presses the button as soon as it is there; over when every row is attached. Runs in the page. */
const DRIVE_OURS = `(count) => {
  let pressed = false
  return bench.until(() => {
    const button = document.querySelector('[data-part="footer"] .kau-primary')
    if (!pressed && button !== null) {
      pressed = true
      button.click()
    }
    const lost = document.querySelector('[data-state="failed"], [data-state="rejected"], [data-state="unknown"]')
    if (lost !== null) throw new Error('not attached: ' + lost.textContent)
    return document.querySelectorAll('[data-state="done"]').length >= count
  })
}`

const DRIVE_OTHERS = `(count) => bench.until(() => {
  if (window.failure !== undefined) throw new Error(window.failure)
  return window.attached >= count
})`

const ROWS_SHOWN = `(count) => bench.until(() => document.querySelectorAll('[data-state]').length >= count)`
const POND_SHOWN = `(count) => bench.until(() => document.querySelectorAll('.filepond--item').length >= count)`

/**
 * @param {Browser} browser
 * @param {string} address
 * @param {string} drive
 * @param {readonly string[]} paths
 * @returns {Promise<Figures>}
 */
async function measure(browser, address, drive, paths) {
  const context = await browser.newContext()
  try {
    await context.addInitScript({ content: await readFile(`${HERE}browser/probe.js`, 'utf8') })
    const page = await context.newPage()
    await page.goto(address)
    const input = page.locator('input[type=file]')
    await input.waitFor({ state: 'attached' })
    const devtools = await context.newCDPSession(page)
    await devtools.send('HeapProfiler.collectGarbage')
    const over = page.evaluate(`(${drive})(${paths.length})`)
    // A failure is told when it is waited for, not while the files are still being handed over.
    over.catch(() => {})
    await input.setInputFiles([...paths])
    const wallMs = Number(await over)
    const figures = await page.evaluate(`bench.figures()`)
    if (typeof figures !== 'object' || figures === null) throw new TypeError('no figures')
    return {
      wallMs,
      blockMs: Number(Reflect.get(figures, 'longestGapMs')),
      heapBytes: Number(Reflect.get(figures, 'peakHeapBytes')),
    }
  } finally {
    await context.close()
  }
}

/** Bundles the pages of the other uploaders. @param {string} outDir */
async function buildPages(outDir) {
  const root = `${HERE}browser/pages`
  const input = ['hook', 'one-read', 'uppy', 'filepond'].map((name) => `${root}/${name}.html`)
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2022', rolldownOptions: { input } },
  })
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** @param {readonly Figures[]} runs @returns {Figures} */
function medians(runs) {
  return {
    wallMs: median(runs.map(({ wallMs }) => wallMs)),
    blockMs: median(runs.map(({ blockMs }) => blockMs)),
    heapBytes: median(runs.map(({ heapBytes }) => heapBytes)),
  }
}

/** @param {Figures} figures @param {string} live @param {string} versus */
function row({ wallMs, blockMs, heapBytes }, live, versus) {
  const heap = (heapBytes / MB).toFixed(1)
  return `${(wallMs / 1000).toFixed(2)} s | ${Math.round(blockMs)} ms | ${heap} MB | ${live} | ${versus}`
}

/**
 * Measures everything and says whether the budgets hold.
 * @param {number} rounds
 */
export async function benchBrowser(rounds = 3) {
  const folder = await mkdtemp(join(tmpdir(), 'kau-bench-'))
  /** @type {(() => Promise<void>)[]} */
  const stops = [() => rm(folder, { recursive: true, force: true })]
  try {
    await buildPages(`${folder}/pages`)
    const sandbox = await startSandbox()
    stops.unshift(sandbox.stop)
    const usual = await startUsualRoute(`${folder}/pages`, sandbox)
    stops.unshift(usual.stop)
    const ours = await startOurs(sandbox, usual.url)
    stops.unshift(ours.stop)
    const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
    const args = ['--enable-precise-memory-info']
    const browser = await chromium.launch({ executablePath, args })
    stops.unshift(() => browser.close())
    // Collecting all the time would spoil every other figure, so what is live is measured by itself.
    const collecting = await chromium.launch({ executablePath, args: [...args, '--js-flags=--expose-gc'] })
    stops.unshift(() => collecting.close())

    const attachments = `${ours.url}/api/applications/GRKdd9dibYKKCrmGRSMJf3wu/attachments`
    const hook = new URLSearchParams({ endpoint: `${ours.url}/api`, token: ours.token })
    const oneRead = new URLSearchParams({ endpoint: attachments, token: ours.token })
    /** @type {readonly [Variant, Variant, Variant, Variant, Variant]} */
    const variants = [
      { name: 'kombo-attachment-upload', address: `${ours.url}/#token=${ours.token}`, drive: DRIVE_OURS, rounds },
      { name: 'its hook alone', address: `${usual.url}/hook.html#${hook}`, drive: DRIVE_OTHERS, rounds },
      {
        name: 'one read, JSON.stringify, fetch',
        address: `${usual.url}/one-read.html#${oneRead}`,
        drive: DRIVE_OTHERS,
        rounds,
      },
      { name: `Uppy ${version('@uppy/core')}`, address: `${usual.url}/uppy.html`, drive: DRIVE_OTHERS, rounds },
      // Once: it shows every file for a while by design, which makes a hundred of them take minutes.
      {
        name: `FilePond ${version('filepond')}`,
        address: `${usual.url}/filepond.html`,
        drive: DRIVE_OTHERS,
        rounds: 1,
      },
    ]

    const lines = [
      '| files | uploader | chosen to attached | longest block | heap growth | of it live | wall against Uppy |',
      '|---|---|---|---|---|---|---|',
    ]
    /** @type {string[]} */
    const overBudget = []
    for (const scenario of SCENARIOS) {
      const paths = await makeFiles(folder, scenario.count, scenario.sizeBytes)
      /** @type {Map<string, Figures[]>} */
      const runs = new Map(variants.map(({ name }) => [name, []]))
      for (let round = 0; round < rounds; round += 1) {
        // The other way round each time, so that nobody always comes after the heaviest.
        for (const variant of round % 2 === 0 ? variants : variants.toReversed()) {
          if (round >= variant.rounds) continue
          runs.get(variant.name)?.push(await measure(browser, variant.address, variant.drive, paths))
        }
      }
      const results = variants.map(({ name }) => ({ name, figures: medians(runs.get(name) ?? []) }))
      const uppyMs = results[3]?.figures.wallMs ?? Number.NaN
      /** @type {Map<string, number>} */
      const live = new Map()
      for (const { name, address, drive } of variants.slice(0, 3)) {
        live.set(name, (await measure(collecting, address, drive, paths)).heapBytes)
      }
      for (const { name, figures } of results) {
        const liveBytes = live.get(name)
        const liveText = liveBytes === undefined ? '' : `${(liveBytes / MB).toFixed(1)} MB`
        lines.push(`| ${scenario.name} | ${name} | ${row(figures, liveText, (figures.wallMs / uppyMs).toFixed(2))} |`)
      }
      const own = results[0]?.figures
      if (own === undefined) continue
      if (own.blockMs > 50) overBudget.push(`${scenario.name}: block ${Math.round(own.blockMs)} ms > 50 ms`)
      const ownLiveBytes = live.get(variants[0].name) ?? Number.NaN
      if (scenario.name === '1 × 50 MB' && ownLiveBytes > 16 * MB) {
        overBudget.push(`${scenario.name}: live heap ${(ownLiveBytes / MB).toFixed(1)} MB > 16 MB`)
      }
      // Uppy's core draws nothing, and neither does the hook alone.
      const hookMs = results[1]?.figures.wallMs ?? Number.NaN
      if (scenario.name !== '1 × 100 MB' && hookMs > 0.8 * uppyMs) {
        overBudget.push(`${scenario.name}: wall of the hook ${(hookMs / uppyMs).toFixed(2)} × Uppy > 0.8`)
      }
    }

    const many = await makeFiles(folder, MANY.count, MANY.sizeBytes)
    const shown = [
      { ...variants[0], drive: ROWS_SHOWN },
      { ...variants[4], drive: POND_SHOWN },
    ]
    for (const { name, address, drive, rounds: times } of shown) {
      /** @type {Figures[]} */
      const runs = []
      for (let round = 0; round < times; round += 1) runs.push(await measure(browser, address, drive, many))
      const figures = medians(runs)
      lines.push(`| ${MANY.name} | ${name} | ${row(figures, '', '')} |`)
      if (drive === ROWS_SHOWN && figures.wallMs > 300) {
        overBudget.push(`${MANY.name}: ${Math.round(figures.wallMs)} ms > 300 ms`)
      }
    }
    return { title: 'In the browser', chromium: browser.version(), rounds, markdown: lines.join('\n'), overBudget }
  } finally {
    for (const stop of stops) await stop()
  }
}

/** @param {string} name */
function version(name) {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`)
  return String(Reflect.get(createRequire(import.meta.url)(manifest), 'version'))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { markdown, overBudget, chromium: browser } = await benchBrowser(Number(process.argv[2] ?? 3))
  process.stdout.write(`Chromium ${browser}\n\n${markdown}\n`)
  for (const problem of overBudget) process.stdout.write(`\nOver budget: ${problem}`)
  process.exitCode = overBudget.length > 0 ? 1 : 0
}
