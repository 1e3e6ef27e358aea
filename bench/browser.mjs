import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startChromium } from './browser/chromium.mjs'
import { makeFiles } from './browser/make-files.mjs'
import { buildPages, versionOf } from './browser/other-pages.mjs'
import { median } from './median.mjs'
import { startOurs, startSandbox, startUsualRoute } from './browser/processes.mjs'

/*
 * What uploading costs the page it happens on, in a real Chromium: node bench/browser.mjs [rounds]
 * Ours is the built page with the built route; the others as their documentation sets them up, with the route one would
 * write in an afternoon. Needs `npm run build` and `npm ci --prefix bench` before.
 */

const HERE = fileURLToPath(new URL('.', import.meta.url))
const MB = 1_000_000

/** @typedef {{ readonly name: string, readonly count: number, readonly sizeBytes: number }} Scenario */
/** @typedef {{ readonly wallMs: number, readonly taskMs: number, readonly waitMs: number, readonly heapBytes: number }} Figures */
/** @typedef {{ readonly name: string, readonly address: string, readonly drive: string, readonly rounds: number }} Variant */
/** @typedef {'widget' | 'hook' | 'oneRead' | 'dashboard' | 'core' | 'filepond'} VariantKey */
/** @typedef {import('./browser/chromium.mjs').Chromium} Chromium */

/** @type {readonly VariantKey[]} */
const KEYS = ['widget', 'hook', 'oneRead', 'dashboard', 'core', 'filepond']

/** Whose live heap is measured too. @type {readonly VariantKey[]} */
const LOOKED_INTO = ['widget', 'hook', 'oneRead']

/**
 * Like beside like: the widget draws every file, as Uppy does with its Dashboard; the hook draws nothing, as Uppy without.
 * @type {Readonly<Record<VariantKey, VariantKey>>}
 */
const BESIDE = {
  widget: 'dashboard',
  hook: 'core',
  oneRead: 'core',
  dashboard: 'dashboard',
  core: 'core',
  filepond: 'dashboard',
}

/** @type {readonly Scenario[]} */
const SCENARIOS = [
  { name: '1 × 100 MB', count: 1, sizeBytes: 100 * MB },
  { name: '1 × 50 MB', count: 1, sizeBytes: 50 * MB },
  { name: '20 × 2 MB', count: 20, sizeBytes: 2 * MB },
  { name: '100 × 0.2 MB', count: 100, sizeBytes: 0.2 * MB },
]

const MANY = { name: '1,000 files dropped', count: 1000, sizeBytes: 1000 }

const ZONE = '[data-part="zone"]'

/**
 * Presses the button as soon as all the files are listed, as a person may; over when every row is attached. Looks at the
 * rows alone: to search the whole page every time cost it 2 % of what was measured. Runs in the page.
 */
const DRIVE_OURS = `(count) => {
  let pressed = false
  return bench.until(() => {
    const rows = document.querySelector('[data-part="list"]')?.children ?? []
    const button = pressed ? null : document.querySelector('[data-part="footer"] .kau-primary')
    if (button !== null && rows.length >= count) {
      pressed = true
      button.click()
    }
    let done = 0
    for (const row of rows) {
      const state = row.getAttribute('data-state')
      if (state === 'failed' || state === 'rejected' || state === 'unknown') throw new Error('not attached: ' + row.textContent)
      if (state === 'done') done += 1
    }
    return done >= count
  })
}`

/** Presses Uppy's button as soon as it is there, as a person would. */
const DRIVE_DASHBOARD = `(count) => {
  let pressed = false
  return bench.until(() => {
    if (window.failure !== undefined) throw new Error(window.failure)
    const button = document.querySelector('.uppy-StatusBar-actionBtn--upload')
    if (!pressed && button !== null) {
      pressed = true
      button.click()
    }
    return window.attached >= count
  })
}`

const DRIVE_OTHERS = `(count) => bench.until(() => {
  if (window.failure !== undefined) throw new Error(window.failure)
  return window.attached >= count
})`

/** As a person sees it: more rows than a screen holds, and how many files there are. */
const LIST_SHOWN = `(count) => bench.until(() => {
  const said = document.querySelector('[data-part="footer"]')
  return said !== null && said.textContent.includes(count.toLocaleString('en'))
    && document.querySelectorAll('[data-state]').length >= Math.min(count, 20)
})`
/** As a screen reader and the browser's own search find it. */
const EVERY_ROW = `(count) => bench.until(() => document.querySelectorAll('[data-state]').length >= count)`
/** The Dashboard never draws but the rows in sight, and says in words how many there are. */
const DASHBOARD_SHOWN = `(count) => bench.until(() => {
  const title = document.querySelector('.uppy-DashboardContent-title')
  return title !== null && title.textContent.includes(String(count))
})`
const POND_SHOWN = `(count) => bench.until(() => document.querySelectorAll('.filepond--item').length >= count)`

/**
 * @param {Chromium} browser
 * @param {string} address
 * @param {string} drive
 * @param {readonly string[]} paths
 * @param {string} [dropOn] - where the files are dropped. Default: they are handed to the page's file input.
 * @returns {Promise<Figures>}
 */
async function measure(browser, address, drive, paths, dropOn) {
  const page = await browser.open(address, await readFile(`${HERE}browser/probe.js`, 'utf8'))
  try {
    const over = page.evaluate(`(${drive})(${paths.length})`)
    // A failure is told when it is waited for, not while the files are still being handed over.
    over.catch(() => {})
    await (dropOn === undefined ? page.chooseFiles(paths) : page.dropFiles(paths, dropOn))
    const wallMs = Number(await over)
    const figures = await page.evaluate(`bench.figures()`)
    if (typeof figures !== 'object' || figures === null) throw new TypeError('no figures')
    return {
      wallMs,
      taskMs: Number(Reflect.get(figures, 'longestTaskMs')),
      waitMs: Number(Reflect.get(figures, 'longestWaitMs')),
      heapBytes: Number(Reflect.get(figures, 'peakHeapBytes')),
    }
  } finally {
    await page.close()
  }
}

/**
 * Measures each variant, the other way round every second time, so that nobody always comes after the heaviest.
 * @param {Readonly<Record<VariantKey, Variant>>} variants
 * @param {number} rounds
 * @param {(variant: Variant) => Promise<Figures>} run
 * @returns {Promise<Readonly<Record<VariantKey, Figures>>>} The medians.
 */
async function compare(variants, rounds, run) {
  /** @type {Record<VariantKey, Figures[]>} */
  const runs = { widget: [], hook: [], oneRead: [], dashboard: [], core: [], filepond: [] }
  for (let round = 0; round < rounds; round += 1) {
    for (const key of round % 2 === 0 ? KEYS : KEYS.toReversed()) {
      if (round < variants[key].rounds) runs[key].push(await run(variants[key]))
    }
  }
  return {
    widget: medians(runs.widget),
    hook: medians(runs.hook),
    oneRead: medians(runs.oneRead),
    dashboard: medians(runs.dashboard),
    core: medians(runs.core),
    filepond: medians(runs.filepond),
  }
}

/** @param {readonly Figures[]} runs @returns {Figures} */
function medians(runs) {
  return {
    wallMs: median(runs.map(({ wallMs }) => wallMs)),
    taskMs: median(runs.map(({ taskMs }) => taskMs)),
    waitMs: median(runs.map(({ waitMs }) => waitMs)),
    heapBytes: median(runs.map(({ heapBytes }) => heapBytes)),
  }
}

/** @param {Figures} figures @param {string} live @param {string} versus */
function row({ wallMs, taskMs, waitMs, heapBytes }, live, versus) {
  const heap = (heapBytes / MB).toFixed(1)
  // The browser counts tasks from 50 ms on.
  const task = taskMs === 0 ? 'under 50' : String(Math.round(taskMs))
  return `${(wallMs / 1000).toFixed(2)} s | ${task} ms | ${Math.round(waitMs)} ms | ${heap} MB | ${live} | ${versus}`
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
    await buildPages(`${folder}/pages`, ['hook', 'one-read', 'uppy', 'uppy-dashboard', 'filepond'])
    const sandbox = await startSandbox()
    stops.unshift(sandbox.stop)
    const usual = await startUsualRoute(`${folder}/pages`, sandbox)
    stops.unshift(usual.stop)
    const ours = await startOurs(sandbox, usual.url)
    stops.unshift(ours.stop)
    const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
    const args = ['--enable-precise-memory-info']
    const browser = await startChromium(executablePath, args)
    stops.unshift(() => browser.close())
    // Collecting all the time would spoil every other figure, so what is live is measured by itself.
    const collecting = await startChromium(executablePath, [...args, '--js-flags=--expose-gc'])
    stops.unshift(() => collecting.close())

    const attachments = `${ours.url}/api/applications/GRKdd9dibYKKCrmGRSMJf3wu/attachments`
    const hook = new URLSearchParams({ endpoint: `${ours.url}/api`, token: ours.token })
    const oneRead = new URLSearchParams({ endpoint: attachments, token: ours.token })
    /** @type {Readonly<Record<VariantKey, Variant>>} */
    const variants = {
      widget: {
        name: 'kombo-attachment-upload',
        address: `${ours.url}/#token=${ours.token}`,
        drive: DRIVE_OURS,
        rounds,
      },
      hook: { name: 'its hook alone', address: `${usual.url}/hook.html#${hook}`, drive: DRIVE_OTHERS, rounds },
      oneRead: {
        name: 'one read, JSON.stringify, fetch',
        address: `${usual.url}/one-read.html#${oneRead}`,
        drive: DRIVE_OTHERS,
        rounds,
      },
      dashboard: {
        name: `Uppy ${versionOf('@uppy/core')} with its Dashboard`,
        address: `${usual.url}/uppy-dashboard.html`,
        drive: DRIVE_DASHBOARD,
        rounds,
      },
      core: {
        name: `Uppy ${versionOf('@uppy/core')} without`,
        address: `${usual.url}/uppy.html`,
        drive: DRIVE_OTHERS,
        rounds,
      },
      // Once: it shows every file for a while by design, which makes a hundred of them take minutes.
      filepond: {
        name: `FilePond ${versionOf('filepond')}`,
        address: `${usual.url}/filepond.html`,
        drive: DRIVE_OTHERS,
        rounds: 1,
      },
    }

    const lines = [
      '| files | uploader | chosen to attached | longest task | longest wait | heap growth | of it live | wall beside Uppy |',
      '|---|---|---|---|---|---|---|---|',
    ]
    /** @type {string[]} */
    const overBudget = []
    for (const scenario of SCENARIOS) {
      const paths = await makeFiles(folder, scenario.count, scenario.sizeBytes)
      const figures = await compare(variants, rounds, ({ address, drive }) => measure(browser, address, drive, paths))
      /** @type {Partial<Record<VariantKey, number>>} */
      const live = {}
      for (const key of LOOKED_INTO) {
        live[key] = (await measure(collecting, variants[key].address, variants[key].drive, paths)).heapBytes
      }
      for (const key of KEYS) {
        const liveBytes = live[key]
        const liveText = liveBytes === undefined ? '' : `${(liveBytes / MB).toFixed(1)} MB`
        const ratio = figures[key].wallMs / figures[BESIDE[key]].wallMs
        lines.push(`| ${scenario.name} | ${variants[key].name} | ${row(figures[key], liveText, ratio.toFixed(2))} |`)
      }
      const { wallMs, taskMs, heapBytes } = figures.widget
      if (taskMs > 50) overBudget.push(`${scenario.name}: block ${Math.round(taskMs)} ms > 50 ms`)
      if (scenario.name === '1 × 50 MB' && heapBytes > 16 * MB) {
        overBudget.push(`${scenario.name}: heap ${(heapBytes / MB).toFixed(1)} MB > 16 MB`)
      }
      const ratio = wallMs / figures.dashboard.wallMs
      if (scenario.name !== '1 × 100 MB' && ratio > 0.8) {
        overBudget.push(`${scenario.name}: wall ${ratio.toFixed(2)} × Uppy > 0.8`)
      }
    }

    const many = await makeFiles(folder, MANY.count, MANY.sizeBytes)
    const shown = [
      { ...variants.widget, drive: LIST_SHOWN, dropOn: ZONE },
      { ...variants.dashboard, drive: DASHBOARD_SHOWN, dropOn: '.uppy-Dashboard-inner' },
      { ...variants.filepond, drive: POND_SHOWN, dropOn: '.filepond--drop-label' },
      {
        ...variants.widget,
        name: `${variants.widget.name}, every row in the document`,
        drive: EVERY_ROW,
        dropOn: ZONE,
      },
    ]
    for (const { name, address, drive, rounds: times, dropOn } of shown) {
      /** @type {Figures[]} */
      const runs = []
      for (let round = 0; round < times; round += 1) runs.push(await measure(browser, address, drive, many, dropOn))
      const figures = medians(runs)
      lines.push(`| ${MANY.name} | ${name} | ${row(figures, '', '')} |`)
      if (drive === LIST_SHOWN && figures.wallMs > 300) {
        overBudget.push(`${MANY.name}: ${Math.round(figures.wallMs)} ms > 300 ms`)
      }
      if (drive === EVERY_ROW && figures.taskMs > 50) {
        overBudget.push(`${MANY.name}: block ${Math.round(figures.taskMs)} ms > 50 ms`)
      }
    }
    return { title: 'In the browser', chromium: browser.version, rounds, markdown: lines.join('\n'), overBudget }
  } finally {
    for (const stop of stops) await stop()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { markdown, overBudget, chromium: browser } = await benchBrowser(Number(process.argv[2] ?? 3))
  process.stdout.write(`Chromium ${browser}\n\n${markdown}\n`)
  for (const problem of overBudget) process.stdout.write(`\nOver budget: ${problem}`)
  process.exitCode = overBudget.length > 0 ? 1 : 0
}
