import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { Gallery } from './gallery-page.ts'
import { expect, test } from './gallery-page.ts'
import { PROJECT } from './built.ts'
import type { Hostile, Pictures } from './hostile-pages.ts'
import { differing, HOSTILE_PAGES, picturesOf } from './hostile-pages.ts'

/*
 * The component stands in the page's own document, where every rule of the page applies to it. It promises less than the
 * element: to withstand rules for bare elements and what a page lets it inherit, and to give way to what a page writes for
 * its parts. See docs/decisions/030-a-reset-that-is-not-in-a-layer.md.
 */

const RESET = readFileSync(`${PROJECT}/src/widget/base.css`, 'utf8')

/** Holds the scene in one place, whatever the page does to what is around it, which must not shine through below half a pixel. */
const PLACE = `.scene.scene.scene { margin: 0; padding: 0 0 2px; border: 0; display: block; position: absolute; inset: 20px auto auto 20px;
  width: 640px; max-width: none; background: #888 } [data-scene] h2 { display: none }
  html:root, html:root body { background: #888 }`

/** All of it is in sight: what has to be scrolled to may end on another pixel. */
test.use({ viewport: { width: 1280, height: 900 } })

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

interface Line {
  /** Without white space, which each sheet has its own way with. */
  readonly selector: string
  readonly property: string
}

/** Each line of the reset, as it is written. */
const LINES: readonly Line[] = [...RESET.matchAll(/^(?<selector>\[data-kau\][^{]*?)\s*\{(?<body>[^}]*)\}/gmu)].flatMap(
  ({ groups: { selector = '', body = '' } = {} }) =>
    [...body.matchAll(/^\s*(?<property>[\w-]+):/gmu)].map(({ groups: { property = '' } = {} }) => ({
      selector: selector.replaceAll(/\s/gu, ''),
      property,
    })),
)

/** What is computed where the reset applies: of each element in the widget the value of each property, by both. */
function computed(page: Page, without: Line | null): Promise<Readonly<Record<string, string>>> {
  return page.evaluate(
    ([css, line]) => {
      const reset = new CSSStyleSheet()
      reset.replaceSync(css)
      const inPage = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
      const spared = inPage.flatMap((rule) =>
        rule instanceof CSSStyleRule && line !== null && rule.selectorText.replaceAll(/\s/gu, '') === line.selector
          ? [rule.style]
          : [],
      )
      const before = spared.map((style) => style.cssText)
      for (const style of spared) style.removeProperty(line?.property ?? '')
      const found: Record<string, string> = {}
      for (const rule of reset.cssRules) {
        if (!(rule instanceof CSSStyleRule)) continue
        for (const [index, element] of document.querySelectorAll(rule.selectorText).entries()) {
          const style = getComputedStyle(element)
          for (const name of rule.style)
            found[`${rule.selectorText} ${index} ${element.localName} ${name}`] = style.getPropertyValue(name)
        }
      }
      for (const [index, style] of spared.entries()) style.cssText = before[index] ?? ''
      return found
    },
    [RESET, without] as const,
  )
}

test('each line of the reset holds against a page that says otherwise, and is missed without it', async ({
  gallery,
  page,
}) => {
  const open = async ({ css }: { readonly css: string }) => {
    await gallery.open({ only: 'ready', theme: 'auto' })
    await page.addStyleTag({ content: css + PLACE })
    // What some lines are for: something focused, and something hidden.
    await page.keyboard.press('Tab')
    await page
      .locator('[data-part="kind"]')
      .first()
      .evaluate((badge) => {
        badge.append(Object.assign(document.createElement('canvas'), { hidden: true }))
      })
    return computed(page, null)
  }
  const neutral = await open({ css: '' })
  const unneeded = new Set(LINES)
  for (const name of ['rules for every bare element', 'a root font of 62.5 % and poisoned inheritance'] as const) {
    const found = await open(HOSTILE_PAGES[name]())
    expect(found, name).toEqual(neutral)
    for (const line of unneeded) {
      const without = await computed(page, line)
      if (Object.entries(without).some(([what, value]) => value !== found[what])) unneeded.delete(line)
    }
  }
  expect(LINES.length).toBeGreaterThan(50)
  expect([...unneeded]).toEqual([])
})

test('the component gives way to a rule the page writes for a part', async ({ gallery, page }) => {
  await gallery.open({ only: 'ready' })
  await page.addStyleTag({ content: '[data-kau] [data-part="row"] { background: rgb(1, 2, 3) }' })
  await expect(page.locator('[data-part="row"]').first()).toHaveCSS('background-color', 'rgb(1, 2, 3)')
})
