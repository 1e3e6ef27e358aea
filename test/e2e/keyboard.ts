import type { Page } from '@playwright/test'

/** Presses Tab until the control of that name has the focus; fails when the page has been gone round once. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      let element = document.activeElement
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
      const named = ['aria-label', 'title'].map((each) => element?.getAttribute(each))
      return named.find((each) => each) ?? element?.textContent ?? ''
    })
    if (focused.trim() === name) return
  }
  throw new Error(`Tab never reaches "${name}"`)
}
