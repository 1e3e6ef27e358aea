import { createHash } from 'node:crypto'
import type { Browser, BrowserContext } from '@playwright/test'

/** What the widget writes with: its fonts, weights and sizes, in the scripts that stand in the gallery. */
const SAMPLE = ['9px/1 F;font-weight:700', '12px/1.5 F', '14px/1.5 F', '14px/1.5 F;font-weight:600', '15px/1.5 F']
  .map((style) => style.replace('F', "ui-sans-serif,system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial"))
  .map((font) => `<p style="font:${font},'Noto Sans',sans-serif">`)
  .map((start) => `${start}Frank Doe · 38 kB – “Zażółć” äß… <span dir="rtl">مرفقات السيرة ٢٠٢٦ קורות חיים</span></p>`)
  .join('')

/** Each browser's, looked at once: it draws with the same hand as long as it runs. */
const known = new WeakMap<Browser, string>()

/**
 * Names the hand that draws: two machines with the same name write the same letters, pixel for pixel, so their pictures
 * can be compared. Fonts, their rendering and the browser's version all show in it; nothing of the widget does.
 */
export async function drawingHand(context: BrowserContext): Promise<string> {
  const browser = context.browser()
  if (browser === null) throw new Error('the context belongs to no browser')
  const hand = known.get(browser) ?? (await handOf(context, browser.version()))
  known.set(browser, hand)
  return hand
}

async function handOf(context: BrowserContext, version: string): Promise<string> {
  const blank = await context.newPage()
  await blank.setViewportSize({ width: 480, height: 240 })
  await blank.setContent(`<!doctype html><meta charset="utf-8"><body style="margin:8px;background:#fff">${SAMPLE}`)
  const letters = await blank.screenshot()
  await blank.close()
  const digest = createHash('sha256').update(letters).digest('hex')
  return `chromium-${version.split('.')[0]}-${digest.slice(0, 8)}`
}
