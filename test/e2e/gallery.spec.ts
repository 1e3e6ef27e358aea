import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { PROJECT } from './built.ts'
import { drawingHand } from './drawing-hand.ts'
import { expect, test } from './gallery-page.ts'

/*
 * Every state of the widget, drawn by the component alone: looked at by eye and kept as pictures, judged by axe, and
 * squeezed into the narrowest screen in every language.
 *
 * Letters differ between machines, so pictures are kept by the hand that drew them (drawing-hand.ts). On a machine whose
 * hand is not known the comparison is skipped by name and its pictures are left in test-results/. After a change that is
 * meant, and to add a hand: npx playwright test gallery --update-snapshots
 */

/** Where playwright.config.ts has them, too. */
const PICTURES = join(PROJECT, 'test/widget/gallery/pictures')

const THEMES = ['light', 'dark'] as const
const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'it', 'nl', 'pl', 'pt', 'sv'] as const

test.use({ timezoneId: 'UTC' })

for (const lang of ['en', 'ar'] as const) {
  for (const theme of THEMES) {
    for (const width of [1280, 360]) {
      test(`looks as it did: ${theme}, ${width} px, ${lang}`, async ({ gallery, page }, info) => {
        await page.setViewportSize({ width, height: 800 })
        await gallery.open({ lang, theme })
        const hand = await drawingHand(page)
        const name = [hand, `${theme}-${width}-${lang}.png`]
        const isKept = existsSync(join(PICTURES, ...name))
        const isWanted = info.config.updateSnapshots === 'all' || info.config.updateSnapshots === 'changed'
        if (!isKept && !isWanted) {
          await page.screenshot({ path: info.outputPath(...name), fullPage: true, animations: 'disabled' })
          test.skip(true, `no pictures by ${hand} are kept; this one's are in ${info.outputDir}`)
        }
        // A step or two of rounding while blending is nothing; a line that moved by a pixel is more than this.
        await expect(page).toHaveScreenshot(name, { fullPage: true, threshold: 0.1, maxDiffPixels: 40 })
      })
    }
  }
}

for (const lang of ['en', 'ar'] as const) {
  for (const theme of THEMES) {
    test(`has nothing for axe to object to, in any scene, in ${theme}, in ${lang}`, async ({ gallery, page }) => {
      const scenes = await gallery.open({ lang, theme })
      expect(scenes.length).toBeGreaterThan(10)
      const found: string[] = []
      for (const only of scenes) {
        await gallery.open({ lang, theme, only })
        found.push(...(await violations(page)).map((violation) => `${only}: ${violation}`))
      }
      expect(found).toEqual([])
    })
  }
}

test('has nothing for axe to object to in its compact size', async ({ gallery, page }) => {
  const found: string[] = []
  for (const only of await gallery.open({ size: 'compact' })) {
    await gallery.open({ size: 'compact', only })
    found.push(...(await violations(page)).map((violation) => `${only}: ${violation}`))
  }
  expect(found).toEqual([])
})

for (const theme of THEMES) {
  test(`shows by an outline where the focus is, on every control, in ${theme}`, async ({ gallery, page }) => {
    await gallery.open({ theme })
    const controls = await page.locator('[data-kau]').locator('button, select, summary, a[href]').all()
    expect(controls.length).toBeGreaterThan(40)
    for (const control of controls) {
      await control.focus()
      // A key tells the browser that the keyboard is in use.
      await page.keyboard.press('Shift')
      await expect(control).toHaveCSS('outline-style', 'solid')
      await expect(control).toHaveCSS('outline-width', '2px')
    }
  })
}

for (const lang of ['en', 'ar'] as const) {
  test(`lets the keyboard through in the order of reading, and out again, in ${lang}`, async ({ gallery, page }) => {
    await gallery.open({ lang })
    const controls = page.locator('[data-kau]').locator('button, select, summary, a[href]')
    const total = await controls.evaluateAll((all) => {
      all.forEach((control, index) => control.setAttribute('data-order', String(index)))
      return all.length
    })
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-order') ?? 'outside')
    for (let order = 0; order < total; order += 1) {
      await page.keyboard.press('Tab')
      expect(await focused()).toBe(String(order))
    }
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('outside')
  })
}

for (const lang of LANGUAGES) {
  test(`fits 320 px with every word, in every scene, in ${lang}`, async ({ gallery, page }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    await gallery.open({ lang })
    expect(await wordsOutside(page)).toEqual([])
  })
}

/** Words that reach past the edge of the widget they stand in, where they would be cut off. */
function wordsOutside(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[data-kau]')].flatMap((widget) => {
      const { left, right } = widget.getBoundingClientRect()
      const outside: string[] = []
      const walk = document.createTreeWalker(widget, NodeFilter.SHOW_TEXT)
      for (let text = walk.nextNode(); text !== null; text = walk.nextNode()) {
        if (text.parentElement?.closest('.kau-hidden, option') !== null) continue
        const range = document.createRange()
        range.selectNode(text)
        const boxes = [...range.getClientRects()]
        if (boxes.some((box) => box.left < left - 1 || box.right > right + 1)) outside.push(text.textContent ?? '')
      }
      return outside
    }),
  )
}
