import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const BIN = fileURLToPath(new URL('../../dist/bin.js', import.meta.url))
const SECRET = 'benchmark-secret-benchmark-secret-benchmark'

/** @typedef {{ readonly url: string, readonly stop: () => Promise<void> }} Running */

/**
 * Starts a Node process and reads its first line.
 * @param {string} script
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [environment]
 */
async function start(script, args, environment = {}) {
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${script} ended before it said where it is`))),
  ])
  const stop = async () => {
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    await exit
  }
  return { line: String(line), stop }
}

/** @param {string} line @param {string} name */
function field(line, name) {
  const value = Reflect.get(JSON.parse(line), name)
  if (typeof value !== 'string') throw new TypeError(`no ${name} in: ${line}`)
  return value
}

export async function startSandbox() {
  const { line, stop } = await start(`${HERE}serve-sandbox.mjs`, [])
  return { url: field(line, 'url'), apiKey: field(line, 'apiKey'), stop }
}

/** @param {string} pages @param {{ readonly url: string, readonly apiKey: string }} kombo @returns {Promise<Running>} */
export async function startUsualRoute(pages, kombo) {
  const { line, stop } = await start(`${HERE}serve-usual-route.mjs`, [pages, kombo.url, kombo.apiKey])
  return { url: field(line, 'url'), stop }
}

/** @param {{ readonly url: string, readonly apiKey: string }} kombo @param {string} allowedOrigin */
export async function startOurs(kombo, allowedOrigin) {
  const environment = {
    PORT: '0',
    KOMBO_API_KEY: kombo.apiKey,
    KOMBO_API_URL: kombo.url,
    UPLOAD_TOKEN_SECRET: SECRET,
    ALLOWED_ORIGINS: allowedOrigin,
    MAX_FILE_SIZE_BYTES: String(128 * 1024 * 1024),
    RATE_LIMIT_PER_TOKEN: '0',
    RATE_LIMIT_PER_ADDRESS: '0',
    LOG_LEVEL: 'silent',
    AUDIT_LOG: 'off',
  }
  const { line, stop } = await start(BIN, [], environment)
  const url = /https?:\/\/[^\s,]+/.exec(line)?.[0]
  if (url === undefined) throw new Error(`the server did not say where it is: ${line}`)
  const signing = [
    'token',
    '--application',
    'GRKdd9dibYKKCrmGRSMJf3wu',
    '--integration',
    'workday:bench',
    '--ttl',
    '4h',
  ]
  const { stdout } = await promisify(execFile)(process.execPath, [BIN, ...signing], {
    env: { ...process.env, ...environment },
  })
  return { url, token: stdout.split('\n', 1)[0] ?? '', stop }
}
