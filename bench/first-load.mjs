import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import { startChromium } from './browser/chromium.mjs'
import { buildPages, versionOf } from './browser/other-pages.mjs'
import { startOurs, startSandbox } from './browser/processes.mjs'
import { median } from './median.mjs'

/*
 * How long somebody who opens a link on a phone waits until files can be chosen, with nothing in the cache:
 * node bench/first-load.mjs [rounds]
 * Ours is the published page, which asks its route for the rules besides; the others are pages with nothing else on
 * them. All are compressed alike. Needs `npm run build` and `npm ci --prefix bench` before.
 */

/** A line of 1.6 Mbit/s down and 0.75 up, and a processor four times slower than this machine's. */
const PHONE = { latencyMs: 150, downBytesPerSecond: 200_000, upBytesPerSecond: 93_750, slowdown: 4 }

const TYPES = new Map([
  ['.html', 'text/html'],
  ['.js', 'text/javascript'],
  ['.css', 'text/css'],
])

/**
 * Remembers when there was first something to choose files with. Runs before anything else in the page.
 * @param {string} selector
 */
const NOTE_WHEN = (selector) => `
  let isThere
  window.readyAt = new Promise((resolve) => (isThere = resolve))
  const watching = new MutationObserver(() => {
    if (document.querySelector(${JSON.stringify(selector)}) === null) return
    watching.disconnect()
    // Shown means painted, not only in the document.
    requestAnimationFrame(() => setTimeout(() => isThere(performance.now())))
  })
  watching.observe(document, { subtree: true, childList: true })`

/** Of all that came before, compressed, in bytes. */
const WEIGHT = `[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`

/**
 * @typedef {object} Variant
 * @property {string} name
 * @property {string} address
 * @property {string} selector - what files are chosen with.
 */

/** Serves a folder, compressed. @param {string} folder */
async function serve(folder) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname
    const content = await readFile(join(folder, path)).catch(() => null)
    if (content === null) {
      response.writeHead(404).end()
      return
    }
    response.setHeader('Content-Type', TYPES.get(extname(path)) ?? 'application/octet-stream')
    response.setHeader('Content-Encoding', 'br')
    response.end(await promisify(brotliCompress)(content))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const stop = async () => {
    server.closeAllConnections()
    await promisify(server.close.bind(server))()
  }
  return { url: `http://127.0.0.1:${port}`, stop }
}

/**
 * @param {import('./browser/chromium.mjs').Chromium} browser
 * @param {Variant} variant
 */
async function measure(browser, { address, selector }) {
  const page = await browser.open(address, NOTE_WHEN(selector), PHONE)
  try {
    const readyMs = Number(await page.evaluate('window.readyAt'))
    return { readyMs, bytes: Number(await page.evaluate(WEIGHT)) }
  } finally {
    await page.close()
  }
}

/** @param {number} rounds */
export async function benchFirstLoad(rounds = 3) {
  const folder = await mkdtemp(join(tmpdir(), 'kau-first-load-'))
  /** @type {(() => Promise<void>)[]} */
  const stops = [() => rm(folder, { recursive: true, force: true })]
  try {
    await buildPages(folder, ['uppy-dashboard', 'filepond'])
    const others = await serve(folder)
    stops.unshift(others.stop)
    const sandbox = await startSandbox()
    stops.unshift(sandbox.stop)
    const ours = await startOurs(sandbox, others.url)
    stops.unshift(ours.stop)
    const browser = await startChromium(process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', [])
    stops.unshift(() => browser.close())

    const button = '[data-part="zone"] button'
    /** @type {readonly Variant[]} */
    const variants = [
      { name: 'kombo-attachment-upload', address: `${ours.url}/?lang=en#token=${ours.token}`, selector: button },
      { name: 'the same in German', address: `${ours.url}/?lang=de#token=${ours.token}`, selector: button },
      {
        name: `Uppy ${versionOf('@uppy/core')} with its Dashboard`,
        address: `${others.url}/uppy-dashboard.html`,
        selector: '.uppy-Dashboard-browse',
      },
      {
        name: `FilePond ${versionOf('filepond')}`,
        address: `${others.url}/filepond.html`,
        selector: '.filepond--label-action',
      },
    ]
    /** @type {Map<string, { readyMs: number, bytes: number }[]>} */
    const runs = new Map(variants.map(({ name }) => [name, []]))
    for (let round = 0; round < rounds; round += 1) {
      for (const variant of round % 2 === 0 ? variants : variants.toReversed()) {
        runs.get(variant.name)?.push(await measure(browser, variant))
      }
    }
    const lines = ['| page | over the line | opened to files can be chosen |', '|---|---|---|']
    for (const [name, figures] of runs) {
      const bytes = median(figures.map((each) => each.bytes))
      const readyMs = median(figures.map((each) => each.readyMs))
      lines.push(`| ${name} | ${(bytes / 1000).toFixed(1)} kB | ${(readyMs / 1000).toFixed(2)} s |`)
    }
    return {
      title: 'Opening the page on a phone',
      chromium: browser.version,
      rounds,
      markdown: `1.6 Mbit/s, 150 ms, the processor four times slower, nothing in the cache.\n\n${lines.join('\n')}`,
      overBudget: [],
    }
  } finally {
    for (const stop of stops) await stop()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { markdown, chromium } = await benchFirstLoad(Number(process.argv[2] ?? 3))
  process.stdout.write(`Chromium ${chromium}\n\n${markdown}\n`)
}
