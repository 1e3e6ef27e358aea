import type { Page } from '@playwright/test'
import type { Gallery } from './gallery-page.ts'
import { expect, test } from './gallery-page.ts'
import type { Hostile, Pictures } from './hostile-pages.ts'
import { differing, HOSTILE_PAGES, picturesOf } from './hostile-pages.ts'

/*
 * The component stands in the page's own document, where every rule of the page applies to it. It promises less than the
 * element: to withstand rules for bare elements and what a page lets it inherit, and to give way to what a page writes for
 * its parts. See docs/decisions/030-a-reset-that-is-not-in-a-layer.md.
 */

/** Holds the scene in one place, whatever the page does to what is around it, which must not shine through below half a pixel. */
const PLACE = `.scene.scene.scene { margin: 0; padding: 0 0 2px; border: 0; display: block; position: absolute; inset: 20px auto auto 20px;
  width: 640px; max-width: none; background: #888 } [data-scene] h2 { display: none }
  html:root, html:root body { background: #888 }`

/** Pictures of the widget beside a page's sheet, which comes after the widget's own: the worse of the two orders. */
async function pictures(page: Page, gallery: Gallery, only: string, hostile: Hostile | null): Promise<Pictures> {
  await gallery.open({ only, theme: 'auto' })
  await page.addStyleTag({ content: (hostile?.css ?? '') + PLACE })
  return picturesOf(page.locator('[data-kau]'), hostile)
}

const PAGES = [
  'Bootstrap',
  'Bulma',
  "Tailwind's preflight",
  'rules for every bare element',
  'a root font of 62.5 % and poisoned inheritance',
  'text from right to left',
] as const

for (const scene of ['ready', 'under-way', 'finished']) {
  test(`the component looks the same on hostile pages, in light, in dark and in forced colours: ${scene}`, async ({
    gallery,
    page,
  }, info) => {
    const neutral = await pictures(page, gallery, scene, null)
    const spoilt: string[] = []
    for (const name of PAGES) {
      const found = await pictures(page, gallery, scene, await HOSTILE_PAGES[name]())
      const names = await differing(page.locator('[data-kau]'), neutral, found, info)
      spoilt.push(...names.map((each) => `${name}, ${each}`))
    }
    expect(spoilt, `differ from the pictures beside them in ${info.outputDir}`).toEqual([])
  })
}

test('the component gives way to a rule the page writes for a part', async ({ gallery, page }) => {
  await gallery.open({ only: 'ready' })
  await page.addStyleTag({ content: '[data-kau] [data-part="row"] { background: rgb(1, 2, 3) }' })
  await expect(page.locator('[data-part="row"]').first()).toHaveCSS('background-color', 'rgb(1, 2, 3)')
})
