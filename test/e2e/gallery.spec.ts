import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { PROJECT } from './built.ts'
import { filledShare } from './filled-share.ts'
import { openMoments, openNotices } from './gallery-moments.ts'
import type { Gallery, GalleryQuery } from './gallery-page.ts'
import { expect, test } from './gallery-page.ts'

/*
 * Every state of the widget, drawn by the component alone: judged by axe, walked through by keyboard, and squeezed into the
 * narrowest screen in every language. How it looks is gallery-pictures.spec.ts.
 */

const THEMES = ['light', 'dark'] as const

const LANGUAGES = readdirSync(join(PROJECT, 'src/widget/locales')).map((file) => file.replace('.ts', ''))

interface Judged {
  readonly query: GalleryQuery
  readonly forcedColors?: 'active'
}

/** What the pages of the gallery are shown in to be judged by axe. */
const JUDGED: Readonly<Record<string, Judged>> = {
  'in light, in en': { query: {} },
  'in light, in ar': { query: { lang: 'ar' } },
  'in dark, in en': { query: { theme: 'dark' } },
  'in dark, in ar': { query: { theme: 'dark', lang: 'ar' } },
  'in its compact size': { query: { size: 'compact' } },
  'in forced colours': { query: {}, forcedColors: 'active' },
}

/** The pages of the gallery, and how each is brought about. */
const PAGES = {
  states: (gallery: Gallery, _page: Page, query: GalleryQuery) => gallery.open(query),
  refusals: (gallery: Gallery, _page: Page, query: GalleryQuery) => gallery.open({ ...query, of: 'refusals' }),
  notices: openNotices,
  moments: openMoments,
} as const

for (const [how, { query, forcedColors }] of Object.entries(JUDGED)) {
  test(`has nothing for axe to object to, in any scene, ${how}`, async ({ gallery, page }) => {
    // Up to fifty pages, one after the other.
    test.setTimeout(360_000)
    if (forcedColors !== undefined) await page.emulateMedia({ forcedColors })
    const found: string[] = []
    for (const [of, open] of Object.entries(PAGES)) {
      const scenes = await open(gallery, page, query)
      expect(scenes.length, of).toBeGreaterThan(2)
      for (const only of scenes) {
        await open(gallery, page, { ...query, only })
        found.push(...(await violations(page)).map((violation) => `${only}: ${violation}`))
      }
    }
    expect(found).toEqual([])
  })
}

for (const theme of THEMES) {
  test(`shows by an outline where the focus is, on every control, in ${theme}`, async ({ gallery, page }) => {
    await gallery.open({ theme })
    // A key tells the browser that the keyboard is in use.
    await page.keyboard.press('Shift')
    const outlines = await page
      .locator('[data-kau]')
      .locator('button, select, summary, a[href]')
      .evaluateAll((controls) =>
        controls.map((control) => {
          if (control instanceof HTMLElement) control.focus()
          const { outlineStyle, outlineWidth } = getComputedStyle(control)
          return `${outlineStyle} ${outlineWidth}`
        }),
      )
    expect(outlines.length).toBeGreaterThan(40)
    expect(new Set(outlines)).toEqual(new Set(['solid 2px']))
  })
}

for (const theme of THEMES) {
  test(`makes quiet words and thin lines stronger for readers who ask for more contrast, in ${theme}`, async ({
    gallery,
    page,
  }) => {
    await page.emulateMedia({ contrast: 'more' })
    await gallery.open({ theme, only: 'ready' })
    const colourOf = (selector: string, of: 'color' | 'borderTopColor') =>
      page
        .locator(selector)
        .first()
        .evaluate((each, name) => getComputedStyle(each)[name], of)
    expect(await colourOf('[data-part="status"]', 'color')).toBe(await colourOf('[data-kau]', 'color'))
    expect(await colourOf('[data-part="row"]', 'borderTopColor')).toBe(await colourOf('select', 'borderTopColor'))
  })
}

for (const theme of ['dark', 'auto'] as const) {
  test(`is printed in dark words on white where its theme is ${theme}`, async ({ gallery, page }) => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await gallery.open({ theme, only: 'ready' })
    const lightness = () =>
      page
        .locator('[data-part="name"]')
        .first()
        .evaluate((name) => Number(/\d+/u.exec(getComputedStyle(name).color)?.[0]))
    expect(await lightness()).toBeGreaterThan(200)
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' })
    expect(await lightness()).toBeLessThan(50)
  })
}

test.describe('where the pointer is a finger', () => {
  test.use({ hasTouch: true, isMobile: true })

  for (const width of [390, 820]) {
    test(`gives each control 40 pixels of height, and the link to the log 24, ${width} px wide`, async ({
      gallery,
      page,
    }) => {
      await page.setViewportSize({ width, height: 844 })
      for (const [name, open] of Object.entries(PAGES)) {
        await open(gallery, page, {})
        const low = await page
          .locator('[data-kau]')
          .locator('button, select, summary, a[href], input:not([type="file"])')
          .evaluateAll((controls) =>
            controls
              .filter((control) => control.getBoundingClientRect().height < (control.matches('a') ? 24 : 40))
              .map((control) => control.className || control.tagName),
          )
        expect([...new Set(low)], name).toEqual([])
      }
    })
  }
})

test('shows that a button is pressed for as long as it is, each of them', async ({ gallery, page }) => {
  await gallery.open({ only: 'mixed' })
  for (const control of await page.locator('[data-kau] :is(button, summary)').all()) {
    await control.hover()
    const hovered = await page.screenshot({ animations: 'disabled' })
    await page.mouse.down()
    const pressed = await page.screenshot({ animations: 'disabled' })
    expect(pressed.equals(hovered), await control.innerText()).toBe(false)
    // Let go elsewhere, where it does nothing.
    await page.mouse.move(0, 0)
    await page.mouse.up()
  }
})

for (const forcedColors of ['none', 'active'] as const) {
  test(`shows by a bar how far a file is, with forced colours: ${forcedColors}`, async ({ gallery, page }) => {
    await page.emulateMedia({ forcedColors })
    const bars = page.getByRole('listitem').getByRole('progressbar')
    await gallery.open({ only: 'under-way' })
    expect(await filledShare(bars.nth(0))).toBeCloseTo(0.64, 1)
    expect(await filledShare(bars.nth(1))).toBe(1)
    // From right to left what comes first, seen from the left, is the part that is empty.
    await gallery.open({ only: 'under-way', lang: 'ar' })
    expect(await filledShare(bars.nth(0))).toBeCloseTo(0.36, 1)
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
    for (const open of Object.values(PAGES)) {
      await open(gallery, page, { lang })
      expect(await wordsOutside(page)).toEqual([])
    }
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
        // The beginning of a long name ends in an ellipsis on purpose: there its box has to fit.
        const cut = text.parentElement?.closest('.kau-name-start')
        const boxes = [...(cut ?? range).getClientRects()]
        if (boxes.some((box) => box.left < left - 1 || box.right > right + 1)) outside.push(text.textContent ?? '')
      }
      return outside
    }),
  )
}
