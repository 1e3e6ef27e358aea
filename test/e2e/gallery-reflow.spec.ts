import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { PROJECT } from './built.ts'
import { expect, test } from './gallery-page.ts'

/* Where there is little room for a language's words, by the width or by the size of the letters, something takes another line. */

const LANGUAGES = readdirSync(join(PROJECT, 'src/widget/locales')).map((file) => file.replace('.ts', ''))

/** In pixels: screens, and the widget's letters as they are and half as large again. */
const WIDTHS = [320, 360, 568, 768]
const TEXT_SIZES = [14, 21]

/** A name or a rule that has less is read a word or a few letters at a time. */
const READABLE = 150

for (const lang of LANGUAGES) {
  test(`gives each word a place of its own, and names and rules room to be read, in ${lang}`, async ({
    gallery,
    page,
  }) => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 640 })
      await gallery.open({ lang })
      await page
        .locator('.kau-existing')
        .evaluateAll((all) => all.forEach((each) => each.toggleAttribute('open', true)))
      for (const textSize of TEXT_SIZES) {
        const size = `${textSize}px`
        await page.evaluate((each) => document.documentElement.style.setProperty('--kau-text-size', each), size)
        expect(await overlaps(page), `${width} px wide, text of ${size}`).toEqual([])
        const widths = await page
          .locator('.kau-existing bdi, [data-slim] [data-part="rules"]')
          .evaluateAll((boxes) => boxes.map((box) => box.getBoundingClientRect().width))
        expect(widths.length).toBeGreaterThan(10)
        expect(Math.min(...widths), `${width} px wide, text of ${size}`).toBeGreaterThanOrEqual(READABLE)
      }
    }
  })
}

/** Words over other words of the same row, document or zone, and words that reach out of it. */
function overlaps(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[data-part="row"], [data-part="zone"], .kau-existing li')].flatMap((part) => {
      const { left, right } = part.getBoundingClientRect()
      const found: string[] = []
      const lines: { readonly of: Node; readonly box: DOMRect; readonly bottom: number }[] = []
      const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
      for (let text = walk.nextNode(); text !== null; text = walk.nextNode()) {
        if (text.parentElement?.closest('.kau-hidden, .kau-kind, .kau-name-start, option') !== null) continue
        const range = document.createRange()
        range.selectNode(text)
        // What a long name has beyond its second line is not shown.
        const shownTo = text.parentElement?.closest('.kau-name bdi')?.getBoundingClientRect().bottom ?? Infinity
        for (const box of range.getClientRects()) {
          const bottom = Math.min(box.bottom, shownTo)
          if (box.left < left - 1 || box.right > right + 1) found.push(`outside: ${text.textContent}`)
          for (const other of lines) {
            const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
            const down = Math.min(bottom, other.bottom) - Math.max(box.top, other.box.top)
            if (other.of !== text && across > 1 && down > 2)
              found.push(`${other.of.textContent} over ${text.textContent}`)
          }
          lines.push({ of: text, box, bottom })
        }
      }
      return found
    }),
  )
}
