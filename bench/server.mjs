import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { fire } from './server/load.mjs'
import { startServer } from './server/processes.mjs'

/*
 * What the route costs the server it runs on: node bench/server.mjs [rounds]
 * Three servers in front of the same sink, each in a process of its own: a bare Node pipe that checks nothing, the built
 * route, and the route one would write in an afternoon. Needs `npm run build` and `npm ci --prefix bench` before.
 */

const MB = 1_000_000
const AT_ONCE = 30

const WARM_UP = { sizeBytes: 0.1 * MB, times: 600 }

/** @import { Shot } from './server/load.mjs' */
/** @import { Server } from './server/processes.mjs' */

/**
 * @typedef {object} Variant
 * @property {string} name
 * @property {(kombo: string) => Promise<Server>} start
 * @property {(server: Server, sizeBytes: number) => Shot} shot
 * @property {number} [upToBytes] Larger files, thirty at once, would take more memory than most machines have.
 */

const PIPE = 'bare Node pipe'
const OURS = 'kombo-attachment-upload'
const USUAL = 'express + multer + @kombo-api/sdk'

/** @type {readonly Variant[]} */
const VARIANTS = [
  {
    name: PIPE,
    start: (kombo) => startServer('server/serve-pipe.mjs', kombo),
    shot: (server, sizeBytes) => ({
      url: `${server.told('url')}/v1/ats/applications/bench/attachments`,
      headers: { 'Content-Type': 'application/json', 'X-Integration-Id': 'workday:bench' },
      body: jsonBody(sizeBytes),
    }),
  },
  {
    name: OURS,
    start: (kombo) => startServer('server/serve-route.mjs', kombo),
    shot: (server, sizeBytes) => ({
      url: `${server.told('url')}/applications/bench/attachments`,
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${server.told('token')}` },
      body: jsonBody(sizeBytes),
    }),
  },
  {
    name: USUAL,
    upToBytes: 10 * MB,
    start: (kombo) => startServer('browser/serve-usual-route.mjs', '.', kombo, 'ks_dev_bench'),
    shot: (server, sizeBytes) => ({
      url: `${server.told('url')}/attach`,
      headers: { 'Content-Type': 'multipart/form-data; boundary=bench' },
      body: multipartBody(sizeBytes),
    }),
  },
]

/** @param {number} sizeBytes */
function pdf(sizeBytes) {
  const header = Buffer.from('%PDF-1.7\n')
  return Buffer.concat([header, randomBytes(sizeBytes - header.length)])
}

/** As the widget sends it. @param {number} sizeBytes */
function jsonBody(sizeBytes) {
  const described = '"name":"cv.pdf","content_type":"application/pdf","type":"CV"'
  return Buffer.from(`{"attachment":{${described},"data":"${pdf(sizeBytes).toString('base64')}"}}`)
}

/** As a form sends it. @param {number} sizeBytes */
function multipartBody(sizeBytes) {
  const head = 'Content-Disposition: form-data; name="file"; filename="cv.pdf"\r\nContent-Type: application/pdf'
  return Buffer.concat([Buffer.from(`--bench\r\n${head}\r\n\r\n`), pdf(sizeBytes), Buffer.from('\r\n--bench--\r\n')])
}

/**
 * Runs something for each variant, each time in a fresh process, the other way round every second time.
 * @param {readonly Variant[]} variants
 * @param {number} rounds
 * @param {string} kombo
 * @param {(variant: Variant, server: Server) => Promise<number[]>} run
 * @returns {Promise<Map<string, number[]>>} The medians of each figure, by variant.
 */
async function compare(variants, rounds, kombo, run) {
  /** @type {Map<string, number[][]>} */
  const figures = new Map(variants.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const variant of round % 2 === 0 ? variants : variants.toReversed()) {
      const server = await variant.start(kombo)
      try {
        await fire(variant.shot(server, 1000), AT_ONCE, AT_ONCE)
        figures.get(variant.name)?.push(await run(variant, server))
      } finally {
        await server.stop()
      }
    }
  }
  return new Map(
    [...figures].map(([name, runs]) => [
      name,
      (runs[0] ?? []).map((_, index) => median(runs.map((each) => each[index] ?? Number.NaN))),
    ]),
  )
}

/** @param {readonly number[]} values */
function median(values) {
  return quantile(values, 0.5)
}

/** @param {readonly number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/**
 * Measures everything and says whether the budgets hold.
 * @param {number} rounds
 */
export async function benchServer(rounds = 3) {
  const sink = await startServer('server/serve-sink.mjs')
  const kombo = sink.told('url')
  /** @type {string[]} */
  const overBudget = []
  const lines = ['| 30 at once | server | throughput | against the pipe | memory over idle |', '|---|---|---|---|---|']
  try {
    for (const { sizeBytes, times } of [
      { sizeBytes: 0.3 * MB, times: 50 },
      { sizeBytes: 10 * MB, times: 2 },
      { sizeBytes: 25 * MB, times: 1 },
      { sizeBytes: 100 * MB, times: 1 },
    ]) {
      const label = `${AT_ONCE} × ${sizeBytes / MB} MB`
      const variants = VARIANTS.filter(({ upToBytes = Infinity }) => sizeBytes <= upToBytes)
      const results = await compare(variants, rounds, kombo, async (variant, server) => {
        const shot = variant.shot(server, sizeBytes)
        const idleBytes = await server.residentBytes()
        await fire(shot, AT_ONCE, AT_ONCE)
        const growth = (await server.peakResidentBytes()) - idleBytes
        // A server runs for weeks: throughput is that of one that has compiled its code.
        await fire(variant.shot(server, WARM_UP.sizeBytes), WARM_UP.times, AT_ONCE)
        const { wallMs } = await fire(shot, AT_ONCE * times, AT_ONCE)
        return [(sizeBytes * AT_ONCE * times) / MB / (wallMs / 1000), growth / MB]
      })
      const pipeThroughput = results.get(PIPE)?.[0] ?? Number.NaN
      for (const [name, [throughput = Number.NaN, growth = Number.NaN]] of results) {
        const ratio = throughput / pipeThroughput
        lines.push(
          `| ${label} | ${name} | ${throughput.toFixed(0)} MB/s | ${ratio.toFixed(2)} | ${growth.toFixed(0)} MB |`,
        )
        if (name !== OURS) continue
        if (sizeBytes <= 10 * MB && ratio < 0.4) overBudget.push(`${label}: ${ratio.toFixed(2)} × pipe < 0.4`)
        if (sizeBytes === 25 * MB && growth > 96) overBudget.push(`${label}: ${growth.toFixed(0)} MB > 96 MB`)
      }
    }
    lines.push('', '| one after another, 300 kB | p50 | p99 |', '|---|---|---|')
    const latencies = await compare(VARIANTS, rounds, kombo, async (variant, server) => {
      const { latenciesMs } = await fire(variant.shot(server, 0.3 * MB), 300, 1)
      return [quantile(latenciesMs, 0.5), quantile(latenciesMs, 0.99)]
    })
    for (const [name, [p50 = Number.NaN, p99 = Number.NaN]] of latencies) {
      lines.push(`| ${name} | ${p50.toFixed(1)} ms | ${p99.toFixed(1)} ms |`)
    }
    return { title: 'On the server', rounds, markdown: lines.join('\n'), overBudget }
  } finally {
    await sink.stop()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { markdown, overBudget } = await benchServer(Number(process.argv[2] ?? 3))
  process.stdout.write(`${markdown}\n`)
  for (const problem of overBudget) process.stdout.write(`\nOver budget: ${problem}`)
  process.exitCode = overBudget.length > 0 ? 1 : 0
}
