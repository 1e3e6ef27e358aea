/**
 * What the pictures of the documents are taken of: the built page, a real route and a sandbox, in Chromium. Nothing in a
 * picture is drawn by hand.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { CHROMIUM_ARGS } from '../chromium-args.mjs'
import { findChromium } from '../find-chromium.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FILES = join(ROOT, 'test/files')
const INTEGRATION = 'personio:8dBKi5NGyhdjSq5X3hxEz4bA'

/** Where the pictures go. */
export const IMAGES = join(ROOT, 'docs/images')

/**
 * The doors as they are built; a name that is not written out, so that the type checker does not look for them.
 * @param {string} name
 */
const door = (name) => import(new URL(`../../dist/${name}.js`, import.meta.url).href)

/** Starts everything; `close` ends it. */
export async function openStage() {
  mkdirSync(IMAGES, { recursive: true })
  const { createSandbox } = await door('sandbox')
  const { readConfig, signUploadToken, startStandalone } = await door('server')
  const executablePath = await findChromium()
  if (executablePath === null) throw new Error('There is no Chromium to take pictures with: set CHROMIUM_PATH')
  const sandbox = await createSandbox()
  const uploadTokenSecret = randomBytes(48).toString('base64url')
  const kombo = { apiKey: sandbox.apiKey, apiUrl: sandbox.apiUrl }
  const { config } = readConfig({ PORT: '0', LOG_LEVEL: 'error' })
  const server = await startStandalone({ ...config, kombo, uploadTokenSecret }, { pageFolder: join(ROOT, 'dist/page') })
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS })
  return {
    sandbox,
    browser,
    /** A link for one application, signed anew. */
    async link() {
      const target = 'application:GRKdd9dibYKKCrmGRSMJf3wu'
      const label = 'Frank Doe · Senior Nurse, Berlin'
      return `${server.url}/#token=${await signUploadToken({ target, integrationId: INTEGRATION, label }, uploadTokenSecret)}`
    },
    async close() {
      await browser.close()
      await server.stop()
      await sandbox.close()
    },
  }
}

/**
 * A slow line, so that a file is caught on its way.
 * @param {import('playwright').Page} page
 * @param {number} bytesPerSecond
 */
export async function slowDown(page, bytesPerSecond) {
  const session = await page.context().newCDPSession(page)
  const line = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond }
  await session.send('Network.emulateNetworkConditions', line)
}

/**
 * A real document, with blanks after its end when it should be larger.
 * @param {string} original Its name in test/files.
 * @param {number} [sizeBytes]
 */
export function documentLike(original, sizeBytes = 0) {
  const content = readFileSync(join(FILES, original))
  return Buffer.concat([content, Buffer.alloc(Math.max(0, sizeBytes - content.length), ' ')])
}
