import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page, TestInfo } from '@playwright/test'
import { PROJECT } from './built.ts'
import { drawingHand } from './drawing-hand.ts'
import { openMoments, openNotices } from './gallery-moments.ts'
import type { GalleryQuery } from './gallery-page.ts'
import { expect, test } from './gallery-page.ts'

/*
 * Every state of the widget, and every moment that only a hand brings about, drawn by the component alone, looked at by eye
 * and kept as pictures.
 *
 * Letters differ between machines, so pictures are kept by the hand that drew them (drawing-hand.ts). On a machine whose
 * hand is not known the comparison is skipped by name and its pictures are left in test-results/. After a change that is
 * meant, and to add a hand: npx playwright test gallery --update-snapshots
 */

/** Where playwright.config.ts has them, too. */
const PICTURES = join(PROJECT, 'test/widget/gallery/pictures')

/** How a picture differs from the next one. */
interface Look {
  readonly theme: 'light' | 'dark'
  readonly width: 1280 | 360
  readonly lang: 'en' | 'ar'
}

const ALL_LOOKS: readonly Look[] = (['light', 'dark'] as const).flatMap((theme) =>
  ([1280, 360] as const).flatMap((width) => (['en', 'ar'] as const).map((lang) => ({ theme, width, lang }))),
)

/** Half of them, in which each theme meets each width and each direction, and each width each direction. */
const EACH_PAIR_OF_LOOKS: readonly Look[] = [
  { theme: 'light', width: 1280, lang: 'en' },
  { theme: 'light', width: 360, lang: 'ar' },
  { theme: 'dark', width: 1280, lang: 'ar' },
  { theme: 'dark', width: 360, lang: 'en' },
]

/** Each theme, width and direction once. */
const EACH_LOOK: readonly Look[] = [
  { theme: 'dark', width: 1280, lang: 'en' },
  { theme: 'light', width: 360, lang: 'ar' },
]

test.use({ timezoneId: 'UTC' })

for (const look of ALL_LOOKS) {
  test(`looks as it did: ${inWords(look)}`, async ({ gallery, page }, info) => {
    await gallery.open(await dress(page, look))
    await comparePictures(page, info, `${fileOf(look)}.png`)
  })

  test(`looks in the middle of a gesture as it did: ${inWords(look)}`, async ({ gallery, page }, info) => {
    await openMoments(gallery, page, await dress(page, look))
    await comparePictures(page, info, `moments-${fileOf(look)}.png`)
  })
}

for (const look of EACH_PAIR_OF_LOOKS) {
  test(`says what else there is to say as it did: ${inWords(look)}`, async ({ gallery, page }, info) => {
    const query = await dress(page, look)
    await gallery.open({ ...query, of: 'refusals' })
    await comparePictures(page, info, `refusals-${fileOf(look)}.png`)
    await openNotices(gallery, page, query)
    await comparePictures(page, info, `notices-${fileOf(look)}.png`)
  })

  test(`looks in its compact size as it did: ${inWords(look)}`, async ({ gallery, page }, info) => {
    await gallery.open({ ...(await dress(page, look)), size: 'compact' })
    await comparePictures(page, info, `compact-${fileOf(look)}.png`)
  })

  test(`looks in forced colours as it did: ${inWords(look)}`, async ({ gallery, page }, info) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme: look.theme })
    await openMoments(gallery, page, await dress(page, look))
    await comparePictures(page, info, `forced-moments-${fileOf(look)}.png`)
    await gallery.open(await dress(page, look))
    await comparePictures(page, info, `forced-${fileOf(look)}.png`)
  })
}

for (const look of EACH_LOOK) {
  test(`says so in its compact size and in forced colours as it did: ${inWords(look)}`, async ({
    gallery,
    page,
  }, info) => {
    const query = await dress(page, look)
    await openNotices(gallery, page, { ...query, size: 'compact' })
    await comparePictures(page, info, `compact-notices-${fileOf(look)}.png`)
    await page.emulateMedia({ forcedColors: 'active', colorScheme: look.theme })
    await openNotices(gallery, page, query)
    await comparePictures(page, info, `forced-notices-${fileOf(look)}.png`)
  })
}

function inWords({ theme, width, lang }: Look): string {
  return `${theme}, ${width} px, ${lang}`
}

function fileOf({ theme, width, lang }: Look): string {
  return `${theme}-${width}-${lang}`
}

/** Makes the window as wide as a look is, and answers with what else it asks for. */
async function dress(page: Page, { theme, width, lang }: Look): Promise<GalleryQuery> {
  await page.setViewportSize({ width, height: 800 })
  return { theme, lang }
}

async function comparePictures(page: Page, info: TestInfo, file: string): Promise<void> {
  const hand = await drawingHand(page.context())
  const name = [hand, file]
  const isKept = existsSync(join(PICTURES, ...name))
  const isWanted = info.config.updateSnapshots === 'all' || info.config.updateSnapshots === 'changed'
  if (!isKept && !isWanted) {
    await page.screenshot({ path: info.outputPath(...name), fullPage: true, animations: 'disabled' })
    test.skip(true, `no pictures by ${hand} are kept; this one's are in ${info.outputDir}`)
  }
  // A step or two of rounding while blending is nothing; a line that moved by a pixel is more than this.
  await expect(page).toHaveScreenshot(name, { fullPage: true, threshold: 0.1, maxDiffPixels: 40 })
}
