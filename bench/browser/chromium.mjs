// Over 200 lines: the whole of the protocol that the benchmarks need, so that nothing else is switched on.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CHROMIUM_ARGS } from '../../scripts/chromium-args.mjs'

/*
 * Drives a Chromium with nothing of its DevTools switched on but what loads a page and runs a script in it, and what makes the
 * line slow where a page is only opened. The tools that tests are driven with watch every request and copy its body, which
 * costs the page time that nobody's page spends.
 */

/** @typedef {{ readonly [key: string]: unknown }} Fields */
/** @typedef {(method: string, params?: Fields, sessionId?: string) => Promise<Fields>} Call */
/** @typedef {{ readonly sessionId: string, readonly method: string, readonly told: () => void }} Waiting */

/**
 * @typedef {object} Page
 * @property {(expression: string) => Promise<unknown>} evaluate - what a script in the page comes to, promises awaited.
 * @property {(paths: readonly string[]) => Promise<void>} chooseFiles - in the page's first file input, as soon as there is one.
 * @property {(paths: readonly string[], on: string) => Promise<void>} dropFiles - on the element with that selector.
 * @property {() => Promise<void>} close
 */

/**
 * @typedef {object} Slowness Of the line and the machine. Default: as they are.
 * @property {number} latencyMs - of each round trip.
 * @property {number} downBytesPerSecond
 * @property {number} upBytesPerSecond
 * @property {number} slowdown - how many times longer everything takes the processor.
 */

/**
 * @typedef {object} Chromium
 * @property {string} version
 * @property {(address: string, initScript: string, slowness?: Slowness) => Promise<Page>} open - a page of its own profile, loaded.
 * @property {() => Promise<void>} close
 */

/** @param {string} executablePath @param {readonly string[]} args @returns {Promise<Chromium>} */
export async function startChromium(executablePath, args) {
  const profile = await mkdtemp(join(tmpdir(), 'kau-chromium-'))
  const child = spawn(
    executablePath,
    [
      '--headless=new',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      '--no-sandbox',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-default-apps',
      '--disable-extensions',
      '--disable-sync',
      '--window-size=1280,720',
      ...CHROMIUM_ARGS,
      ...args,
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  )
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const { call, event } = connect(child)
  const { product } = await call('Browser.getVersion')

  return {
    version: String(product).replace(/^\D+/, ''),
    open: async (address, initScript, slowness) => {
      const { browserContextId } = await call('Target.createBrowserContext')
      const { targetId } = await call('Target.createTarget', { url: 'about:blank', browserContextId })
      const attached = await call('Target.attachToTarget', { targetId, flatten: true })
      const sessionId = String(attached['sessionId'])
      await call('Page.enable', {}, sessionId)
      await call('Page.addScriptToEvaluateOnNewDocument', { source: initScript }, sessionId)
      if (slowness !== undefined) {
        const line = {
          offline: false,
          latency: slowness.latencyMs,
          downloadThroughput: slowness.downBytesPerSecond,
          uploadThroughput: slowness.upBytesPerSecond,
        }
        await call('Network.enable', {}, sessionId)
        await call('Network.emulateNetworkConditions', line, sessionId)
        await call('Emulation.setCPUThrottlingRate', { rate: slowness.slowdown }, sessionId)
      }
      const loaded = event('Page.loadEventFired', sessionId)
      await call('Page.navigate', { url: address }, sessionId)
      await loaded
      await call('Page.disable', {}, sessionId)
      return {
        evaluate: async (expression) => {
          const params = { expression, awaitPromise: true, returnByValue: true }
          return valueOf(await call('Runtime.evaluate', params, sessionId))
        },
        chooseFiles: async (paths) => {
          const { result } = await call('Runtime.evaluate', { expression: FIRST_INPUT, awaitPromise: true }, sessionId)
          await call('HeapProfiler.collectGarbage', {}, sessionId)
          await call('DOM.setFileInputFiles', { files: [...paths], objectId: field(result, 'objectId') }, sessionId)
        },
        dropFiles: async (paths, on) => {
          const params = { expression: `(${MIDDLE})(${JSON.stringify(on)})`, awaitPromise: true, returnByValue: true }
          const place = valueOf(await call('Runtime.evaluate', params, sessionId))
          await call('HeapProfiler.collectGarbage', {}, sessionId)
          const event = {
            x: field(place, 'x'),
            y: field(place, 'y'),
            data: { items: [], files: [...paths], dragOperationsMask: 1 },
          }
          for (const type of ['dragEnter', 'dragOver', 'drop']) {
            await call('Input.dispatchDragEvent', { type, ...event }, sessionId)
          }
        },
        close: async () => {
          await call('Target.disposeBrowserContext', { browserContextId })
        },
      }
    },
    close: async () => {
      await call('Browser.close')
      await ended
      await rm(profile, { recursive: true, force: true })
    },
  }
}

/** Pages that load in steps get their input when they are ready for files. */
const FIRST_INPUT = `new Promise((resolve) => {
  const looking = setInterval(() => {
    const input = document.querySelector('input[type=file]')
    if (input === null) return
    clearInterval(looking)
    resolve(input)
  }, 10)
})`

/** Where to drop, once the page takes files: it has an input for them then. */
const MIDDLE = `(selector) => new Promise((resolve) => {
  const looking = setInterval(() => {
    const place = document.querySelector(selector)
    if (place === null || document.querySelector('input[type=file]') === null) return
    clearInterval(looking)
    const { x, y, width, height } = place.getBoundingClientRect()
    resolve({ x: x + width / 2, y: y + height / 2 })
  }, 10)
})`

/**
 * The protocol: JSON with a zero behind each message, requests on the fourth stream, everything else on the fifth.
 * @param {import('node:child_process').ChildProcess} child
 */
function connect(child) {
  const [, , , requests, answers] = child.stdio
  if (requests === null || requests === undefined || !('write' in requests)) throw new TypeError('no pipe to write to')
  if (answers === null || answers === undefined || !('read' in answers)) throw new TypeError('no pipe to read from')
  /** @type {Map<number, { resolve: (result: Fields) => void, reject: (error: Error) => void }>} */
  const open = new Map()
  /** @type {Set<Waiting>} */
  const waiting = new Set()
  let lastId = 0
  /** @type {Buffer[]} */
  let begun = []

  answers.on('data', (/** @type {Buffer} */ chunk) => {
    let from = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      receive(JSON.parse(Buffer.concat([...begun, chunk.subarray(from, end)]).toString()))
      begun = []
      from = end + 1
    }
    begun.push(chunk.subarray(from))
  })
  child.once('exit', () => {
    for (const { reject } of open.values()) reject(new Error('the browser has ended'))
  })

  /** @param {Fields} message */
  function receive({ id, method, sessionId, result, error }) {
    for (const each of waiting) if (each.method === method && each.sessionId === sessionId) each.told()
    const call = open.get(Number(id))
    if (call === undefined) return
    open.delete(Number(id))
    if (error !== undefined) call.reject(new Error(String(field(error, 'message'))))
    else if (typeof result === 'object' && result !== null) call.resolve({ ...result })
  }

  /** @type {Call} */
  const call = (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      lastId += 1
      open.set(lastId, { resolve, reject })
      requests.write(`${JSON.stringify({ id: lastId, method, params, ...(sessionId && { sessionId }) })}\0`)
    })

  /** @param {string} method @param {string} sessionId @returns {Promise<void>} */
  const event = (method, sessionId) =>
    new Promise((resolve) => {
      const each = {
        method,
        sessionId,
        told: () => {
          waiting.delete(each)
          resolve()
        },
      }
      waiting.add(each)
    })

  return { call, event }
}

/** @param {Fields} answer */
function valueOf({ result, exceptionDetails }) {
  if (exceptionDetails === undefined) return field(result, 'value')
  throw new Error(String(field(field(exceptionDetails, 'exception'), 'description')))
}

/** @param {unknown} object @param {string} name @returns {unknown} */
function field(object, name) {
  return typeof object === 'object' && object !== null ? Reflect.get(object, name) : undefined
}
