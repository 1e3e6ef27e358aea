import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { showOneOfEach, wordsOn } from '../../scripts/pictures/one-of-each.mjs'
import { IMAGES, openStage } from '../../scripts/pictures/stage.mjs'

test('the pictures of the documents show what the page says today', async () => {
  const stage = await openStage()
  try {
    const page = await stage.browser.newPage({ viewport: { width: 760, height: 700 }, locale: 'en-GB' })
    await showOneOfEach(page, stage)
    const drawn = readFileSync(join(IMAGES, 'upload.txt'), 'utf8')
    expect(await wordsOn(page), 'draw them again: node scripts/screenshots.mjs').toBe(drawn)
  } finally {
    await stage.close()
  }
})
