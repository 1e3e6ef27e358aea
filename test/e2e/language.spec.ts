import type { Page } from '@playwright/test'
import { real } from './files.ts'
import { expect, test } from './portal.ts'

/** Pieces of script that the page has fetched, by the beginning of their names. */
function fetched(page: Page): string[] {
  const names: string[] = []
  page.on('request', (request) => {
    const name = /\/assets\/([a-z]+)-[^/]*\.js$/.exec(new URL(request.url()).pathname)?.[1]
    if (name !== undefined) names.push(name)
  })
  return names
}

test('fetches no other language for a reader of English', async ({ page, upload }) => {
  const names = fetched(page)
  await upload.open()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  expect(names).toEqual(['index'])
})

test.describe('for a reader of German', () => {
  test.use({ locale: 'de-AT' })

  test('the page is German from its title to the last word, and works', async ({ page, portal, sandbox }) => {
    const names = fetched(page)
    await page.goto((await portal.link()).href)
    await expect(page.getByRole('heading', { name: 'Unterlagen anfügen', level: 1 })).toBeVisible()
    await expect(page).toHaveTitle('Unterlagen anfügen · Frank Doe · Senior Nurse')
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
    expect(names.toSorted()).toEqual(['de', 'index'])

    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Dateien auswählen' }).click()
    await (await chooser).setFiles([real('cv.pdf')])
    await page.getByRole('button', { name: '1 Datei anfügen' }).click()
    await expect(page.getByRole('listitem', { name: 'cv.pdf' })).toHaveAttribute('data-state', 'done')
    expect(sandbox.received).toHaveLength(1)
  })

  test('an incomplete link is said to be so in German', async ({ page, portal }) => {
    await page.goto(portal.url)
    await expect(page.getByRole('alert')).toContainText('Dieser Link ist unvollständig.')
  })

  test('the address may name another language', async ({ page, portal }) => {
    const { href } = await portal.link()
    await page.goto(href.replace('/#', '/?lang=ar#'))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('إرفاق المستندات')
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    const button = await page.getByRole('button', { name: 'اختيار الملفات' }).boundingBox()
    const { width } = page.viewportSize() ?? { width: 0 }
    if (button === null) throw new Error('The button is nowhere')
    expect(button.x + button.width / 2).toBeGreaterThan(width / 2)
  })

  test('the page in a frame is German too', async ({ page, portal }) => {
    const { href } = await portal.link()
    await page.goto(href.replace('/#', '/?embed=1#'))
    await expect(page.getByRole('button', { name: 'Dateien auswählen' })).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(0)
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  })
})
