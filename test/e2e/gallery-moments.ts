import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { SILENT_AFTER_MS } from '../../src/widget/use-silent.ts'
import type { Gallery, GalleryQuery } from './gallery-page.ts'
import { NOW } from './gallery-page.ts'

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
    await expect(widget.locator('.kau-field')).toBeFocused()
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

/** What brings about the last scenes of test/widget/gallery/notices.tsx. */
const OCCASIONS: typeof GESTURES = {
  async 'nothing-but-hidden-files'(widget, page) {
    await widget.dispatchEvent('drop', { dataTransfer: await dragged(page, '.DS_Store') })
    await expect(widget.locator('[data-part="skipped"]')).toContainText(/\S/)
  },
  // Pictures are drawn where they are looked at.
  async 'pictures-seen'(widget) {
    const pictures = widget.locator('.kau-thumbnail')
    for (const picture of await widget.getByRole('listitem').all()) await picture.scrollIntoViewIfNeeded()
    await expect(pictures.filter({ visible: true })).toHaveCount(3)
  },
  async 'element-disabled'(widget) {
    await expect(widget.locator('[data-state="rejected"]')).toBeVisible()
    await expect(widget.locator('[data-state="ready"]')).not.toContainText('…')
    await expect(widget.getByRole('button').first()).toBeDisabled()
  },
}

/** Opens the page of notices, waits until a silent line is spoken of, and goes to what is seen with the focus only. */
export async function openNotices(gallery: Gallery, page: Page, query: GalleryQuery): Promise<readonly string[]> {
  const names = await gallery.open({ ...query, of: 'notices' })
  if (names.includes('line-went-silent')) {
    const silence = Math.max(...Object.values(SILENT_AFTER_MS))
    await page.clock.setFixedTime(NOW.getTime() + silence)
    await page.clock.runFor(silence)
    await expect(page.locator('[data-scene="line-went-silent"] [data-part="notice"]')).toHaveCount(2)
    await page.clock.setFixedTime(NOW)
  }
  for (const [name, occasion] of Object.entries(OCCASIONS)) {
    if (names.includes(name)) await occasion(page.locator(`[data-scene="${name}"] [data-kau]`), page)
  }
  if (names.includes('past-a-long-list')) {
    await page.locator('.kau-skip').focus()
    // A key tells the browser that the keyboard is in use.
    await page.keyboard.press('Shift')
  }
  return names
}
