/**
 * Makes the pictures of docs/images/ from the built page, a real route and the sandbox: node scripts/screenshots.mjs
 * (after npm run build). They show what is there, so they are made again whenever the page changes.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { findChromium } from './find-chromium.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const IMAGES = join(ROOT, 'docs/images')
const FILES = join(ROOT, 'test/files')

/**
 * Pictures by file name: how the page is looked at.
 * @type {Readonly<Record<string, import('playwright').BrowserContextOptions>>}
 */
const PICTURES = {
  'upload-light.png': { viewport: { width: 760, height: 700 }, colorScheme: 'light', deviceScaleFactor: 1.5 },
  'upload-dark.png': { viewport: { width: 760, height: 700 }, colorScheme: 'dark', deviceScaleFactor: 1.5 },
  'upload-phone.png': { viewport: { width: 390, height: 700 }, colorScheme: 'light', deviceScaleFactor: 1.5 },
}

const INTEGRATION = 'personio:8dBKi5NGyhdjSq5X3hxEz4bA'

/**
 * The doors as they are built; a name that is not written out, so that the type checker does not look for them.
 * @param {string} name
 */
const door = (name) => import(new URL(`../dist/${name}.js`, import.meta.url).href)

const { createSandbox } = await door('sandbox')
const { readConfig, signUploadToken, startStandalone } = await door('server')

const executablePath = await findChromium()
if (executablePath === null) throw new Error('There is no Chromium to take pictures with: set CHROMIUM_PATH')

const sandbox = await createSandbox()
const uploadTokenSecret = randomBytes(48).toString('base64url')
const kombo = { apiKey: sandbox.apiKey, apiUrl: sandbox.apiUrl }
const { config } = readConfig({ PORT: '0', LOG_LEVEL: 'error' })
const server = await startStandalone({ ...config, kombo, uploadTokenSecret }, { pageFolder: join(ROOT, 'dist/page') })
const browser = await chromium.launch({ executablePath })

try {
  mkdirSync(IMAGES, { recursive: true })
  for (const [name, options] of Object.entries(PICTURES)) {
    sandbox.reset()
    const context = await browser.newContext(options)
    await takePicture(await context.newPage(), join(IMAGES, name))
    await context.close()
    console.log(`docs/images/${name}`)
  }
} finally {
  await browser.close()
  await server.stop()
  await sandbox.close()
}

/**
 * Works through one upload until every kind of row is on the page at once.
 * @param {import('playwright').Page} page
 * @param {string} path
 */
async function takePicture(page, path) {
  const token = await signUploadToken(
    {
      target: 'application:GRKdd9dibYKKCrmGRSMJf3wu',
      integrationId: INTEGRATION,
      label: 'Frank Doe · Senior Nurse, Berlin',
    },
    uploadTokenSecret,
  )
  sandbox.faults.arm('warnings', {
    fileName: 'Anschreiben Frank Doe.docx',
    warnings: ['The previous cover letter is now filed under “Other”.'],
  })
  await page.goto(`${server.url}/#token=${token}`)
  await choose(page, file('Lebenslauf Frank Doe.pdf', 'cv.pdf'), file('Anschreiben Frank Doe.docx', 'cv.docx'))
  await page.getByRole('button', { name: 'Attach 2 files' }).click()
  await page.locator('[data-state="done"]').nth(1).waitFor()

  // A slow line, so that a file is caught on its way.
  const session = await page.context().newCDPSession(page)
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 1_000_000 }
  await session.send('Network.emulateNetworkConditions', slow)
  await choose(page, {
    name: 'Certificates 2019–2026.pdf',
    mimeType: 'application/pdf',
    buffer: padded('cv.pdf', 4_600_000),
  })
  await page.getByRole('button', { name: 'Attach 1 file' }).click()
  await choose(page, file('Passport photo.heic', 'photo.heic'), file('Reference Example Hospital.rtf', 'cv.rtf'))
  await page
    .locator('[data-state="sending"]')
    .filter({ hasText: /Sending [456]\d%/ })
    .waitFor()
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 800, height })
  await page.screenshot({ path, animations: 'disabled' })
}

/**
 * @typedef {object} GivenFile
 * @property {string} name
 * @property {string} mimeType
 * @property {Buffer} buffer
 */

/**
 * @param {import('playwright').Page} page
 * @param {...GivenFile} files
 */
async function choose(page, ...files) {
  const opened = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose files' }).click()
  const chooser = await opened
  await chooser.setFiles(files)
}

/**
 * One of the real files under another name.
 * @param {string} name
 * @param {string} original
 * @returns {GivenFile}
 */
function file(name, original) {
  return { name, mimeType: '', buffer: readFileSync(join(FILES, original)) }
}

/**
 * A real file with blanks after its end, as large as asked for.
 * @param {string} original
 * @param {number} sizeBytes
 */
function padded(original, sizeBytes) {
  const content = readFileSync(join(FILES, original))
  return Buffer.concat([content, Buffer.alloc(Math.max(0, sizeBytes - content.length), ' ')])
}
