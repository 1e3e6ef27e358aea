/**
 * Makes the pictures of docs/images/ from the built page, a real route and the sandbox: node scripts/screenshots.mjs
 * (after npm run build). They show what is there, so they are made again whenever the page changes; what can be read in them
 * is kept beside them, and test/e2e/pictures-of-the-documents.spec.ts fails when the page says something else.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { showOneOfEach, wordsOn } from './pictures/one-of-each.mjs'
import { IMAGES, openStage } from './pictures/stage.mjs'

/**
 * Pictures by file name: how the page is looked at.
 * @type {Readonly<Record<string, import('playwright').BrowserContextOptions>>}
 */
const PICTURES = {
  'upload-light.png': { viewport: { width: 760, height: 700 }, colorScheme: 'light', deviceScaleFactor: 1.5 },
  'upload-dark.png': { viewport: { width: 760, height: 700 }, colorScheme: 'dark', deviceScaleFactor: 1.5 },
}

const stage = await openStage()

try {
  for (const [name, options] of Object.entries(PICTURES)) {
    const context = await stage.browser.newContext({ ...options, locale: 'en-GB' })
    const page = await context.newPage()
    await showOneOfEach(page, stage)
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    await page.setViewportSize({ width: page.viewportSize()?.width ?? 800, height })
    await page.screenshot({ path: join(IMAGES, name), animations: 'disabled' })
    if (name === 'upload-light.png') writeFileSync(join(IMAGES, 'upload.txt'), await wordsOn(page))
    await context.close()
    console.log(`docs/images/${name}`)
  }
} finally {
  await stage.close()
}
