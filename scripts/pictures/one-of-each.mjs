import { documentLike, slowDown } from './stage.mjs'

/**
 * Works through one upload until every kind of row is on the page at once.
 * @param {import('playwright').Page} page
 * @param {Awaited<ReturnType<typeof import('./stage.mjs').openStage>>} stage
 */
export async function showOneOfEach(page, stage) {
  stage.sandbox.reset()
  stage.sandbox.faults.arm('warnings', {
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
}

/**
 * Everything that can be read on the page, without what is another each time: how much is sent, what o'clock it is.
 * @param {import('playwright').Page} page
 */
export async function wordsOn(page) {
  // What is said aloud comes and goes.
  const spoken = page.locator('output')
  await spoken.evaluateAll((regions) => regions.forEach((region) => region.style.setProperty('display', 'none')))
  const words = await page.locator('body').innerText()
  const steady = words
    .replace(/\d+%/g, '…%')
    .replace(/\b\d\d:\d\d\b/gu, '…')
    .replace(/[\d.]+\sof\s([\d.]+\sMB)/g, '… of $1')
  return `${steady.replace(/\s*\n\s*/g, '\n')}\n`
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
