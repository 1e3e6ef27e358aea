import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import type { Gallery, GalleryQuery } from './gallery-page.ts'

/** What is dragged, as a page sees it: files of these names. */
function dragged(page: Page, ...names: readonly string[]) {
  return page.evaluateHandle((all) => {
    const transfer = new DataTransfer()
    for (const name of all) transfer.items.add(new File(['%PDF-1.7'], name, { type: 'application/pdf' }))
    return transfer
  }, names)
}

/**
 * Brings each scene of test/widget/gallery/moments.ts to its moment. A drop ends whatever is dragged on the page, and a
 * press takes the focus away: so in this order.
 */
const GESTURES: Readonly<Record<string, (widget: Locator, page: Page) => Promise<void>>> = {
  async 'folder-left-something-out'(widget, page) {
    await widget.dispatchEvent('drop', { dataTransfer: await dragged(page, '.DS_Store', 'Thumbs.db') })
    await expect(widget.locator('[data-part="skipped"]')).toContainText(/\S/)
  },
  async 'record-unfolded'(widget) {
    await widget.locator('summary').click()
    await expect(widget.locator('[data-part="existing"]')).toHaveAttribute('open')
  },
  async 'being-renamed'(widget) {
    await widget.locator('.kau-pencil').first().click()
    await expect(widget.locator('form input')).toBeFocused()
  },
  async 'files-over-the-widget'(widget, page) {
    await widget.dispatchEvent('dragenter', { dataTransfer: await dragged(page, '1.pdf', '2.pdf') })
    await expect(widget.locator('[data-part="zone"]')).toHaveAttribute('data-active', 'true')
  },
  async 'files-over-the-page'(widget, page) {
    await page.locator('h1').dispatchEvent('dragenter', { dataTransfer: await dragged(page, 'cv.pdf') })
    await expect(widget.locator('[data-part="zone"]')).toHaveAttribute('data-active', 'true')
  },
}

/** Opens the page of moments and brings them about. Answers with their names. */
export async function openMoments(gallery: Gallery, page: Page, query: GalleryQuery): Promise<readonly string[]> {
  const names = await gallery.open({ ...query, of: 'moments' })
  for (const [name, gesture] of Object.entries(GESTURES)) {
    if (names.includes(name)) await gesture(page.locator(`[data-scene="${name}"] [data-kau]`), page)
  }
  await expect(page.locator('[data-active]')).toHaveCount(names.filter((name) => name.startsWith('files-over')).length)
  expect(Object.keys(GESTURES)).toEqual(expect.arrayContaining([...names]))
  return names
}
