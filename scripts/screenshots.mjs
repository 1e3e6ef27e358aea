/**
 * Makes the pictures of docs/images/ from the built page, a real route and the sandbox: node scripts/screenshots.mjs
 * (after npm run build). They show what is there, so they are made again whenever the page changes.
 */
import { join } from 'node:path'
import { documentLike, IMAGES, openStage, slowDown } from './pictures/stage.mjs'

/**
 * Pictures by file name: how the page is looked at.
 * @type {Readonly<Record<string, import('playwright').BrowserContextOptions>>}
 */
const PICTURES = {
  'upload-light.png': { viewport: { width: 760, height: 700 }, colorScheme: 'light', deviceScaleFactor: 1.5 },
  'upload-dark.png': { viewport: { width: 760, height: 700 }, colorScheme: 'dark', deviceScaleFactor: 1.5 },
  'upload-phone.png': { viewport: { width: 390, height: 700 }, colorScheme: 'light', deviceScaleFactor: 1.5 },
}

const stage = await openStage()
const { browser, sandbox } = stage

try {
  for (const [name, options] of Object.entries(PICTURES)) {
    sandbox.reset()
    const context = await browser.newContext(options)
    await takePicture(await context.newPage(), join(IMAGES, name))
    await context.close()
    console.log(`docs/images/${name}`)
  }
} finally {
  await stage.close()
}

/**
 * Works through one upload until every kind of row is on the page at once.
 * @param {import('playwright').Page} page
 * @param {string} path
 */
async function takePicture(page, path) {
  sandbox.faults.arm('warnings', {
    fileName: 'Anschreiben Frank Doe.docx',
    warnings: ['The previous cover letter is now filed under “Other”.'],
  })
  await page.goto(await stage.link())
  await choose(page, file('Lebenslauf Frank Doe.pdf', 'cv.pdf'), file('Anschreiben Frank Doe.docx', 'cv.docx'))
  await page.getByRole('button', { name: 'Attach 2 files' }).click()
  await page.locator('[data-state="done"]').nth(1).waitFor()

  await slowDown(page, 1_000_000)
  await choose(page, {
    name: 'Certificates 2019–2026.pdf',
    mimeType: 'application/pdf',
    buffer: documentLike('cv.pdf', 4_600_000),
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
  return { name, mimeType: '', buffer: documentLike(original) }
}
